import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCourseFile } from '../src/catalogue/import/course-file.ts'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { csvRows } from '../src/learning/content/csv-rows.ts'
import { readCodeFile } from '../src/learning/institution-portal/read-code-file.ts'
import { decodeText } from '../src/lists/decode-lines.ts'
import { importExclusions } from '../src/recipients/exclusions/exclusions.ts'
import { importRecipients } from '../src/recipients/import-recipients.ts'
import { recipientColumns } from '../src/recipients/recipient-row.ts'
import { readPartnerFile } from '../src/reconciliation/read-partner-file.ts'
import { importApplicants } from '../src/registration/applicants/import-applicants.ts'
import { createWave } from '../src/waves/waves.ts'
import { aRegistration, clerk, must } from './a-registration.ts'

const scene = await aRegistration()
const { ctx, pool, registrations } = scene

/** What a list says of a file: how many rows it took and the lines that it refused, or why all of it. */
interface Told {
  readonly taken: number
  readonly refused: readonly number[]
  readonly whole?: string | undefined
}

/** Every list of the product, with a row of it that nobody else has. */
interface KindOfList {
  readonly headings: readonly string[]
  row(): readonly string[]
  /** which cell is a free text, if the list has one */
  readonly text?: number
  /** which cell is kept; else the first */
  readonly kept?: number
  take(bytes: Uint8Array): Promise<Told>
}

let people = 20_000
let codes = 0
let waves = 0

const person = () => {
  // no serial that ends in 0
  do people++
  while ((people + 1) % 10 === 0)
  const row = inventRecipient(people)
  return recipientColumns.map((column) => row[column])
}

async function* cutAnywhere(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61)
}

const lists: Record<string, KindOfList> = {
  recipients: {
    headings: ['Nama', 'No. NIK', 'No KK', 'Tanggal Lahir', 'No. HP', 'E-mail', 'Pendidikan', 'Pekerjaan'],
    row: person,
    text: 0,
    async take(bytes) {
      const wave = must(await createWave(ctx, { year: 2026, number: ++waves, quota: 99 }, clerk))
      const out = await importRecipients(ctx, wave.waveId, cutAnywhere(bytes), { actor: clerk })
      if (!out.ok) return { taken: out.imported, refused: [], whole: out.refusal }
      return { taken: out.value.imported, refused: out.value.refused.map(({ line }) => line) }
    },
  },
  applicants: {
    headings: ['nama', 'NIK KTP', 'kk', 'tgl. lahir', 'hp', 'surel', 'pendidikan', 'pekerjaan'],
    row: person,
    text: 0,
    async take(bytes) {
      const out = await importApplicants(registrations, cutAnywhere(bytes), { agency: 'Dinas', actor: clerk })
      if (!out.ok) return { taken: 0, refused: [], whole: out.refusal }
      return { taken: out.value.registered, refused: out.value.refused.map(({ line }) => line) }
    },
  },
  exclusions: {
    headings: ['nama', 'no_kk', 'N I K'],
    row: () => {
      const [name, nik, kk] = person()
      return [name!, kk!, nik!]
    },
    text: 0,
    kept: 2,
    async take(bytes) {
      const out = await importExclusions(ctx, 'ASN', cutAnywhere(bytes), clerk)
      if (!out.ok) return { taken: 0, refused: [], whole: out.refusal }
      return { taken: out.value.added, refused: out.value.refused.map(({ line }) => line) }
    },
  },
  'redeem codes': {
    headings: ['Kode Voucher', 'Email'],
    row: () => [`KODE${++codes}ABC`, 'siti@contoh.test'],
    async take(bytes) {
      const out = await readCodeFile(bytes)
      if (!out.ok) return { taken: 0, refused: [], whole: out.refusal }
      const wrong = out.value.filter(({ problem }) => problem)
      return { taken: out.value.length - wrong.length, refused: wrong.map(({ line }) => line) }
    },
  },
  "a storefront's day": {
    headings: ['Kode Invoice', 'Total Bayar', 'Status'],
    row: () => [`TOKO-${++codes}`, '350000', 'sukses'],
    async take(bytes) {
      const out = await readPartnerFile(cutAnywhere(bytes), '2026-11-28')
      if (!out.ok) return { taken: 0, refused: [], whole: out.refusal }
      return { taken: out.value.rows.length, refused: out.value.broken.map(({ line }) => line) }
    },
  },
  courses: {
    headings: ['Judul Pelatihan', 'Lembaga', 'Kategori', 'Metode', 'Harga'],
    row: () => [`Kelas ${++codes}`, 'Rasa', 'Kuliner', 'webinar', '1000'],
    text: 0,
    async take(bytes) {
      const out = await readCourseFile(bytes)
      const wrong = out.rows.filter(({ raw }) => typeof raw === 'string')
      return {
        taken: out.rows.length - wrong.length,
        refused: wrong.map(({ line }) => line),
        whole: out.problem?.reason,
      }
    },
  },
  'course content': {
    headings: ['question', 'a', 'b', 'right'],
    row: () => [`Apa ${++codes}?`, 'satu', 'dua', 'a'],
    text: 0,
    async take(bytes) {
      const said: string[] = []
      const lines: number[] = []
      const say = (line: number, problem: string) => {
        said.push(problem)
        lines.push(line)
      }
      const text = await decodeText(bytes).catch(() => Buffer.from(bytes).toString())
      const rows = await csvRows(text, ['question', 'a', 'b', 'right'], [], say)
      const whole = said.find((problem) => /^(has no column|is no list|has a column)/.test(problem))
      return { taken: rows.length, refused: whole ? [] : lines, whole }
    },
  },
}

const utf8 = (text: string) => Buffer.from(text)
const joined = (rows: readonly (readonly string[])[], delimiter: string, end = '\r\n') =>
  rows.map((row) => row.join(delimiter) + end).join('')
const swapped = (bytes: Buffer) => bytes.swap16()

type Mess = (list: KindOfList) => { readonly bytes: Uint8Array; readonly told: Told }
const three = (list: KindOfList) => [list.row(), list.row(), list.row()]
const withText = (list: KindOfList, text: string) => {
  const row = [...list.row()]
  if (list.text !== undefined) row[list.text] = text
  return row
}
const whole = { taken: 3, refused: [] }

const messes: Record<string, Mess> = {
  'semicolons, and commas in a cell': (list) => ({
    bytes: utf8(joined([list.headings, withText(list, 'Sutrisno Adi, S.H.'), list.row(), list.row()], ';')),
    told: whole,
  }),
  'tabs and CR alone': (list) => ({
    bytes: utf8(joined([list.headings, ...three(list)], '\t', '\r')),
    told: whole,
  }),
  'a byte order mark and LF': (list) => ({
    bytes: utf8(`\ufeff${joined([list.headings, ...three(list)], ',', '\n')}`),
    told: whole,
  }),
  'UTF-16 LE': (list) => ({
    bytes: Buffer.from(`\ufeff${joined([list.headings, ...three(list)], '\t')}`, 'utf16le'),
    told: whole,
  }),
  'UTF-16 BE without its mark': (list) => ({
    bytes: swapped(Buffer.from(joined([list.headings, ...three(list)], ';'), 'utf16le')),
    told: whole,
  }),
  'Windows-1252': (list) => ({
    bytes: Buffer.from(
      joined([list.headings, withText(list, 'René Nuñez'), list.row(), list.row()], ','),
      'latin1',
    ),
    told: whole,
  }),
  'sep= and titles above the heading': (list) => ({
    bytes: utf8(
      `sep=;\r\nDAFTAR TAHUN 2026;;\r\n\r\n"Dinas Tenaga Kerja, Kota"\r\n${joined([list.headings, ...three(list)], ';')}`,
    ),
    told: whole,
  }),
  'numbers as formulas': (list) => ({
    bytes: utf8(
      joined(
        [
          list.headings,
          ...three(list).map((row) => row.map((cell) => (/^\d{9,}$/.test(cell) ? `="${cell}"` : cell))),
        ],
        ';',
      ),
    ),
    told: whole,
  }),
  'quoted nicknames': (list) => ({
    bytes: utf8(
      joined(
        [
          list.headings,
          withText(list, 'Budi "Bud" Hartono'),
          withText(list, '"Ani "Ning" Sari"'),
          list.row(),
        ],
        ',',
      ),
    ),
    told: whole,
  }),
  'a heading that is repeated between the rows': (list) => ({
    bytes: utf8(joined([list.headings, list.row(), list.headings, list.row(), list.row()], ',')),
    told: whole,
  }),
  'a row with more cells than the heading': (list) => ({
    bytes: utf8(joined([list.headings, list.row(), [...list.row(), 'lebih'], list.row()], ',')),
    told: { taken: 2, refused: [3] },
  }),
  'a forgotten quote': (list) => ({
    bytes: utf8(
      joined([list.headings, list.row(), [`"${list.row()[0]}`, ...list.row().slice(1)], list.row()], ','),
    ),
    told: { taken: 2, refused: [3] },
  }),
  'a letter that is damaged already': (list) => ({
    bytes: utf8(
      joined(
        [
          list.headings,
          list.row(),
          list.row().map((cell, at) => (at === (list.kept ?? 0) ? `Ren\ufffd ${cell}` : cell)),
          list.row(),
        ],
        ';',
      ),
    ),
    told: { taken: 2, refused: [3] },
  }),
}

for (const [name, list] of Object.entries(lists)) {
  test(`every mess of a file is read right or told by its line: ${name}`, async () => {
    for (const [mess, make] of Object.entries(messes)) {
      const { bytes, told } = make(list)
      const { taken, refused, whole: why } = await list.take(bytes)
      assert.deepEqual({ taken, refused, why }, { ...told, why: undefined }, mess)
    }
  })

  test(`a file as a whole is refused by name, never by a library: ${name}`, async () => {
    const why = async (text: string | Uint8Array) => (await list.take(Buffer.from(text))).whole ?? 'taken'
    assert.match(await why(' \r\n'), /empty/)
    assert.match(await why('PK\u0003\u0004xl/workbook.xml'), /not_csv|no list|no CSV/)
    const [first, ...others] = list.headings
    const needed = name === 'exclusions' ? list.headings[2]! : first!
    assert.match(
      await why(
        joined([list.headings.map((heading) => (heading === needed ? 'ANU' : heading)), list.row()], ','),
      ),
      /column_missing|columns_missing|no column|not known/,
      'unknown',
    )
    assert.match(
      await why(
        joined(
          [
            [needed, ...others, first!, needed],
            [...list.row(), 'x', 'y'],
          ],
          ',',
        ),
      ),
      /ambiguous|repeated|no list/,
      'twice',
    )
  })
}

test('the NIK that is excluded is the one under its heading, whatever the heading is written like', async () => {
  const nik = '3275011104910141'
  const kk = '3275011205090142'
  let list = 0
  for (const heading of [
    'nik',
    'No. NIK',
    'No KTP',
    'N I K',
    'NIK KTP',
    'NIK (16 digit)',
    'Nomor Induk Kependudukan',
  ]) {
    const text = `Daftar ASN Kota Bekasi\nnama;no_kk;${heading}\nSutrisno Adi, S.H.;${kk};${nik}\n`
    const out = must(await importExclusions(ctx, `L${++list}`, cutAnywhere(utf8(text)), clerk))
    assert.deepEqual([out.rows, out.added, out.refused.length], [1, 1, 0], heading)
    const { rows } = await pool.query('select nik_hash from exclusion where list = $1', [`L${list}`])
    assert.deepEqual(rows, [{ nik_hash: ctx.secrets.hash('nik', nik) }], heading)
  }
  const unknown = await importExclusions(ctx, 'X', cutAnywhere(utf8(`nama;no_kk;NIP\nAdi;${kk};1\n`)), clerk)
  assert.ok(!unknown.ok)
  assert.equal(unknown.refusal, 'column_missing')
  assert.match(unknown.facts.said?.en ?? '', /nik \(nik, no nik, .*no ktp/)
  const bare = await importExclusions(
    ctx,
    'Y',
    cutAnywhere(utf8(`${nik}\n${kk.slice(0, 6)}1104910142\n`)),
    clerk,
  )
  assert.equal(must(bare).added, 2)
})

test('a name in Windows-1252 is stored as it is, and the same list in UTF-8 is the same list', async () => {
  const wave = must(await createWave(ctx, { year: 2026, number: ++waves, quota: 9 }, clerk)).waveId
  const row = person().map((cell, at) => (at === 0 ? 'René Nuñez' : cell))
  const text = joined([recipientColumns, row], ';')
  const take = async (bytes: Buffer) => {
    const out = await importRecipients(ctx, wave, cutAnywhere(bytes), { actor: clerk })
    assert.ok(out.ok)
    return [out.value.imported, out.value.already, out.value.refused.length]
  }
  assert.deepEqual(await take(Buffer.from(text, 'latin1')), [1, 0, 0])
  assert.deepEqual(await take(Buffer.from(text)), [0, 1, 0])
  assert.deepEqual(await take(Buffer.from(text.normalize('NFD'))), [0, 1, 0])
  const stored = await pool.query('select name from person where nik_hash = $1', [
    ctx.secrets.hash('nik', row[1]!),
  ])
  assert.deepEqual(stored.rows, [{ name: 'René Nuñez' }])
})

test('a list whose numbers nearly all end in 0 is asked about, and let pass by who has looked', async () => {
  const round = Array.from({ length: 5 }, person).map((row) =>
    row.map((cell, at) => (at === 1 || at === 2 ? `${cell.slice(0, 15)}0` : cell)),
  )
  const bytes = utf8(joined([recipientColumns, ...round], ','))
  const { whole: why, taken } = await lists.recipients!.take(bytes)
  assert.deepEqual([why, taken], ['numbers_rounded', 0])
  assert.equal((await lists.applicants!.take(bytes)).whole, 'numbers_rounded')
  assert.equal((await lists.exclusions!.take(bytes)).whole, 'numbers_rounded')
  const looked = await importExclusions(ctx, 'Z', cutAnywhere(bytes), clerk, { digitsAreRight: true })
  assert.equal(must(looked).added, 5)
})

test('scientific notation is refused with what to do in the spreadsheet, in every list of people', async () => {
  const row = person().map((cell, at) => (at === 1 ? '3.27501E+15' : cell))
  const bytes = utf8(joined([recipientColumns, row], ','))
  const told = await importApplicants(registrations, cutAnywhere(bytes), { agency: 'Dinas', actor: clerk })
  const [refused] = must(told).refused
  assert.ok(refused?.refusals.includes('spreadsheet_number'))
  assert.match(refused?.sentence ?? '', /kolom NIK, KK, dan telepon menjadi Teks/)
  const excluded = must(await importExclusions(ctx, 'S', cutAnywhere(bytes), clerk))
  assert.deepEqual([excluded.added, excluded.refused[0]?.refusal], [0, 'spreadsheet_number'])
  const codesFile = await readCodeFile('kode\n1.23457E+11\n')
  assert.deepEqual(codesFile.ok && codesFile.value[0]?.problem, 'spreadsheet_number')
})
