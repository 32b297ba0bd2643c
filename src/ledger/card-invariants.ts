import { type Invariant, invariant } from './invariant.ts'
import { seatInvariants } from './seat-invariants.ts'

/** What must hold of every card and whom it belongs to. */
export const cardInvariants: readonly Invariant[] = [
  invariant(
    'number_leads_to_card',
    'every card is found by its number, and every number in use is that of its card',
    `
    select 'card:' || coalesce(card.card_id, routed.card_id) as subject
    from card
    full join (select * from card_number where replaced_at is null) routed using (number)
    where card.card_id is distinct from routed.card_id
    `,
  ),
  invariant(
    'one_card_a_person',
    'nobody has two cards, and a recipient has the card that bears the person',
    `
    select 'person:' || person_id as subject from card group by person_id having count(*) > 1
    union all
    select 'person:' || recipient.person_id
    from recipient
    left join card using (card_id)
    where recipient.card_id is not null and card.person_id is distinct from recipient.person_id
    `,
  ),
  invariant(
    'paid_in_time',
    'no purchase was paid after the deadline of its card, and the one that met the term first is known as such',
    `
    select 'card:' || card.card_id as subject
    from card
    left join (
      select
        card_id, min(paid_at) filter (where status = 'paid') as stands_since, max(paid_at) as last_paid_at,
        array_agg(paid_at) as paid
      from purchase where paid_at is not null group by card_id
    ) purchased using (card_id)
    where card.first_paid_at > stands_since or (card.first_paid_at is null and stands_since is not null)
      or (card.first_paid_at is not null and not coalesce(card.first_paid_at = any (paid), false))
      or card.first_paid_at >= card.first_purchase_before or last_paid_at >= card.usable_before
    `,
  ),
  invariant(
    'cancelled_term_runs_again',
    'whose only purchases were cancelled has the term again, unless others cancelled when the year had no such days left',
    `
    select 'card:' || card.card_id as subject
    from card
    join (
      select card_id, max(cancelled_at) as cancelled_at, bool_or(status = 'paid') as stands
      from purchase where paid_at is not null group by card_id
    ) purchased using (card_id)
    left join programme_year using (year)
    where card.first_paid_at is not null and card.status <> 'revoked' and not stands
      and cancelled_at < card.usable_before
        - make_interval(days => coalesce((rules #>> '{notice,cancelledDays}')::int, 7))
    `,
  ),
  invariant(
    'revoked_everywhere',
    'whose card is revoked is no recipient any more and barred from later waves, and nobody else is for that reason',
    `
    select 'card:' || card.card_id as subject
    from card
    join recipient using (card_id)
    left join bar on bar.person_id = recipient.person_id
    where (card.status = 'revoked') <> (recipient.status = 'revoked')
      or (card.status = 'revoked' and bar.person_id is null)
      or (card.status <> 'revoked' and bar.because in ('first_purchase_missed', 'seat_declined'))
    `,
  ),
  invariant(
    'recipient_is_a_person',
    'every recipient is somebody whom the programme knows',
    `
    select 'person:' || recipient.person_id as subject
    from recipient
    left join person using (person_id)
    where person.person_id is null
    `,
  ),
  ...seatInvariants,
]
