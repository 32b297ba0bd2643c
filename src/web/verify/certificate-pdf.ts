import PDFDocument from 'pdfkit'
import { create } from 'qrcode'
import { formatDate, type Language } from '../../kernel/wib.ts'
import { type Certificate, spacedCertificateId } from '../../learning/certificates/certificates.ts'
import { issuerName, ministryName } from '../../learning/certificates/credential.ts'
import type { Theme } from '../parts/theme.ts'
import { isPrintable, registerFonts } from './fonts.ts'
import { verifyWords } from './verify-words.ts'

export interface CertificateSheet {
  readonly certificate: Certificate
  readonly language: Language
  readonly theme: Theme
  /** the verification page, which the QR code leads to */
  readonly address: string
  /** says on the paper that nothing here is real */
  readonly demo: boolean
}

const margin = 56
const ink = '#14181f'
const muted = '#535d6b'

/** A certificate on one A4 page, lying. */
export function certificatePdf(sheet: CertificateSheet): Promise<Buffer> {
  const said = verifyWords[sheet.language].sheet
  const { holderName, courseTitle } = sheet.certificate
  const info = {
    Title: `${said.title}: ${holderName}, ${courseTitle}`,
    Author: issuerName,
    Producer: 'Bekal',
    CreationDate: sheet.certificate.issuedAt,
    ModDate: sheet.certificate.issuedAt,
  }
  const lang = sheet.language
  const pdf = new PDFDocument({ size: 'A4', layout: 'landscape', margin, info, lang })
  registerFonts(pdf)
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  drawFrame(pdf, sheet)
  drawWords(pdf, sheet)
  drawFoot(pdf, sheet)
  pdf.end()
  return whole
}

function drawFrame(pdf: PDFKit.PDFDocument, { theme, demo, language }: CertificateSheet): void {
  const { width, height } = pdf.page
  const { accent, mark, onMark } = theme.light
  const [tile, glyph] = mark === '#ffffff' ? [accent, mark] : [mark, onMark]
  pdf
    .rect(24, 24, width - 48, height - 48)
    .lineWidth(1.5)
    .strokeColor(accent)
    .stroke()
  pdf.save().translate(margin, margin)
  pdf.roundedRect(0, 0, 32, 32, theme.mark.corner).fill(tile)
  for (const path of theme.mark.paths) pdf.path(path).fill(glyph)
  pdf.restore()
  pdf.font('bold').fontSize(14).fillColor(ink)
  pdf.text(issuerName, margin + 44, margin + 6, { lineBreak: false })
  if (!demo) return
  pdf.fontSize(11).fillColor('#a8170f')
  pdf.text(verifyWords[language].sheet.demo, margin, margin + 8, {
    width: width - 2 * margin,
    align: 'right',
  })
}

function drawWords(pdf: PDFKit.PDFDocument, { certificate, language, theme }: CertificateSheet): void {
  const said = verifyWords[language].sheet
  const { kind, holderName, courseTitle, institution, grade } = certificate
  pdf.y = margin + 58
  line(pdf, 'bold', 30, theme.light.accent, said.title)
  line(pdf, 'regular', 12, muted, kind === 'ministry' ? ministryName : institution)
  pdf.y += 24
  line(pdf, 'regular', 12, muted, said.givenTo)
  line(pdf, 'bold', sizeFor(pdf, holderName, 30), ink, holderName)
  pdf.y += 12
  line(pdf, 'regular', 12, muted, said.finished)
  line(pdf, 'bold', sizeFor(pdf, courseTitle, 20), ink, courseTitle)
  pdf.y += 4
  line(pdf, 'regular', 12, muted, said.heldBy(institution))
  if (grade !== undefined) line(pdf, 'regular', 12, ink, said.grade(grade))
}

// Noto draws some letters, as the ị of Vietnamese, from a letter and a mark, and whoever copies the text out of the PDF
// gets a riddle for the mark. It has these letters whole, too. pdfkit hands features to fontkit, which takes an object.
const wholeLetters = { ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]

function line(
  pdf: PDFKit.PDFDocument,
  font: 'bold' | 'regular',
  size: number,
  colour: string,
  words: string,
): void {
  pdf.font(font).fontSize(size).fillColor(colour)
  const width = pdf.page.width - 2 * margin
  pdf.text(words.normalize('NFC'), margin, pdf.y, { width, align: 'center', features: wholeLetters })
}

/** The size at which words take two lines at most, however long: never so small that paper cannot show it. */
function sizeFor(pdf: PDFKit.PDFDocument, words: string, wanted: number): number {
  const room = 1.8 * (pdf.page.width - 2 * margin)
  const width = pdf.font('bold').fontSize(wanted).widthOfString(words)
  return Math.max(9, Math.min(wanted, (wanted * room) / width))
}

const qrWidth = 104

function drawFoot(
  pdf: PDFKit.PDFDocument,
  { certificate, language, address, theme }: CertificateSheet,
): void {
  const said = verifyWords[language].sheet
  const top = pdf.page.height - margin - qrWidth
  drawQr(pdf, address, margin, top, qrWidth)
  const left = margin + qrWidth + 24
  const width = pdf.page.width - margin - left
  pdf.font('regular').fontSize(11).fillColor(ink)
  pdf.text(said.issued(formatDate(certificate.issuedAt, language)), left, top, { width })
  pdf.text(`${verifyWords[language].number}: ${spacedCertificateId(certificate.certificateId)}`, { width })
  pdf.moveDown(0.5).fontSize(10).fillColor(muted).text(said.check, { width })
  pdf.fillColor(theme.light.accent).text(address, { width, link: address, underline: true })
  if (isPrintable(certificate.holderName + certificate.courseTitle + certificate.institution)) return
  pdf.fillColor(muted).fontSize(9).text(said.unprintable, { width })
}

/** A QR code as squares, sharp at every size; the paper around it is its quiet zone. */
function drawQr(pdf: PDFKit.PDFDocument, words: string, x: number, y: number, width: number): void {
  const { size, data } = create(words, { errorCorrectionLevel: 'M' }).modules
  const side = width / size
  for (let at = 0; at < data.length; at++)
    if (data[at]) pdf.rect(x + (at % size) * side, y + Math.floor(at / size) * side, side, side)
  pdf.fill('#000000')
}
