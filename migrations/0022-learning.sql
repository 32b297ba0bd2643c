-- Learning here: lessons of several kinds, what a course asks for, tests with question banks, assignments with files,
-- and the incentive that the first finished and reviewed training brings.

-- An institution with a system of its own: its trainings are learnt there.
alter table institution
  add column learn_url text,
  add constraint learn_url_is_https check (learn_url ~ '^https://[^\s]+$' and length(learn_url) <= 2048);

alter table lesson
  -- text: Markdown in body; video and file: a link, and in body what to say of it
  add column kind text not null default 'text',
  add column url text,
  -- how long a lesson is open at least before it can be finished
  add column min_seconds int not null default 0,
  add constraint lesson_kind check (kind in ('text', 'video', 'file')),
  add constraint lesson_link check ((kind = 'text') = (url is null) and (url is null or url ~ '^https://[^\s]+$')),
  add constraint lesson_min_seconds check (min_seconds between 0 and 86400);

-- What a course asks for until its training is finished. One without a row asks for all its lessons.
create table course_requirement (
  course_id int primary key references course,
  lessons boolean not null,
  -- null: no such test
  pre_test_questions smallint check (pre_test_questions between 1 and 100),
  post_test_questions smallint check (post_test_questions between 1 and 100),
  pass_percent smallint not null default 70 check (pass_percent between 1 and 100),
  -- after each failed try one waits for minutes, after each so many of them for days: there is always another try
  tries smallint not null default 3 check (tries between 1 and 100),
  wait_minutes int not null default 60 check (wait_minutes between 0 and 10080),
  rest_days smallint not null default 7 check (rest_days between 0 and 60),
  -- sessions whose attendance is reported, 1 to 999
  sessions smallint[] not null default '{}' check (1 <= all (sessions) and 999 >= all (sessions)),
  assignments text[] not null default '{}' check (assignments <@ array['tpm', 'uk']),
  -- in which the institution reports a session that is over, and decides an assignment
  institution_days smallint not null default 7 check (institution_days between 1 and 60),
  constraint asks_for_evidence check (
    lessons or post_test_questions is not null or sessions <> '{}' or assignments <> '{}'
  )
);

-- A question bank is the questions of a course for one of its tests. Attempts remember questions: none is changed or
-- removed, but retired.
create table question (
  question_id int generated always as identity primary key,
  course_id int not null references course,
  test text not null check (test in ('pre', 'post')),
  text text not null check (text <> ''),
  retired boolean not null default false
);
create index question_bank on question (course_id, test) where not retired;

create table answer_option (
  question_id int not null references question,
  option smallint not null check (option between 1 and 6),
  text text not null check (text <> ''),
  is_right boolean not null,
  primary key (question_id, option)
);

-- A try of a test: the questions that were drawn, in their order, and what is answered so far.
create table quiz_attempt (
  card_id bigint not null,
  purchase_id bigint not null,
  test text not null check (test in ('pre', 'post')),
  attempt smallint not null check (attempt > 0),
  started_at timestamptz not null,
  questions int[] not null check (cardinality(questions) > 0),
  -- the option chosen for the question at the same place; null: none yet
  answers smallint[] not null,
  handed_in_at timestamptz,
  right_answers smallint,
  passed boolean,
  primary key (card_id, purchase_id, test, attempt),
  constraint answers_fit_questions check (cardinality(answers) = cardinality(questions)),
  constraint handed_in_whole check (
    (handed_in_at is null) = (right_answers is null) and (handed_in_at is null) = (passed is null)
  )
);
create unique index quiz_attempt_open on quiz_attempt (card_id, purchase_id, test) where handed_in_at is null;

-- When a lesson was first opened: from then on its minimum time runs.
create table lesson_visit (
  card_id bigint not null,
  purchase_id bigint not null,
  lesson smallint not null,
  opened_at timestamptz not null,
  primary key (card_id, purchase_id, lesson)
);

-- Files that learners hand in. Here and not in a folder: they are written with their submission, and saved with it.
create table submission_file (
  card_id bigint not null,
  purchase_id bigint not null,
  file_id bigint generated always as identity,
  media_type text not null,
  content bytea not null check (length(content) between 1 and 5242880),
  primary key (card_id, purchase_id, file_id)
);

alter table submission
  add column file_id bigint,
  -- why it failed, for who has to do it again
  add column decided_because text,
  drop constraint file_or_notes,
  add constraint file_or_notes check (
    case kind when 'assignment' then num_nonnulls(url_file, file_id) = 1 else notes is not null end
  );

-- Cash that the first finished and reviewed training brings, one row a payment. Money pays it out.
create table incentive (
  card_id bigint not null,
  kind text not null check (kind in ('completion', 'survey')),
  number smallint not null check (number between 1 and 12),
  -- the training that brought it
  purchase_id bigint not null,
  -- rupiah
  amount int not null check (amount > 0),
  due_at timestamptz not null,
  status text not null default 'due' check (status in ('due', 'paid')),
  created_at timestamptz not null,
  primary key (card_id, kind, number)
);
create index incentive_due on incentive (due_at) where status = 'due';
