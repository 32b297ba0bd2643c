-- What was refused on a card before its holder had consented: the storefront learns that the card cannot be used, the
-- holder learns why. Numbers that lead to no card are written alike, under card 0, so that both take as long.
create table refused_ask (
  card_id bigint not null,
  refused_ask_id bigint generated always as identity,
  partner_id int not null,
  user_platform_id text not null,
  course_id int not null,
  -- undefined reasons of unknown numbers stay null: there is nobody to tell
  reason text check (reason in (
    'card_suspended', 'card_revoked', 'paying_locked', 'phone_changed', 'deadline_passed',
    'card_used_by_other_account', 'age_unfit', 'education_unfit', 'balance_too_small', 'training_unfinished',
    'too_many_otps'
  )),
  at timestamptz not null,
  -- when it was looked at; whether an SMS went out then is a matter of the caps
  considered_at timestamptz,
  told_at timestamptz,
  primary key (card_id, refused_ask_id)
);
create index refused_ask_waits on refused_ask (refused_ask_id) where considered_at is null;
create index refused_ask_at on refused_ask (at);

-- What is counted against a limit, for all processes alike: how often a subject did it in a slot of time. A window slides
-- over the slots. Subjects are written as `what:whom`; whom is never a person's number or address in clear.
create table tally (
  -- compared by bytes whatever the database's language is: subjects are summed by their beginnings
  subject text collate "C" not null,
  slot timestamptz not null,
  count bigint not null,
  primary key (subject, slot)
);
create index tally_slot on tally (slot);

-- When sending and taking of codes was paused because too many were guessed, or too many cards probed: for one partner, or
-- for all (partner 0); for accounts that are new to their card, or for known ones too.
create table otp_pause (
  pause_id bigint generated always as identity primary key,
  partner_id int not null,
  acquaintance text not null check (acquaintance in ('new', 'known')),
  because text not null check (because in ('codes_guessed', 'cards_probed')),
  began_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
create unique index otp_pause_open on otp_pause (partner_id, acquaintance) where ended_at is null;
