import PDFDocument from 'pdfkit'
import type { Theme } from '../parts/theme.ts'
import { registerFonts } from '../verify/fonts.ts'

export interface ReceiptSheet {
  readonly theme: Theme
  readonly storefront: string
  readonly title: string
  /** label, value, and whether it is the sum that counts */
  readonly lines: readonly { readonly label: string; readonly value: string; readonly total?: boolean }[]
  /** what to know about this sheet, and where it is found again */
  readonly foot: string
  readonly link: string
}

const margin = 64
const ink = '#14181f'
const muted = '#535d6b'
const line = '#dfe3e8'

/** A receipt on one A4 page. */
export function receiptPdf(sheet: ReceiptSheet): Promise<Buffer> {
  const info = { Title: `${sheet.title} - ${sheet.storefront}`, Producer: 'Bekal' }
  const pdf = new PDFDocument({ size: 'A4', margin, info })
  registerFonts(pdf)
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  drawHead(pdf, sheet)
  for (const row of sheet.lines) drawLine(pdf, row)
  const width = pdf.page.width - 2 * margin
  pdf.font('regular').fontSize(10).fillColor(muted)
  pdf.text(sheet.foot.normalize('NFC'), margin, pdf.y + 24, { width })
  pdf.fillColor(sheet.theme.light.accent).text(sheet.link, { width, link: sheet.link, underline: true })
  pdf.end()
  return whole
}

function drawHead(pdf: PDFKit.PDFDocument, { theme, storefront, title }: ReceiptSheet): void {
  const { mark, onMark, accent } = theme.light
  // A white mark is meant for a coloured head, which paper does not have.
  const [tile, glyph] = mark === '#ffffff' ? [accent, mark] : [mark, onMark]
  pdf.save().translate(margin, margin)
  pdf.roundedRect(0, 0, 32, 32, theme.mark.corner).fill(tile)
  for (const path of theme.mark.paths) pdf.path(path).fill(glyph)
  pdf.restore()
  pdf.font('bold').fontSize(14).fillColor(ink)
  pdf.text(storefront.normalize('NFC'), margin + 44, margin + 10)
  pdf.fontSize(24).text(title.normalize('NFC'), margin, margin + 64)
  pdf.y += 16
}

function drawLine(pdf: PDFKit.PDFDocument, { label, value, total }: ReceiptSheet['lines'][number]): void {
  const y = pdf.y
  const right = pdf.page.width - margin
  pdf.font('regular').fontSize(11).fillColor(muted)
  pdf.text(label.normalize('NFC'), margin, y + (total ? 4 : 0), { width: 160 })
  const labelEnd = pdf.y
  pdf
    .font(total ? 'bold' : 'regular')
    .fontSize(total ? 16 : 11)
    .fillColor(ink)
  pdf.text(value.normalize('NFC'), margin + 176, y, { width: right - margin - 176 })
  const end = Math.max(labelEnd, pdf.y) + 8
  pdf.moveTo(margin, end).lineTo(right, end).lineWidth(0.75).strokeColor(line).stroke()
  pdf.y = end + 9
}
