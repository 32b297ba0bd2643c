-- What is payable is all that was earned but for what was taken back: a run of payments read every entry twice for it.
create or replace view payable_entry as
select card_id, purchase_id, kind, serial, credit as account, substring(credit, '^payable_(.*)$') as party_kind,
  party_id, amount, at
from entry
where credit ~ '^payable_' and not exists (
  select from entry back
  where back.card_id = entry.card_id and back.purchase_id = entry.purchase_id and back.kind = entry.kind
    and back.serial = entry.serial + case when entry.kind in ('incentive', 'survey') then 100 else 1 end
    and back.debit = entry.credit
    -- said, so that the few that were taken back are looked at, and not all entries again
    and back.debit ~ '^payable_'
);

-- A run writes half a million of them; that their run is one is said by the statement that writes them, and checked by the
-- invariant `payment_is_of_entries`. Two look-ups a row took a quarter of the run.
alter table payment_item
  drop constraint payment_item_run_id_fkey,
  drop constraint payment_item_removed_in_fkey;
