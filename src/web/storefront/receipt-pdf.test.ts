import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as mupdf from 'mupdf'
import { themes } from '../parts/themes.ts'
import { receiptPdf } from './receipt-pdf.ts'

test('a receipt prints every letter of a name that a certificate prints', async () => {
  const name = 'Łódź Nguyễn Đặng Şükrü Ķēniņš Ωμέγα'
  const pdf = await receiptPdf({
    theme: themes.programme,
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
