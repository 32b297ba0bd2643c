import { explainReason, type RowReason } from '../catalogue/import/row-reasons.ts'
import { type RefusalWords, reasonsOf, sentenceOf } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import type { ListKind } from '../lists/list-imports.ts'
import { recipientRefusals } from '../recipients/recipient-refusals.ts'
import { applicantRefusals } from '../registration/applicants/applicant-refusals.ts'
import { listJoinRefusals } from '../waves/join-rules.ts'
import type { RowToTell } from './written-list.ts'

/** What is said of a row of a list, in words. */
export function toldOf(kind: ListKind, { verdict, reasons }: RowToTell, language: Language): string {
  return reasons.map((reason) => sentenceOfRow(kind, verdict, reason, language)).join(' ')
}

function sentenceOfRow(
  kind: ListKind,
  verdict: RowToTell['verdict'],
  reason: string,
  language: Language,
): string {
  if (kind === 'courses') return explainReason(reason as RowReason)[language]
  if (verdict === 'not_joined') return known(listJoinRefusals, reason, language)
  return known(kind === 'applicants' ? applicantRefusals : recipientRefusals, reason, language)
}

/** A reason that another version of this programme has kept stands as it is. */
function known<Reason extends string>(
  words: RefusalWords<Reason>,
  reason: string,
  language: Language,
): string {
  const one = reasonsOf(words).find((known) => known === reason)
  return one === undefined ? reason : sentenceOf(words, one, {}, language)
}
