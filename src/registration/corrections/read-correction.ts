import { educationLevel } from '../../kernel/education.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { bare, tidyName } from '../../kernel/text.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { emailSchema } from '../../recipients/recipient-row.ts'

/** What one person may correct of somebody, as it was typed. */
export interface Correction {
  readonly name?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly education?: string | undefined
  readonly occupation?: string | undefined
}

export type CorrectedField = keyof Correction

export const fieldRefusals = refusalWords({
  id: {
    name_malformed: 'Nama tidak memuat angka, dan paling banyak 120 karakter.',
  },
  en: {
    name_malformed: 'A name has no digits, and 120 characters at most.',
  },
  also: [
    only(recipientRefusals, 'phone_malformed', 'email_malformed', 'education_unknown', 'occupation_missing'),
  ],
})
export type FieldRefusal = ReasonOf<typeof fieldRefusals>

/** The facts as they are stored; only those that were typed. */
export interface CorrectFacts {
  name?: string
  phone?: string
  email?: string
  education?: number
  occupation?: string
}

/** Reads typed facts as registration and lists read them. */
export function readCorrection(typed: Correction): Outcome<CorrectFacts, FieldRefusal> {
  const facts: CorrectFacts = {}
  if (typed.name !== undefined) {
    facts.name = tidyName(typed.name)
    if (facts.name === '' || facts.name.length > 120 || /\d/.test(facts.name)) return refuse('name_malformed')
  }
  if (typed.phone !== undefined) {
    const phone = indonesianMobile(typed.phone)
    if (phone === undefined) return refuse('phone_malformed')
    facts.phone = phone
  }
  if (typed.email !== undefined) {
    facts.email = bare(typed.email).toLowerCase()
    if (!emailSchema.safeParse(facts.email).success) return refuse('email_malformed')
  }
  if (typed.education !== undefined) {
    const education = educationLevel(typed.education)
    if (education === undefined) return refuse('education_unknown')
    facts.education = education
  }
  if (typed.occupation !== undefined) {
    facts.occupation = tidyName(typed.occupation)
    if (facts.occupation === '' || facts.occupation.length > 120) return refuse('occupation_missing')
  }
  return done(facts)
}
