-- The items of a payment are always asked for without those that left it. As long as the index held those, too, a plan
-- made while the table was believed small crossed it with the index of all live items, once for every payment.
drop index payment_item_of;
create index payment_item_of on payment_item (payment_id) where removed_in is null;
