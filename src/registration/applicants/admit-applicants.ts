import { foldedName } from '../../kernel/text.ts'
import type { RegistryAnswer } from '../../people/ask-registry.ts'
import { type ClaimFacts, claimRefusal } from '../../people/claim-rules.ts'
import type { PersonFacts } from '../../people/person-rules.ts'
import type { Candidate } from '../../recipients/admit-recipients.ts'
import type { ApplicantRefusal } from './applicant-refusals.ts'

/** A row that holds by itself, and what the registry said of it. */
export interface Applicant extends Candidate {
  /** as they are stored */
  readonly sealed: { readonly nik: Buffer; readonly kk: Buffer }
  /** undefined where nobody had to ask: the agency has registered the person before */
  readonly answer: RegistryAnswer | undefined
}

/** What was written of somebody whom this agency has registered. */
export type AssistedFacts = Pick<PersonFacts, 'name' | 'bornOn' | 'phone' | 'email'>

/** What the programme knows of a NIK. */
export interface KnownNik extends Omit<ClaimFacts, 'family'> {
  readonly assisted: AssistedFacts | undefined
}

/** What admission depends on; counted on as rows are admitted. */
export interface ApplicantState {
  readonly known: Map<string, KnownNik>
  /** who of a family card is registered, or has a live claim: keys of NIKs by keys of cards */
  readonly families: Map<string, Set<string>>
  /** phones of other people and registrations */
  readonly phones: Set<string>
}

export interface ApplicantAdmission {
  readonly admitted: Applicant[]
  /** registered before by this agency with the same facts */
  readonly already: Applicant[]
  readonly refused: { readonly applicant: Applicant; readonly refusal: ApplicantRefusal }[]
  /** keys of the NIKs that may be claimed: older claims of theirs have lapsed */
  readonly claimed: string[]
}

const nobody: KnownNik = {
  excludedBy: undefined,
  barred: false,
  recipient: false,
  registered: false,
  claimedElsewhere: false,
  assisted: undefined,
}

/** Decides in the order of the file who is registered, as if each row were alone and had seen those before it. */
export function admitApplicants(
  applicants: readonly Applicant[],
  maxPerFamilyCard: number,
  state: ApplicantState,
): ApplicantAdmission {
  const admission: ApplicantAdmission = { admitted: [], already: [], refused: [], claimed: [] }
  for (const applicant of applicants) {
    const { nikKey, kkKey, row, answer } = applicant
    const known = state.known.get(nikKey) ?? nobody
    if (isSameAssisted(known.assisted, row)) {
      admission.already.push(applicant)
      continue
    }
    const family = state.families.get(kkKey) ?? new Set()
    const others = family.size - (family.has(nikKey) ? 1 : 0)
    const refusal =
      registryRefusal(answer, known) ?? claimRefusal({ ...known, family: others }, maxPerFamilyCard)
    if (refusal) {
      admission.refused.push({ applicant, refusal })
      continue
    }
    admission.claimed.push(nikKey)
    if (state.phones.has(row.phone)) {
      admission.refused.push({ applicant, refusal: 'phone_taken' })
      continue
    }
    admission.admitted.push(applicant)
    state.known.set(nikKey, { ...known, registered: true, assisted: row })
    state.families.set(kkKey, family.add(nikKey))
    state.phones.add(row.phone)
  }
  return admission
}

function registryRefusal(answer: RegistryAnswer | undefined, known: KnownNik): ApplicantRefusal | undefined {
  if (answer === 'no_match') return 'registry_no_match'
  // Whoever was not asked about was registered a moment ago; if that has changed since, nobody is let through unasked.
  if (answer === 'unreachable' || (answer === undefined && !known.registered)) return 'registry_unreachable'
  return undefined
}

/** Whether this agency has registered exactly this person before. */
export function isSameAssisted(known: AssistedFacts | undefined, row: PersonFacts): boolean {
  return (
    known !== undefined &&
    foldedName(known.name) === foldedName(row.name) &&
    known.bornOn === row.bornOn &&
    known.phone === row.phone &&
    known.email === row.email
  )
}
