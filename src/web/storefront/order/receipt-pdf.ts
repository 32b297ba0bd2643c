import type { Language } from '../../../kernel/wib.ts'
import type { Theme } from '../../parts/page/theme.ts'
import { decorate, group, openSheet, type Sheet, say, wholeLetters } from '../../sheets/sheet.ts'

export interface ReceiptSheet {
  readonly theme: Theme
  readonly language: Language
  readonly printedAt: Date
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
const features = wholeLetters

/** A receipt on one A4 page. */
export function receiptPdf(receipt: ReceiptSheet): Promise<Buffer> {
  const { storefront, language, printedAt: createdAt, foot, link, theme } = receipt
  const title = `${receipt.title} - ${storefront}`
  const sheet = openSheet({ title, author: storefront, language, createdAt, margin })
  const { pdf, root } = sheet
  drawHead(sheet, receipt)
  const table = group(sheet, root, 'Table')
  for (const row of receipt.lines) drawLine(sheet, table, row)
  const width = pdf.page.width - 2 * margin
  pdf.font('regular').fontSize(10).fillColor(muted)
  say(sheet, root, 'P', foot, (printed) => pdf.text(printed, margin, pdf.y + 24, { width, features }))
  pdf.fillColor(theme.light.accent)
  say(sheet, root, 'Link', link, (printed) => pdf.text(printed, { width, link, underline: true }))
  return sheet.end()
}

function drawHead(sheet: Sheet, { theme, storefront, title }: ReceiptSheet): void {
  const { pdf, root } = sheet
  const { mark, onMark, accent } = theme.light
  // A white mark is meant for a coloured head, which paper does not have.
  const [tile, glyph] = mark === '#ffffff' ? [accent, mark] : [mark, onMark]
  decorate(sheet, () => {
    pdf.save().translate(margin, margin)
    pdf.roundedRect(0, 0, 32, 32, theme.mark.corner).fill(tile)
    for (const path of theme.mark.paths) pdf.path(path).fill(glyph)
    pdf.restore()
  })
  pdf.font('bold').fontSize(14).fillColor(ink)
  say(sheet, root, 'P', storefront, (printed) => pdf.text(printed, margin + 44, margin + 10, { features }))
  pdf.fontSize(24)
  say(sheet, root, 'H1', title, (printed) => pdf.text(printed, margin, margin + 64, { features }))
  pdf.y += 16
}

function drawLine(
  sheet: Sheet,
  table: ReturnType<typeof group>,
  { label, value, total }: ReceiptSheet['lines'][number],
): void {
  const { pdf } = sheet
  const row = group(sheet, table, 'TR')
  const y = pdf.y
  const right = pdf.page.width - margin
  pdf.font('regular').fontSize(11).fillColor(muted)
  say(sheet, row, 'TH', label, (printed) =>
    pdf.text(printed, margin, y + (total ? 4 : 0), { width: 160, features }),
  )
  const labelEnd = pdf.y
  pdf
    .font(total ? 'bold' : 'regular')
    .fontSize(total ? 16 : 11)
    .fillColor(ink)
  say(sheet, row, 'TD', value, (printed) =>
    pdf.text(printed, margin + 176, y, { width: right - margin - 176, features }),
  )
  const end = Math.max(labelEnd, pdf.y) + 8
  decorate(sheet, () => pdf.moveTo(margin, end).lineTo(right, end).lineWidth(0.75).strokeColor(line).stroke())
  pdf.y = end + 9
}
