import { comparable } from '../kernel/text.ts'

const excluded = [
  /\b(cpns|pns|asn|pppk|p3k|pegawai negeri|aparatur sipil negara)\b/,
  /\b(tni|tentara|prajurit)\b/,
  /\b(polri|polisi|kepolisian)\b/,
  /\b(kepala desa|kades|lurah|perangkat desa|aparat desa|aparatur desa|sekretaris desa|kepala dusun)\b/,
  /\b(pejabat negara|menteri|gubernur|bupati|wali ?kota|(anggota|pimpinan) (dpr|dprd|dpd|mpr))\b/,
  /\b(direksi|direktur|komisaris|dewan pengawas)\b.*\b(bumn|bumd)\b/,
]

// Who has left the service, and the family of those who serve, may take part.
const apart = /^(pensiunan|purnawirawan|mantan|eks|istri|suami|anak)\b/

const studying = /^(pelajar|siswa|siswi|mahasiswa|mahasiswi|pelajar\/mahasiswa|student)\b/

/** Whether an occupation is one of those that the regulation excludes: officials, ASN, TNI, Polri, village staff ... */
export function occupationExcluded(occupation: string): boolean {
  const words = comparable(occupation)
  return !apart.test(words) && excluded.some((pattern) => pattern.test(words))
}

/** Whether an occupation says that somebody is still in formal education. */
export function occupationIsStudy(occupation: string): boolean {
  return studying.test(comparable(occupation))
}
