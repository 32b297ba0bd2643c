import { first, type Queryable, statement } from '../database/sql.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import type { StandingRefusal } from './erase-refusals.ts'

const selectStanding = statement<
  [personId: string, now: Date],
  'retention/what-stands',
  'unsettled' | 'waits' | 'offered' | 'checked' | 'unpaid' | 'appealed' | 'held' | 'helped' | 'restoring'
>(
  'retention/what-stands',
  `
  with own as materialized (
    select card.card_id, card.status, usable_before, balance
    from recipient join card using (card_id)
    where recipient.person_id = $1
  )
  select
    (select max(usable_before) from own where status <> 'revoked' and usable_before > $2) as card_until,
    exists (
      select from own where balance > 0 or exists (select from deadline where deadline.card_id = own.card_id)
    ) as unsettled,
    exists (
      select from wave_application application join wave using (wave_id)
      where application.person_id = $1 and left_at is null and wave.status in ('open', 'closed', 'drawn')
    ) as waits,
    exists (select from recipient where recipient.person_id = $1 and status = 'selected' and card_id is null) as offered,
    (
      select max(ends_at) from (
        select lapses_at as ends_at from own join storefront_order using (card_id) where storefront_order.status = 'placed'
        union all
        select expires_at from own join purchase using (card_id)
        where purchase.status = 'awaiting_otp' and expires_at > $2
      ) open_order
    ) as order_until,
    exists (
      select from own join completion_report report using (card_id)
      join purchase using (card_id, purchase_id)
      where verdict is null and purchase.status = 'paid' and finished_at is null
    ) or exists (select from own join submission using (card_id) where submission.status = 'pending') as checked,
    exists (
      select from payment where party_kind = 'person' and party_id = $1 and state <> 'paid'
    ) or exists (
      select from own join incentive using (card_id)
      where (incentive.kind = 'completion' or answered_at is not null) and not exists (
        select from payment_item item join payment using (payment_id)
        where item.card_id = incentive.card_id and item.purchase_id = incentive.purchase_id
          and item.kind = incentive.entry_kind and removed_in is null and payment.state = 'paid'
      )
    ) as unpaid,
    exists (
      select from appeal where appeal.person_id = $1 and answered_at is null and about not in ('erasure', 'copy', 'correction')
    ) as appealed,
    exists (select from hold where party_kind = 'person' and party_id = $1 and lifted_at is null)
      or exists (
        select from own join purchase using (card_id)
        join hold on party_kind = 'purchase' and party_id = purchase_id and lifted_at is null
      ) as held,
    exists (select from desk_case where desk_case.person_id = $1 and ended_at is null) or exists (
      select from contact_change
      where contact_change.person_id = $1 and (rests_until > $2 or stopped_at is not null and settled_at is null)
    ) as helped,
    greatest(
      (select max(expires_at) from desk_case where desk_case.person_id = $1 and ended_at is null),
      (select max(rests_until) from contact_change where contact_change.person_id = $1)
    ) as help_until,
    exists (
      select from own join correction using (card_id) where approved_at is null and withdrawn_at is null
    ) as restoring
  `,
)

/** What stands against erasing somebody now, each by its name, and when it ends where that is known; empty when nothing does. */
export async function whatStands(
  db: Queryable,
  personId: string,
  now: Date,
): Promise<Refusal<StandingRefusal>[]> {
  const found = await first(db, selectStanding, [personId, now])
  if (!found) return []
  const until = (at: Date | undefined) => (at ? { until: at } : {})
  const all: readonly (Refusal<StandingRefusal> | undefined)[] = [
    found.cardUntil && refuse('card_in_term', { until: found.cardUntil }),
    !found.cardUntil && found.unsettled ? refuse('card_not_settled') : undefined,
    found.waits ? refuse('waits_for_draw') : undefined,
    found.offered ? refuse('seat_offered') : undefined,
    found.orderUntil && refuse('order_open', { until: found.orderUntil }),
    found.checked ? refuse('training_checked') : undefined,
    found.unpaid ? refuse('payment_open') : undefined,
    found.appealed ? refuse('other_appeal_open') : undefined,
    found.held ? refuse('fraud_open') : undefined,
    found.helped ? refuse('change_rests', until(found.helpUntil)) : undefined,
    found.restoring ? refuse('restoring') : undefined,
  ]
  return all.filter((one) => one !== undefined)
}
