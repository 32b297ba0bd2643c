-- A run writes half a million items: that the payment of each is there is said by the statement that writes both, and checked by
-- the invariant `payment_is_of_entries`, as it is of the run. No payment is ever deleted.
alter table payment_item drop constraint payment_item_payment_id_fkey;

-- Four million entries are read for each run: the beginning of a word is compared, and no pattern matched.
create or replace view payable_entry as
select card_id, purchase_id, kind, serial, credit as account, substr(credit, 9) as party_kind, party_id, amount, at
from entry
where starts_with(credit, 'payable_') and not exists (
  select from entry back
  where back.card_id = entry.card_id and back.purchase_id = entry.purchase_id and back.kind = entry.kind
    and back.serial = entry.serial + case when entry.kind in ('incentive', 'survey') then 100 else 1 end
    and back.debit = entry.credit
    -- said, so that the few that were taken back are looked at, and not all entries again
    and starts_with(back.debit, 'payable_')
);
