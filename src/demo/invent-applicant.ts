import { type RawRecipient, recipientColumns } from '../recipients/recipient-row.ts'
import { csvRow } from './demo-people.ts'
import { inventRecipient } from './invent-recipient.ts'

/** As many are invented as there are NIKs for. */
export const mostApplicants = 9_000_000

const families = mostApplicants / 2
// Has no divisor in common with the number of families: each is met once, and neighbours live in other provinces.
const stride = 4_507

/**
 * An invented applicant for a number from 0 to 8,999,999: two of each family card, one after the other, all provinces
 * and occupations from the beginning. The demo's registry believes them. Nobody real is meant.
 */
export function inventApplicant(i: number): RawRecipient {
  const family = (Math.floor(i / 2) * stride) % families
  const person = inventRecipient(2 * family + (i % 2))
  const region = person.nik.slice(0, 6)
  const digits = (value: number, count: number) => String(value).padStart(count, '0')
  // Of one region there are a hundred blocks of 4,500 families: the block makes the date, the place in it the serial.
  const block = Math.floor(family / 45_000)
  const date = `${digits(1 + (block % 28), 2)}${digits(1 + Math.floor(block / 28), 2)}15`
  return { ...person, kk: `${region}${date}${digits(1 + (family % 4_500), 4)}` }
}

/** The CSV of so many invented applicants, in pieces. */
export function* applicantsAsCsv(count: number): Generator<string> {
  yield `${recipientColumns.join(',')}\n`
  const piece = 1000
  for (let from = 0; from < count; from += piece) {
    const people = Array.from({ length: Math.min(piece, count - from) }, (_, i) => inventApplicant(from + i))
    yield people.map((person) => `${csvRow(person)}\n`).join('')
  }
}
