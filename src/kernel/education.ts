/** Levels of schooling, lowest first; stored as their index. */
export const educationLevels = ['none', 'sd', 'smp', 'sma', 'd3', 's1', 's2', 's3'] as const

export type Education = (typeof educationLevels)[number]

/** What each level is called: by people, by schools, and on family cards. Written without blanks, dots and dashes. */
const spellings: Readonly<Record<Education, string>> = {
  none: 'none tidaksekolah belumsekolah tidakpernahsekolah tidakbersekolah belumtamatsd tidaktamatsd tidaklulussd',
  sd: 'sd sdn mi min sekolahdasar madrasahibtidaiyah sdlb paketa',
  smp: 'smp smpn sltp mts mtsn sekolahmenengahpertama madrasahtsanawiyah smplb paketb',
  sma:
    'sma sman smu smk smkn slta ma man mak stm smea smkk spg spk sekolahmenengahatas sekolahmenengahkejuruan ' +
    'madrasahaliyah madrasahaliyahnegeri smalb paketc',
  d3: 'd1 d2 d3 di dii diii diploma diploma1 diploma2 diploma3 diplomai diplomaii diplomaiii akademi smuda sarjanamuda',
  s1: 's1 si d4 div diploma4 diplomaiv strata1 stratai sarjana sarjanaterapan',
  s2: 's2 sii strata2 strataii magister master',
  s3: 's3 siii strata3 strataiii doktor doktoral',
}

const levelOf = new Map(
  educationLevels.flatMap((level, index) =>
    spellings[level].split(' ').map((word) => [word, index] as const),
  ),
)

// Where the parts say nothing by themselves.
const wholes = new Map([
  ['-', 0],
  ['tidak/belumsekolah', 0],
  ['belum/tidaksekolah', 0],
  ['diplomai/ii', 4],
  ['diploma1/2', 4],
  ['d1/2', 4],
])

/**
 * The stored level of a schooling as people, schools and the civil registry spell it (`SMA`, `STM`, `D-III`, `Paket C`,
 * `TAMAT SD/SEDERAJAT`, `DIPLOMA IV/STRATA I` ...), or undefined. Several words with a stroke between them must mean
 * the same level.
 */
export function educationLevel(spelled: string): number | undefined {
  const text = spelled.normalize('NFKC').toLowerCase()
  if (text.trim() === '-') return 0
  const key = text.replace(/[^a-z0-9/]/g, '')
  const whole = wholes.get(key)
  if (whole !== undefined) return whole
  const parts = key.split('/').filter((part) => part !== 'sederajat' && part !== 'setara')
  const levels = new Set(parts.map(levelOfPart))
  return levels.size === 1 ? [...levels][0] : undefined
}

function levelOfPart(part: string): number | undefined {
  const bare = part.replace(/(sederajat|setara)$/, '')
  return levelOf.get(bare) ?? levelOf.get(bare.replace(/^(tamatan|tamat|lulusan|lulus)/, ''))
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
