import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openShellSession } from '../../src/staff/shell-sessions.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const settings = { ...shop.settings, BEKAL_URL: shop.url }
const page = '/konsol/keuangan/penangguhan'

const [finance, supervisor] = [
  await aStaffMember(ctx, ['finance'], new Date()),
  await aStaffMember(ctx, ['supervisor'], new Date()),
]
const [asks, approves] = [new Visitor(shop.url), new Visitor(shop.url)]
await asks.logIn(finance)
await approves.logIn(supervisor)

/** Of a command: one asks, and the other gives the same command. */
async function byTwo(...command: string[]) {
  const said = []
  for (const { staffId } of [finance, supervisor]) {
    const opened = { device: 'test', wireNow: new Date(), requestId: 'r' }
    const { token } = await openShellSession(ctx, staffId, opened)
    said.push(await bekalOn(settings, token)(...command))
  }
  return said
}

async function approved(): Promise<void> {
  const { text } = await approves.get('/konsol/persetujuan')
  const [, at] = /action="(\/konsol\/persetujuan\/\d+\/setujui)"/.exec(text) ?? []
  assert.ok(at, text)
  const answer = await approves.post(at)
  assert.equal(answer.status, 303, answer.text)
}

/** The server's own job settles it. */
async function settled(name: string): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const { text } = await asks.get(page)
    const row = text.split('<tr>').find((line) => line.includes(name)) ?? ''
    if (row.includes('semua selesai')) return row
    await wait(500)
  }
  throw new Error('the suspension was not settled')
}

test('two people suspend an institution at the console, its courses are gone, and two end it by command', async () => {
  const { rows } = await pool.query(
    `select institution_id, institution.name, course.slug from course join institution using (institution_id)
     where status = 'listed' and price is not null order by course_id limit 1`,
  )
  const [{ institution_id: id, name, slug }] = rows
  assert.match((await asks.get('/konsol/keuangan')).text, new RegExp(`href="${page}"`))
  await asks.get(page)
  const form = { pihak: `institution:${id}`, terpakai: 'by_place', alasan: 'izinnya dicabut' }
  assert.equal((await asks.post(page, { ...form, alasan: '' })).status, 409)
  assert.equal((await asks.post(page, form)).location, '/konsol/persetujuan?kabar=asked')
  assert.equal((await asks.get(`/tokopedia/kursus/${slug}`)).status, 200)
  await approved()
  assert.equal((await asks.get(`/tokopedia/kursus/${slug}`)).status, 404)
  assert.match(await settled(name), /izinnya dicabut/)
  const listed = (await bekalOn(settings)('institution', 'list')).said
  assert.deepEqual(
    listed
      .filter((one: Record<string, unknown>) => one.suspended)
      .map((one: Record<string, unknown>) => one.name),
    [name],
  )
  await asks.get(page)
  const again = await asks.post(page, form)
  assert.match(again.text, /sudah berlaku/)
  const [first, second] = await byTwo('institution', 'resume', String(id), '--because', 'izinnya kembali')
  assert.equal(first!.said.waits, true)
  assert.deepEqual(second!.said, { ended: true })
  assert.equal((await asks.get(`/tokopedia/kursus/${slug}`)).status, 200)
  assert.match((await asks.get(page)).text, /Berakhir/)
})

test('two people suspend a storefront by command: it says so, lists nothing, and sells nothing until they end it at the console', async () => {
  const code = (await pool.query(`select client_code from partner where storefront = 'tokopedia'`)).rows[0]
    .client_code
  const [, suspended] = await byTwo('partner', 'suspend', code, '--because', 'uang ditahan')
  assert.ok(suspended!.said.suspensionId, JSON.stringify(suspended))
  const visitor = new Visitor(shop.url)
  for (const at of ['/tokopedia', '/tokopedia/kursus'])
    assert.match((await visitor.get(at)).text, /Toko ini sedang ditangguhkan/, at)
  await settled('Tokopedia')
  const { said } = await bekalOn(settings)('suspension', 'list')
  assert.deepEqual(
    said.map(({ partyKind, because }: Record<string, unknown>) => [partyKind, because]),
    [['storefront', 'uang ditahan']],
  )
  await asks.get(page)
  const end = `${page}/${suspended!.said.suspensionId}/akhiri`
  assert.equal((await asks.post(end, { alasan: 'selesai' })).location, '/konsol/persetujuan?kabar=asked')
  await approved()
  assert.doesNotMatch((await visitor.get('/tokopedia')).text, /Toko ini sedang ditangguhkan/)
})
