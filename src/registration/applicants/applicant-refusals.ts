import { only, type ReasonOf, refusalWords, sentenceOf } from '../../kernel/refusal.ts'
import { claimRefusals } from '../../people/claim-rules.ts'
import { maskNik } from '../../people/nik-rules.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { type ListJoinRefusal, listJoinRefusals } from '../../waves/join-rules.ts'
import { registrationRefusals } from '../registration-refusals.ts'

/** Why a row is refused: by itself, by the registry, by what the programme knows, or by the database. */
export const applicantRefusals = refusalWords({
  id: {
    row_not_stored:
      'Baris ini tidak dapat disimpan oleh basis data. Tulis ulang barisnya dengan huruf biasa, lalu impor lagi.',
  },
  en: {
    row_not_stored:
      'The database cannot keep this row. Write it anew in usual letters, then import it again.',
  },
  also: [
    claimRefusals,
    only(registrationRefusals, 'registry_unreachable', 'registry_no_match', 'phone_taken'),
    recipientRefusals,
  ],
})
export type ApplicantRefusal = ReasonOf<typeof applicantRefusals>

export interface RefusedApplicant {
  readonly line: number
  readonly name: string
  /** masked: only the last four digits are shown */
  readonly nik: string
  readonly refusals: readonly ApplicantRefusal[]
  /** what is wrong and how to mend it, in Indonesian */
  readonly sentence: string
}

/** Somebody who is registered and did not join the wave. */
export interface NotJoined {
  readonly line: number
  readonly name: string
  readonly nik: string
  readonly refusals: readonly ListJoinRefusal[]
  readonly sentence: string
}

/** A refused row as the report has it. */
export function refusedApplicant(
  line: number,
  name: string,
  nik: string,
  refusals: readonly ApplicantRefusal[],
): RefusedApplicant {
  const sentence = refusals.map((refusal) => sentenceOf(applicantRefusals, refusal, {}, 'id')).join(' ')
  return { line, name: harmless(name), nik: maskNik(nik.trim()), refusals, sentence }
}

/** A row whose person is registered and did not join. */
export function notJoined(line: number, name: string, nik: string, refusal: ListJoinRefusal): NotJoined {
  return {
    line,
    name: harmless(name),
    nik: maskNik(nik),
    refusals: [refusal],
    sentence: sentenceOf(listJoinRefusals, refusal, {}, 'id'),
  }
}

// Columns that slipped may bring a NIK where a name should stand.
function harmless(name: string): string {
  return name
    .trim()
    .slice(0, 120)
    .replace(/\d{8,}/g, maskNik)
}
