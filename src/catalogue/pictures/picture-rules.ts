import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** The most that a picture may have when it is brought, in bytes. */
export const mostPictureBytes = 5 * 1024 * 1024

/** Of more pixels nothing is unpacked: a small file can be made of very many. */
export const mostPicturePixels = 25_000_000

/**
 * What is made of a picture: cut to the shape that all have, never enlarged, and packed until it fits. The ceilings keep the fullest front
 * page, of two dozen, within what a page may cost.
 */
export const pictureSizes = {
  card: { width: 320, height: 180, mostBytes: 1800 },
  page: { width: 800, height: 450, mostBytes: 24_000 },
} as const
export type PictureSize = keyof typeof pictureSizes

/** Letters of the words for whoever cannot see it. */
export const mostAltLetters = 200

const kinds = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
} as const

/** For the choice of a file: by ending and by media type, for not every phone knows both. */
export const takenPictures = Object.entries(kinds).flatMap(([type, ending]) => [`.${ending}`, type])

/** What a picture is by its content, whatever it is called; undefined: nothing that is taken. */
export function pictureKindOf(content: Uint8Array): keyof typeof kinds | undefined {
  const head = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1', 0, 64)
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp'
  return head.startsWith('ftyp', 4) && /^.{8}(avif|.{8}.*avif)/s.test(head) ? 'image/avif' : undefined
}

const { width, height } = pictureSizes.page

export const pictureRefusals = refusalWords({
  id: {
    course_unknown: 'Pelatihan ini tidak ada di daftar lembaga Anda. Kembalilah ke daftar pelatihan.',
    picture_missing: 'Belum ada gambar. Pilih berkas gambarnya.',
    alt_missing: 'Isi keterangan gambar: apa yang terlihat, untuk orang yang tidak bisa melihatnya.',
    alt_too_long: `Keterangan gambar paling banyak ${mostAltLetters} karakter. Ringkaslah.`,
    picture_too_large: 'Berkas paling besar 5 MB. Kecilkan gambarnya, lalu unggah lagi.',
    picture_type_not_taken:
      'Berkas ini bukan JPEG, PNG, WebP, atau AVIF. Simpan gambarnya sebagai JPEG atau PNG (juga yang asalnya SVG, GIF, HEIC, atau PDF), lalu unggah lagi.',
    picture_too_small: `Gambar terlalu kecil. Pilih yang lebarnya paling sedikit ${width} piksel dan tingginya ${height} piksel.`,
    picture_too_many_pixels: 'Gambar lebih dari 25 juta piksel. Kecilkan ukurannya, lalu unggah lagi.',
    picture_broken:
      'Gambar ini tidak bisa dibuka, mungkin terpotong saat disimpan. Simpan ulang sebagai JPEG, lalu unggah lagi.',
    picture_busy: 'Sedang banyak gambar yang diolah. Tunggu sebentar, lalu unggah lagi.',
  },
  en: {
    course_unknown: 'Your institution has no such course. Go back to the list of courses.',
    picture_missing: 'There is no picture yet. Choose its file.',
    alt_missing: 'Say what the picture shows, for those who cannot see it.',
    alt_too_long: `The words for a picture have at most ${mostAltLetters} characters. Shorten them.`,
    picture_too_large: 'A file has at most 5 MB. Make the picture smaller and upload it again.',
    picture_type_not_taken:
      'This is no JPEG, PNG, WebP or AVIF. Save the picture as JPEG or PNG (also what was SVG, GIF, HEIC or PDF) and upload it again.',
    picture_too_small: `The picture is too small. Choose one of at least ${width} by ${height} pixels.`,
    picture_too_many_pixels:
      'The picture has more than 25 million pixels. Make it smaller and upload it again.',
    picture_broken:
      'This picture cannot be opened; it may have been cut off when it was saved. Save it again as JPEG and upload that.',
    picture_busy: 'Many pictures are being made right now. Wait a moment and upload it again.',
  },
})
export type PictureRefusal = ReasonOf<typeof pictureRefusals>
