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

/** Whether the fonts have every letter of a text; what they lack is printed as an empty box. */
export function isPrintable(text: string): boolean {
  const { bold } = fonts()
  return [...text.normalize('NFC')].every((letter) => bold.hasGlyphForCodePoint(letter.codePointAt(0)!))
}
