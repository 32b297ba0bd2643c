-- What people want to be told of, by which channel and in which language: a row each time they say so; the newest counts.
create table message_choice (
  message_choice_id bigint generated always as identity primary key,
  person_id bigint not null references person,
  language text not null check (language in ('id', 'en')),
  -- what is not sent: a kind of news with its channel, 'review/sms'
  declined text[] not null,
  chosen_at timestamptz not null
);
create index message_choice_newest on message_choice (person_id, message_choice_id desc);
call trace_table('message_choice');

-- Trainings that are finished, and when their holders are reminded of the review; who was reminded is not reminded again.
create table awaited_review (
  card_id bigint not null,
  purchase_id bigint not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  primary key (card_id, purchase_id)
);
create index awaited_review_due on awaited_review (due_at) where reminded_at is null;

-- Who finished in the last week is reminded a week after it, as those are who finish from now on.
insert into awaited_review (card_id, purchase_id, due_at)
select card_id, purchase_id, finished_at + interval '7 days'
from purchase
where purchase.status = 'paid' and finished_at > now() - interval '7 days'
  and not exists (select from review where review.card_id = purchase.card_id and review.purchase_id = purchase.purchase_id);
