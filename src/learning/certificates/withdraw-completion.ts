import { one, type Queryable, type Row, statement } from '../../database/sql.ts'
import type { Actor } from '../../kernel/request.ts'
import { postEarned } from '../../ledger/earn.ts'
import type { Enrolment } from '../enrolment.ts'
import { settleIncentives } from '../incentives/settle-incentives.ts'

type WithdrawnRow = Row<'learning/withdraw-completion', 'withdrawn' | 'revoked' | 'payments' | 'amount'>

const withdraw = statement<
  [cardId: string, purchaseId: string, now: Date, actor: string, requestId: string],
  'learning/withdraw-completion',
  WithdrawnRow
>(
  'learning/withdraw-completion',
  `
  with withdrawn as (
    update purchase set finished_at = null, finished_as = null, finish_withdrawn_at = $3
    where card_id = $1 and purchase_id = $2 and finished_at is not null
    returning card_id, purchase_id
  ),
  waits as (
    -- the card waits for this training again, unless it waits for a later one
    update card set unfinished_purchase_id = withdrawn.purchase_id
    from withdrawn
    join purchase using (card_id, purchase_id)
    where card.card_id = withdrawn.card_id and card.unfinished_purchase_id is null and purchase.status = 'paid'
  ),
  others as (
    update certificate set revoked_at = $3, revoked_because = 'not_finished'
    from withdrawn
    where certificate.card_id = withdrawn.card_id and certificate.purchase_id = withdrawn.purchase_id
      and revoked_at is null
    returning certificate.card_id, status_index
  ),
  reports as (
    update completion_report report
    set verdict = 'refused', decided_at = $3, decided_by = $4, decided_because = 'Sertifikatnya dicabut: pelatihan ternyata belum selesai.'
    from withdrawn
    where report.card_id = withdrawn.card_id and report.purchase_id = withdrawn.purchase_id
      and verdict is distinct from 'refused'
  ),
  unpaid as (
    delete from incentive using withdrawn
    where incentive.card_id = withdrawn.card_id and incentive.purchase_id = withdrawn.purchase_id
    returning incentive.amount
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $3, $4, 'training_unfinished', 'purchase:' || purchase_id, 'not_finished', $5,
      jsonb_build_object(
        'incentivePayments', (select count(*) from unpaid), 'incentiveAmount', (select coalesce(sum(amount), 0) from unpaid)
      )
    from withdrawn
    union all
    select card_id, $3, $4, 'certificate_revoked', 'certificate:' || status_index, 'not_finished', $5, '{}' from others
  )
  select
    exists (select from withdrawn) as withdrawn,
    (select count(*)::int from others) as revoked,
    (select count(*)::int from unpaid) as payments,
    (select coalesce(sum(amount), 0)::int from unpaid) as amount
  `,
)

/** What came of it that a training turned out not to be finished. */
export interface Withdrawn {
  /** its other certificates that were revoked with this one */
  readonly otherCertificates: number
  /** instalments of the incentive that were planned or due and are not any more, and their sum in rupiah */
  readonly payments: number
  readonly amount: number
  /** of these the ones that were ordered to be paid before: their person owes them */
  readonly owed: number
}

/**
 * Makes a training unfinished that was finished wrongly: nothing of it is due any more, its other certificates are
 * revoked, and only a new report of its institution that the programme accepts finishes it again. Takes part in a
 * transaction, under the lock of the card. Undefined: it was not finished.
 */
export async function withdrawCompletion(
  tx: Queryable,
  { cardId, purchaseId }: Enrolment,
  now: Date,
  { actor, requestId }: Actor,
): Promise<Withdrawn | undefined> {
  const row = await one(tx, withdraw, [cardId, purchaseId, now, actor, requestId])
  if (!row.withdrawn) return undefined
  await postEarned(tx, [{ cardId, purchaseId }], now)
  const { owed } = await settleIncentives(tx, [cardId], now, { actor, requestId })
  const { revoked: otherCertificates, payments, amount } = row
  return { otherCertificates, payments, amount, owed }
}
