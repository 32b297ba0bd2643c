/** The guides, in the order in which they are offered; each is a file below docs/guide in both languages. */
export const guideNames = [
  'peserta',
  'operator-hari',
  'operator-gelombang',
  'operator-bulan',
  'lembaga',
  'toko',
  'auditor',
  'administrator',
  'pengembang',
] as const
export type GuideName = (typeof guideNames)[number]

/** Whether there is a guide of this name. */
export function isGuideName(name: string): name is GuideName {
  return (guideNames as readonly string[]).includes(name)
}
