import { type Invariant, invariant } from './invariant.ts'

/** What must hold of the money: of every entry, and of what they make. */
export const moneyInvariants: readonly Invariant[] = [
  invariant(
    'trial_balance_zero',
    'the lines of the ledger sum to zero',
    `select 'ledger' as subject from ledger_line having sum(amount) <> 0`,
  ),
  invariant(
    'balance_from_entries',
    'the balance and the grant of every card are what its entries say',
    `
    select 'card:' || coalesce(card.card_id, moved.card_id) as subject
    from card
    full join (
      select
        card_id,
        sum(case when credit = 'card' then amount when debit = 'card' then -amount else 0 end) as balance,
        coalesce(sum(amount) filter (where kind = 'grant'), 0) as granted
      from entry
      group by card_id
    ) moved on moved.card_id = card.card_id
    where card.balance is distinct from coalesce(moved.balance, 0)
      or card.granted is distinct from coalesce(moved.granted, 0)
    `,
  ),
  invariant(
    'balance_within_grant',
    'no balance is below zero or above the grant',
    `select 'card:' || card_id as subject from card where balance < 0 or balance > granted`,
  ),
  invariant(
    'paid_has_one_debit',
    'every purchase that was paid has one entry that debits its card, and one for its promo if it had one, and no other has',
    `
    select distinct 'purchase:' || coalesce(paid.purchase_id, entry.purchase_id) as subject
    from (
      select card_id, purchase_id, part.*
      from purchase
      cross join lateral (values ('purchase', amount, null), ('promo', discount, partner_id)) part (kind, amount, party_id)
      where paid_at is not null and part.amount > 0
    ) paid
    full join (select * from entry where kind in ('purchase', 'promo')) entry using (card_id, purchase_id, kind)
    where paid.amount is distinct from entry.amount or paid.party_id is distinct from entry.party_id or entry.serial <> 0
    `,
  ),
  invariant(
    'cancelled_has_one_return',
    'every purchase that was cancelled has one entry that returns its amount, and one for its promo if it had one, and no other has',
    `
    select distinct 'purchase:' || coalesce(cancelled.purchase_id, entry.purchase_id) as subject
    from (
      select card_id, purchase_id, part.*
      from purchase
      cross join lateral (values ('return', amount, null), ('promo_return', discount, partner_id)) part (kind, amount, party_id)
      where status = 'cancelled' and part.amount > 0
    ) cancelled
    full join (select * from entry where kind in ('return', 'promo_return')) entry using (card_id, purchase_id, kind)
    where cancelled.amount is distinct from entry.amount or cancelled.party_id is distinct from entry.party_id
      or entry.serial <> 0
    `,
  ),
  invariant(
    'earned_as_due',
    'of every purchase each part is earned once it is due, by its institution and its storefront, and no part is that is not',
    `
    select 'purchase:' || coalesce(wanted.purchase_id, posted.purchase_id) as subject
    from (
      select
        card_id, purchase_id, institution_id, partner_id,
        case when first_due then first_part else 0 end as first_part,
        case when rest_due then rest_part else 0 end as rest_part,
        case when first_due then first_commission else 0 end as first_commission,
        case when rest_due then rest_commission else 0 end as rest_commission
      from earning
    ) wanted
    full join (
      -- a purchase a row, and not a part: what is earned of a million is grouped in memory
      select
        card_id, purchase_id,
        sum(moved) filter (where kind = 'first_part') as first_part,
        sum(moved) filter (where kind = 'rest_part') as rest_part,
        sum(moved) filter (where kind = 'first_commission') as first_commission,
        sum(moved) filter (where kind = 'rest_commission') as rest_commission,
        min(party_id) filter (where kind in ('first_part', 'rest_part')) as institution_id,
        max(party_id) filter (where kind in ('first_part', 'rest_part')) as other_institution_id,
        min(party_id) filter (where kind in ('first_commission', 'rest_commission')) as partner_id,
        max(party_id) filter (where kind in ('first_commission', 'rest_commission')) as other_partner_id
      from (
        select card_id, purchase_id, kind, party_id, case debit when 'clearing' then amount else -amount end as moved
        from entry
        where kind in ('first_part', 'rest_part', 'first_commission', 'rest_commission')
      ) part
      group by card_id, purchase_id
    ) posted using (card_id, purchase_id)
    where coalesce(wanted.first_part, 0) <> coalesce(posted.first_part, 0)
      or coalesce(wanted.rest_part, 0) <> coalesce(posted.rest_part, 0)
      or coalesce(wanted.first_commission, 0) <> coalesce(posted.first_commission, 0)
      or coalesce(wanted.rest_commission, 0) <> coalesce(posted.rest_commission, 0)
      or wanted.institution_id <> posted.institution_id or wanted.institution_id <> posted.other_institution_id
      or wanted.partner_id <> posted.partner_id or wanted.partner_id <> posted.other_partner_id
    `,
  ),
  invariant(
    'clearing_settles',
    'what a purchase has in clearing is its price less what was earned: nothing once it is cancelled or both parts are earned',
    `
    select 'purchase:' || coalesce(settled.purchase_id, held.purchase_id) as subject
    from (
      select card_id, purchase_id, case
        when status = 'cancelled' then 0
        else price - case when first_due then first_part + first_commission else 0 end
          - case when rest_due then rest_part + rest_commission else 0 end
      end as amount
      from earning join purchase using (card_id, purchase_id)
    ) settled
    full join (
      select card_id, purchase_id, sum(case credit when 'clearing' then amount else -amount end) as amount
      from entry
      where 'clearing' in (debit, credit)
      group by card_id, purchase_id
    ) held using (card_id, purchase_id)
    where coalesce(settled.amount, 0) <> coalesce(held.amount, 0)
    `,
  ),
  invariant(
    'payable_is_not_negative',
    'nobody was ordered to be paid more than was earned, and nobody who owes is owed, but a storefront for promos that were netted and then returned',
    `
    select account || ':' || party_id as subject
    from ledger_line
    where account ~ '^(payable|owed)_'
    group by account, party_id
    having case
      when account ~ '^payable' then sum(amount) < 0
      -- it stands to its credit against its next promos
      else sum(amount) > coalesce(sum(amount) filter (where kind = 'promo_return'), 0)
    end
    `,
  ),
  invariant(
    'forfeits_and_restores',
    'forfeits go from card to treasury and restores back, each with the next serial, and never more back than was taken',
    `
    select 'card:' || card_id as subject
    from entry
    where kind in ('forfeit', 'restore')
    group by card_id
    having bool_or(purchase_id <> 0)
      or bool_or((kind, debit, credit) not in (('forfeit', 'card', 'treasury'), ('restore', 'treasury', 'card')))
      or count(*) filter (where kind = 'forfeit') <> coalesce(max(serial) filter (where kind = 'forfeit') + 1, 0)
      or count(*) filter (where kind = 'restore') <> coalesce(max(serial) filter (where kind = 'restore') + 1, 0)
      or sum(case kind when 'forfeit' then amount else -amount end) < 0
    `,
  ),
  invariant(
    'restored_by_two',
    'what was restored to a card is what corrections say that one operator asked for and another approved',
    `
    select 'card:' || coalesce(moved.card_id, corrected.card_id) as subject
    from (
      select card_id, sum(amount) as amount from entry where kind = 'restore' group by card_id
    ) moved
    full join (
      select card_id, sum(amount) as amount from correction
      where kind = 'restore' and approved_at is not null and coalesce(maker_id <> checker_id, approved_by <> requested_by)
      group by card_id
    ) corrected using (card_id)
    where coalesce(moved.amount, 0) <> coalesce(corrected.amount, 0)
    `,
  ),
  invariant(
    'money_has_an_end',
    'what is on a card returns to the treasury one day: every card with a balance has a deadline to come, no later than its own',
    `
    select 'card:' || card.card_id as subject
    from card
    left join deadline using (card_id)
    where card.balance > 0 and (
      deadline.card_id is null or (card.status = 'revoked' and deadline.step <> 'end')
      -- a suspended card is looked at every day, also on the day after it was suspended no more
      or deadline.due_at > card.usable_before + interval '1 day'
      or (card.first_paid_at is null and card.status = 'active' and deadline.due_at
        > least(card.first_purchase_before, card.usable_before) + interval '1 day')
    )
    `,
  ),
]
