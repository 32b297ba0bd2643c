import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'
import { hostileSegments, hostileTexts } from './hostile-values.ts'

// Each request comes from an address of its own, as a botnet's do: no limit of addresses may hide a fault.
const shop = await aShop({ BEKAL_BEHIND_PROXY: '1', LOG_LEVEL: 'silent' })
const ctx = {
  db: shop.database.pool,
  clock: await demoClock(shop.database.pool),
  secrets: shop.secrets,
}
const everybody = new Visitor(shop.url, { everFromElsewhere: true })
const unique = new Map(shop.addresses.map((one) => [`${one.method} ${one.path}`, one]))
const routed = [...unique.values()].filter(({ path }) => path !== '/dev/clock' && path !== '/dev/clock.json')
// Pages of all storefronts are the same code: one of them is walked with everything, the others are only looked at.
const walked = routed.filter(
  ({ path }) => !/^\/(bukalapak|tokopedia|sekolahmu|sisnaker|pintaria|maubelajar)\b/.test(path),
)
const faults = new Set<string>()
let requests = 0
const seen = { paths: new Set<string>(), fields: new Set<string>(), queries: new Set(['lang']) }

/** Asks, waits where the programme says so by moving its clock, and keeps what was a fault. */
async function ask(method: string, path: string, form?: Record<string, string>) {
  requests += 1
  const go = () => (method === 'GET' ? everybody.get(path) : everybody.post(path, form))
  let answer = await go()
  if (answer.status === 429) {
    await shop.advance(61_000)
    answer = await go()
  }
  if (answer.status >= 500) faults.add(`${answer.status} ${method} ${path.slice(0, 120)}`)
  return answer
}

/** Notes addresses, fields and queries that a page offers. */
function learn(text: string): void {
  for (const [, href = ''] of text.matchAll(/(?:href|action)="(\/[^"#]*)/g)) {
    const url = new URL(href.replaceAll('&amp;', '&'), shop.url)
    seen.paths.add(url.pathname)
    for (const name of url.searchParams.keys()) seen.queries.add(name)
  }
  for (const [, name = ''] of text.matchAll(/ name="([\w-]+)"/g)) if (name !== 'csrf') seen.fields.add(name)
}

/** Addresses of a route: as somebody could follow them where one was seen, else with a 1 for each of its parts. */
function examples(path: string): string[][] {
  const pattern = new RegExp(`^${path.replace(/:\w+\{[^}]*\}|:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`)
  const known = [...seen.paths].filter((one) => pattern.test(one)).slice(0, 2)
  return (known.length > 0 ? known : [path.replace(/:\w+(\{[^}]*\})?/g, '1')]).map((one) => one.split('/'))
}

const variable = (path: string) =>
  path.split('/').flatMap((part, index) => (part.includes(':') ? [index] : []))

test('a card holder, an institution’s user and an administrator in one browser know the pages', async () => {
  const persona = /name="persona" value="([^"]+)"/.exec((await ask('GET', '/')).text)?.[1] ?? ''
  assert.equal((await ask('POST', '/dev/masuk', { persona })).status, 303)
  const user = /name="user" value="([^"]+)"/.exec((await ask('GET', '/dev/mitra')).text)?.[1] ?? ''
  assert.equal((await ask('POST', '/dev/mitra', { user })).status, 303)
  const staff = await aStaffMember(ctx, ['admin', 'supervisor', 'operator', 'auditor'], new Date())
  assert.equal((await everybody.logIn(staff)).status, 303)
  // Two rounds of what the pages lead to: enough to have an example of nearly every address.
  const asked = new Set<string>()
  for (let round = 0; round < 2; round++)
    for (const path of [...routed.map(({ path }) => path), ...seen.paths]) {
      if (asked.has(path) || path.includes(':') || asked.size > 700) continue
      asked.add(path)
      learn((await ask('GET', path)).text)
    }
  assert.ok(seen.fields.size > 40 && seen.paths.size > 150, `${seen.fields.size} ${seen.paths.size}`)
  assert.deepEqual([...faults], [])
})

test('no address, whatever stands in its parts, is a fault of ours', async () => {
  for (const { method, path } of walked)
    for (const index of variable(path))
      for (const [which, hostile] of hostileSegments.entries()) {
        if (which % (method === 'GET' ? 1 : 4) !== 0) continue
        const [example] = examples(path)
        const parts = example!.with(index, hostile)
        await ask(method, parts.join('/'), {})
      }
  assert.deepEqual([...faults], [])
})

/** What stands in them is read as a number, a code or words. */
const parsed = ['q', 'hal', 'halaman', 'harga', 'sesi', 'to', 'kode', 'nomor', 'kategori', 'lembaga']

test('no query, alone or with all others, is a fault of ours', async () => {
  const names = [
    ...seen.queries,
    'q',
    'kode',
    'nomor',
    'to',
    'state',
    'lanjut',
    'sesi',
    'kelas',
    'halaman',
    'hal',
  ]
  let turn = 0
  for (const { path } of walked.filter(({ method }) => method === 'GET'))
    for (const example of examples(path).slice(0, 1)) {
      const address = example.join('/')
      for (const text of [hostileTexts[turn++ % hostileTexts.length]!, '\u0000', '- '.repeat(33)])
        await ask(
          'GET',
          `${address}?${new URLSearchParams(names.map((name): [string, string] => [name, text.slice(0, 300)]))}`,
        )
      for (const name of parsed) {
        const text = hostileTexts[turn++ % hostileTexts.length]!.slice(0, 2000)
        await ask('GET', `${address}?${new URLSearchParams([[name, text]])}`)
      }
    }
  for (const text of hostileTexts)
    for (const path of ['/pijar/kursus', '/verifikasi', '/undian', '/konsol/cari', '/dev/inbox'])
      for (const name of ['q', 'nomor', 'kode', 'to'])
        await ask('GET', `${path}?${new URLSearchParams([[name, text.slice(0, 2000)]])}`)
  assert.deepEqual([...faults], [])
})

const rounds = 6

test('no form, whatever stands in its fields, is a fault of ours', async () => {
  const fields = [...seen.fields]
  for (const { method, path } of walked.filter(({ method }) => method === 'POST')) {
    if (/keluar|sesi|perangkat/.test(path)) continue
    const address = examples(path)[0]!.join('/')
    const site = address.split('/').slice(0, 2).join('/')
    // The token of a page of that site: each has a session of its own.
    await ask('GET', formPages[site] ?? site)
    for (let round = 0; round < rounds; round++) {
      // Every field meets other texts in every round, beside fields that hold something ordinary.
      const form = fields.map((field, i): [string, string] => {
        const text = hostileTexts[(round * 7 + i) % hostileTexts.length]!
        return [field, (round + i) % 4 === 0 ? '1' : text.slice(0, 500)]
      })
      await ask(method, address, Object.fromEntries(form))
    }
  }
  assert.deepEqual([...faults], [])
  assert.ok(requests > 3000, `only ${requests} requests`)
})

const formPages: Readonly<Record<string, string>> = {
  '/konsol': '/konsol/akun',
  '/mitra': '/mitra/tukar',
  '/kemnaker': '/kemnaker/masuk',
  '/masuk': '/kartu',
  '/daftar': '/kartu',
  '/keberatan': '/kartu',
  '/ganti-hp': '/kartu',
}
