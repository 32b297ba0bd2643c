import type { Rows } from '../database/rows.ts'
import { type Row, type Statement, statement } from '../database/sql.ts'

type Checked = Extract<keyof Rows, `card/invariant-${string}`>

/** Something that must hold over the whole database, and the statement that finds where it does not. */
export interface Invariant {
  readonly name: string
  readonly sentence: string
  /** how many, and where to look, at most five */
  readonly broken: Statement<[], Row<Checked, 'violations'>>
}

function invariant(name: string, sentence: string, subjects: string): Invariant {
  const text = `
  with broken as (${subjects})
  select count(*)::int as violations, (array_agg(subject order by subject))[1:5] as examples from broken
  `
  const broken = statement<[], Checked, 'violations'>(`card/invariant-${name}` as Checked, text)
  return { name, sentence, broken }
}

/** Every invariant of money, seats, codes and accounts that the tables can tell. `subject` says where to look. */
export const invariants: readonly Invariant[] = [
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
    'every purchase that was paid has one entry that debits its card, of its amount and its storefront, and no other has',
    `
    select 'purchase:' || coalesce(purchase.purchase_id, entry.purchase_id) as subject
    from (select * from purchase where paid_at is not null) purchase
    full join (select * from entry where kind = 'purchase') entry
      on entry.card_id = purchase.card_id and entry.purchase_id = purchase.purchase_id
    where purchase.amount is distinct from entry.amount or purchase.partner_id is distinct from entry.partner_id
      or entry.serial <> 0 or entry.debit <> 'card' or entry.credit <> 'partner'
    `,
  ),
  invariant(
    'cancelled_has_one_return',
    'every purchase that was cancelled has one entry that returns its amount, and no other has',
    `
    select 'purchase:' || coalesce(purchase.purchase_id, entry.purchase_id) as subject
    from (select * from purchase where status = 'cancelled') purchase
    full join (select * from entry where kind = 'return') entry
      on entry.card_id = purchase.card_id and entry.purchase_id = purchase.purchase_id
    where purchase.amount is distinct from entry.amount or purchase.partner_id is distinct from entry.partner_id
      or entry.serial <> 0 or entry.debit <> 'partner' or entry.credit <> 'card'
    `,
  ),
  invariant(
    'paid_has_one_invoice',
    'every purchase that was paid is found by its invoice, and no two share one',
    `
    select 'purchase:' || purchase.purchase_id as subject
    from purchase
    left join invoice
      on invoice.partner_id = purchase.partner_id and invoice.invoice_code = purchase.invoice_code
    where purchase.paid_at is not null
      and (invoice.card_id is distinct from purchase.card_id
        or invoice.purchase_id is distinct from purchase.purchase_id)
    `,
  ),
  invariant(
    'seats_add_up',
    'the seats left and the seats sold of every schedule make its quota',
    `
    select 'schedule:' || schedule.schedule_id as subject
    from schedule
    left join (select schedule_id, sum(seats_left) as seats from seat_bucket group by schedule_id) free
      using (schedule_id)
    left join (
      select schedule_id, count(*) as seats from purchase where status = 'paid' group by schedule_id
    ) sold using (schedule_id)
    where schedule.quota <> coalesce(free.seats, 0) + coalesce(sold.seats, 0)
    `,
  ),
  invariant(
    'codes_lead_home',
    'every redeem and voucher code that is not cancelled leads to the purchase that bears it, and none is issued twice',
    `
    select 'purchase:' || coalesce(borne.purchase_id, code.purchase_id) as subject
    from (
      select redeem_code as code, 'redeem' as kind, card_id, purchase_id from purchase where redeem_code is not null
      union all
      select voucher_code, 'voucher', card_id, purchase_id from purchase where voucher_code is not null
    ) borne
    full join (select * from code where cancelled_at is null) code using (code)
    where borne.kind is distinct from code.kind or borne.card_id is distinct from code.card_id
      or borne.purchase_id is distinct from code.purchase_id
    `,
  ),
  invariant(
    'transaction_codes_differ',
    'no transaction code is given twice',
    `
    select 'transaction:' || min(purchase_id) as subject
    from purchase
    where transaction_code is not null
    group by transaction_code
    having count(*) > 1
    `,
  ),
  invariant(
    'account_uses_one_card',
    'a storefront account pays with one card, and a card is used by one account of a storefront',
    `
    select 'card:' || purchase.card_id as subject
    from purchase
    left join storefront_account_card bound using (partner_id, user_platform_id)
    where purchase.paid_at is not null and bound.card_id is distinct from purchase.card_id
    union
    select 'card:' || card_id
    from purchase
    where paid_at is not null
    group by card_id, partner_id
    having count(distinct user_platform_id) > 1
    `,
  ),
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
    'unfinished_is_paid',
    'the training that a card waits for is one that was paid, and is not finished or, where the year asks, not reviewed',
    `
    select 'card:' || card.card_id as subject
    from card
    left join purchase
      on purchase.card_id = card.card_id and purchase.purchase_id = card.unfinished_purchase_id
    where card.unfinished_purchase_id is not null
      and (purchase.status is distinct from 'paid' or (
        purchase.finished_at is not null and (
          exists (
            select from review
            where review.card_id = purchase.card_id and review.purchase_id = purchase.purchase_id
          )
          or not exists (
            select from programme_year
            where programme_year.year = card.year and (rules ->> 'secondPurchaseAfterReview')::boolean
          )
        )
      ))
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
    'revoked_everywhere',
    'whose card is revoked is no recipient any more and barred from later waves, and nobody else is for that reason',
    `
    select 'card:' || card.card_id as subject
    from card
    join recipient using (card_id)
    join person on person.person_id = recipient.person_id
    where (card.status = 'revoked') <> (recipient.status = 'revoked')
      or (card.status = 'revoked' and person.barred_at is null)
      or (card.status <> 'revoked' and person.barred_because = 'first_purchase_missed')
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
  invariant(
    'certificate_of_finished',
    'every certificate that holds is of a training that was paid and finished, and the number of every one leads to it',
    `
    select 'card:' || certificate.card_id as subject
    from certificate
    left join purchase using (card_id, purchase_id)
    left join certificate_code using (certificate_id, card_id)
    where certificate_code.certificate_id is null or (
      certificate.revoked_at is null and (purchase.status is distinct from 'paid' or purchase.finished_at is null)
    )
    `,
  ),
  invariant(
    'used_is_not_cancelled',
    'no purchase that was cancelled has any recorded use: attendance, lesson, test, work, grade, report or certificate',
    `
    select distinct 'purchase:' || purchase_id as subject
    from recorded_use
    join purchase using (card_id, purchase_id)
    where purchase.status <> 'paid' or purchase.redeemed_at is null
    `,
  ),
  invariant(
    'first_use_is_earliest',
    'the moment from which on a purchase counts as used is that of the earliest record of its use',
    `
    select 'purchase:' || purchase.purchase_id as subject
    from purchase
    left join (
      select card_id, purchase_id, min(used_at) as used_at from recorded_use group by card_id, purchase_id
    ) used using (card_id, purchase_id)
    where purchase.redeemed_at is distinct from used.used_at
      -- said once, by the one before
      and not (purchase.redeemed_at is null and used.used_at is not null)
    `,
  ),
  invariant(
    'nothing_due_of_unfinished',
    'what an incentive is due for is a training that was paid and is finished',
    `
    select 'card:' || incentive.card_id as subject
    from incentive
    left join purchase using (card_id, purchase_id)
    where incentive.status = 'due' and (purchase.status is distinct from 'paid' or purchase.finished_at is null)
    `,
  ),
]
