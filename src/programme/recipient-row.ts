import { z } from 'zod'
import { educationLevel } from '../kernel/education.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { ageOn } from '../kernel/wib.ts'
import { occupationExcluded, occupationIsStudy } from './excluded-occupation.ts'
import { kkHolds, nikFitsBirthDate, readNik } from './nik.ts'
import type { RecipientRefusal } from './recipient-refusals.ts'
import type { YearRules } from './year-rules.ts'

/** The columns of a list of recipients, in the words of the product. */
export const recipientColumns = [
  'name',
  'nik',
  'kk',
  'birth_date',
  'phone',
  'email',
  'education',
  'occupation',
] as const

export type RecipientColumn = (typeof recipientColumns)[number]
export type RawRecipient = Readonly<Record<RecipientColumn, string>>

/** A row that holds by itself; whether the person may be a recipient depends on what the database knows. */
export interface RecipientRow {
  readonly name: string
  readonly nik: string
  readonly kk: string
  /** calendar date, `1998-07-21` */
  readonly bornOn: string
  /** E.164 */
  readonly phone: string
  readonly email: string
  readonly education: number
  readonly occupation: string
}

const spellings: Readonly<Record<string, RecipientColumn>> = {
  nama: 'name',
  nama_lengkap: 'name',
  no_nik: 'nik',
  no_kk: 'kk',
  nomor_kk: 'kk',
  kartu_keluarga: 'kk',
  tanggal_lahir: 'birth_date',
  tgl_lahir: 'birth_date',
  telepon: 'phone',
  no_hp: 'phone',
  nomor_hp: 'phone',
  no_telepon: 'phone',
  hp: 'phone',
  surel: 'email',
  'e-mail': 'email',
  pendidikan: 'education',
  pekerjaan: 'occupation',
}

/** The column that a heading names, in English or Indonesian, or undefined for one that is not read. */
export function recipientColumn(heading: string): RecipientColumn | undefined {
  const key = heading
    .trim()
    .toLowerCase()
    .replace(/[\s.]+/g, '_')
    .replace(/_+$/, '')
  return spellings[key] ?? recipientColumns.find((column) => column === key)
}

/** A calendar date from `1998-07-21`, `21-07-1998` or with `/` or `.` between, or undefined. */
export function readCalendarDate(typed: string): string | undefined {
  const text = typed.trim()
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text)
  const [year, month, day] = yearFirst
    ? [yearFirst[1]!, yearFirst[2]!, yearFirst[3]!]
    : dayFirst
      ? [dayFirst[3]!, dayFirst[2]!, dayFirst[1]!]
      : ['', '', '']
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : undefined
}

/**
 * Reads one row by the rules of its year, as of `now`. Returns the recipient, or every reason for which the row by
 * itself is refused, in the order of the columns.
 */
export function readRecipientRow(
  raw: RawRecipient,
  rules: YearRules,
  now: Date,
): { recipient: RecipientRow } | { refusals: RecipientRefusal[] } {
  const refusals: RecipientRefusal[] = []
  const row = {
    name: words(raw.name),
    nik: digits(raw.nik),
    kk: digits(raw.kk),
    bornOn: readCalendarDate(raw.birth_date),
    phone: indonesianMobile(raw.phone),
    email: raw.email.trim().toLowerCase(),
    education: educationLevel(raw.education),
    occupation: words(raw.occupation),
  }
  if (row.name === '' || row.name.length > 120) refusals.push('name_missing')
  if (!readNik(row.nik)) refusals.push('nik_malformed')
  if (!kkHolds(row.kk)) refusals.push('kk_malformed')
  refusals.push(...birthRefusals(row.nik, row.bornOn, rules, now))
  if (row.phone === undefined) refusals.push('phone_malformed')
  if (!emailSchema.safeParse(row.email).success) refusals.push('email_malformed')
  if (row.education === undefined) refusals.push('education_unknown')
  if (row.occupation === '' || row.occupation.length > 120) refusals.push('occupation_missing')
  else if (occupationIsStudy(row.occupation)) refusals.push('in_formal_education')
  else if (occupationExcluded(row.occupation)) refusals.push('occupation_excluded')
  return refusals.length > 0 ? { refusals } : { recipient: row as RecipientRow }
}

const emailSchema = z.email().max(254)

function birthRefusals(
  nik: string,
  bornOn: string | undefined,
  rules: YearRules,
  now: Date,
): RecipientRefusal[] {
  if (bornOn === undefined) return ['birth_date_malformed']
  const refusals: RecipientRefusal[] = []
  if (readNik(nik) && !nikFitsBirthDate(nik, bornOn)) refusals.push('nik_birth_date_differ')
  const age = ageOn(bornOn, now)
  if (age < rules.ageMin) refusals.push('too_young')
  if (rules.ageMax !== null && age > rules.ageMax) refusals.push('too_old')
  return refusals
}

function words(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a name
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim()
}

// Spreadsheets keep long numbers as text by a leading apostrophe; people group digits with blanks, dots or dashes.
function digits(text: string): string {
  return text
    .trim()
    .replace(/^['’]/, '')
    .replace(/[\s.-]/g, '')
}
