import { create } from 'qrcode'
import { formatDate, type Language } from '../../kernel/wib.ts'
import { type Certificate, spacedCertificateId } from '../../learning/certificates/certificates.ts'
import { issuerName, ministryName } from '../../learning/certificates/credential.ts'
import type { Theme } from '../parts/page/theme.ts'
import { isPrintable } from '../sheets/fonts.ts'
import { attach, decorate, figure, openSheet, type Sheet, say, wholeLetters } from '../sheets/sheet.ts'
import { verifyWords } from './verify-words.ts'

export interface CertificateSheet {
  readonly certificate: Certificate
  /** the signed Open Badge, which the file carries: with it the file proves itself */
  readonly credential: object
  readonly language: Language
  readonly theme: Theme
  /** the verification page, which the QR code leads to */
  readonly address: string
  /** says on the paper that nothing here is real */
  readonly demo: boolean
}

/** A sheet that shows what a certificate will look like: of nobody, with nothing that can be verified. */
export type SampleSheet = Pick<CertificateSheet, 'language' | 'theme'> & {
  readonly course: { readonly title: string; readonly institution: string }
  readonly at: Date
}

/** What both are drawn from. */
type Drawn = Pick<CertificateSheet, 'language' | 'theme' | 'demo'> & {
  readonly certificate: Pick<Certificate, 'kind' | 'holderName' | 'courseTitle' | 'institution' | 'grade'>
}

const margin = 56
const ink = '#14181f'
const muted = '#535d6b'
const features = wholeLetters

/** What the file of a certificate's credential is called, by itself and in the PDF. */
export function credentialFile(certificateId: string): string {
  return `kredensial-${certificateId}.json`
}

/** A certificate on one A4 page, lying, with its signed credential in the file. */
export function certificatePdf(terms: CertificateSheet): Promise<Buffer> {
  const { certificate, credential, language } = terms
  const said = verifyWords[language]
  const { holderName, courseTitle, certificateId, issuedAt: createdAt } = certificate
  const title = `${said.sheet.title}: ${holderName}, ${courseTitle}`
  const sheet = openSheet({ title, author: issuerName, language, createdAt, margin, layout: 'landscape' })
  attach(sheet, createdAt, {
    name: credentialFile(certificateId),
    type: 'application/json',
    description: said.credentialText,
    content: JSON.stringify(credential, null, 2),
  })
  drawFrame(sheet, terms)
  drawWords(sheet, terms)
  drawFoot(sheet, terms)
  return sheet.end()
}

/** The same page as {@link certificatePdf}, across which stands that it is a sample; without number, QR code and credential. */
export function samplePdf({ course, at, ...terms }: SampleSheet): Promise<Buffer> {
  const said = verifyWords[terms.language].sheet
  const title = `${said.sample}: ${course.title}`
  const { language } = terms
  const certificate = {
    kind: 'institution' as const,
    holderName: said.sampleHolder,
    courseTitle: course.title,
    institution: course.institution,
    grade: undefined,
  }
  const sheet = openSheet({ title, author: issuerName, language, createdAt: at, margin, layout: 'landscape' })
  drawAcross(sheet, said.sample)
  const drawn = { ...terms, certificate, demo: false }
  drawFrame(sheet, drawn)
  drawWords(sheet, drawn)
  const { pdf, root } = sheet
  pdf.font('bold').fontSize(12).fillColor('#a8170f')
  say(sheet, root, 'P', said.sampleText, (printed) =>
    pdf.text(printed, margin, pdf.page.height - margin - 40, {
      width: pdf.page.width - 2 * margin,
      align: 'center',
      features,
    }),
  )
  return sheet.end()
}

/** One word from corner to corner, behind all that is read: the sentence below says it aloud. */
function drawAcross(sheet: Sheet, word: string): void {
  const { pdf } = sheet
  const { width, height } = pdf.page
  decorate(sheet, () => {
    pdf.save().rotate(-28, { origin: [width / 2, height / 2] })
    pdf.font('bold').fontSize(150).fillColor('#f3d9d6')
    pdf.text(word, 0, height / 2 - 90, { width, align: 'center', lineBreak: false })
    pdf.restore()
  })
}

function drawFrame(sheet: Sheet, { theme, demo, language }: Drawn): void {
  const { pdf, root } = sheet
  const { width, height } = pdf.page
  const { accent, mark, onMark } = theme.light
  const [tile, glyph] = mark === '#ffffff' ? [accent, mark] : [mark, onMark]
  decorate(sheet, () => {
    pdf
      .rect(24, 24, width - 48, height - 48)
      .lineWidth(1.5)
      .strokeColor(accent)
      .stroke()
    pdf.save().translate(margin, margin)
    pdf.roundedRect(0, 0, 32, 32, theme.mark.corner).fill(tile)
    for (const path of theme.mark.paths) pdf.path(path).fill(glyph)
    pdf.restore()
  })
  pdf.font('bold').fontSize(14).fillColor(ink)
  say(sheet, root, 'P', issuerName, (printed) =>
    pdf.text(printed, margin + 44, margin + 6, { lineBreak: false }),
  )
  if (!demo) return
  pdf.fontSize(11).fillColor('#a8170f')
  say(sheet, root, 'P', verifyWords[language].sheet.demo, (printed) =>
    pdf.text(printed, margin, margin + 8, { width: width - 2 * margin, align: 'right' }),
  )
}

function drawWords(sheet: Sheet, { certificate, language, theme }: Drawn): void {
  const { pdf } = sheet
  const said = verifyWords[language].sheet
  const { kind, holderName, courseTitle, institution, grade } = certificate
  pdf.y = margin + 58
  const small = { font: 'regular', size: 12, colour: muted } as const
  const name = (words: string, size: number) =>
    line(sheet, { font: 'bold', size: sizeFor(pdf, words, size), colour: ink }, words)
  line(sheet, { font: 'bold', size: 30, colour: theme.light.accent }, said.title, 'H1')
  line(sheet, small, kind === 'ministry' ? ministryName : institution)
  pdf.y += 24
  line(sheet, small, said.givenTo)
  name(holderName, 30)
  pdf.y += 12
  line(sheet, small, said.finished)
  name(courseTitle, 20)
  pdf.y += 4
  line(sheet, small, said.heldBy(institution))
  if (grade !== undefined) line(sheet, { ...small, colour: ink }, said.grade(grade))
}

function line(
  sheet: Sheet,
  {
    font,
    size,
    colour,
  }: { readonly font: 'bold' | 'regular'; readonly size: number; readonly colour: string },
  words: string,
  type: 'H1' | 'P' = 'P',
): void {
  const { pdf } = sheet
  pdf.font(font).fontSize(size).fillColor(colour)
  const width = pdf.page.width - 2 * margin
  say(sheet, sheet.root, type, words, (printed) =>
    pdf.text(printed, margin, pdf.y, { width, align: 'center', features }),
  )
}

/** The size at which words take two lines at most, however long: never so small that paper cannot show it. */
function sizeFor(pdf: PDFKit.PDFDocument, words: string, wanted: number): number {
  const room = 1.8 * (pdf.page.width - 2 * margin)
  const width = pdf.font('bold').fontSize(wanted).widthOfString(words)
  return Math.max(9, Math.min(wanted, (wanted * room) / width))
}

const qrWidth = 104

function drawFoot(sheet: Sheet, { certificate, language, address, theme }: CertificateSheet): void {
  const { pdf, root } = sheet
  const said = verifyWords[language].sheet
  const top = pdf.page.height - margin - qrWidth
  figure(sheet, said.qr(address), [margin, top, margin + qrWidth, top + qrWidth], () =>
    drawQr(pdf, address, margin, top, qrWidth),
  )
  const left = margin + qrWidth + 24
  const width = pdf.page.width - margin - left
  const paragraph = (words: string, options: object = {}) =>
    say(sheet, root, 'P', words, (printed) => pdf.text(printed, { width, features, ...options }))
  pdf.font('regular').fontSize(11).fillColor(ink)
  pdf.x = left
  pdf.y = top
  paragraph(said.issued(formatDate(certificate.issuedAt, language)))
  paragraph(`${verifyWords[language].number}: ${spacedCertificateId(certificate.certificateId)}`)
  pdf.moveDown(0.5).fontSize(10).fillColor(muted)
  paragraph(said.check)
  pdf.fillColor(theme.light.accent)
  say(sheet, root, 'Link', address, (printed) => pdf.text(printed, { width, link: address, underline: true }))
  pdf.fillColor(muted).fontSize(9)
  paragraph(said.attached)
  if (isPrintable(certificate.holderName + certificate.courseTitle + certificate.institution)) return
  paragraph(said.unprintable)
}

/** A QR code as squares, sharp at every size; the paper around it is its quiet zone. */
function drawQr(pdf: PDFKit.PDFDocument, words: string, x: number, y: number, width: number): void {
  const { size, data } = create(words, { errorCorrectionLevel: 'M' }).modules
  const side = width / size
  for (let at = 0; at < data.length; at++)
    if (data[at]) pdf.rect(x + (at % size) * side, y + Math.floor(at / size) * side, side, side)
  pdf.fill('#000000')
}
