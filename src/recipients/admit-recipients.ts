import { foldedName } from '../kernel/text.ts'
import type { PersonFacts } from '../people/person-rules.ts'
import type { YearRules } from '../years/year-rules.ts'
import type { RecipientRefusal } from './recipient-refusals.ts'

/** A row that holds by itself, with the keys that it is matched by. */
export interface Candidate {
  readonly line: number
  readonly row: PersonFacts
  readonly nikKey: string
  readonly kkKey: string
}

/** What the database knows of a NIK. */
export interface KnownPerson {
  readonly barred: boolean
  /** the wave in which the person was chosen */
  readonly waveId: number | undefined
  readonly name: string
  readonly bornOn: string
  readonly phone: string
  readonly email: string
}

/** What admission depends on; counted on as rows are admitted. */
export interface AdmissionState {
  readonly waveId: number
  readonly waveNotified: boolean
  seatsLeft: number
  readonly known: ReadonlyMap<string, KnownPerson>
  /** NIKs that stand on a list of exclusions */
  readonly excluded: ReadonlySet<string>
  /** recipients by family card */
  readonly families: Map<string, number>
  /** lines of this file by NIK, from its beginning on */
  readonly lines: Map<string, number>
}

export interface Admission {
  readonly admitted: Candidate[]
  /** recipients of this very wave already, with the same facts */
  readonly already: Candidate[]
  readonly refused: { readonly candidate: Candidate; readonly refusal: RecipientRefusal }[]
}

/** Decides in the order of the file who becomes a recipient of the wave. Counts seats and families on in `state`. */
export function admitRecipients(
  candidates: readonly Candidate[],
  rules: YearRules,
  state: AdmissionState,
): Admission {
  const admission: Admission = { admitted: [], already: [], refused: [] }
  for (const candidate of candidates) {
    const known = state.known.get(candidate.nikKey)
    const refusal = refusalOf(candidate, known, rules, state)
    state.lines.set(candidate.nikKey, state.lines.get(candidate.nikKey) ?? candidate.line)
    if (refusal) admission.refused.push({ candidate, refusal })
    else if (known?.waveId === state.waveId) admission.already.push(candidate)
    else {
      admission.admitted.push(candidate)
      state.seatsLeft -= 1
      state.families.set(candidate.kkKey, (state.families.get(candidate.kkKey) ?? 0) + 1)
    }
  }
  return admission
}

function refusalOf(
  candidate: Candidate,
  known: KnownPerson | undefined,
  rules: YearRules,
  state: AdmissionState,
): RecipientRefusal | undefined {
  if (state.lines.has(candidate.nikKey)) return 'nik_twice_in_file'
  if (known?.waveId === state.waveId) return sameFacts(candidate.row, known) ? undefined : 'known_differently'
  if (state.excluded.has(candidate.nikKey)) return 'on_exclusion_list'
  if (known?.barred) return 'barred'
  if (known?.waveId !== undefined) return 'earlier_recipient'
  if (state.waveNotified) return 'wave_notified'
  if ((state.families.get(candidate.kkKey) ?? 0) >= rules.maxPerFamilyCard) return 'family_card_full'
  if (state.seatsLeft <= 0) return 'quota_full'
  return undefined
}

function sameFacts(row: PersonFacts, known: KnownPerson): boolean {
  return (
    foldedName(row.name) === foldedName(known.name) &&
    row.bornOn === known.bornOn &&
    row.phone === known.phone &&
    row.email === known.email
  )
}
