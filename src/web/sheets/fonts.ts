import { fileURLToPath } from 'node:url'
import { type Font, openSync } from 'fontkit'

const packaged = (file: string) =>
  openSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${file}.ttf`)))

let opened: { readonly regular: Font; readonly bold: Font } | undefined

/**
 * Noto Sans: Latin with all its marks, Greek, Cyrillic, Devanagari. The fonts that every PDF reader has know Latin-1.
 * Opened once: reading one anew for each sheet takes a tenth of a second, in which nobody else is served.
 */
function fonts() {
  opened ??= {
    regular: packaged('400Regular/NotoSans_400Regular'),
    bold: packaged('700Bold/NotoSans_700Bold'),
  }
  return opened
}

/** Gives a document the fonts `regular` and `bold`. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  // pdfkit takes fonts that fontkit has opened, which its types do not know.
  for (const [name, font] of Object.entries(fonts()))
    pdf.registerFont(name, font as unknown as PDFKit.Mixins.PDFFontSource)
}

/** Whether the fonts have every letter of a text; what they lack is printed as �. */
export function isPrintable(text: string): boolean {
  return printable(text) === text.normalize('NFC')
}

/** A text in letters that the fonts have: what they lack is replaced by �, as no archive takes a letter that is none. */
export function printable(text: string): string {
  const { bold } = fonts()
  return [...text.normalize('NFC')]
    .map((letter) => (bold.hasGlyphForCodePoint(letter.codePointAt(0)!) ? letter : '\ufffd'))
    .join('')
}
