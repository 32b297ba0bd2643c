import { z } from 'zod'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { educationLevel } from '../kernel/education.ts'
import { isSpreadsheetNumber, longNumber } from '../kernel/long-number.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { bare, tidyName } from '../kernel/text.ts'
import { ageOn } from '../kernel/wib.ts'
import { occupationExcluded, occupationIsStudy } from '../people/excluded-occupation.ts'
import { kkHolds, nikFitsBirthDate, readNik } from '../people/nik.ts'
import type { YearRules } from '../years/year-rules.ts'
import type { RecipientRefusal } from './recipient-refusals.ts'

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
    name: tidyName(raw.name),
    nik: longNumber(raw.nik),
    kk: longNumber(raw.kk),
    bornOn: readCalendarDate(raw.birth_date),
    phone: indonesianMobile(raw.phone),
    email: bare(raw.email).toLowerCase(),
    education: educationLevel(raw.education),
    occupation: tidyName(raw.occupation),
  }
  if (row.name === '' || row.name.length > 120) refusals.push('name_missing')
  else if (isMisread(row.name)) refusals.push('damaged_characters')
  if (!readNik(row.nik)) refusals.push('nik_malformed')
  if (!kkHolds(row.kk)) refusals.push('kk_malformed')
  refusals.push(...birthRefusals(row.nik, row.bornOn, rules, now))
  if (row.phone === undefined) refusals.push('phone_malformed')
  if (!emailSchema.safeParse(row.email).success) refusals.push('email_malformed')
  if (row.education === undefined) refusals.push('education_unknown')
  if (row.occupation === '' || row.occupation.length > 120) refusals.push('occupation_missing')
  else if (occupationIsStudy(row.occupation)) refusals.push('in_formal_education')
  else if (occupationExcluded(row.occupation)) refusals.push('occupation_excluded')
  const malformed = [
    readNik(row.nik) ? '' : raw.nik,
    kkHolds(row.kk) ? '' : raw.kk,
    row.phone ? '' : raw.phone,
  ]
  if (malformed.some(isSpreadsheetNumber)) refusals.push('spreadsheet_number')
  return refusals.length > 0 ? { refusals } : { recipient: row as RecipientRow }
}

/** An address that messages can be sent to. */
export const emailSchema = z.email().max(254)

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

/** UTF-8 that somebody has read as Windows-1252 and saved again: `RenÃ©`. */
function isMisread(name: string): boolean {
  return /[ÃÂ][\u0080-\u00bf]|â€/.test(name)
}
