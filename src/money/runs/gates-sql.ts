/** Whether an entry that is payable, called `payable` there, is in a payment already. */
export const gathered = `
  exists (
    select from payment_item item
    where item.card_id = payable.card_id and item.purchase_id = payable.purchase_id and item.kind = payable.kind
      and item.serial = payable.serial and item.removed_in is null
  )
`

/** Whether a hold stops what the purchase of an entry or an item, called `of` there, has earned. */
export const purchaseHeld = (of: 'payable' | 'item') => `
  exists (
    select from hold where party_kind = 'purchase' and hold.party_id = ${of}.purchase_id and lifted_at is null
  )
`

/** The name of the institution or the storefront that a `payment` pays; null of a person. */
export const nameOfPartner = `
  coalesce(
    (select name from institution where payment.party_kind = 'institution' and institution_id = payment.party_id),
    (select name from partner where payment.party_kind = 'storefront' and partner_id = payment.party_id)
  )
`

/**
 * What payments come to, with the digest over their items. Of one that was tried before, what is left to pay.
 */
export const summed = (payments: string) => `
  summed as (
    select
      payment.payment_id, payment.party_kind, payment.party_id, payment.orders, item.items,
      item.amount - coalesce(before.moved, 0) as gross, item.digest
    from payment
    -- By each payment: the sum of all that was ever paid is not needed. The offset keeps it so, whatever the planner
    -- believes of a table that has just grown.
    cross join lateral (select * from payment_sum sum where sum.payment_id = payment.payment_id offset 0) item
    cross join lateral (
      select sum(case when debit ~ '^payable_' then amount else -amount end)::bigint as moved from payment_entry
      where payment_entry.payment_id = payment.payment_id and (debit ~ '^payable_' or credit ~ '^payable_')
    ) before
    where ${payments}
  )
`

/** What the party of each payment owes, by the ledger. By each row: no join can be the square of the payments. */
export const owing = `
  cross join lateral (
    select greatest(-(
      coalesce((select sum(amount) from entry where entry.party_id = summed.party_id and credit = 'owed_' || summed.party_kind), 0)
      - coalesce((select sum(amount) from entry where entry.party_id = summed.party_id and debit = 'owed_' || summed.party_kind), 0)
      + coalesce((select sum(amount) from payment_entry moved where moved.party_id = summed.party_id and credit = 'owed_' || summed.party_kind), 0)
      - coalesce((select sum(amount) from payment_entry moved where moved.party_id = summed.party_id and debit = 'owed_' || summed.party_kind), 0)
    ), 0)::bigint as owed
  ) owing
`

/** What stops a payment but for its amount: a hold, or the account that there is. `summed` has the payment. */
export const stopped = `
  exists (
    select from hold
    where hold.party_kind = summed.party_kind and hold.party_id = summed.party_id and lifted_at is null
  ) as held,
  account.account_id, account.shared, encode(account.number_mark, 'hex') as mark,
  exists (
    select from payout_account asked
    where asked.party_kind = summed.party_kind and asked.party_id = summed.party_id and ended_at is null
  ) as asked,
  -- the same name, birth date, and phone or family card under another NIK
  exists (
    select from person own
    join person other on folded_name(other.name) = folded_name(own.name) and other.person_id <> own.person_id
    where summed.party_kind = 'person' and own.person_id = summed.party_id and other.born_on = own.born_on
      and (other.phone = own.phone or other.kk_hash = own.kk_hash)
  ) as duplicate,
  -- the bank said no to this very account, and not for want of money or time
  exists (
    select from payment_line tried
    where tried.payment_id = summed.payment_id and tried.account_id = account.account_id
      and tried.state in ('refused', 'returned') and coalesce(bank_reason, '') !~ '^(AM|DT|ED|MS|TM)[0-9]{2}'
  ) as refused_there
`
export const accountNow = (now: string) => `
  left join lateral (
    select * from usable_account usable
    where usable.party_kind = summed.party_kind and usable.party_id = summed.party_id
      and usable_from <= ${now} and (usable_until is null or usable_until > ${now})
  ) account on true
`
