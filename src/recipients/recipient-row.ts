import { isSpreadsheetNumber } from '../kernel/long-number.ts'
import {
  ageRefusal,
  inOrder,
  occupationRefusal,
  type PersonFacts,
  readFacts,
} from '../people/person-rules.ts'
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

/**
 * Reads one row by the rules of its year, as of `now`. Returns what it says of somebody, or every reason for which the row
 * by itself is refused, in the order of the columns; whether they may be a recipient depends on what the database knows.
 */
export function readRecipientRow(
  raw: RawRecipient,
  rules: YearRules,
  now: Date,
): { recipient: PersonFacts } | { refusals: RecipientRefusal[] } {
  const { birth_date: bornOn, ...others } = raw
  const { facts, refusals: malformed } = readFacts({ ...others, bornOn }, now)
  const unfit = [
    facts.bornOn === undefined ? undefined : ageRefusal(facts.bornOn, rules, now),
    facts.occupation === undefined ? undefined : occupationRefusal(facts.occupation),
  ].filter((refusal) => refusal !== undefined)
  const refusals: RecipientRefusal[] = inOrder([...malformed, ...unfit])
  if (facts.name !== undefined && isMisread(facts.name)) refusals.unshift('damaged_characters')
  const numbers = (['nik', 'kk', 'phone'] as const).filter((name) => facts[name] === undefined)
  if (numbers.some((name) => isSpreadsheetNumber(raw[name]))) refusals.push('spreadsheet_number')
  return refusals.length > 0 ? { refusals } : { recipient: facts as PersonFacts }
}

/** UTF-8 that somebody has read as Windows-1252 and saved again: `RenÃ©`. */
function isMisread(name: string): boolean {
  return /[ÃÂ][\u0080-\u00bf]|â€/.test(name)
}
