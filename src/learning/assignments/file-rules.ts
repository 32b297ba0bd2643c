/** What may be uploaded, by media type, with how its names end. */
export const fileTypes = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'image/heic': 'heic',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const
export type FileType = keyof typeof fileTypes

/** For the choice of a file: by ending and by media type, for not every phone knows both. */
export const takenFiles = Object.entries(fileTypes).flatMap(([type, ending]) => [`.${ending}`, type])

/** The most that an uploaded file may have, in bytes. */
export const mostFileBytes = 5 * 1024 * 1024

/** What a file is by its content, whatever it is called; undefined: nothing that is taken. */
export function fileTypeOf(content: Uint8Array): FileType | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, at) => content[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  if (isHeic(bytes)) return 'image/heic'
  if (bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'application/pdf'
  return starts(0x50, 0x4b, 0x03, 0x04) && isWordDocument(bytes)
    ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    : undefined
}

/** By the names in the archive's directory; one that carries macros is no plain document. */
function isWordDocument(archive: Buffer): boolean {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 20 > archive.length) return false
  const names = archive.subarray(Math.min(archive.readUInt32LE(end + 16), end), end)
  return (
    names.includes('[Content_Types].xml') &&
    names.includes('word/document.xml') &&
    !names.includes('vbaProject.bin')
  )
}

// What phones write of still pictures: ISO/IEC 23008-12, its brands of HEVC. Films in the same box have others.
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis'])

/** A picture as phones of Apple and Samsung take it: the file begins with a box that names what it is made like. */
function isHeic(file: Buffer): boolean {
  if (file.length < 16 || file.toString('latin1', 4, 8) !== 'ftyp') return false
  const end = Math.min(file.readUInt32BE(0), file.length, 256)
  const brands = [8, ...Array.from({ length: Math.max(0, Math.floor((end - 16) / 4)) }, (_, i) => 16 + 4 * i)]
  return brands.some((at) => heicBrands.has(file.toString('latin1', at, at + 4)))
}
