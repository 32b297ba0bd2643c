-- The link that answers a review is a link like all others: of a purchase, which stands in the history of a card.
alter table single_use_link add column card_id bigint;
alter table single_use_link drop constraint single_use_link_purpose_check;
alter table single_use_link add constraint single_use_link_purpose_check
  check (purpose in ('invitation', 'new_password', 'new_email', 'reply'));
alter table single_use_link add check ((purpose = 'reply') = (card_id is not null));

insert into single_use_link (token_hash, realm, purpose, owner_id, card_id, created_at, expires_at, ended_at)
select token_hash, 'lembaga', 'reply', purchase_id, card_id, expires_at - interval '60 days', expires_at, replied_at
from review_reply_link left join review using (card_id, purchase_id);

drop table review_reply_link;
