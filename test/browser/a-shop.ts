import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/database/open.ts'
import { peopleAsCsv } from '../../src/demo/demo-people.ts'
import { inventRecipient } from '../../src/demo/invent-recipient.ts'
import { type Secrets, secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { importRecipients } from '../../src/recipients/import-recipients.ts'
import { openLog } from '../../src/start/open-log.ts'
import { type Running, startBekal } from '../../src/start.ts'
import { createWave } from '../../src/waves/waves.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { listYears } from '../../src/years/years.ts'
import { expectNobodyInLog, keptLog } from '../nobody-in-log.ts'
import { notifyByTwo } from '../two-people.ts'
import { openPage, type Window } from './browser.ts'

export interface DemoCard {
  readonly prakerja_id: string
  readonly name: string
  readonly phone: string
  readonly balance: number
}

export interface Message {
  readonly kind: 'sms' | 'email'
  readonly to: string
  readonly text: string
}

/** The whole demo, running for one test file: its pages, its inbox and its clock. */
export interface AShop {
  readonly url: string
  /** every address that is routed */
  readonly addresses: Running['addresses']
  readonly database: Database
  /** the keys of the running server */
  readonly secrets: Secrets
  /** every line of its log so far */
  readonly log: readonly string[]
  /** where its database and its secret are, for the command line */
  readonly settings: Readonly<Record<string, string>>
  open(window: Window): Promise<Page>
  /** a card that no test of the file has had, with its whole balance */
  freshCard(): DemoCard
  /** gives that many more people a card, in a wave of their own */
  moreCards(count: number): Promise<void>
  cardOf(number: string): DemoCard
  /** the newest first */
  messagesTo(receiver: string): Promise<Message[]>
  /** waits for a message that says so */
  message(receiver: string, says: RegExp): Promise<Message>
  /** waits for a code to pay with, to the phone, that is none of the earlier ones */
  otp(phone: string, ...earlier: string[]): Promise<string>
  /** the same for a code to log in at the portal with */
  logInCode(phone: string, ...earlier: string[]): Promise<string>
  advance(ms: number): Promise<void>
  setClock(at: Date): Promise<void>
}

const ending: (() => Promise<unknown>)[] = []
// Registered between the browser's end, which comes first, and the database's, which comes last.
after(async () => {
  for (const end of ending) await end()
})

/** Starts the demo on a database of its own, with more settings if need be; call it at the top of a test file. */
export async function aShop(settings: Readonly<Record<string, string>> = {}): Promise<AShop> {
  const { atTheEnd, settingsOf, testDatabase } = await import('../database.ts')
  const database = await testDatabase()
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-shop-'))
  const own = { BEKAL_DATA: folder, ...settingsOf(database) }
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', ...settings, ...own })
  const kept = keptLog(process.env.LOG_LEVEL ?? 'error')
  const running = await startBekal({ config, log: openLog('info', kept) })
  const secrets = secretsFrom(own.BEKAL_SECRET)
  // Whatever a test does in the demo, nobody of it stands in the log.
  atTheEnd(() => expectNobodyInLog(kept.lines, database.pool, secrets))
  ending.push(running.stop, () => rm(folder, { recursive: true, force: true }))
  const url = `http://127.0.0.1:${running.port}`
  const facts = (await (await fetch(`${url}/dev/demo.json`)).json()) as { cards: DemoCard[] }
  const fresh = [...facts.cards]

  const messagesTo = async (receiver: string) => {
    const answer = await fetch(`${url}/dev/inbox.json?to=${encodeURIComponent(receiver)}`)
    return ((await answer.json()) as { messages: Message[] }).messages
  }
  const codeTo = (phone: string, says: RegExp, earlier: readonly string[]) =>
    soon(async () => {
      const codes = (await messagesTo(phone)).map(({ text }) => says.exec(text)?.[1])
      return codes.find((code) => code !== undefined && !earlier.includes(code))
    }, 'a code')
  const clock = async (order: object) => {
    const answer = await fetch(`${url}/dev/clock.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    })
    assert.equal(answer.status, 200)
  }
  return {
    url,
    addresses: running.addresses,
    database,
    secrets,
    log: kept.lines,
    settings: own,
    open: (window) => openPage({ ...window, baseUrl: url }),
    freshCard: () => fresh.shift() ?? assert.fail('no fresh card is left'),
    async moreCards(count) {
      const ctx = { db: database.pool, clock: await demoClock(database.pool), secrets }
      const actor = { actor: 'system:test', requestId: 'more-cards' }
      const { year } = (await listYears(ctx.db))[0]!
      const wave = await createWave(ctx, { year, number: 90, quota: count }, actor)
      assert.ok(wave.ok)
      const people = Array.from({ length: count }, (_, i) => ({
        ...inventRecipient(500_000 + i),
        persona: '' as const,
      }))
      const imported = await importRecipients(ctx, wave.value.waveId, one(peopleAsCsv(people)), { actor })
      assert.ok(imported.ok)
      const notified = await notifyByTwo(ctx, wave.value.waveId, { link: `${url}/kartu`, sandbox: true })
      assert.ok(notified.ok)
      const { rows } = await database.pool.query<DemoCard>(
        `select number as prakerja_id, holder_name as name, holder_phone as phone, balance from card where wave_id = $1`,
        [wave.value.waveId],
      )
      fresh.unshift(...rows)
    },
    cardOf: (number) =>
      facts.cards.find((card) => card.prakerja_id === number) ?? assert.fail('no such card'),
    messagesTo,
    message: (receiver, says) =>
      soon(async () => (await messagesTo(receiver)).find(({ text }) => says.test(text)), `${says}`),
    otp: (phone, ...earlier) => codeTo(phone, /kode OTP (\d{6}) utk bayar/, earlier),
    logInCode: (phone, ...earlier) => codeTo(phone, /kode OTP (\d{6}) utk masuk/, earlier),
    advance: (ms) => clock({ advance_ms: ms }),
    setClock: (at) => clock({ now: at.toISOString() }),
  }
}

async function* one(text: string): AsyncGenerator<string> {
  yield text
}

async function soon<Value>(look: () => Promise<Value | undefined>, wanted: string): Promise<Value> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(100)
  }
  return assert.fail(`${wanted} did not come`)
}

/** Presses what has exactly that name, a button or a link, in the page's own content. */
export async function press(page: Page, name: string): Promise<void> {
  const main = page.locator('main')
  const target = main
    .getByRole('button', { name, exact: true })
    .or(main.getByRole('link', { name, exact: true }))
  await target.click()
}

/** Opens an account where the page stands asking for a login, and comes back to where one was. */
export async function signUp(page: Page): Promise<string> {
  const email = `pembeli-${crypto.randomUUID().slice(0, 8)}@contoh.id`
  await press(page, 'Daftar')
  await page.getByLabel('Nama lengkap').fill('Sari')
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill('kata sandi panjang')
  await press(page, 'Daftar')
  return email
}

export const cheapCourses = '/pijar/kursus?harga=250000&cara=self_paced'

/** The link of one of the courses with a price on a list. */
export function soldCourse(page: Page, nth = 0): Locator {
  return page.locator('article.course').filter({ hasText: 'Rp' }).locator('a.whole').nth(nth)
}

/** From the course list to the page that asks for the card number, with an account made on the way. */
export async function toCardNumber(page: Page, nth = 0): Promise<string> {
  await page.goto(cheapCourses)
  await soldCourse(page, nth).click()
  await press(page, 'Beli Sekarang')
  const email = await signUp(page)
  await press(page, 'Kartu Prakerja')
  return email
}

/** Types the card number and asks for the code. */
export async function sendOtp(page: Page, cardNumber: string): Promise<void> {
  await page.getByLabel('Nomor Kartu Prakerja').fill(cardNumber)
  await press(page, 'Kirim OTP')
}

/** Types the code and pays. */
export async function pay(page: Page, otp: string): Promise<void> {
  await page.getByLabel('Kode OTP').fill(otp)
  await press(page, 'Bayar')
}

export async function expectHeading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
