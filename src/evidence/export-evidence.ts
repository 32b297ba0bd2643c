import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { journalProver, type ProvenRow } from '../database/seals/prove-rows.ts'
import { type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { EventName } from '../journal/events.ts'
import type { PaidPurchase } from '../ledger/earn.ts'
import { type Evidence, type EvidenceSeal, evidenceFormat, readSays } from './bundle.ts'

/**
 * Events that show how a purchase was earned. Their rows are handed out as they stand: none has words of somebody's, so
 * that nobody's name can be in them.
 */
const shownEvents = [
  ...['otp_sent', 'paid', 'redeemed', 'first_used', 'attended', 'lesson_finished', 'test_started'],
  ...['test_handed_in', 'graded', 'completion_reported', 'training_finished', 'training_unfinished'],
  ...['cancelled', 'earned'],
] as const satisfies readonly EventName[]

/** Those that may have a reason in somebody's words: they are left out where they have one. */
const shownWithoutReason = [
  ...['assignment_submitted', 'assignment_accepted', 'feedback_submitted', 'feedback_accepted'],
  'completion_report_accepted',
] as const satisfies readonly EventName[]

type SaidRow = Row<
  'evidence/what-purchases-say',
  'cardId' | 'purchaseId' | 'says' | 'course' | 'storefront' | 'institution'
>

const whatPurchasesSay = statement<
  [cardIds: string[], purchaseIds: string[], now: Date],
  'evidence/what-purchases-say',
  SaidRow
>(
  'evidence/what-purchases-say',
  `
  select
    asked.card_id, asked.purchase_id, purchase_says(asked.card_id, asked.purchase_id, coalesce(told.at, $3)) as says,
    bought.course, bought.storefront, bought.institution
  from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (card_id, purchase_id, turn)
  cross join lateral (
    select course.title as course, partner.name as storefront, institution.name as institution
    from purchase
    join course using (course_id)
    join institution using (institution_id)
    join partner using (partner_id)
    where purchase.card_id = asked.card_id and purchase.purchase_id = asked.purchase_id and paid_at is not null
    limit 1
  ) bought
  left join lateral (
    -- as it was told last: what moved since is told by nothing
    select at
    from journal
    where journal.card_id = asked.card_id and subject = 'purchase:' || asked.purchase_id and act = 'earned'
    order by journal_id desc
    limit 1
  ) told on true
  order by turn
  `,
)

type PlaceRow = Row<'evidence/rows-of-purchases', 'cardId' | 'purchaseId' | 'journalId'>

const rowsOfPurchases = statement<
  [cardIds: string[], purchaseIds: string[], shown: readonly string[], shownWithoutReason: readonly string[]],
  'evidence/rows-of-purchases',
  PlaceRow
>(
  'evidence/rows-of-purchases',
  `
  select asked.card_id, asked.purchase_id, shown.journal_id
  from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (card_id, purchase_id, turn)
  cross join lateral (
    select journal_id
    from journal
    where journal.card_id = asked.card_id and (
      subject = 'purchase:' || asked.purchase_id and (act = any ($3::text[]) or act = any ($4::text[]) and reason = '')
      or act = 'certificate_issued' and facts ->> 'purchase' = asked.purchase_id::text
      or act = any ($4) and reason = '' and exists (
        select from submission
        where submission.card_id = asked.card_id and submission.purchase_id = asked.purchase_id
          and subject = 'submission:' || submission_id
      )
    )
    order by journal_id
    limit 5000
  ) shown
  order by turn, journal_id
  `,
)

const atOnce = 200

/**
 * Evidence for purchases that were paid, as a document in pieces: what each says, how its money moved, what the journal told
 * of it, and the way of each row to a seal that is published. Purchases that are unknown or were never paid are left out.
 * No name, NIK, phone, card number or code is in it; docs/evidence.md has the form.
 */
export async function* exportEvidence(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  purchases: readonly PaidPurchase[],
): AsyncGenerator<string> {
  const now = clock.now()
  const seals = new Map<string, EvidenceSeal>()
  const prover = journalProver(db)
  yield `{"format":${JSON.stringify(evidenceFormat)},"exported_at":"${now.toISOString()}","purchases":[`
  let written = 0
  for (let from = 0; from < purchases.length; from += atOnce) {
    const some = purchases.slice(from, from + atOnce)
    // What is said and what is told of it are of one moment.
    const read = await inTransaction(db, (tx) => readEvidence(tx, some, now), 'repeatable read read only')
    const all = await prover.prove(read.flatMap(({ places }) => places))
    let used = 0
    for (const { said, places } of read) {
      const proven = all.slice(used, used + places.length).filter((row) => row !== undefined)
      used += places.length
      for (const seal of sealsOf(proven)) seals.set(seal.seal, seal)
      yield `${written++ === 0 ? '' : ','}\n${JSON.stringify(evidenceOf(said, proven))}`
    }
  }
  const inOrder = [...seals.values()].sort((one, other) => Number(one.seal) - Number(other.seal))
  yield `\n],"seals":[${inOrder.map((seal) => `\n${JSON.stringify(seal)}`).join(',')}\n]}\n`
}

async function readEvidence(tx: pg.PoolClient, purchases: readonly PaidPurchase[], now: Date) {
  const ids = [purchases.map(({ cardId }) => cardId), purchases.map(({ purchaseId }) => purchaseId)] as const
  const said = await rows(tx, whatPurchasesSay, [...ids, now])
  const places = await rows(tx, rowsOfPurchases, [...ids, shownEvents, shownWithoutReason])
  const byPurchase = Map.groupBy(places, ({ purchaseId }) => purchaseId)
  return said.map((one) => ({ said: one, places: byPurchase.get(one.purchaseId) ?? [] }))
}

function evidenceOf(
  { says, course, storefront, institution }: SaidRow,
  proven: readonly ProvenRow[],
): Evidence {
  return {
    ...readSays(says),
    names: { course, storefront, institution },
    journal: proven.map(({ line, way }) => ({
      row: line,
      seal: way?.tree.seal ?? null,
      leaf: way?.leaf ?? 0,
      path: [...(way?.path ?? [])],
    })),
  }
}

function sealsOf(proven: readonly ProvenRow[]): EvidenceSeal[] {
  return proven.flatMap(({ way }) => {
    if (!way) return []
    const { seal, hash, sealLine, rowLine } = way.tree
    return { seal, hash, lines: [sealLine, rowLine] }
  })
}

const byInvoice = statement<[invoiceCode: string], 'evidence/purchases-by-invoice', 'cardId' | 'purchaseId'>(
  'evidence/purchases-by-invoice',
  `
  select found.card_id, found.purchase_id
  from partner
  cross join lateral (
    select card_id, purchase_id
    from invoice
    where invoice.partner_id = partner.partner_id and invoice_code = $1 and captured
    limit 1
  ) found
  order by found.card_id
  `,
)

const byNumber = statement<[purchaseId: string], 'evidence/purchase-by-number', 'cardId' | 'purchaseId'>(
  'evidence/purchase-by-number',
  'select card_id, purchase_id from purchase where purchase_id = $1 and paid_at is not null',
)

/** Paid purchases by an invoice code: two storefronts may have used the same one. */
export function purchasesByInvoice(db: Queryable, invoiceCode: string): Promise<PaidPurchase[]> {
  return rows(db, byInvoice, [invoiceCode])
}

/** A paid purchase by its number alone, which reads all of them: for a command. */
export function purchaseByNumber(db: Queryable, purchaseId: string): Promise<PaidPurchase[]> {
  return rows(db, byNumber, [purchaseId])
}
