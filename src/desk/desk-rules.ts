/** What somebody who has lost phone and password can be asked; the desk types what they answer, and is shown nothing. */
export const questions = ['nik', 'kk', 'birth_date', 'old_phone', 'email', 'card'] as const
export type Question = (typeof questions)[number]

/** All of these, and one of the others: what a stolen wallet has is not enough. */
export const mustAsk = ['nik', 'kk', 'birth_date'] as const satisfies readonly Question[]
export const askOneOf = ['old_phone', 'email', 'card'] as const satisfies readonly Question[]

/** What was shown, where the registry is asked instead of a second set of questions. */
export const documents = [
  'identity_card',
  'family_card',
  'passport',
  'driving_licence',
  'police_report',
] as const
export type Document = (typeof documents)[number]

export const deskRules = {
  /** how long what was begun at the desk can be finished */
  caseHours: 24,
  /** how many people a search at the desk shows: whoever finds more types more */
  mostFound: 5,
} as const

/** One time that somebody of the desk compared answers. */
export interface Proof {
  readonly staffId: string
  readonly asked: readonly string[]
  readonly matched: readonly string[]
}

/** Whether enough is asked to prove somebody by. */
export function asksEnough(asked: readonly string[]): boolean {
  return (
    mustAsk.every((question) => asked.includes(question)) &&
    askOneOf.some((question) => asked.includes(question))
  )
}

/** Whether somebody of the desk has proved the person: enough was asked at once, and all of it matched. */
export function hasProved(proofs: readonly Proof[], staffId: string): boolean {
  return proofs.some(
    (proof) =>
      proof.staffId === staffId &&
      asksEnough(proof.asked) &&
      proof.asked.every((question) => proof.matched.includes(question)),
  )
}
