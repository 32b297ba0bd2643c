import { hash } from 'node:crypto'
import { type Evidence, saysOf } from './bundle.ts'
import type { ReadRow } from './read-rows.ts'

/** What does not hold of a purchase, each by its name. */
export type EvidenceFlaw =
  | 'row_unreadable'
  | 'proof_differs'
  | 'row_of_another'
  | 'says_other'
  | 'not_earned'
  | 'amount_differs'
  | 'price_differs'
  | 'no_consent'
  | 'consent_differs'
  | 'no_use'
  | 'no_completion'
  | 'no_certificate'

export interface Flaw {
  readonly flaw: EvidenceFlaw
  readonly sentence: string
}

const uses = ['redeemed', 'first_used', 'attended']
const parts = ['first_part', 'first_commission', 'rest_part', 'rest_commission']

/** Everything about the contents of one purchase that does not hold, whoever made the file; `rows` in the order of the journal. */
export function flawsOfEvidence(evidence: Evidence, rows: readonly ReadRow[]): Flaw[] {
  return [...ownRows(evidence, rows), ...sums(evidence), ...said(evidence, rows), ...steps(evidence, rows)]
}

function ownRows({ purchase }: Evidence, rows: readonly ReadRow[]): Flaw[] {
  const subject = `purchase:${purchase.id}`
  return rows
    .filter(
      (row) =>
        row.cardId !== purchase.card ||
        !(
          row.subject === subject ||
          (row.event === 'certificate_issued' && row.facts.purchase === purchase.id) ||
          row.subject.startsWith('submission:')
        ),
    )
    .map(({ event, journalId }) => ({
      flaw: 'row_of_another',
      sentence: `row ${journalId} (${event}) is of another purchase`,
    }))
}

function sums({ purchase, ledger }: Evidence): Flaw[] {
  const flaws: Flaw[] = []
  const moved = (kind: string) =>
    ledger.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.amount, 0)
  const differs = (what: string, says: number, moved: number) =>
    flaws.push({
      flaw: 'amount_differs',
      sentence: `the ${what} is said to be ${says}, and the ledger has ${moved}`,
    })
  if (moved('purchase') !== purchase.amount) differs('amount', purchase.amount, moved('purchase'))
  if (moved('promo') !== purchase.discount) differs('discount', purchase.discount, moved('promo'))
  const clearing = ledger.reduce(
    (sum, { debit, credit, amount }) =>
      sum + (credit === 'clearing' ? amount : 0) - (debit === 'clearing' ? amount : 0),
    0,
  )
  const over = purchase.finished_at !== '' || purchase.cancelled_at !== ''
  if (clearing < 0 || (over && clearing !== 0))
    flaws.push({
      flaw: 'price_differs',
      sentence: `the movements leave ${clearing} of the price with nobody`,
    })
  return flaws
}

function said(evidence: Evidence, rows: readonly ReadRow[]): Flaw[] {
  const told = rows.findLast(({ event }) => event === 'earned')
  if (!told) return [{ flaw: 'not_earned', sentence: 'nothing of it was ever told to be earned' }]
  if (told.facts.says === hash('sha256', saysOf(evidence), 'hex')) return []
  const sentence = `purchase and movements are not what row ${told.journalId} told when they were earned`
  return [{ flaw: 'says_other', sentence }]
}

function steps({ purchase, ledger }: Evidence, rows: readonly ReadRow[]): Flaw[] {
  const flaws: Flaw[] = []
  const add = (flaw: EvidenceFlaw, sentence: string) => flaws.push({ flaw, sentence })
  const paid = rows.find(({ event }) => event === 'paid')
  const asked = rows.find(({ event }) => event === 'otp_sent')
  if (!paid || !asked || asked.journalId > paid.journalId)
    add('no_consent', 'no OTP was sent and answered before it was paid')
  else if (paid.at !== purchase.paid_at || !consentFits(purchase, paid))
    add('consent_differs', `row ${paid.journalId} tells of a consent to something else`)
  const earned = earnedOf(ledger)
  // What was earned before purchases were told so may be older than some of its events, and says it.
  const before =
    rows.findLast(({ event, actor }) => event === 'earned' && actor === 'system:migration')?.at ?? ''
  if (earned.length > 0 && !rows.some(({ event }) => uses.includes(event)) && purchase.used_at >= before)
    add('no_use', 'a part is earned, and nothing tells that it was used')
  if (!earned.some((kind) => kind.startsWith('rest_'))) return flaws
  const last = rows.findLast(({ event }) => event === 'training_finished' || event === 'training_unfinished')
  if (last?.event !== 'training_finished' && purchase.finished_at >= before)
    add('no_completion', 'its rest is earned, and nothing tells that it was finished')
  if (!rows.some(({ event }) => event === 'certificate_issued') && purchase.finished_at >= before)
    add('no_certificate', 'its rest is earned, and nothing tells of a certificate')
  return flaws
}

/** The event tells amount, discount and schedule since evidence is kept; before, it told that there was consent. */
function consentFits(purchase: Evidence['purchase'], { facts }: ReadRow): boolean {
  if (facts.amount === undefined) return true
  const { amount, discount, scheduleCode } = facts
  return amount === purchase.amount && discount === purchase.discount && scheduleCode === purchase.schedule
}

/** Parts that were not taken back. */
function earnedOf(ledger: Evidence['ledger']): string[] {
  return parts.filter(
    (kind) =>
      ledger
        .filter((one) => one.kind === kind)
        .reduce((sum, { debit, amount }) => sum + (debit === 'clearing' ? amount : -amount), 0) > 0,
  )
}
