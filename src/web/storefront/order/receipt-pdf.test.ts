import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as mupdf from 'mupdf'
import { taggedPdf } from '../../../../test/a-tagged-pdf.ts'
import { programmeTheme } from '../../parts/page/themes.ts'
import { receiptPdf } from './receipt-pdf.ts'

test('a receipt prints every letter of a name that a certificate prints', async () => {
  const name = 'Łódź Nguyễn Đặng Şükrü Ķēniņš Ωμέγα'
  const pdf = await receiptPdf({
    theme: programmeTheme,
    language: 'id',
    printedAt: new Date('2026-11-23T03:00:00Z'),
    storefront: 'Tokopedia',
    title: 'Bukti “Pembayaran” – 1',
    lines: [{ label: 'Nama', value: name.normalize('NFD') }],
    foot: 'Simpan bukti ini.',
    link: 'https://prakerja.example/bukti/1',
  })
  const page = mupdf.Document.openDocument(pdf, 'application/pdf').loadPage(0)
  const text = page.toStructuredText('preserve-whitespace').asText().normalize('NFC').replace(/\s+/g, ' ')
  assert.ok(text.includes(name), text)
  assert.ok(text.includes('Bukti “Pembayaran” – 1'), text)
})

test('a receipt is read aloud as a table, in its language, and kept for long', async () => {
  const pdf = await receiptPdf({
    theme: programmeTheme,
    language: 'en',
    printedAt: new Date('2026-11-23T03:00:00Z'),
    storefront: 'Tokopedia',
    title: 'Receipt',
    lines: [
      { label: 'Course', value: 'Barista 王' },
      { label: 'Total', value: 'Rp500.000', total: true },
    ],
    foot: 'Keep this receipt.',
    link: 'https://prakerja.example/bukti/1',
  })
  const { metadata: _, ...said } = taggedPdf(pdf)
  assert.deepEqual(said, {
    lang: 'en',
    title: 'Receipt - Tokopedia',
    titleIsShown: true,
    isMarked: true,
    parts: 'Document(P H1 Table(TR(TH TD) TR(TH TD)) P P(Link))',
    alts: [],
    actualTexts: ['Barista 王'],
    archive: '3 A',
    outputIntents: 1,
    files: [],
  })
})
