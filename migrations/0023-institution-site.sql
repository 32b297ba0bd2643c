-- The institutions' site: who may log in there, drafts of courses and schedules, attendance by a code on the screen of the
-- class, grades, reports of completion, and what came of files of codes.

create table institution_user (
  institution_user_id bigint generated always as identity primary key,
  institution_id int not null references institution,
  email text not null unique check (email = lower(email)),
  name text not null check (name <> ''),
  -- Argon2id, as a PHC string
  password_hash text,
  -- the secret of the authenticator app, sealed; it counts once a code of it was typed
  totp_sealed bytea not null,
  totp_confirmed_at timestamptz,
  -- the newest 30 seconds whose code was used: a code is good once
  totp_used_step bigint,
  -- keyed hashes of the recovery codes that are left
  recovery_hashes bytea[] not null default '{}',
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint both_factors_or_none check ((password_hash is null) = (totp_confirmed_at is null))
);
create index institution_user_institution on institution_user (institution_id);

-- A link that lets its reader set the password and the second factor, once.
create table institution_invitation (
  -- keyed hash of the token in the link; the token itself is kept nowhere
  token_hash bytea primary key check (length(token_hash) = 32),
  institution_user_id bigint not null references institution_user,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  -- used, or of no more use because another one was made
  ended_at timestamptz
);
create index institution_invitation_live on institution_invitation (institution_user_id) where ended_at is null;

-- Tries to log in, by the keyed hash of the email that was typed, known or not. A try counts as failed until it has passed.
create table institution_log_in (
  log_in_id bigint generated always as identity primary key,
  email_hash bytea not null check (length(email_hash) = 32),
  tried_at timestamptz not null,
  passed boolean not null default false
);
create index institution_log_in_failed on institution_log_in (email_hash, tried_at) where not passed;
create index institution_log_in_tried on institution_log_in (tried_at);

-- A course as its institution drafts it: a new one, or a change of one. The programme approves it or says why not.
create table course_draft (
  course_draft_id bigint generated always as identity primary key,
  institution_id int not null references institution,
  -- null: a new course; set with the approval
  course_id int references course,
  -- cell by cell, as a row of the import's file
  fields jsonb not null,
  status text not null default 'drafted' check (status in ('drafted', 'submitted', 'approved', 'refused')),
  drafted_at timestamptz not null,
  drafted_by text not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  reason text,
  constraint submitted_before_decided check (status = 'drafted' or submitted_at is not null),
  constraint decided_whole check (
    (status in ('approved', 'refused')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)
  ),
  constraint refused_for_a_reason check ((status = 'refused') = (reason is not null))
);
create index course_draft_institution on course_draft (institution_id, course_draft_id desc);
create index course_draft_waiting on course_draft (submitted_at) where status = 'submitted';

-- A further schedule of a course, likewise. One that exists is never moved: people have bought it.
create table schedule_draft (
  schedule_draft_id bigint generated always as identity primary key,
  institution_id int not null references institution,
  course_id int not null references course,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  quota int not null check (quota between 1 and 1000000),
  -- set with the approval
  schedule_id int references schedule,
  status text not null default 'drafted' check (status in ('drafted', 'submitted', 'approved', 'refused')),
  drafted_at timestamptz not null,
  drafted_by text not null,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  reason text,
  constraint submitted_before_decided check (status = 'drafted' or submitted_at is not null),
  constraint decided_whole check (
    (status in ('approved', 'refused')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)
  ),
  constraint refused_for_a_reason check ((status = 'refused') = (reason is not null))
);
create index schedule_draft_institution on schedule_draft (institution_id, schedule_draft_id desc);
create index schedule_draft_waiting on schedule_draft (submitted_at) where status = 'submitted';

-- Why an institution marked somebody as present by hand; null: the participant confirmed it, or the API did.
alter table attendance add column marked_because text check (length(marked_because) between 1 and 200);

-- The list of who is present, and of who takes part.
create index purchase_schedule on purchase (schedule_id);

-- The institution's judgement of a participant.
create table grade (
  card_id bigint not null,
  purchase_id bigint not null,
  grade text not null check (length(grade) between 1 and 20),
  graded_at timestamptz not null,
  graded_by text not null,
  primary key (card_id, purchase_id)
);

-- What an institution says in proof that a training was finished.
create table completion_report (
  card_id bigint not null,
  purchase_id bigint not null,
  evidence text not null check (length(evidence) between 1 and 500),
  reported_at timestamptz not null,
  reported_by text not null,
  primary key (card_id, purchase_id)
);

-- Which certificates a purchase at this partner leads to; our own storefronts' journeys say it.
alter table partner
  add column certificates text[] not null default '{institution}'
    check ('institution' = any (certificates) and certificates <@ array['institution', 'ministry']);

-- What came of a file of codes, row by row, for whoever sent it.
create table redeem_batch (
  redeem_batch_id bigint generated always as identity primary key,
  institution_id int not null references institution,
  made_at timestamptz not null,
  made_by text not null,
  rows jsonb not null
);
create index redeem_batch_institution on redeem_batch (institution_id, redeem_batch_id desc);
create index redeem_batch_made on redeem_batch (made_at);
