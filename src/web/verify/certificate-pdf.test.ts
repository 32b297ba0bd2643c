import assert from 'node:assert/strict'
import { test } from 'node:test'
import jsqr from 'jsqr'
import * as mupdf from 'mupdf'
import { taggedPdf } from '../../../test/a-tagged-pdf.ts'
import type { Certificate } from '../../learning/certificates/certificates.ts'
import { programmeTheme } from '../parts/page/themes.ts'
import { certificatePdf, samplePdf } from './certificate-pdf.ts'

const address = 'https://prakerja.example/verifikasi/AB12CD34EF56'
const certificate: Certificate = {
  certificateId: 'AB12CD34EF56',
  cardId: '1',
  purchaseId: '2',
  kind: 'institution',
  holderName: 'Suharto',
  courseTitle: 'Barista Pemula',
  courseCode: 'barista',
  institution: 'LKP Contoh',
  institutionSlug: 'lkp-contoh',
  grade: undefined,
  issuedAt: new Date('2026-11-23T03:00:00Z'),
  statusIndex: '1',
  revoked: undefined,
}

async function read(
  change: Partial<Certificate> = {},
  more: { language?: 'id' | 'en'; demo?: boolean } = {},
) {
  const credential = { id: address, proof: [{ proofValue: 'z1' }] }
  const sheet = {
    credential,
    language: 'id',
    demo: false,
    theme: programmeTheme,
    address,
    ...more,
  } as const
  const pdf = await certificatePdf({ ...sheet, certificate: { ...certificate, ...change } })
  const tagged = taggedPdf(pdf)
  const document = mupdf.Document.openDocument(pdf, 'application/pdf')
  const page = document.loadPage(0)
  const text = page.toStructuredText('preserve-whitespace').asText().normalize('NFC')
  return { pages: document.countPages(), page, text: text.replace(/\s+/g, ' '), tagged }
}

/** The QR code as a camera sees it: on the page as it is drawn, at the size of paper on a screen. */
function scanned(page: mupdf.Page): string | undefined {
  const drawn = page.toPixmap(mupdf.Matrix.scale(2, 2), mupdf.ColorSpace.DeviceRGB, false)
  const colours = drawn.getPixels()
  const pixels = drawn.getWidth() * drawn.getHeight()
  const withAlpha = new Uint8ClampedArray(4 * pixels).fill(255)
  for (let at = 0; at < pixels; at++) withAlpha.set(colours.subarray(3 * at, 3 * at + 3), 4 * at)
  return jsqr.default(withAlpha, drawn.getWidth(), drawn.getHeight())?.data
}

test('the certificate is one page, and its QR code leads to the page that verifies it', async () => {
  const { page, pages, text } = await read()
  assert.equal(pages, 1)
  assert.equal(scanned(page), address)
  for (const said of [
    'Sertifikat',
    'Suharto',
    'Barista Pemula',
    'LKP Contoh',
    '23 November 2026',
    'AB12 CD34 EF56',
    address,
  ])
    assert.ok(text.includes(said), `${said} in: ${text}`)
  assert.doesNotMatch(text, /DEMO|nilai|tidak dapat dicetak/)
})

test("the ministry's names the ministry and the grade, in English too, and the demo's that it is not real", async () => {
  const { text } = await read({ kind: 'ministry', grade: '92' }, { language: 'en', demo: true })
  for (const said of ['Certificate', 'Kementerian Ketenagakerjaan', 'with the grade 92', 'DEMO, NOT REAL'])
    assert.ok(text.includes(said), `${said} in: ${text}`)
})

test('names beyond Latin-1 are printed letter by letter', async () => {
  for (const holderName of ['Nguyễn Thị Ánh', 'Łukasz Żółć', 'Ștefan Țîru', 'Мария', 'Ni Luh Ayu’ningsih']) {
    const { text } = await read({ holderName })
    assert.ok(text.includes(holderName), text)
    assert.doesNotMatch(text, /tidak dapat dicetak/)
  }
})

test('it is read aloud in its order and language, kept for long, and carries its credential', async () => {
  const { tagged } = await read({ holderName: 'Siti & <Budi>' })
  const { metadata, ...said } = tagged
  assert.deepEqual(said, {
    lang: 'id',
    title: 'Sertifikat: Siti & <Budi>, Barista Pemula',
    titleIsShown: true,
    isMarked: true,
    parts: 'Document(P H1 P P P P P P Figure P P P P(Link) P)',
    alts: [`Kode QR yang membuka ${address}`],
    actualTexts: [],
    archive: '3 A',
    outputIntents: 1,
    files: [{ name: 'kredensial-AB12CD34EF56.json', relationship: 'Data', type: 'application/json' }],
  })
  // The metadata are XML, whatever the name.
  assert.match(metadata, />Sertifikat: Siti &amp; &lt;Budi&gt;, Barista Pemula</)
  const english = (await read({}, { language: 'en', demo: true })).tagged
  assert.equal(english.lang, 'en')
  assert.deepEqual(english.alts, [`QR code that opens ${address}`])
  assert.equal(english.parts, 'Document(P P H1 P P P P P P Figure P P P P(Link) P)')
})

test('a name with letters that the font lacks says where it stands in full, and is read aloud in full', async () => {
  const { text, tagged } = await read({ holderName: 'Siti 王' })
  assert.deepEqual(tagged.actualTexts, ['Siti 王'])
  assert.match(text, /Huruf yang tidak dapat dicetak di sini tampil utuh di halaman pemeriksaan/)
})

test('the longest names and titles stay on the one page, beside the QR code', async () => {
  for (const longest of ['Raden Mas Ayu Kusumaningrum '.repeat(6).trim(), 'Kusumaningrum'.repeat(12)]) {
    const { page, pages, text } = await read({
      holderName: longest,
      courseTitle: 'Dasar-Dasar Pengelolaan Keuangan Usaha Mikro Kecil dan Menengah untuk Pemula '
        .repeat(3)
        .trim(),
      institution: 'Lembaga Pelatihan Kerja dan Keterampilan Nusantara Sejahtera Bersama '.repeat(2).trim(),
      kind: 'ministry',
      grade: 'Sangat Baik Sekali A',
    })
    assert.equal(pages, 1)
    assert.equal(scanned(page), address)
    assert.ok(text.includes('Sangat Baik Sekali A'))
    assert.ok(text.replaceAll(' ', '').includes(longest.replaceAll(' ', '')))
  }
})

test('a sample says twice that it is one, and has nothing that could be verified', async () => {
  const course = { title: 'Barista Pemula', institution: 'LKP Contoh' }
  const at = certificate.issuedAt
  const pdf = await samplePdf({ course, at, language: 'id', theme: programmeTheme })
  const page = mupdf.Document.openDocument(pdf, 'application/pdf').loadPage(0)
  const text = page.toStructuredText('preserve-whitespace').asText()
  assert.match(text, /CONTOH/)
  assert.match(text, /Ini contoh/)
  assert.equal(scanned(page), undefined)
  const { files, archive, title, alts } = taggedPdf(pdf)
  assert.deepEqual([files, archive, title, alts], [[], '3 A', 'CONTOH: Barista Pemula', []])
})
