/** Levels of schooling, lowest first; stored as their index. */
export const educationLevels = ['none', 'sd', 'smp', 'sma', 'd3', 's1', 's2', 's3'] as const

export type Education = (typeof educationLevels)[number]

const spellings: Record<string, Education> = {
  'tidak sekolah': 'none',
  '-': 'none',
  smk: 'sma',
  'sma/smk': 'sma',
  slta: 'sma',
  ma: 'sma',
  mts: 'smp',
  sltp: 'smp',
  mi: 'sd',
  d1: 'd3',
  d2: 'd3',
  diploma: 'd3',
  d4: 's1',
  sarjana: 's1',
  magister: 's2',
  doktor: 's3',
}

/** The stored level of a schooling as lists spell it (`SMA`, `SMK`, `D4` ...), or undefined. */
export function educationLevel(spelled: string): number | undefined {
  const key = spelled.trim().toLowerCase()
  const level = educationLevels.indexOf((spellings[key] ?? key) as Education)
  return level < 0 ? undefined : level
}

/** How a level is called on screen. */
export const educationNames = [
  'tidak sekolah',
  'SD',
  'SMP',
  'SMA/SMK',
  'Diploma',
  'S1/D4',
  'S2',
  'S3',
] as const
