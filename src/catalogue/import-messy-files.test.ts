import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { stoppedClock } from '../kernel/clock.ts'
import type { ImportReport } from './import/import-report.ts'
import { importCourses } from './import-courses.ts'
import { readRegency } from './places/areas.ts'

const { pool } = await testDatabase()
const ctx = { db: pool, clock: stoppedClock('2026-11-23T03:00:00Z') }
const options = { maxGrant: 1_000_000, evenIncomplete: true }
const header = 'course_title,institution,category,method,price_rupiah'

const count = async (table: string) =>
  (await pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
const reasonsOf = (report: ImportReport, line: number) =>
  report.remarks.filter((remark) => remark.line === line).map((remark) => remark.reason)
const courseTitled = async (title: string) =>
  (await pool.query('select from course where title = $1', [title])).rows[0]

/** Imports rows under the usual header (line 1) and returns the report. */
const importRows = (...rows: string[]) => importCourses(ctx, [header, ...rows].join('\n'), options)

test('every row that is refused is told by its line with a reason in two languages', async () => {
  const report = await importRows(
    ',Lembaga,Umum,self_paced,1000',
    'Judul, ,Umum,self_paced,1000',
    'Judul,Lembaga,Umum,teleportasi,1000',
    'Judul,Lembaga,Umum,luring,1000',
    'Judul,Lembaga,Umum,,1000',
    'Judul,Lembaga,Umum,self_paced,-5000',
    'Judul,Lembaga,Umum,self_paced,"5000,50"',
    'Judul,Lembaga,Umum,self_paced,lima ribu',
    'Judul,Lembaga,Umum,self_paced,99999999999',
    'Judul,Lembaga,Umum',
    'Judul, tanpa kutip,Lembaga,Umum,self_paced,1000',
    `${'panjang '.repeat(40)},Lembaga,Umum,self_paced,1000`,
    `Judul,${'panjang '.repeat(40)},Umum,self_paced,1000`,
    `${'\ufdfa'.repeat(280)},Lembaga,Umum,self_paced,1000`,
    '"Kutip tak ditutup,Lembaga,Umum,self_paced,1000',
    'Sesudah Kutip,Lembaga,Umum,self_paced,1000',
  )
  const reasons = report.remarks.map(({ line, reason }) => `${line} ${reason}`)
  assert.deepEqual(reasons, [
    '2 title_missing',
    '3 institution_missing',
    '4 method_unknown',
    '5 place_missing',
    '6 method_missing',
    '7 price_negative',
    '8 price_not_whole',
    '9 price_not_understood',
    '10 price_too_large',
    '11 too_few_cells',
    '12 too_many_cells',
    '13 title_too_long',
    '14 institution_too_long',
    '15 title_too_long',
    '16 broken_quoting',
  ])
  assert.deepEqual([report.refused, report.added], [15, 1])
  assert.ok(report.remarks.every((remark) => remark.id !== '' && remark.en !== ''))
})

test('doubtful rows are taken and told', async () => {
  const report = await importRows(
    'Daring Saja,Lembaga Ragu,,online,500',
    'Dobel - Kelas,Lembaga Ragu,Umum,daring,90.000',
    'Dobel Kelas,Lembaga Ragu,Umum,mandiri,90.000',
    'DOBEL  KELAS,LEMBAGA RAGU,Umum,mandiri,90.000',
    'Dobel Kelas,Lembaga Ragu,Umum,mandiri,95.000',
    'Rusak \ufffd,Lembaga Ragu,Umum,webinar,90000',
  )
  assert.deepEqual([report.added, report.refused, report.doubtful], [3, 3, 3])
  assert.deepEqual(
    reasonsOf(report, 2),
    ['price_unusually_low', 'method_ambiguous', 'category_missing'].toSorted(),
  )
  assert.deepEqual(reasonsOf(report, 3), ['method_ambiguous'])
  assert.deepEqual(reasonsOf(report, 4), ['near_duplicate'])
  assert.deepEqual(reasonsOf(report, 5), ['duplicate_row'])
  assert.deepEqual(reasonsOf(report, 6), ['duplicate_conflict'])
  assert.equal(report.remarks.find((remark) => remark.line === 6)?.otherLine, 4)
  assert.deepEqual(reasonsOf(report, 7), ['damaged_characters'])
})

test('a file that cannot be read says why and changes nothing', async () => {
  const before = await count('course')
  const problem = async (text: string | Uint8Array) => (await importCourses(ctx, text, options)).problem
  assert.equal((await problem(''))?.reason, 'file_empty')
  assert.equal((await problem('\ufeff \r\n\r\n'))?.reason, 'file_empty')
  assert.equal((await problem(Buffer.from('PK\u0003\u0004xlsx')))?.reason, 'file_not_csv')
  const lacking = await problem('institution,category,method\na,b,webinar')
  assert.deepEqual(lacking?.columns, ['course_title', 'price_rupiah'])
  assert.match(lacking?.en ?? '', /course_title, price_rupiah/)
  assert.equal((await problem('institution,"cate'))?.reason, 'columns_missing')
  const empty = await importCourses(ctx, `${header}\r\n`, options)
  assert.deepEqual([empty.problem, empty.read], [undefined, 0])
  assert.equal(await count('course'), before)
})

test('all kinds of bytes come in: marks, line ends, encodings, control characters', async () => {
  const row = (title: string) => `${title},Lembaga Bita,Umum,self_paced,90000`
  const bytes = Buffer.concat([
    Buffer.from(`\ufeff\r\n${header}\r\n${row('Kafé UTF')}\r\n`),
    Buffer.from(`${row('Kaf\u00e9 Latin')}\r\n`, 'latin1'),
    Buffer.from(`${row('Kendali\u0000\u0007 Tab\tTitik\u200b')}\r\n\r\n,,,,\r\n`),
  ])
  const report = await importCourses(ctx, bytes, options)
  assert.deepEqual([report.read, report.added, report.refused], [3, 3, 0])
  assert.deepEqual(reasonsOf(report, 4), ['not_utf8'])
  for (const title of ['Kafé UTF', 'Kafé Latin', 'Kendali Tab Titik'])
    assert.ok(await courseTitled(title), title)
  const wide = Buffer.from(`\ufeff${header}\n${row('Kafé Enam Belas')}`, 'utf16le')
  async function* chunks() {
    for (let at = 0; at < wide.length; at += 7) yield wide.subarray(at, at + 7)
  }
  assert.equal((await importCourses(ctx, chunks(), options)).added, 1)
})

test('a forgotten quote costs its own line, even when every line has one', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `"Kutip ${n},Lembaga Kutip,Umum,webinar,90000`)
  const report = await importRows(
    '"Lupa Kutip,Lembaga Kutip,Umum,webinar,90000',
    '"Ini, Utuh",Lembaga Kutip,Umum,webinar,90000',
  )
  assert.deepEqual([report.added, reasonsOf(report, 2)], [1, ['broken_quoting']])
  const all = await importRows(...rows, 'Disk 5" Utuh,Lembaga Kutip,Umum,webinar,90000')
  assert.deepEqual([all.refused, all.added], [3000, 1])
  assert.ok(await courseTitled('Disk 5" Utuh'))
})

test('a class in a room is taken with its place, however its headings and its city are written', async () => {
  const report = await importCourses(
    ctx,
    `Judul,Lembaga,Kategori,Metode,Harga,Mulai,Selesai,Lokasi,Alamat,Kab/Kota,Peta
Las Dasar,LPK Baja,Teknik,Tatap Muka,500000,24/12/2026 09.00,24/12/2026 16.00,BLK Baja,Jl. Baja 1,KAB. SLEMAN,https://peta.contoh.test/1
Las Lanjut,LPK Baja,Teknik,luring,500000,24/12/2026 09.00,24/12/2026 16.00,BLK Baja,,bandung,
Las Mandiri,LPK Baja,Teknik,self_paced,500000,,,BLK Baja,,Kota Bogor,
Las Hilang,LPK Baja,Teknik,luring,500000,24/12/2026 09.00,24/12/2026 16.00,BLK Baja,,Kota Antah,
Las Setengah,LPK Baja,Teknik,webinar,500000,24/12/2026 09.00,24/12/2026 16.00,,,Kota Bogor,
Las Peta,LPK Baja,Teknik,webinar,500000,24/12/2026 09.00,24/12/2026 16.00,BLK,,Kota Bogor,javascript:alert(1)`,
    options,
  )
  assert.deepEqual(report.ignoredColumns, [])
  assert.deepEqual(
    [2, 3, 4, 5, 6, 7].map((line) => reasonsOf(report, line)),
    [[], ['city_guessed'], ['place_not_needed'], ['city_unknown'], ['place_incomplete'], ['map_link_wrong']],
  )
  const { rows } = await pool.query(
    `select title, place, regency from schedule join course using (course_id) where title like 'Las%' order by title`,
  )
  const sleman = { regency: '3404', city: 'Kabupaten Sleman', province: 'DI Yogyakarta' }
  assert.deepEqual(rows, [
    {
      title: 'Las Dasar',
      place: { name: 'BLK Baja', address: 'Jl. Baja 1', ...sleman, map: 'https://peta.contoh.test/1' },
      regency: '3404',
    },
    {
      title: 'Las Lanjut',
      place: { name: 'BLK Baja', address: '', regency: '3273', city: 'Kota Bandung', province: 'Jawa Barat' },
      regency: '3273',
    },
    { title: 'Las Mandiri', place: null, regency: null },
  ])
})

test('regencies and cities are read as people write them', () => {
  const read = (text: string) => readRegency(text)?.regency.name
  for (const [typed, meant] of [
    ['Kota Bandung', 'Kota Bandung'],
    ['kab bandung', 'Kabupaten Bandung'],
    ['Kabupaten Sleman', 'Kabupaten Sleman'],
    ['Kodya  Bogor', 'Kota Bogor'],
    ['Kota Administrasi Jakarta Selatan', 'Kota Jakarta Selatan'],
    ['jakarta selatan', 'Kota Jakarta Selatan'],
    ['Surabaya, Jawa Timur', 'Kota Surabaya'],
    ['SOLO', 'Kota Surakarta'],
    ['32.73', 'Kota Bandung'],
    ['9999', undefined],
    ['Jakarta', undefined],
    ['', undefined],
  ] as const)
    assert.equal(read(typed), meant, typed)
})
