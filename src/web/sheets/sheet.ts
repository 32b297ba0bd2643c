import PDFDocument from 'pdfkit'
import type { Language } from '../../kernel/wib.ts'
import { printable, registerFonts } from './fonts.ts'

type Pdf = PDFKit.PDFDocument
type Element = ReturnType<Pdf['struct']>

export interface SheetTerms {
  readonly title: string
  readonly author: string
  readonly language: Language
  readonly createdAt: Date
  /** in points, on all sides */
  readonly margin: number
  readonly layout?: 'portrait' | 'landscape'
}

/** A PDF while it is drawn. */
export interface Sheet {
  readonly pdf: Pdf
  /** what all its parts belong to, in the order in which they are read */
  readonly root: Element
  /** the file, once nothing more is drawn */
  readonly end: () => Promise<Buffer>
}

/** A file that belongs to a sheet. */
export interface SheetFile {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly content: string
}

/**
 * Opens an A4 sheet that is kept for long and read aloud: PDF/A-3 with tags, language and a title that is shown. All that
 * is drawn on it goes through {@link say}, {@link figure} and {@link decorate}; what does not is read by nobody.
 */
export function openSheet({ title, author, language, createdAt, margin, layout }: SheetTerms): Sheet {
  const info = { Title: title, Author: author, Creator: 'Bekal', Producer: 'Bekal', CreationDate: createdAt }
  const pdf = new PDFDocument({
    size: 'A4',
    layout: layout ?? 'portrait',
    margin,
    info,
    lang: language,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    displayTitle: true,
  })
  escapeMetadata(pdf, [title, author])
  registerFonts(pdf)
  const chunks: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const end = () => {
    pdf.end()
    return whole
  }
  return { pdf, root, end }
}

/** Parts of a sheet that have parts of their own: a table, a row. */
export function group({ pdf }: Pick<Sheet, 'pdf'>, parent: Element, type: 'Table' | 'TR'): Element {
  const made = pdf.struct(type)
  parent.add(made)
  return made
}

/** Words, drawn by `put` as they can be printed. Whoever reads them aloud or copies them gets them as they are. */
export function say(
  { pdf }: Pick<Sheet, 'pdf'>,
  parent: Element,
  type: 'H1' | 'P' | 'TH' | 'TD' | 'Link',
  words: string,
  put: (printed: string) => void,
): void {
  const printed = printable(words)
  const actual = words.normalize('NFC')
  const options = { ...(printed !== actual && { actual }), ...(type === 'TH' && { scope: 'Row' }) }
  const said = pdf.struct(type, options, [() => put(printed)])
  // A link is part of a sentence.
  parent.add(type === 'Link' ? pdf.struct('P', {}, [said]) : said)
}

/** A picture, with what it says in words. `box` is left, top, right and bottom. */
export function figure(
  { pdf, root }: Sheet,
  alt: string,
  box: readonly [number, number, number, number],
  draw: () => void,
): void {
  root.add(pdf.struct('Figure', { alt, bbox: [...box] } as { alt: string }, [draw]))
}

/** What is only there to look at: nobody reads it aloud. */
export function decorate({ pdf }: Pick<Sheet, 'pdf'>, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

/** Puts a file into the sheet, as what the sheet was drawn from. */
export function attach({ pdf }: Sheet, at: Date, { content, ...file }: SheetFile): void {
  const options = { ...file, relationship: 'Data', creationDate: at, modifiedDate: at }
  pdf.file(Buffer.from(content), options)
}

// Noto draws some letters, as the ị of Vietnamese, from a letter and a mark, and whoever copies the text out of the PDF
// gets a riddle for the mark. It has these letters whole, too. pdfkit hands features to fontkit, which takes an object.
/** How the text of every sheet is set. */
export const wholeLetters = { ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[]

// pdfkit writes the title into the XML of the metadata as it stands, and a name may have an ampersand.
function escapeMetadata(pdf: Pdf, texts: readonly string[]): void {
  const append = pdf.appendXML.bind(pdf)
  pdf.appendXML = (xml, newline) => {
    let escaped = xml
    for (const text of texts)
      if (xml.includes(`>${text}<`)) escaped = xml.replace(`>${text}<`, () => `>${escapeXml(text)}<`)
    return append(escaped, newline)
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
