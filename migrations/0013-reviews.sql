-- Reviews: what those who finished a training say of it, and the one answer of its institution.

-- Where an institution reads of new reviews; without one it is told nothing.
alter table institution add column contact_email text;

-- One review a purchase. The distribution is counted from here: no counter is a row that every review updates.
create table review (
  card_id bigint not null,
  purchase_id bigint not null,
  course_id int not null,
  stars smallint not null check (stars between 1 and 5),
  text text not null check (char_length(text) between 10 and 2000),
  -- first name and initial, as everybody reads it
  shown_name text not null,
  written_at timestamptz not null,
  edited_at timestamptz,
  -- moderation: not shown and not counted while it is hidden
  hidden_at timestamptz,
  hidden_because text check (hidden_because in ('insult', 'personal_data', 'advertising', 'off_topic', 'other')),
  hidden_note text,
  hidden_by text,
  -- by the institution, once
  reply text check (char_length(reply) between 10 and 2000),
  replied_at timestamptz,
  replied_by text,
  primary key (card_id, purchase_id),
  constraint hidden_with_a_reason check (
    (hidden_at is null) = (hidden_because is null) and (hidden_at is null) = (hidden_by is null)
    and (hidden_because <> 'other' or hidden_note is not null)
  ),
  constraint replied_whole check ((reply is null) = (replied_at is null) and (reply is null) = (replied_by is null))
);
-- One order of reading, one index, with the key in it: pages far behind and the distribution are read from it alone.
create index review_newest on review (course_id, written_at desc, card_id, purchase_id) where hidden_at is null;
create index review_lowest on review (course_id, stars, written_at desc, card_id, purchase_id)
  where hidden_at is null;
create index review_highest on review (course_id, stars desc, written_at desc, card_id, purchase_id)
  where hidden_at is null;

-- Routing: the secret link of the email to an institution leads to the one review that it may answer.
create table review_reply_link (
  token_hash bytea primary key,
  card_id bigint not null,
  purchase_id bigint not null,
  expires_at timestamptz not null
);
