import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { inventApplicant } from '../../src/demo/invent-applicant.ts'
import { testItems } from '../../src/registration/aptitude/test-items.ts'
import { type Browser, browserAt, follow, get, type Page, send } from '../browser.ts'
import { openConnection } from '../http-connection.ts'
import { FailedPurchase } from '../load.ts'
import type { Stand } from '../stand.ts'

/** What registering came to. */
export interface Registered {
  readonly people: number
  readonly perSecond: number
  /** requests of one registration, whole */
  readonly requests: number
  readonly p50Seconds: number
  readonly failures: Readonly<Record<string, number>>
}

/** So many people register at the same time, one after the other, by all pages of "Daftar", for so many seconds. */
export async function registerPeople(
  stand: Stand,
  { atOnce, seconds, first }: { atOnce: number; seconds: number; first: number },
): Promise<Registered> {
  const until = performance.now() + seconds * 1000
  const taken: number[] = []
  const failures: Record<string, number> = {}
  let next = first
  let requests = 0
  const from = performance.now()
  async function one() {
    while (performance.now() < until) {
      const began = performance.now()
      try {
        requests = await register(stand, next++)
        taken.push(performance.now() - began)
      } catch (error) {
        const { message } = error as Error
        failures[message] = (failures[message] ?? 0) + 1
        if (!(error instanceof FailedPurchase)) throw error
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  const elapsed = (performance.now() - from) / 1000
  taken.sort((one, other) => one - other)
  return {
    people: taken.length,
    perSecond: taken.length / elapsed,
    requests,
    p50Seconds: (taken[Math.floor(taken.length / 2)] ?? 0) / 1000,
    failures,
  }
}

/** One person, from the first page to the last; returns the requests that it took. */
async function register(stand: Stand, index: number): Promise<number> {
  const { browser, page: first } = await comeIn(stand.server.port, index)
  const person = inventApplicant(index)
  const email = `pendaftar-${index}@bench.example`
  const step = async (page: Page, action: string, typed: Readonly<Record<string, string>> = {}) =>
    follow(browser, await send(browser, page, new RegExp(`${action}$`), typed))
  try {
    await step(first, '/daftar', { email })
    const link = await toldTo(stand, email, /\/daftar\/email\/[\w-]+/)
    let page = await step(await get(browser, link), link, { password: 'gerimis pagi di tepi sawah' })
    page = await step(page, '/persetujuan', ticked(page))
    const { name, nik, kk, birth_date: birthDate } = person
    page = await step(page, '/identitas', { name, nik, kk, birth_date: birthDate })
    page = await step(page, '/profil', { education: '3', occupation: 'Karyawan dirumahkan', studies: 'no' })
    // Spread over all ten thousands, as the phones of a country are.
    const phone = `0812${String((index * 7_919_317) % 100_000_000).padStart(8, '0')}`
    page = await step(page, '/daftar/hp', { phone })
    const otp = await toldTo(stand, phone.replace(/^0/, '+62'), /\b\d{6}\b/)
    page = await step(page, '/hp/kode', { otp })
    page = await step(page, '/daftar/tes')
    for (let item = 1; item <= testItems.length; item++)
      page = await step(page, `/daftar/tes/${item}`, { choice: String(item % 4) })
    page = await step(page, '/daftar/tes/selesai')
    page = await follow(browser, '/daftar/lanjut')
    page = await step(page, '/pernyataan', { agree: 'yes' })
    page = await step(page, '/periksa')
    if (page.path.startsWith('/daftar')) throw new FailedPurchase(`a registration ended at ${page.path}`)
    return browser.requests
  } finally {
    browser.connection.close()
  }
}

/** How long whoever has to wait does before they ask again, in ms: as the page asks of whose turn it is. */
const againMs = 5000

/** To the first page as people come there: whoever has to wait keeps their place, and asks again. */
async function comeIn(port: number, index: number): Promise<{ browser: Browser; page: Page }> {
  const jar = new Map<string, string>()
  for (;;) {
    const connection = await openConnection(port)
    const browser: Browser = { ...browserAt(port, connection, index, undefined), jar }
    try {
      return { browser, page: await get(browser, '/daftar') }
    } catch (error) {
      connection.close()
      if (!/answered 503$/.test((error as Error).message)) throw error
      await sleep(againMs)
    }
  }
}

/** Every box of the page, ticked. */
function ticked({ html }: Page): Record<string, string> {
  const names = [...html.matchAll(/type="checkbox"[^>]*\sname="(\w+)"|name="(\w+)"[^>]*type="checkbox"/g)]
  return Object.fromEntries(names.map(([, one, other]) => [one ?? other ?? '', 'yes']))
}

/** What the newest message to somebody says of this kind, once it was delivered. */
async function toldTo({ database }: Stand, address: string, says: RegExp): Promise<string> {
  for (let asked = 0; asked < 400; asked++) {
    const found = says.exec((await newest(database.pool, address)) ?? '')?.[0]
    if (found) return found
    await sleep(25)
  }
  throw new FailedPurchase('a message did not come')
}

async function newest(pool: pg.Pool, address: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ text: string }>(
    'select text from inbox where lower(address) = lower($1) order by inbox_id desc limit 1',
    [address],
  )
  return rows[0]?.text
}
