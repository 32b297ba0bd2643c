import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sealJournal } from '../../src/database/seals/journal-seal.ts'
import { roles } from '../../src/staff/permissions.ts'
import { openShellSession } from '../../src/staff/shell-sessions.ts'
import { guideNames } from '../../src/web/guide/guide-names.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekal } from '../bekal.ts'
import { commandsToRun, namedPages, writtenGuides } from '../guides.ts'
import { aShop, press } from './a-shop.ts'
import { expectNoSidewaysScroll } from './accessibility.ts'
import { expectGood, expectQuick } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const everyRole = await aStaffMember(ctx, roles, new Date())

/** Everybody who may be meant by a guide: a stranger, a card holder, the staff, an institution. */
async function enter(): Promise<Visitor[]> {
  const [stranger, holder, staff, institution] = [1, 2, 3, 4].map(() => new Visitor(shop.url))
  await holder!.post('/dev/masuk', { persona: 'baru' })
  await staff!.logIn(everyRole)
  const [, user = ''] = /name="user" value="([^"]+)"/.exec((await institution!.get('/dev/mitra')).text) ?? []
  await institution!.post('/dev/mitra', { user })
  return [stranger!, holder!, staff!, institution!]
}

const everybody = enter()

test('every page that a guide names is there for somebody, and says what the guide calls it', async () => {
  const [stranger, holder, staff, institution] = await everybody
  const asked = new Map(
    writtenGuides.flatMap(({ language, text }) =>
      namedPages(text).map((named) => [
        `${language} ${named.label} ${named.address}`,
        { ...named, language },
      ]),
    ),
  )
  const wrong: string[] = []
  for (const [name, { label, address, language }] of asked) {
    const insider = /^\/konsol/.test(address) ? staff : /^\/mitra/.test(address) ? institution : holder
    const says = async (visitor: Visitor) => {
      const { status, text } = await visitor.get(`${address.split('#')[0]}?lang=${language}`)
      const isPage = text.startsWith('<!DOCTYPE html>')
      return status === 200 && (!isPage || plain(text).includes(label.toLowerCase()))
    }
    if (!(await says(insider!)) && !(await says(stranger!))) wrong.push(name)
  }
  assert.deepEqual(wrong, [])
})

function plain(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
}

test('every command of a block that is to be run does run', async () => {
  const opened = { device: 'test', wireNow: new Date(), requestId: 'r' }
  const { token } = await openShellSession(ctx, everyRole.staffId, opened)
  Object.assign(process.env, shop.settings, { BEKAL_TOKEN: token })
  const commands = new Set(writtenGuides.flatMap(({ text }) => commandsToRun(text)))
  assert.ok(commands.size > 20)
  // as the timetable does every minute: there is a seal to show
  await sealJournal(ctx)
  for (const command of commands) {
    const { code, said } = await bekal(...command.split(' '))
    assert.equal(code, 0, `${command}: ${said}`)
  }
})

test('the foot of every site leads to the guide of those who come there', async () => {
  const [stranger, , staff] = await everybody
  const leads = async (visitor: Visitor, from: string) =>
    /<footer[\s\S]*?href="(\/panduan[^"]*)"/.exec((await visitor.get(from)).text)?.[1]
  for (const from of ['/masuk', '/pijar', '/kemnaker', '/verifikasi', '/undian', '/jurnal', '/lembaga'])
    assert.equal(await leads(stranger!, from), '/panduan/peserta', from)
  assert.equal(await leads(stranger!, '/mitra/masuk'), '/panduan/lembaga')
  assert.equal(await leads(stranger!, '/api'), '/panduan/toko')
  assert.equal(await leads(staff!, '/konsol'), '/panduan/operator-hari')
})

test('a guide is asked for again only when it has changed, and a wrong address leads to the search', async () => {
  const guide = `${shop.url}/panduan/peserta`
  const first = await fetch(guide)
  const tag = first.headers.get('etag') ?? assert.fail('no ETag')
  const same = { 'if-none-match': tag }
  assert.deepEqual(
    [(await fetch(guide, { headers: same })).status, first.headers.get('cache-control')],
    [304, 'private, no-cache'],
  )
  assert.equal((await fetch(guide, { headers: { ...same, cookie: 'bahasa=en' } })).status, 200)
  for (const wrong of [
    '/panduan/kartu-hilang',
    '/panduan/peserta/kartu',
    '/panduan/dokumen/kartu',
    '/panduan/%E0%A4%A',
  ])
    assert.match(
      await (await fetch(shop.url + wrong)).text(),
      /action="\/panduan\/cari"|Halaman tidak ditemukan/,
      wrong,
    )
})

test('somebody finds their way by search on a small phone, on pages that are good and quick', async () => {
  const page = await shop.open({ width: 360 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/panduan')
  await expectGood(page)
  await page.getByLabel('Cari di panduan').fill('hp hilang')
  await press(page, 'Cari')
  await expectGood(page)
  await page.locator('.listing a').first().click()
  assert.match(page.url(), /\/panduan\/peserta#hp-hilang-atau-nomor-diganti$/)
  for (const name of guideNames) {
    await page.goto(`/panduan/${name}`)
    await expectNoSidewaysScroll(page)
  }
  for (const at of [
    '/panduan/peserta',
    '/panduan/administrator?lang=en',
    '/panduan/dokumen',
    '/panduan/dokumen/commands',
    '/panduan/tidak-ada',
  ]) {
    await page.goto(at)
    await expectGood(page)
  }
  for (const at of ['/panduan', '/panduan/peserta']) await expectQuick(page, shop.url + at)
  await page.context().close()
})
