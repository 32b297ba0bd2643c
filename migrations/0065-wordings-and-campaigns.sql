-- Every wording that the staff wrote for this installation: what is in force is the newest of its template, channel and language
-- that came into force. One without a body brings the product's own words back, which takes one person; all others take two.
create table wording (
  wording_id bigint generated always as identity primary key,
  template text not null,
  channel text not null check (channel in ('sms', 'email')),
  language text not null check (language in ('id', 'en')),
  subject text check (char_length(subject) between 1 and 200),
  body text check (char_length(body) between 1 and 10000),
  because text not null check (char_length(because) between 3 and 500),
  written_by text not null,
  written_at timestamptz not null,
  approval_id bigint references approval,
  in_force_at timestamptz,
  constraint two_people_want_it check (in_force_at is null or body is null or approval_id is not null)
);
create index wording_of on wording (template, channel, language, wording_id desc);
create index wording_in_force on wording (template, channel, language, in_force_at desc, wording_id desc) where in_force_at is not null;
call trace_table('wording');
drop table template_wording;

-- A text to a group of holders. Who gets it is fixed when two people have approved it, and each is looked at again when it is sent.
create table campaign (
  campaign_id int generated always as identity primary key,
  name text not null check (char_length(name) between 3 and 80),
  -- {"wave": 3, "state": "not_bought", "province": "32", "language": "id"}: what is not there does not narrow
  audience jsonb not null check (jsonb_typeof(audience) = 'object'),
  channels text[] not null check (cardinality(channels) > 0 and channels <@ array['sms', 'email']),
  subject_id text not null check (char_length(subject_id) between 3 and 120),
  subject_en text not null check (char_length(subject_en) between 3 and 120),
  text_id text not null check (char_length(text_id) between 10 and 600),
  text_en text not null check (char_length(text_en) between 10 and 600),
  path text not null check (path ~ '^/[a-z/-]*$'),
  -- what the operator of the phone network takes for one part of an SMS
  part_rupiah int not null check (part_rupiah between 0 and 100000),
  made_by text not null,
  made_at timestamptz not null,
  approval_id bigint references approval,
  begun_at timestamptz,
  stopped_by text,
  stopped_at timestamptz,
  ended_at timestamptz,
  constraint begun_by_two check ((begun_at is null) = (approval_id is null)),
  constraint stopped_whole check ((stopped_by is null) = (stopped_at is null))
);
create index campaign_under_way on campaign (campaign_id) where begun_at is not null and ended_at is null and stopped_at is null;
call trace_table('campaign');

-- How far a campaign is, in people but for messages and parts of SMS: written by who sends it, who are one at a time.
create table campaign_progress (
  campaign_id int primary key references campaign,
  people int not null,
  queued int not null default 0,
  messages int not null default 0,
  sms_parts int not null default 0,
  declined int not null default 0,
  limited int not null default 0,
  passed_over int not null default 0,
  stopped int not null default 0
) with (fillfactor = 50);

-- Whom a campaign is for, once each.
create table campaign_receiver (
  card_id bigint not null,
  campaign_id int not null references campaign,
  state text not null default 'waiting' check (
    state in ('waiting', 'queued', 'declined', 'limited', 'passed_over', 'stopped')
  ),
  settled_at timestamptz,
  message_ids bigint[] not null default '{}',
  primary key (card_id, campaign_id),
  constraint settled_whole check ((state = 'waiting') = (settled_at is null))
);
create index campaign_receiver_waiting on campaign_receiver (campaign_id, card_id) where state = 'waiting';
create index campaign_receiver_queued on campaign_receiver (campaign_id, card_id) where state = 'queued';

-- Staff look for messages by the day on which they ended; what went wrong is found among millions that did not.
drop index message_ended;
create index message_ended on message (ended_at, message_id);
create index message_troubled on message (ended_at, message_id) where status <> 'sent' or delivery = 'undelivered';
-- when it was sent again
alter table message add column resent_at timestamptz;
