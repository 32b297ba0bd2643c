import { earnedParts, evidenceGaps } from './evidence-gaps.ts'
import { type Invariant, invariant } from './invariant.ts'

/** What must hold of every purchase: its seat, its codes, its use and what it is certified by. */
export const purchaseInvariants: readonly Invariant[] = [
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
    'no purchase that its storefront cancelled has any recorded use: attendance, lesson, test, work, grade, report or certificate',
    `
    select distinct 'purchase:' || purchase_id as subject
    from recorded_use
    join purchase using (card_id, purchase_id)
    where purchase.redeemed_at is null or (
      -- whatever was used, its schedule or the programme may cancel
      purchase.status <> 'paid' and cancelled_because not in ('cancelled_by_programme', 'schedule_cancelled')
    )
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
    'cancelled_by_right',
    'what the programme cancelled two people approved, itself or the suspension that gave it back, and what went with its schedule is of one that was cancelled',
    `
    select 'purchase:' || purchase_id as subject
    from purchase
    join schedule using (schedule_id)
    where purchase.status = 'cancelled' and case purchase.cancelled_because
      when 'schedule_cancelled' then schedule.cancelled_at is null
      when 'cancelled_by_programme' then not exists (
        select from approval
        where act = 'cancel_purchase' and approval.subject = 'card:' || card_id and performed
          and facts ->> 'purchase' = purchase_id::text
      ) and not exists (
        -- which two people have approved, by its key
        select from suspended_item item join suspension using (suspension_id)
        where item.card_id = purchase.card_id and item.purchase_id = purchase.purchase_id and outcome = 'returned'
          and party_kind = 'institution'
      )
      else false
    end
    union all
    select 'schedule:' || schedule_id
    from schedule
    join purchase using (schedule_id)
    where schedule.returned_at is not null and purchase.status = 'paid'
    `,
  ),
  invariant(
    'earned_with_evidence',
    'whatever is earned has its evidence: consent, debit, use, and of the rest completion and certificate',
    `
    select distinct 'purchase:' || purchase_id || ' ' || reason as subject
    from (${evidenceGaps(earnedParts)}) gap
    `,
  ),
]
