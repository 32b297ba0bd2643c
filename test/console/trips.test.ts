import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countAsked } from '../../bench/count-asked.ts'
import { roles } from '../../src/staff/permissions.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'

/** Session and who it is of are one trip to the database, what the page shows another. */
const usual = 2

const first = 'what belongs to it is asked for when it is known'
const names = 'the names of who did it, when they are known'

/** Pages below `/konsol` that take more trips, and why. */
const more: Readonly<Record<string, readonly [trips: number, why: string]>> = {
  '/': [4, `all cards are counted where that is quick, and where it is not is read before; ${names}`],
  '/tenggat': [3, 'all cards are counted where that is quick, and where it is not is read before'],
  '/cari': [7, 'a name is asked for in several ways, one after the other, until enough are found'],
  '/orang/:id': [4, `${first}; that they are looked at is written beside`],
  '/gelombang': [3, 'the seats that each year still has'],
  '/gelombang/tambahan': [4, 'the list of waves at another address: its views are asked for by themselves'],
  '/gelombang/:id': [3, `${first}; ${names}`],
  '/gelombang/:id/coba-aturan': [4, `${first}; ${names}`],
  '/gelombang/:id/coba-aturan/:task': [4, `${first}; ${names}`],
  '/gelombang/:id/aturan': [3, first],
  '/gelombang/:id/cadangan': [4, `${first}; ${names}`],
  '/pengecualian': [4, `which source is meant; ${names}`],
  '/impor': [3, names],
  '/persetujuan': [3, names],
  '/pekerjaan': [3, names],
  '/survei': [3, names],
  '/survei/:survey': [3, first],
  '/keuangan/rekening': [3, names],
  '/keuangan/rekonsiliasi/:partner': [3, first],
  '/otp': [3, names],
  '/laporan': [4, 'all of it as of one moment, in a transaction'],
  '/katalog/pelatihan/:course': [3, first],
  '/mitra/lembaga/:institution': [3, 'what happened to its users is asked for when they are known'],
  '/mitra/toko/:partner': [3, first],
  '/mitra/toko/:partner/katalog': [3, first],
  '/pesan/kata/:template/:channel/:language': [3, first],
}

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const asked = countAsked()

/** The pages of the console by their patterns, those first that are written out. */
const pages = [...new Set(shop.addresses.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))]
  .filter((path) => path.startsWith('/konsol') && !/[*]|masuk|undangan|pemulihan/.test(path))
  .map((path) => ({ path, fits: fitting(path), open: path.split('/:').length }))
  .sort((one, other) => one.open - other.open)

function fitting(path: string): RegExp {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? (/\{(.+)\}/.exec(part)?.[1] ?? '[^/]+') : part))
  return new RegExp(`^${parts.join('/')}$`)
}

async function somebody(): Promise<Visitor> {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, roles, new Date()))
  await visitor.get('/konsol/cari')
  await visitor.post('/konsol/cari', { q: 'ma' })
  return visitor
}

const allowed = (page: string) => more[page.replace('/konsol', '') || '/']?.[0] ?? usual

test('a page of the console makes two trips to the database, and those that make more are listed', async () => {
  const visitor = await somebody()
  const waiting = ['/konsol/cari', ...pages.flatMap(({ path, open }) => (open === 1 ? [path] : []))]
  const walked = new Map<string, number>()
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const address = next.replace(/[?#].*/, '')
    const page = pages.find(({ fits }) => fits.test(address))?.path
    if (!page || walked.has(page) || /format=|\/(berkas|bukti|ekspor)\b/.test(next)) continue
    let least = Number.POSITIVE_INFINITY
    let text = ''
    // The first look learns, the timetable asks for something beside another, and on a slow machine reads go apart.
    for (let look = 0; look === 0 || (look < 20 && least > allowed(page)); look++) {
      const { roundTrips } = asked()
      const seen = await visitor.get(next)
      least = Math.min(least, asked().roundTrips - roundTrips)
      text = seen.text.startsWith('<!DOCTYPE') ? seen.text : ''
    }
    walked.set(page, text === '' ? 0 : least)
    for (const [, href = ''] of text.matchAll(/href="(\/konsol[^"]*)"/g))
      waiting.push(href.replaceAll('&amp;', '&'))
  }
  assert.deepEqual(
    [...walked].filter(([page, trips]) => trips > allowed(page)),
    [],
  )
  assert.ok([...walked.values()].filter((trips) => trips > 0).length > 60)
})

test('what happened to somebody is told a page at a time, to the first of it', async () => {
  const visitor = await somebody()
  const { rows } = await pool.query(
    'select person_id, card_id from recipient where card_id is not null limit 1',
  )
  const { person_id: person } = rows[0]
  await pool.query(
    `insert into journal (at, actor, act, subject, reason, request_id)
     select now() - interval '1 year' - n * interval '1 second', 'system:test', 'person_viewed', $1, 'look ' || n || '.', 'r'
     from generate_series(1, 120) n`,
    [`person:${person}`],
  )
  const told: string[] = []
  let looks = 0
  for (let next: string | undefined = `/konsol/orang/${person}`; next; looks++) {
    const { text } = await visitor.get(next)
    told.push(...[...text.matchAll(/look \d+\./g)].map(([look]) => look))
    next = /href="(\/konsol\/orang\/[^"]*sesudah=[^"]*)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(
    told,
    Array.from({ length: 120 }, (_, at) => `look ${at + 1}.`),
  )
  assert.ok(looks >= 3)
})
