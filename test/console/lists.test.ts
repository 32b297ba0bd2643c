import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inventRecipient } from '../../src/demo/invent-recipient.ts'
import { wibDate } from '../../src/kernel/wib.ts'
import { recipientColumns } from '../../src/recipients/recipient-row.ts'
import type { Role } from '../../src/staff/permissions.ts'
import { openShellSession } from '../../src/staff/shell-sessions.ts'
import { createWave } from '../../src/waves/waves.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { typedRule } from '../../src/years/rule-values.ts'
import { ruleWords } from '../../src/years/rule-words.ts'
import { listYears } from '../../src/years/years.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const by = { actor: 'cli:test', requestId: 'r' }
const [last] = (await listYears(pool)).toReversed()

/** Somebody with a role, at the console and at the command line. */
async function somebody(role: Role) {
  const member = await aStaffMember(ctx, [role], new Date())
  const visitor = new Visitor(shop.url)
  await visitor.logIn(member)
  const session = { device: 'test', wireNow: new Date(), requestId: 'r' }
  const { token } = await openShellSession(ctx, member.staffId, session)
  return { visitor, bekal: bekalOn({ ...shop.settings, BEKAL_URL: shop.url }, token) }
}
const [operator, supervisor, auditor] = [
  await somebody('operator'),
  await somebody('supervisor'),
  await somebody('auditor'),
]

const year = Number(wibDate(ctx.clock.now()).slice(0, 4)) + 3
const rules = (set: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.keys(ruleWords).map((rule) => [`aturan.${rule}`, set[rule] ?? typedRule(last!.rules, rule)]),
  )
const usableUntil = `${year}-12-15`

test('a year is drafted beside the one before, refused where rules contradict, and begun by two', async () => {
  const { visitor } = operator
  assert.match((await visitor.get('/konsol/gelombang')).text, /href="\/konsol\/tahun"/)
  assert.match((await visitor.get('/konsol/tahun')).text, /href="\/konsol\/tahun\/baru"/)
  assert.match((await visitor.get('/konsol/tahun/baru')).text, /name="aturan\.otp\.validSeconds"/)
  const send = (set: Record<string, string>, more: Record<string, string> = {}) =>
    visitor.post('/konsol/tahun/baru', {
      ...rules({ usableUntil, ...set }),
      ...{ tahun: String(year), nama: `Program ${year}` },
      ...more,
    })
  const reversed = await send({ ageMin: '30', ageMax: '20' })
  assert.match(reversed.text, /Usia tertinggi \(ageMax\) di bawah usia terendah \(ageMin\)/)
  assert.match((await send({ usableUntil: '2020-12-15' })).text, /sudah lewat/)
  assert.match((await send({ 'otp.validSeconds': '9000' })).text, /Kode berlaku \(otp.validSeconds\) harus/)
  assert.match((await send({}, { tahun: '2019' })).text, /Tahun itu sudah lewat/)
  const compared = await send({ grantRupiah: '2.000.000' })
  assert.match(compared.text, /2 aturan akan berbeda/)
  assert.match(compared.text, /<strong>Rp2\.000\.000<\/strong>/)
  const asked = await send({ grantRupiah: '2.000.000' }, { lanjut: 'minta' })
  assert.equal(asked.location, '/konsol/persetujuan?kabar=asked')

  const page = await auditor.visitor.get(`/konsol/tahun/${year}`)
  assert.match(page.text, /Menunggu orang kedua/)
  assert.ok(!page.text.includes('/ubah'))
  assert.equal((await auditor.visitor.get('/konsol/tahun/baru')).status, 403)
  const { rows } = await pool.query("select approval_id from approval where act = 'begin_year'")
  const decide = `/konsol/persetujuan/${rows[0].approval_id}/setujui`
  await visitor.get('/konsol/persetujuan')
  assert.notEqual((await visitor.post(decide)).status, 303, 'one person is one person')
  assert.match(
    (await supervisor.visitor.get('/konsol/persetujuan')).text,
    new RegExp(`/konsol/tahun/${year}"`),
  )
  const begun = await supervisor.visitor.post(decide)
  assert.equal(begun.location, `/konsol/tahun/${year}?kabar=approved`)
  const stands = (await listYears(pool)).find((one) => one.year === year)
  assert.equal(stands?.rules.grantRupiah, 2_000_000)
})

test('rules of a year are changed by page and command, and compared by both', async () => {
  const at = `/konsol/tahun/${year}/ubah`
  assert.match((await operator.visitor.get(at)).text, /value="2000000"/)
  const standing = { usableUntil, grantRupiah: '2000000' }
  assert.match((await operator.visitor.post(at, rules(standing))).text, /sama dengan yang sudah berlaku/)
  const changed = await operator.visitor.post(at, {
    ...rules({ ...standing, maxPerFamilyCard: '1' }),
    lanjut: 'minta',
  })
  assert.equal(changed.location, '/konsol/persetujuan?kabar=asked')
  const set = ['year', 'change', String(year), '--set', 'maxPerFamilyCard=1']
  assert.equal((await supervisor.bekal(...set)).said.rules.maxPerFamilyCard, 1)
  const { said } = await auditor.bekal('year', 'compare', String(year))
  assert.deepEqual(
    said.rules.map(({ rule }: { rule: string }) => rule),
    ['grantRupiah', 'usableUntil', 'maxPerFamilyCard'],
  )
  const file = await auditor.visitor.get(`/konsol/tahun/${year}?format=csv`)
  assert.match(file.text, /maxPerFamilyCard;Penerima per kartu keluarga;2;1/)
  // The demo's own year has a wave.
  const begun = await operator.visitor.get(`/konsol/tahun/${last!.year}/ubah`)
  assert.match(begun.text, /sudah berjalan/)
})

const nik = inventRecipient(771_001).nik

test('one NIK is put on a list and taken off, by page and command, and nobody reads it from the page', async () => {
  const { visitor } = operator
  const list = '/konsol/pengecualian'
  assert.match((await visitor.get('/konsol/gelombang')).text, /href="\/konsol\/pengecualian"/)
  const added = await visitor.post(list, { nik, daftar: 'TNI', alasan: 'Surat 12/2026' })
  assert.equal(added.location, `${list}?kabar=exclusion_added`)
  const again = await visitor.post(list, { nik, daftar: 'TNI', alasan: 'Lagi' })
  assert.match(again.text, /sudah ada di daftar ini/)
  assert.ok(!again.text.includes(nik))
  assert.equal((await visitor.post(`${list}/cari`, { q: nik })).location, `${list}?cari=ya`)
  const looked = await visitor.get(`${list}?cari=ya`)
  assert.match(looked.text, new RegExp(`\\*{12}${nik.slice(-4)} ada di daftar ini`))
  assert.ok(!looked.text.includes(nik))
  const { said } = await auditor.bekal('exclusion', 'find', nik)
  assert.deepEqual([said[0].list, said[0].because], ['TNI', 'Surat 12/2026'])

  const today = wibDate(ctx.clock.now())
  assert.match((await visitor.get(`${list}?sumber=TNI&mulai=${today}`)).text, /Surat 12\/2026/)
  assert.ok(!(await visitor.get(`${list}?sampai=2020-01-01`)).text.includes('Surat 12'))
  const { mark } = said[0]
  const removal = { sumber: 'TNI', sidik: mark }
  assert.equal((await auditor.visitor.post(`${list}/keluarkan`, removal)).status, 403)
  assert.match((await visitor.post(`${list}/keluarkan`, removal)).text, /name="alasan"/)
  assert.match((await visitor.post(`${list}/keluarkan`, { ...removal, alasan: ' ' })).text, /Tulis alasannya/)
  const removed = await visitor.post(`${list}/keluarkan`, { ...removal, alasan: 'Pensiun' })
  assert.equal(removed.location, `${list}?kabar=exclusion_removed`)
  const { rows } = await pool.query(
    "select act, reason from journal where subject = 'exclusion:TNI' order by journal_id",
  )
  assert.deepEqual(rows, [
    { act: 'exclusion_added', reason: 'Surat 12/2026' },
    { act: 'exclusion_removed', reason: 'Pensiun' },
  ])
  const put = ['exclusion', 'add', nik, '--list', 'TNI', '--because', 'Surat 13/2026']
  assert.equal((await auditor.bekal(...put)).said.refusal, 'not_allowed')
  assert.equal((await operator.bekal(...put)).code, 0)
})

/** A page once its long work has ended. */
async function ended(visitor: Visitor, address: string, says: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { text } = await visitor.get(address)
    if (says.test(text)) return text
    await sleep(100)
  }
  throw new Error(`${address} never said ${says}: ${(await visitor.get(address)).text}`)
}

/** Rows as a spreadsheet of an office saves them: UTF-16, semicolons, headings of its own. */
function officeList(numbers: readonly number[], broken: readonly string[][] = []): Buffer {
  const headings = ['Siapa', 'No. KTP', 'Keluarga', 'Tgl Lahir', 'HP', 'Surel', 'Sekolah', 'Kerja']
  const rows = numbers.map((number) => {
    const row = inventRecipient(number)
    return recipientColumns.map((column) => row[column])
  })
  const text = [headings, ...rows, ...broken].map((row) => row.join(';')).join('\r\n')
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
}

test('a list of recipients: its columns are named, previewed, written once, and undone', async () => {
  const { visitor } = operator
  const number = 71
  const made = await createWave(ctx, { year: last!.year, number, quota: 100 }, by)
  assert.ok(made.ok)
  const { waveId } = made.value
  const people = [771_002, 771_003, 771_004]
  const rounded = [...recipientColumns.map((column) => inventRecipient(771_005)[column])]
  rounded[1] = '3.17E+15'
  assert.match((await visitor.get('/konsol/gelombang')).text, /href="\/konsol\/impor"/)
  await visitor.get('/konsol/impor')
  const form = { isi: 'recipients', gelombang: String(waveId) }
  assert.match((await visitor.upload('/konsol/impor', form, '')).text, /Pilih berkasnya/)
  const nowhere = await visitor.upload('/konsol/impor', { isi: 'recipients' }, 'nama')
  assert.match(nowhere.text, /Pilih gelombang/)
  const brought = await visitor.upload('/konsol/impor', form, officeList(people, [rounded]))
  const at = brought.location
  assert.match(at, /^\/konsol\/impor\/berkas\/\d+$/)
  const page = await visitor.get(at)
  assert.match(page.text, /Belum ada judul untuk: Nama/)
  assert.ok(!(await auditor.visitor.get(at)).text.includes('Tulis daftar ini'))
  assert.equal((await auditor.visitor.post(`${at}/tulis`)).status, 403)

  await visitor.get(at)
  await visitor.post(`${at}/tulis`)
  assert.match(await ended(visitor, at, /Pratinjau dulu/), /Belum dipratinjau/)
  const names = ['Siapa', 'No. KTP', 'Keluarga', 'Tgl Lahir', 'HP', 'Surel', 'Sekolah', 'Kerja']
  const chosen = Object.fromEntries(
    names.flatMap((name, place) => [
      [`judul${place}`, name],
      [`kolom${place}`, recipientColumns[place]!],
    ]),
  )
  assert.equal((await visitor.post(at, chosen)).location, at)
  const tried = await ended(visitor, at, /Yang akan terjadi/)
  assert.match(tried, /<dt>Baru<\/dt><dd>3<\/dd>/)
  assert.match(tried, /<dt>Ditolak<\/dt><dd>1<\/dd>/)
  assert.ok(!tried.includes(inventRecipient(people[0]!).nik))
  const recipients = async () =>
    (await pool.query('select count(*)::int as n from recipient where wave_id = $1', [waveId])).rows[0].n
  assert.equal(await recipients(), 0, 'nothing is written before')

  // Two clicks, two tabs.
  const both = await Promise.all([visitor.post(`${at}/tulis`), visitor.post(`${at}/tulis`)])
  assert.ok(both.some(({ location }) => location === at))
  const written = await ended(visitor, at, /Yang terjadi/)
  assert.equal(await recipients(), 3)
  const { rows: kept } = await pool.query(
    'select count(*)::int as n from list_upload where sealed is not null',
  )
  assert.equal(kept[0].n, 0, 'what was written is not kept')
  const report = await visitor.get(`${at}?format=csv`)
  assert.match(report.text, /^\ufeff?Baris;Hasil;[^\n]*\n5;Ditolak;/)
  await visitor.post(`${at}/tulis`)
  await ended(visitor, at, /sudah ditulis\. Lihat laporannya/)
  const { rows: imports } = await pool.query(
    "select import_id from list_import where facts ->> 'wave' = $1",
    [String(number)],
  )
  assert.equal(imports.length, 1)
  const imported = /href="(\/konsol\/impor\/\d+)"/.exec(written)![1]!
  assert.match((await visitor.get(imported)).text, new RegExp(`href="/konsol/gelombang/${waveId}"`))
  assert.match((await visitor.post(`${imported}/batalkan`, { alasan: ' ' })).text, /Tulis alasannya/)
  assert.equal((await auditor.visitor.post(`${imported}/batalkan`, { alasan: 'x' })).status, 403)
  await visitor.get(imported)
  await visitor.post(`${imported}/batalkan`, { alasan: 'Salah gelombang' })
  await ended(visitor, imported, /Dibatalkan: 3/)
  assert.equal(await recipients(), 0)
  assert.match((await auditor.visitor.get('/konsol/pekerjaan')).text, /Menulis daftar/)
})

test('exclusions without a heading, courses and a list of an agency go the same way', async () => {
  const { visitor } = supervisor
  await visitor.get('/konsol/impor')
  const through = async (form: Record<string, string>, content: string) => {
    const { location: at } = await visitor.upload('/konsol/impor', form, content)
    assert.match(at, /berkas/, JSON.stringify(form))
    await visitor.get(at)
    await visitor.post(at)
    await ended(visitor, at, /Yang akan terjadi/)
    await visitor.post(`${at}/tulis`)
    return ended(visitor, at, /Yang terjadi/)
  }
  const niks = [771_010, 771_011].map((number) => inventRecipient(number).nik)
  const excluded = await through({ isi: 'exclusions', sumber: 'POLRI' }, niks.join('\n'))
  assert.match(excluded, /<dt>Baru<\/dt><dd>2<\/dd>/)
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-list-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'lagi.csv')
  await writeFile(file, `Nomor\n${niks.join('\n')}\n`)
  const command = ['exclusion', 'import', file, '--list', 'POLRI']
  assert.equal((await supervisor.bekal(...command)).said.refusal, 'column_missing')
  assert.equal((await supervisor.bekal(...command, '--map', 'Nomor=nama')).said.refusal, 'column_missing')
  assert.equal((await supervisor.bekal(...command, '--map', 'Nomor=nik')).said.already, 2)
  const course = 'judul,lembaga,kategori,metode,harga\nMenyetrika Rapi,Rasa,Kuliner,webinar,gratisan\n'
  const courses = await through({ isi: 'courses' }, `${course}Melipat Baju,Rasa,Kuliner,self_paced,150000\n`)
  assert.match(courses, /<dt>Baru<\/dt><dd>1<\/dd>/)
  assert.match(courses, /Ditolak/)
  const person = inventRecipient(771_020)
  const applicant = [recipientColumns.join(','), recipientColumns.map((column) => person[column]).join(',')]
  const joined = await through({ isi: 'applicants', instansi: 'Dinas Uji' }, `${applicant.join('\n')}\n`)
  assert.match(joined, /<dt>Baris dibaca<\/dt><dd>1<\/dd>/)
  assert.match((await visitor.get('/konsol/impor')).text, /Dinas Uji/)
  assert.ok(!(await auditor.visitor.get('/konsol/impor')).text.includes('name="isi"'))
})
