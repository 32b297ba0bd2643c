import * as mupdf from 'mupdf'

/** What programs that read a PDF aloud, keep it for long or take it apart are told of it. */
export interface TaggedPdf {
  readonly lang: string
  readonly title: string
  /** whether the title stands over the window, and not the name of the file */
  readonly titleIsShown: boolean
  readonly isMarked: boolean
  /** its parts in the order in which they are read: `Table(TR(TH TD))` */
  readonly parts: string
  readonly alts: readonly string[]
  /** what is said instead of what is drawn */
  readonly actualTexts: readonly string[]
  /** `3 A` for PDF/A-3a, from the metadata */
  readonly archive: string
  readonly metadata: string
  readonly outputIntents: number
  readonly files: readonly { readonly name: string; readonly relationship: string; readonly type: string }[]
}

/** Reads the tags, the metadata and the files of a PDF. */
export function taggedPdf(file: Uint8Array): TaggedPdf {
  const pdf = new mupdf.PDFDocument(file)
  const root = pdf.getTrailer().get('Root')
  const alts: string[] = []
  const actualTexts: string[] = []
  const part = (element: mupdf.PDFObject): string => {
    if (!element.isDictionary() || element.get('S').isNull()) return ''
    if (!element.get('Alt').isNull()) alts.push(element.get('Alt').asString())
    if (!element.get('ActualText').isNull()) actualTexts.push(element.get('ActualText').asString())
    const kids = kidsOf(element).map(part).filter(Boolean).join(' ')
    return element.get('S').asName() + (kids && `(${kids})`)
  }
  const parts = kidsOf(root.get('StructTreeRoot')).map(part).join(' ')
  const metadata = root.get('Metadata').readStream().asString()
  const of = (name: string) => new RegExp(`<pdfaid:${name}>(\\w)<`).exec(metadata)?.[1]
  const files = kidsOf(root, 'AF').map((spec) => ({
    name: spec.get('UF').asString(),
    relationship: spec.get('AFRelationship').asName(),
    type: spec.get('EF', 'F', 'Subtype').asName(),
  }))
  return {
    lang: root.get('Lang').asString(),
    title: pdf.getMetaData('info:Title') ?? '',
    titleIsShown: root.get('ViewerPreferences', 'DisplayDocTitle').asBoolean(),
    isMarked: root.get('MarkInfo', 'Marked').asBoolean(),
    parts,
    alts,
    actualTexts,
    archive: `${of('part')} ${of('conformance')}`,
    metadata,
    outputIntents: kidsOf(root, 'OutputIntents').length,
    files,
  }
}

function kidsOf(element: mupdf.PDFObject, key = 'K'): mupdf.PDFObject[] {
  const kids = element.get(key)
  if (!kids.isArray()) return kids.isNull() ? [] : [kids]
  return Array.from({ length: kids.length }, (_, at) => kids.get(at))
}
