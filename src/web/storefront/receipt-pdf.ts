import PDFDocument from 'pdfkit'

export interface ReceiptSheet {
  readonly storefront: string
  readonly title: string
  readonly accent: string
  /** label, value, and whether it is the sum that counts */
  readonly lines: readonly { readonly label: string; readonly value: string; readonly total?: boolean }[]
  readonly foot: string
}

/** A receipt on one A4 page. */
export function receiptPdf(sheet: ReceiptSheet): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 56, info: { Title: sheet.title, Producer: 'Bekal' } })
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const right = pdf.page.width - 56
  pdf.rect(0, 0, pdf.page.width, 8).fill(sheet.accent)
  pdf.fillColor('#1a1a1a').font('Helvetica-Bold').fontSize(20).text(sheet.storefront, 56, 48)
  pdf.font('Helvetica').fontSize(13).fillColor('#555').text(sheet.title).moveDown(1.5)
  for (const { label, value, total } of sheet.lines) {
    const y = pdf.y
    pdf.font('Helvetica').fontSize(10).fillColor('#555').text(label, 56, y, { width: 150 })
    pdf
      .font(total ? 'Helvetica-Bold' : 'Helvetica')
      .fontSize(total ? 14 : 11)
      .fillColor('#1a1a1a')
      .text(printable(value), 216, y, { width: right - 216 })
    pdf.y = Math.max(pdf.y, y + 16) + 6
    pdf
      .moveTo(56, pdf.y - 3)
      .lineTo(right, pdf.y - 3)
      .lineWidth(0.5)
      .strokeColor('#ddd')
      .stroke()
  }
  pdf
    .font('Helvetica')
    .fontSize(9)
    .fillColor('#555')
    .text(sheet.foot, 56, pdf.y + 16, { width: right - 56 })
  pdf.end()
  return whole
}

// The standard fonts of PDF know Latin-1; names and titles outside of it lose their rarer signs, never the line.
function printable(text: string): string {
  return text
    .replaceAll('•', '*')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?')
}
