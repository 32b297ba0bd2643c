-- What institutions ask for by API: attendance, the participant's confirmation of it, and assignments.

-- A partner's second role. Our own storefronts redeem nothing that they have sold.
alter table partner
  add column acts_as_institution boolean not null default false,
  add constraint acts_for_an_institution check (
    not acts_as_institution or (institution_id is not null and storefront is null)
  );

-- Where an institution may have participants sent back to; compared to the letter.
create table partner_redirect_uri (
  partner_id int not null references partner,
  uri text not null check (length(uri) <= 2048),
  added_at timestamptz not null,
  primary key (partner_id, uri)
);

-- Sessions that were attended. That of sequence 1 is attended by redeeming too, which purchase.redeemed_at says.
create table attendance (
  card_id bigint not null,
  purchase_id bigint not null,
  -- 999: the test after the training
  sequence smallint not null check (sequence between 1 and 999),
  attended_at timestamptz not null,
  -- an actor, as the journal names them
  attended_by text not null,
  primary key (card_id, purchase_id, sequence)
);

-- Routing: the state of a link leads to the purchase whose holder is to confirm that they attend.
create table confirmation (
  -- keyed hash; the state itself is kept nowhere
  state_hash bytea primary key check (length(state_hash) = 32),
  card_id bigint not null,
  purchase_id bigint not null,
  sequence smallint not null check (sequence between 1 and 999),
  partner_id int not null references partner,
  redirect_uri text not null,
  email_hash bytea not null check (length(email_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  confirmed_at timestamptz
);
create index confirmation_purchase on confirmation (card_id, purchase_id);
create index confirmation_expires on confirmation (expires_at);

-- Routing: the email that a participant has with an institution is good for one purchase of a course.
create table confirmation_email (
  course_id int not null,
  -- keyed hash: it is compared, and shown to nobody
  email_hash bytea not null check (length(email_hash) = 32),
  card_id bigint not null,
  purchase_id bigint not null,
  -- free again from then on, unless it was confirmed before
  held_until timestamptz not null,
  primary key (course_id, email_hash)
);
create index confirmation_email_purchase on confirmation_email (card_id, purchase_id);

-- Assignments that an institution hands in, and what it says of them. The newest of each kind and sequence counts.
create table submission (
  card_id bigint not null,
  purchase_id bigint not null,
  submission_id bigint generated always as identity,
  kind text not null check (kind in ('assignment', 'feedback')),
  -- tpm: an assignment of a session; uk: the test after the training
  scope text not null check (scope in ('tpm', 'uk')),
  sequence smallint not null,
  url_file text,
  notes text,
  status text not null default 'pending' check (status in ('pending', 'accepted', 'failed')),
  submitted_at timestamptz not null,
  submitted_by text not null,
  decided_at timestamptz,
  decided_by text,
  primary key (card_id, purchase_id, submission_id),
  constraint sequence_of_scope check (
    case scope when 'uk' then sequence = 999 else sequence between 1 and 998 end
  ),
  constraint file_or_notes check (case kind when 'assignment' then url_file is not null else notes is not null end),
  constraint decided_whole check (
    (status = 'pending') = (decided_at is null) and (decided_at is null) = (decided_by is null)
  )
);
create index submission_newest on submission (card_id, purchase_id, scope, sequence, kind, submission_id desc);
create index submission_by_id on submission (submission_id);
