-- The whole current schema, for reading: what the files in migrations/ add up to.
-- Generated from PostgreSQL's own catalogs by "npm run schema"; a test keeps it true. Do not edit.

create extension pg_trgm;
create extension unaccent;

create sequence certificate_turn as bigint start 0 increment 1 minvalue 0 maxvalue 9223372036854775807;

create table announcement (
  announcement_id integer not null generated always as identity,
  title_id text not null,
  title_en text not null,
  text_id text not null,
  text_en text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  places text[] not null,
  version integer not null default 1,
  written_by text not null,
  written_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint announcement_pkey primary key (announcement_id),
  constraint announcement_places_check check (places <@ array['front'::text, 'home'::text]),
  constraint announcement_text_en_check check (char_length(text_en) >= 10 and char_length(text_en) <= 3000),
  constraint announcement_text_id_check check (char_length(text_id) >= 10 and char_length(text_id) <= 3000),
  constraint announcement_title_en_check check (char_length(title_en) >= 5 and char_length(title_en) <= 120),
  constraint announcement_title_id_check check (char_length(title_id) >= 5 and char_length(title_id) <= 120),
  constraint lasts check (until_at > from_at)
);
create index announcement_until on announcement using btree (until_at desc);
create trigger trace_deleted after delete on announcement referencing old table as old_rows for each statement execute function write_traces_of_announcement();
create trigger trace_inserted after insert on announcement referencing new table as new_rows for each statement execute function write_traces_of_announcement();
create trigger trace_updated after update on announcement referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_announcement();

create table answer_option (
  question_id integer not null,
  option smallint not null,
  text text not null,
  is_right boolean not null,
  constraint answer_option_pkey primary key (question_id, option),
  constraint answer_option_option_check check (option >= 1 and option <= 6),
  constraint answer_option_text_check check (text <> ''::text),
  constraint answer_option_question_id_fkey foreign key (question_id) references question(question_id)
);
create trigger trace_deleted after delete on answer_option referencing old table as old_rows for each statement execute function write_traces_of_answer_option();
create trigger trace_inserted after insert on answer_option referencing new table as new_rows for each statement execute function write_traces_of_answer_option();
create trigger trace_updated after update on answer_option referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_answer_option();

create table appeal (
  appeal_id bigint not null generated always as identity,
  reference text not null,
  account_id bigint,
  person_id bigint,
  about text not null,
  text text not null,
  filed_at timestamp with time zone not null,
  answer_before timestamp with time zone not null,
  answer text,
  answer_text text,
  answered_by text,
  answered_at timestamp with time zone,
  proposed_text text,
  proposed_by text,
  proposed_at timestamp with time zone,
  correction_id bigint,
  constraint appeal_pkey primary key (appeal_id),
  constraint appeal_reference_key unique (reference),
  constraint answered_whole check (num_nulls(answer, answer_text, answered_by, answered_at) = any (array[0, 4])),
  constraint appeal_about_check check (about = any (array['identity'::text, 'duplicate'::text, 'family_card'::text, 'exclusion'::text, 'profile'::text, 'phone'::text, 'draw'::text, 'revoked'::text, 'copy'::text, 'correction'::text, 'erasure'::text, 'complaint'::text, 'other'::text])),
  constraint appeal_answer_check check (answer = any (array['granted'::text, 'declined'::text])),
  constraint appeal_answer_text_check check (char_length(answer_text) >= 10 and char_length(answer_text) <= 2000),
  constraint appeal_check check (answer_before > filed_at),
  constraint appeal_check1 check (account_id is not null or person_id is not null),
  constraint appeal_proposed_text_check check (char_length(proposed_text) >= 10 and char_length(proposed_text) <= 2000),
  constraint appeal_reference_check check (reference ~ '^[A-Z0-9]{12}$'::text),
  constraint appeal_text_check check (char_length(text) >= 10 and char_length(text) <= 2000),
  constraint proposed_whole check (num_nulls(proposed_text, proposed_by, proposed_at, correction_id) = any (array[0, 4])),
  constraint appeal_account_id_fkey foreign key (account_id) references portal_account(account_id),
  constraint appeal_correction_id_fkey foreign key (correction_id) references correction(correction_id),
  constraint appeal_person_id_fkey foreign key (person_id) references person(person_id)
);
create index appeal_account on appeal using btree (account_id);
create unique index appeal_of_correction on appeal using btree (correction_id) where (correction_id is not null);
create unique index appeal_open_of_account on appeal using btree (account_id, about) where ((answered_at is null) and (account_id is not null));
create unique index appeal_open_of_person on appeal using btree (person_id, about) where ((answered_at is null) and (person_id is not null));
create index appeal_person on appeal using btree (person_id);
create index appeal_waiting on appeal using btree (answer_before) where (answered_at is null);
create trigger trace_deleted after delete on appeal referencing old table as old_rows for each statement execute function write_traces_of_appeal();
create trigger trace_inserted after insert on appeal referencing new table as new_rows for each statement execute function write_traces_of_appeal();
create trigger trace_updated after update on appeal referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_appeal();

create table approval (
  approval_id bigint not null generated by default as identity,
  act text not null,
  subject text not null,
  facts jsonb not null,
  reason text not null default ''::text,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  approved_by text,
  approved_at timestamp with time zone,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  performed_by text,
  performed_at timestamp with time zone,
  performed boolean not null generated always as ((performed_at is not null)) stored,
  maker_id bigint generated always as (("substring"(requested_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  checker_id bigint generated always as (("substring"(approved_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  constraint approval_pkey primary key (approval_id),
  constraint approval_approval_id_act_subject_performed_key unique (approval_id, act, subject, performed),
  constraint approval_act_check check (act ~ '^[a-z_]+$'::text),
  constraint approval_check check ((approved_by is null) = (approved_at is null)),
  constraint approval_check1 check ((withdrawn_by is null) = (withdrawn_at is null)),
  constraint approval_check2 check ((performed_by is null) = (performed_at is null)),
  constraint approval_check3 check (performed_at is null or approved_at is not null and withdrawn_at is null),
  constraint checker_is_not_maker check (checker_id <> maker_id),
  constraint checker_is_staff check ((approved_by is null) = (checker_id is null)) not valid,
  constraint maker_is_staff check (maker_id is not null) not valid,
  constraint approval_checker_id_fkey foreign key (checker_id) references staff(staff_id),
  constraint approval_maker_id_fkey foreign key (maker_id) references staff(staff_id)
);
create unique index approval_live on approval using btree (act, subject) where ((performed_at is null) and (withdrawn_at is null));
create trigger trace_deleted after delete on approval referencing old table as old_rows for each statement execute function write_traces_of_approval();
create trigger trace_inserted after insert on approval referencing new table as new_rows for each statement execute function write_traces_of_approval();
create trigger trace_updated after update on approval referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_approval();
revoke update, delete, truncate on approval from current_user;
grant update (approved_by, approved_at, withdrawn_by, withdrawn_at, performed_by, performed_at) on approval to current_user;

create table assisted_registration (
  person_id bigint not null,
  agency text not null,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  constraint assisted_registration_pkey primary key (person_id),
  constraint assisted_registration_agency_check check (agency <> ''::text),
  constraint assisted_registration_person_id_fkey foreign key (person_id) references person(person_id)
);
create trigger trace_deleted after delete on assisted_registration referencing old table as old_rows for each statement execute function write_traces_of_assisted_registration();
create trigger trace_inserted after insert on assisted_registration referencing new table as new_rows for each statement execute function write_traces_of_assisted_registration();
create trigger trace_updated after update on assisted_registration referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_assisted_registration();

create table attendance (
  card_id bigint not null,
  purchase_id bigint not null,
  sequence smallint not null,
  attended_at timestamp with time zone not null,
  attended_by text not null,
  marked_because text,
  constraint attendance_pkey primary key (card_id, purchase_id, sequence),
  constraint attendance_marked_because_check check (length(marked_because) >= 1 and length(marked_because) <= 200),
  constraint attendance_sequence_check check (sequence >= 1 and sequence <= 999)
);
create trigger trace_deleted after delete on attendance referencing old table as old_rows for each statement execute function write_traces_of_attendance();
create trigger trace_inserted after insert on attendance referencing new table as new_rows for each statement execute function write_traces_of_attendance();
create trigger trace_updated after update on attendance referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_attendance();

create table awaited_completion (
  card_id bigint not null,
  purchase_id bigint not null,
  due_at timestamp with time zone not null,
  constraint awaited_completion_pkey primary key (card_id, purchase_id)
);
create index awaited_completion_due on awaited_completion using btree (due_at);

create table awaited_review (
  card_id bigint not null,
  purchase_id bigint not null,
  due_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  constraint awaited_review_pkey primary key (card_id, purchase_id)
);
create index awaited_review_due on awaited_review using btree (due_at) where (reminded_at is null);

create table bank_account (
  bank_account_id integer not null generated by default as identity,
  holder text not null,
  bic text not null,
  number text not null,
  opening bigint not null,
  added_by text not null,
  added_at timestamp with time zone not null,
  constraint bank_account_pkey primary key (bank_account_id),
  constraint bank_account_bic_number_key unique (bic, number),
  constraint bank_account_bic_check check (bic ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'::text),
  constraint bank_account_holder_check check (holder <> ''::text),
  constraint bank_account_number_check check (number ~ '^[0-9]{5,34}$'::text),
  constraint bank_account_opening_check check (opening >= 0)
);
create trigger trace_deleted after delete on bank_account referencing old table as old_rows for each statement execute function write_traces_of_bank_account();
create trigger trace_inserted after insert on bank_account referencing new table as new_rows for each statement execute function write_traces_of_bank_account();
create trigger trace_updated after update on bank_account referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_bank_account();

create table bank_statement (
  statement_id integer not null generated by default as identity,
  bank_account_id integer not null,
  format text not null,
  reference text not null,
  sequence bigint,
  from_on date not null,
  until_on date not null,
  opening bigint not null,
  closing bigint not null,
  lines integer not null,
  file_hash bytea not null,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  constraint bank_statement_pkey primary key (statement_id),
  constraint bank_statement_file_hash_key unique (file_hash),
  constraint bank_statement_check check (until_on >= from_on),
  constraint bank_statement_format_check check (format = any (array['camt.053'::text, 'mt940'::text, 'csv'::text])),
  constraint bank_statement_bank_account_id_fkey foreign key (bank_account_id) references bank_account(bank_account_id)
);
create index bank_statement_of on bank_statement using btree (bank_account_id, statement_id);
create trigger trace_deleted after delete on bank_statement referencing old table as old_rows for each statement execute function write_traces_of_bank_statement();
create trigger trace_inserted after insert on bank_statement referencing new table as new_rows for each statement execute function write_traces_of_bank_statement();
create trigger trace_updated after update on bank_statement referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_bank_statement();

create table bar (
  person_id bigint not null,
  barred_at timestamp with time zone not null,
  because text not null,
  constraint bar_pkey primary key (person_id)
);
create trigger trace_deleted after delete on bar referencing old table as old_rows for each statement execute function write_traces_of_bar();
create trigger trace_inserted after insert on bar referencing new table as new_rows for each statement execute function write_traces_of_bar();
create trigger trace_updated after update on bar referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_bar();

create table campaign (
  campaign_id integer not null generated always as identity,
  name text not null,
  audience jsonb not null,
  channels text[] not null,
  subject_id text not null,
  subject_en text not null,
  text_id text not null,
  text_en text not null,
  path text not null,
  part_rupiah integer not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  approval_id bigint,
  begun_at timestamp with time zone,
  stopped_by text,
  stopped_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint campaign_pkey primary key (campaign_id),
  constraint begun_by_two check ((begun_at is null) = (approval_id is null)),
  constraint campaign_audience_check check (jsonb_typeof(audience) = 'object'::text),
  constraint campaign_channels_check check (cardinality(channels) > 0 and channels <@ array['sms'::text, 'email'::text]),
  constraint campaign_name_check check (char_length(name) >= 3 and char_length(name) <= 80),
  constraint campaign_part_rupiah_check check (part_rupiah >= 0 and part_rupiah <= 100000),
  constraint campaign_path_check check (path ~ '^/[a-z/-]*$'::text),
  constraint campaign_subject_en_check check (char_length(subject_en) >= 3 and char_length(subject_en) <= 120),
  constraint campaign_subject_id_check check (char_length(subject_id) >= 3 and char_length(subject_id) <= 120),
  constraint campaign_text_en_check check (char_length(text_en) >= 10 and char_length(text_en) <= 600),
  constraint campaign_text_id_check check (char_length(text_id) >= 10 and char_length(text_id) <= 600),
  constraint stopped_whole check ((stopped_by is null) = (stopped_at is null)),
  constraint campaign_approval_id_fkey foreign key (approval_id) references approval(approval_id)
);
create index campaign_under_way on campaign using btree (campaign_id) where ((begun_at is not null) and (ended_at is null) and (stopped_at is null));
create trigger trace_deleted after delete on campaign referencing old table as old_rows for each statement execute function write_traces_of_campaign();
create trigger trace_inserted after insert on campaign referencing new table as new_rows for each statement execute function write_traces_of_campaign();
create trigger trace_updated after update on campaign referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_campaign();

create table campaign_progress (
  campaign_id integer not null,
  people integer not null,
  queued integer not null default 0,
  messages integer not null default 0,
  sms_parts integer not null default 0,
  declined integer not null default 0,
  limited integer not null default 0,
  passed_over integer not null default 0,
  stopped integer not null default 0,
  constraint campaign_progress_pkey primary key (campaign_id),
  constraint campaign_progress_campaign_id_fkey foreign key (campaign_id) references campaign(campaign_id)
) with (fillfactor=50);

create table campaign_receiver (
  card_id bigint not null,
  campaign_id integer not null,
  state text not null default 'waiting'::text,
  settled_at timestamp with time zone,
  message_ids bigint[] not null default '{}'::bigint[],
  constraint campaign_receiver_pkey primary key (card_id, campaign_id),
  constraint campaign_receiver_state_check check (state = any (array['waiting'::text, 'queued'::text, 'declined'::text, 'limited'::text, 'passed_over'::text, 'stopped'::text])),
  constraint settled_whole check ((state = 'waiting'::text) = (settled_at is null)),
  constraint campaign_receiver_campaign_id_fkey foreign key (campaign_id) references campaign(campaign_id)
);
create index campaign_receiver_queued on campaign_receiver using btree (campaign_id, card_id) where (state = 'queued'::text);
create index campaign_receiver_waiting on campaign_receiver using btree (campaign_id, card_id) where (state = 'waiting'::text);

create table canned_answer (
  canned_answer_id integer not null generated always as identity,
  kind text not null,
  title text not null,
  text_id text not null,
  text_en text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  ended_by text,
  ended_at timestamp with time zone,
  constraint canned_answer_pkey primary key (canned_answer_id),
  constraint canned_answer_kind_check check (kind = any (array['appeal'::text, 'data_request'::text, 'complaint'::text, 'inquiry'::text])),
  constraint canned_answer_text_en_check check (char_length(text_en) >= 10 and char_length(text_en) <= 2000),
  constraint canned_answer_text_id_check check (char_length(text_id) >= 10 and char_length(text_id) <= 2000),
  constraint canned_answer_title_check check (char_length(title) >= 3 and char_length(title) <= 80),
  constraint ended_whole check ((ended_by is null) = (ended_at is null))
);
create unique index canned_answer_title on canned_answer using btree (kind, title) where (ended_at is null);
create trigger trace_deleted after delete on canned_answer referencing old table as old_rows for each statement execute function write_traces_of_canned_answer();
create trigger trace_inserted after insert on canned_answer referencing new table as new_rows for each statement execute function write_traces_of_canned_answer();
create trigger trace_updated after update on canned_answer referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_canned_answer();

create table card (
  card_id bigint not null generated by default as identity,
  person_id bigint not null,
  year integer not null,
  wave_id integer not null,
  number text not null,
  status text not null default 'active'::text,
  sandbox boolean not null default false,
  holder_name text not null,
  holder_phone text not null,
  holder_email text not null,
  holder_born_on date not null,
  holder_education smallint not null,
  granted integer not null,
  balance integer not null,
  notified_at timestamp with time zone not null,
  first_purchase_before timestamp with time zone not null,
  usable_before timestamp with time zone not null,
  first_paid_at timestamp with time zone,
  unfinished_purchase_id bigint,
  otp_failures smallint not null default 0,
  otp_failures_on date,
  paying_from timestamp with time zone,
  term_began_at timestamp with time zone,
  notice_days smallint,
  floor_given_at timestamp with time zone,
  constraint card_pkey primary key (card_id),
  constraint balance_within_grant check (balance >= 0 and balance <= granted),
  constraint card_granted_check check (granted >= 0),
  constraint card_notice_days_check check (notice_days >= 0),
  constraint card_status_check check (status = any (array['active'::text, 'suspended'::text, 'revoked'::text]))
) with (fillfactor=70);
create trigger trace_deleted after delete on card for each row when (true and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_deleted_whole after delete on card referencing old table as old_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_card();
create trigger trace_inserted after insert on card for each row when (true and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_inserted_whole after insert on card referencing new table as new_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_card();
create trigger trace_updated after update of card_id, person_id, year, wave_id, number, status, sandbox, holder_name, holder_phone, holder_email, holder_born_on, holder_education, granted, notified_at, first_purchase_before, usable_before, paying_from, term_began_at, notice_days, floor_given_at on card for each row when (true and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_updated_whole after update on card referencing old table as old_rows new table as new_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_card();

create table card_number (
  number text not null,
  card_id bigint not null,
  replaced_at timestamp with time zone,
  constraint card_number_pkey primary key (number),
  constraint card_number_number_check check (number ~ '^[0-9]{16}$'::text)
);

create table case_handling (
  kind text not null,
  subject text not null,
  owner_id bigint,
  owned_at timestamp with time zone,
  escalated_at timestamp with time zone,
  constraint case_handling_pkey primary key (kind, subject),
  constraint case_handling_kind_check check (kind = any (array['appeal'::text, 'data_request'::text, 'complaint'::text, 'inquiry'::text, 'fraud'::text, 'completion'::text, 'assignment'::text, 'incentive'::text, 'recovery'::text])),
  constraint case_handling_subject_check check (subject ~ '^[A-Z0-9]{1,20}$'::text),
  constraint owned_whole check ((owner_id is null) = (owned_at is null)),
  constraint case_handling_owner_id_fkey foreign key (owner_id) references staff(staff_id)
);
create index case_handling_owner on case_handling using btree (owner_id) where (owner_id is not null);
create trigger trace_deleted after delete on case_handling referencing old table as old_rows for each statement execute function write_traces_of_case_handling();
create trigger trace_inserted after insert on case_handling referencing new table as new_rows for each statement execute function write_traces_of_case_handling();
create trigger trace_updated after update on case_handling referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_case_handling();

create table case_note (
  note_id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  text text not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  constraint case_note_pkey primary key (note_id),
  constraint case_note_kind_check check (kind = any (array['appeal'::text, 'data_request'::text, 'complaint'::text, 'inquiry'::text, 'fraud'::text, 'completion'::text, 'assignment'::text, 'incentive'::text, 'recovery'::text])),
  constraint case_note_subject_check check (subject ~ '^[A-Z0-9]{1,20}$'::text),
  constraint case_note_text_check check (char_length(text) >= 3 and char_length(text) <= 2000)
);
create index case_note_of on case_note using btree (kind, subject);
create trigger trace_deleted after delete on case_note referencing old table as old_rows for each statement execute function write_traces_of_case_note();
create trigger trace_inserted after insert on case_note referencing new table as new_rows for each statement execute function write_traces_of_case_note();
create trigger trace_updated after update on case_note referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_case_note();

create table category (
  category_id integer not null generated by default as identity,
  name text not null,
  slug text not null,
  constraint category_pkey primary key (category_id),
  constraint category_name_key unique (name),
  constraint category_slug_key unique (slug)
);
create trigger trace_deleted after delete on category referencing old table as old_rows for each statement execute function write_traces_of_category();
create trigger trace_inserted after insert on category referencing new table as new_rows for each statement execute function write_traces_of_category();
create trigger trace_updated after update on category referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_category();

create table certificate (
  card_id bigint not null,
  certificate_id text not null,
  purchase_id bigint not null,
  kind text not null,
  holder_name text not null,
  course_title text not null,
  institution_name text not null,
  grade text,
  issued_at timestamp with time zone not null,
  status_index bigint not null,
  revoked_at timestamp with time zone,
  revoked_because text,
  constraint certificate_pkey primary key (card_id, certificate_id),
  constraint certificate_certificate_id_check check (certificate_id ~ '^[A-Z0-9]{12}$'::text),
  constraint certificate_check check ((revoked_at is null) = (revoked_because is null)),
  constraint certificate_grade_check check (length(grade) >= 1 and length(grade) <= 20),
  constraint certificate_kind_check check (kind = any (array['institution'::text, 'ministry'::text])),
  constraint certificate_revoked_because_check check (revoked_because = any (array['wrong_details'::text, 'not_finished'::text, 'misuse'::text, 'withdrawn'::text])),
  constraint ministry_after_grade check (kind <> 'ministry'::text or grade is not null)
);
create unique index certificate_holds on certificate using btree (card_id, purchase_id, kind) where (revoked_at is null);
create index certificate_revoked on certificate using btree (status_index) where (revoked_at is not null);
create index certificate_revoked_at on certificate using btree (revoked_at desc) where (revoked_at is not null);
create unique index certificate_status on certificate using btree (status_index);
create trigger trace_deleted after delete on certificate referencing old table as old_rows for each statement execute function write_traces_of_certificate();
create trigger trace_inserted after insert on certificate referencing new table as new_rows for each statement execute function write_traces_of_certificate();
create trigger trace_updated after update on certificate referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_certificate();
revoke delete, truncate on certificate from current_user;

create table certificate_code (
  certificate_id text not null,
  card_id bigint not null,
  constraint certificate_code_pkey primary key (certificate_id)
);

create table code (
  code text not null,
  kind text not null,
  card_id bigint not null,
  purchase_id bigint not null,
  cancelled_at timestamp with time zone,
  cancelled_because text,
  constraint code_pkey primary key (code),
  constraint cancelled_for_a_reason check ((cancelled_at is null) = (cancelled_because is null)),
  constraint code_kind_check check (kind = any (array['redeem'::text, 'voucher'::text]))
);
create index code_cancelled on code using btree (cancelled_at desc) where (cancelled_at is not null);

create table common_question (
  question_id integer not null generated always as identity,
  topic text not null,
  place smallint not null default 100,
  asked_id text not null,
  asked_en text not null,
  answer_id text not null,
  answer_en text not null,
  words text not null default ''::text,
  version integer not null default 1,
  written_by text not null,
  written_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint common_question_pkey primary key (question_id),
  constraint common_question_answer_en_check check (char_length(answer_en) >= 20 and char_length(answer_en) <= 3000),
  constraint common_question_answer_id_check check (char_length(answer_id) >= 20 and char_length(answer_id) <= 3000),
  constraint common_question_asked_en_check check (char_length(asked_en) >= 8 and char_length(asked_en) <= 160),
  constraint common_question_asked_id_check check (char_length(asked_id) >= 8 and char_length(asked_id) <= 160),
  constraint common_question_place_check check (place >= 1 and place <= 999),
  constraint common_question_topic_check check (topic = any (array['join'::text, 'wave'::text, 'card'::text, 'buy'::text, 'learn'::text, 'incentive'::text, 'account'::text, 'safe'::text])),
  constraint common_question_words_check check (char_length(words) <= 300)
);
create trigger trace_deleted after delete on common_question referencing old table as old_rows for each statement execute function write_traces_of_common_question();
create trigger trace_inserted after insert on common_question referencing new table as new_rows for each statement execute function write_traces_of_common_question();
create trigger trace_updated after update on common_question referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_common_question();

create table completion_report (
  card_id bigint not null,
  purchase_id bigint not null,
  evidence text,
  reported_at timestamp with time zone not null,
  reported_by text not null,
  report_id bigint not null generated always as identity,
  kind text,
  link text,
  file_id bigint,
  rests_until timestamp with time zone not null,
  verdict text,
  decided_at timestamp with time zone,
  decided_by text,
  decided_because text,
  constraint completion_report_pkey primary key (card_id, purchase_id, report_id),
  constraint completion_report_evidence_check check (length(evidence) >= 1 and length(evidence) <= 500),
  constraint completion_report_kind_check check (kind = any (array['attendance_list'::text, 'test_result'::text, 'work'::text, 'recording'::text, 'dated_photo'::text])),
  constraint completion_report_link_check check (link ~ '^https://[^\s]+$'::text and length(link) <= 2048),
  constraint completion_report_verdict_check check (verdict = any (array['accepted'::text, 'refused'::text])),
  constraint evidence_of_a_kind check (kind is not null and num_nonnulls(link, file_id) > 0 or decided_by = 'system:migration'::text),
  constraint report_decided_whole check ((verdict is null) = (decided_at is null) and (verdict is null) = (decided_by is null) and (not verdict is distinct from 'refused'::text) = (decided_because is not null))
);
create index completion_report_by_id on completion_report using btree (report_id);
create unique index completion_report_counts on completion_report using btree (card_id, purchase_id) where (verdict is distinct from 'refused'::text);
create index completion_report_waiting on completion_report using btree (report_id) where (verdict is null);
create trigger trace_deleted after delete on completion_report referencing old table as old_rows for each statement execute function write_traces_of_completion_report();
create trigger trace_inserted after insert on completion_report referencing new table as new_rows for each statement execute function write_traces_of_completion_report();
create trigger trace_updated after update on completion_report referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_completion_report();

create table confirmation (
  state_hash bytea not null,
  card_id bigint not null,
  purchase_id bigint not null,
  sequence smallint not null,
  partner_id integer not null,
  redirect_uri text not null,
  email_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  constraint confirmation_pkey primary key (state_hash),
  constraint confirmation_check check (expires_at > created_at),
  constraint confirmation_email_hash_check check (length(email_hash) = 32),
  constraint confirmation_sequence_check check (sequence >= 1 and sequence <= 999),
  constraint confirmation_state_hash_check check (length(state_hash) = 32),
  constraint confirmation_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index confirmation_expires on confirmation using btree (expires_at);
create index confirmation_purchase on confirmation using btree (card_id, purchase_id);

create table confirmation_email (
  course_id integer not null,
  email_hash bytea not null,
  card_id bigint not null,
  purchase_id bigint not null,
  held_until timestamp with time zone not null,
  constraint confirmation_email_pkey primary key (course_id, email_hash),
  constraint confirmation_email_email_hash_check check (length(email_hash) = 32)
);
create index confirmation_email_held on confirmation_email using btree (held_until);
create index confirmation_email_purchase on confirmation_email using btree (card_id, purchase_id);

create table consent (
  consent_id bigint not null generated always as identity,
  account_id bigint,
  person_id bigint,
  purpose text not null,
  version integer not null,
  given_at_place text not null default 'portal'::text,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint consent_pkey primary key (consent_id),
  constraint consent_check check (account_id is not null or person_id is not null),
  constraint consent_purpose_check check (purpose = any (array['registration'::text, 'registry'::text, 'news'::text, 'research'::text])),
  constraint consent_version_check check (version > 0),
  constraint consent_account_id_fkey foreign key (account_id) references portal_account(account_id),
  constraint consent_person_id_fkey foreign key (person_id) references person(person_id)
);
create index consent_account on consent using btree (account_id);
create unique index consent_live_of_account on consent using btree (account_id, purpose) where ((withdrawn_at is null) and (account_id is not null));
create unique index consent_live_of_person on consent using btree (person_id, purpose) where ((withdrawn_at is null) and (person_id is not null));
create index consent_person on consent using btree (person_id);
create trigger trace_deleted after delete on consent referencing old table as old_rows for each statement execute function write_traces_of_consent();
create trigger trace_inserted after insert on consent referencing new table as new_rows for each statement execute function write_traces_of_consent();
create trigger trace_updated after update on consent referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_consent();

create table contact_change (
  contact_change_id bigint not null generated always as identity,
  person_id bigint not null,
  field text not null,
  was text not null,
  became text not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  rests_until timestamp with time zone not null,
  desk_case_id bigint,
  stopped_at timestamp with time zone,
  put_back boolean,
  froze_card boolean,
  settled_at timestamp with time zone,
  settled_by text,
  settled_because text,
  released boolean,
  constraint contact_change_pkey primary key (contact_change_id),
  constraint contact_change_desk_case_id_key unique (desk_case_id),
  constraint contact_change_check check (became <> was),
  constraint contact_change_check1 check (rests_until >= changed_at),
  constraint contact_change_field_check check (field = any (array['phone'::text, 'email'::text])),
  constraint contact_change_released_what_froze check (not released or froze_card),
  constraint contact_change_settled_after_stop check (settled_at is null or stopped_at is not null),
  constraint contact_change_settled_because_check check (char_length(settled_because) >= 3 and char_length(settled_because) <= 500),
  constraint contact_change_settled_whole check (num_nulls(settled_at, settled_by, settled_because, released) = any (array[0, 4])),
  constraint contact_change_stopped_in_time check (stopped_at < rests_until),
  constraint contact_change_stopped_whole check (num_nulls(stopped_at, put_back, froze_card) = any (array[0, 3])),
  constraint contact_change_desk_case_id_fkey foreign key (desk_case_id) references desk_case(desk_case_id),
  constraint contact_change_person_id_fkey foreign key (person_id) references person(person_id)
);
create index contact_change_person on contact_change using btree (person_id, contact_change_id desc);
create index contact_change_stopped on contact_change using btree (contact_change_id) where ((stopped_at is not null) and (settled_at is null));
create trigger trace_deleted after delete on contact_change referencing old table as old_rows for each statement execute function write_traces_of_contact_change();
create trigger trace_inserted after insert on contact_change referencing new table as new_rows for each statement execute function write_traces_of_contact_change();
create trigger trace_updated after update on contact_change referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_contact_change();

create table contract (
  contract_id integer not null generated by default as identity,
  partner_id integer not null,
  institution_id integer,
  commission_bp smallint not null,
  holds_from timestamp with time zone not null,
  approval_id bigint not null,
  act text generated always as ('set_contract'::text) stored,
  subject text generated always as (('partner:'::text || partner_id)) stored,
  performed boolean generated always as (true) stored,
  constraint contract_pkey primary key (contract_id),
  constraint contract_approval_id_key unique (approval_id),
  constraint contract_commission_bp_check check (commission_bp >= 0 and commission_bp <= 10000),
  constraint contract_approval_id_act_subject_performed_fkey foreign key (approval_id, act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint contract_institution_id_fkey foreign key (institution_id) references institution(institution_id),
  constraint contract_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index contract_of on contract using btree (partner_id, holds_from);
create trigger trace_deleted after delete on contract referencing old table as old_rows for each statement execute function write_traces_of_contract();
create trigger trace_inserted after insert on contract referencing new table as new_rows for each statement execute function write_traces_of_contract();
create trigger trace_updated after update on contract referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_contract();

create table correction (
  correction_id bigint not null generated always as identity,
  card_id bigint not null,
  kind text not null,
  reason text not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  approved_by text,
  approved_at timestamp with time zone,
  amount integer,
  asked_amount integer,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  maker_id bigint generated always as (("substring"(requested_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  checker_id bigint generated always as (("substring"(approved_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  constraint correction_pkey primary key (correction_id),
  constraint approved_or_withdrawn check (approved_at is null or withdrawn_at is null),
  constraint checker_is_not_maker check (checker_id <> maker_id),
  constraint checker_is_staff check ((approved_by is null) = (checker_id is null)) not valid,
  constraint correction_amount_check check (amount >= 0),
  constraint correction_asked_amount_check check (asked_amount >= 0),
  constraint correction_check check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (amount is null)),
  constraint correction_kind_check check (kind = 'restore'::text),
  constraint correction_reason_check check (length(btrim(reason)) >= 1 and length(btrim(reason)) <= 500),
  constraint maker_is_staff check (maker_id is not null and asked_amount is not null) not valid,
  constraint restored_as_asked check (amount = asked_amount) not valid,
  constraint withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null)),
  constraint correction_checker_id_fkey foreign key (checker_id) references staff(staff_id),
  constraint correction_maker_id_fkey foreign key (maker_id) references staff(staff_id)
);
create unique index correction_open on correction using btree (card_id) where ((approved_at is null) and (withdrawn_at is null));
create trigger trace_deleted after delete on correction referencing old table as old_rows for each statement execute function write_traces_of_correction();
create trigger trace_inserted after insert on correction referencing new table as new_rows for each statement execute function write_traces_of_correction();
create trigger trace_updated after update on correction referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_correction();

create table course (
  course_id integer not null generated by default as identity,
  course_code text not null,
  institution_id integer not null,
  category_id integer not null,
  title text not null,
  title_key text not null,
  slug text not null,
  description text not null default ''::text,
  learning_method text not null,
  price integer,
  min_age smallint,
  max_age smallint,
  min_education smallint not null default 0,
  status text not null default 'listed'::text,
  created_at timestamp with time zone not null,
  plain_title text generated always as (plain_text(title)) stored,
  about jsonb not null default '{}'::jsonb,
  constraint course_pkey primary key (course_id),
  constraint course_course_code_key unique (course_code),
  constraint course_institution_id_title_key_key unique (institution_id, title_key),
  constraint course_about_check check (jsonb_typeof(about) = 'object'::text and length(about::text) <= 20000),
  constraint course_course_code_check check (course_code ~ '^[A-Za-z0-9_-]{1,64}$'::text),
  constraint course_learning_method_check check (learning_method = any (array['self_paced'::text, 'webinar'::text])),
  constraint course_price_check check (price > 0),
  constraint course_status_check check (status = any (array['listed'::text, 'withdrawn'::text, 'suspended'::text, 'incomplete'::text])),
  constraint course_category_id_fkey foreign key (category_id) references category(category_id),
  constraint course_institution_id_fkey foreign key (institution_id) references institution(institution_id)
);
create index course_category on course using btree (category_id);
create index course_neighbours on course using btree (category_id, course_id) where ((status = 'listed'::text) and (price is not null));
create index course_plain_title on course using gin (plain_title gin_trgm_ops);
create index course_slug on course using btree (slug);
create trigger course_changed after update on course referencing old table as former new table as made for each statement execute function course_was_changed();
create trigger course_made after insert on course referencing new table as made for each statement execute function course_was_made();
create trigger rests_with_institution before insert or update of status, institution_id on course for each row when (new.status = 'listed'::text) execute function rest_with_institution();
create trigger trace_deleted after delete on course referencing old table as old_rows for each statement execute function write_traces_of_course();
create trigger trace_inserted after insert on course referencing new table as new_rows for each statement execute function write_traces_of_course();
create trigger trace_updated after update on course referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_course();

create table course_draft (
  course_draft_id bigint not null generated always as identity,
  institution_id integer not null,
  course_id integer,
  fields jsonb not null,
  status text not null default 'drafted'::text,
  drafted_at timestamp with time zone not null,
  drafted_by text not null,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text,
  reason text,
  decided_by_id bigint generated always as (("substring"(decided_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  constraint course_draft_pkey primary key (course_draft_id),
  constraint course_draft_status_check check (status = any (array['drafted'::text, 'submitted'::text, 'approved'::text, 'refused'::text])),
  constraint decided_by_another check (decided_by <> drafted_by),
  constraint decided_by_staff check ((decided_by is null) = (decided_by_id is null)) not valid,
  constraint decided_whole check ((status = any (array['approved'::text, 'refused'::text])) = (decided_at is not null) and (decided_at is null) = (decided_by is null)),
  constraint refused_for_a_reason check ((status = 'refused'::text) = (reason is not null)),
  constraint submitted_before_decided check (status = 'drafted'::text or submitted_at is not null),
  constraint course_draft_course_id_fkey foreign key (course_id) references course(course_id),
  constraint course_draft_decided_by_id_fkey foreign key (decided_by_id) references staff(staff_id),
  constraint course_draft_institution_id_fkey foreign key (institution_id) references institution(institution_id)
);
create index course_draft_institution on course_draft using btree (institution_id, course_draft_id desc);
create index course_draft_waiting on course_draft using btree (submitted_at) where (status = 'submitted'::text);
create trigger trace_deleted after delete on course_draft referencing old table as old_rows for each statement execute function write_traces_of_course_draft();
create trigger trace_inserted after insert on course_draft referencing new table as new_rows for each statement execute function write_traces_of_course_draft();
create trigger trace_updated after update on course_draft referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_course_draft();

create table course_picture (
  course_id integer not null,
  status text not null,
  alt text not null,
  card text not null,
  page text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  because text,
  constraint course_picture_pkey primary key (course_id),
  constraint course_picture_alt_check check (char_length(alt) >= 1 and char_length(alt) <= 200),
  constraint course_picture_because_check check (char_length(because) >= 1 and char_length(because) <= 500),
  constraint course_picture_card_check check (card ~ '^[0-9a-f]{32}$'::text),
  constraint course_picture_page_check check (page ~ '^[0-9a-f]{32}$'::text),
  constraint course_picture_status_check check (status = any (array['shown'::text, 'removed'::text, 'taken_down'::text])),
  constraint taken_down_because check ((because is not null) = (status = 'taken_down'::text)),
  constraint course_picture_course_id_fkey foreign key (course_id) references course(course_id) on delete cascade
);
create trigger trace_deleted after delete on course_picture referencing old table as old_rows for each statement execute function write_traces_of_course_picture();
create trigger trace_inserted after insert on course_picture referencing new table as new_rows for each statement execute function write_traces_of_course_picture();
create trigger trace_updated after update on course_picture referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_course_picture();

create table course_picture_file (
  course_id integer not null,
  size text not null,
  digest text not null,
  content bytea not null,
  constraint course_picture_file_pkey primary key (course_id, size),
  constraint course_picture_file_content_check check (octet_length(content) >= 1 and octet_length(content) <= 65536),
  constraint course_picture_file_digest_check check (digest ~ '^[0-9a-f]{32}$'::text),
  constraint course_picture_file_size_check check (size = any (array['card'::text, 'page'::text])),
  constraint course_picture_file_course_id_fkey foreign key (course_id) references course_picture(course_id) on delete cascade
);
create index course_picture_file_digest on course_picture_file using btree (digest);

create table course_record (
  course_id integer not null,
  bought integer not null,
  finished integer not null,
  certificates integer not null,
  stars integer[] not null,
  counted_at timestamp with time zone not null,
  constraint course_record_pkey primary key (course_id),
  constraint course_record_bought_check check (bought >= 0),
  constraint course_record_certificates_check check (certificates >= 0),
  constraint course_record_check check (finished >= 0 and finished <= bought),
  constraint course_record_stars_check check (cardinality(stars) = 5),
  constraint course_record_course_id_fkey foreign key (course_id) references course(course_id)
);

create table course_requirement (
  course_id integer not null,
  lessons boolean not null,
  pre_test_questions smallint,
  post_test_questions smallint,
  pass_percent smallint not null default 70,
  tries smallint not null default 3,
  wait_minutes integer not null default 60,
  rest_days smallint not null default 7,
  sessions smallint[] not null default '{}'::smallint[],
  assignments text[] not null default '{}'::text[],
  institution_days smallint not null default 7,
  min_minutes integer not null default 0,
  constraint course_requirement_pkey primary key (course_id),
  constraint asks_for_evidence check (lessons or post_test_questions is not null or sessions <> '{}'::smallint[] or assignments <> '{}'::text[]),
  constraint course_requirement_assignments_check check (assignments <@ array['tpm'::text, 'uk'::text]),
  constraint course_requirement_institution_days_check check (institution_days >= 1 and institution_days <= 60),
  constraint course_requirement_min_minutes_check check (min_minutes >= 0 and min_minutes <= 525600),
  constraint course_requirement_pass_percent_check check (pass_percent >= 1 and pass_percent <= 100),
  constraint course_requirement_post_test_questions_check check (post_test_questions >= 1 and post_test_questions <= 100),
  constraint course_requirement_pre_test_questions_check check (pre_test_questions >= 1 and pre_test_questions <= 100),
  constraint course_requirement_rest_days_check check (rest_days >= 0 and rest_days <= 60),
  constraint course_requirement_sessions_check check ((1 <= all (sessions)) and (999 >= all (sessions))),
  constraint course_requirement_tries_check check (tries >= 1 and tries <= 100),
  constraint course_requirement_wait_minutes_check check (wait_minutes >= 0 and wait_minutes <= 10080),
  constraint course_requirement_course_id_fkey foreign key (course_id) references course(course_id)
);
create trigger trace_deleted after delete on course_requirement referencing old table as old_rows for each statement execute function write_traces_of_course_requirement();
create trigger trace_inserted after insert on course_requirement referencing new table as new_rows for each statement execute function write_traces_of_course_requirement();
create trigger trace_updated after update on course_requirement referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_course_requirement();

create table course_words (
  course_id integer not null,
  title tsvector not null,
  words tsvector not null,
  constraint course_words_pkey primary key (course_id),
  constraint course_words_course_id_fkey foreign key (course_id) references course(course_id) on delete cascade
);
create index course_words_title on course_words using gin (title);
create index course_words_words on course_words using gin (words);

create table curation (
  curation_id bigint not null generated always as identity,
  draft_kind text not null,
  draft_id bigint not null,
  verdict text not null,
  points jsonb not null,
  reason text,
  decided_at timestamp with time zone not null,
  decided_by text not null,
  decided_by_id bigint generated always as (("substring"(decided_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  constraint curation_pkey primary key (curation_id),
  constraint curation_draft_kind_check check (draft_kind = any (array['course'::text, 'schedule'::text])),
  constraint curation_points_check check (jsonb_typeof(points) = 'array'::text),
  constraint curation_reason_check check (length(reason) >= 1 and length(reason) <= 500),
  constraint curation_verdict_check check (verdict = any (array['approved'::text, 'refused'::text])),
  constraint decided_by_staff check (decided_by_id is not null),
  constraint returned_for_a_reason check (verdict = 'approved'::text or reason is not null),
  constraint curation_decided_by_id_fkey foreign key (decided_by_id) references staff(staff_id)
);
create index curation_draft on curation using btree (draft_kind, draft_id, curation_id desc);
create trigger trace_deleted after delete on curation referencing old table as old_rows for each statement execute function write_traces_of_curation();
create trigger trace_inserted after insert on curation referencing new table as new_rows for each statement execute function write_traces_of_curation();
create trigger trace_updated after update on curation referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_curation();

create table database_identity (
  one boolean not null default true,
  mode text not null,
  secret_fingerprint text not null,
  sealed_key bytea not null,
  made_at timestamp with time zone not null,
  rotated_at timestamp with time zone,
  constraint database_identity_pkey primary key (one),
  constraint database_identity_mode_check check (mode = any (array['demo'::text, 'production'::text])),
  constraint database_identity_one_check check (one),
  constraint database_identity_secret_fingerprint_check check (secret_fingerprint ~ '^[0-9a-f]{16}$'::text)
);

create table deadline (
  card_id bigint not null,
  step text not null,
  due_at timestamp with time zone not null,
  constraint deadline_pkey primary key (card_id),
  constraint deadline_step_check check (step = any (array['reminder'::text, 'end'::text, 'held'::text]))
);
create index deadline_due on deadline using btree (step, due_at, card_id);
create trigger trace_deleted after delete on deadline referencing old table as old_rows for each statement execute function write_traces_of_deadline();
create trigger trace_inserted after insert on deadline referencing new table as new_rows for each statement execute function write_traces_of_deadline();
create trigger trace_updated after update on deadline referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_deadline();

create table deadline_count (
  one boolean not null default true,
  counted_at timestamp with time zone not null,
  took_ms integer not null,
  waves jsonb not null,
  constraint deadline_count_pkey primary key (one),
  constraint deadline_count_one_check check (one)
);

create table demo_clock (
  one boolean not null default true,
  offset_ms bigint not null default 0,
  constraint demo_clock_pkey primary key (one),
  constraint demo_clock_one_check check (one)
);

create table desk_case (
  desk_case_id bigint not null generated always as identity,
  person_id bigint not null,
  kind text not null,
  reason text not null,
  opened_by text not null,
  opened_by_id bigint generated always as (("substring"(opened_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  opened_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  document text,
  document_note text,
  registry_matched_at timestamp with time zone,
  phone text,
  phone_proved_at timestamp with time zone,
  outcome text,
  ended_by text,
  ended_at timestamp with time zone,
  confirmed_by text,
  confirmed_by_id bigint generated always as (("substring"(confirmed_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  approval_id bigint,
  constraint desk_case_pkey primary key (desk_case_id),
  constraint desk_case_approval_id_key unique (approval_id),
  constraint desk_case_document_check check (document = any (array['identity_card'::text, 'family_card'::text, 'passport'::text, 'driving_licence'::text, 'police_report'::text])),
  constraint desk_case_document_note_check check (char_length(document_note) >= 3 and char_length(document_note) <= 200),
  constraint desk_case_document_whole check (num_nulls(document, document_note, registry_matched_at) = any (array[0, 3])),
  constraint desk_case_ended_whole check (num_nulls(outcome, ended_by, ended_at) = any (array[0, 3])),
  constraint desk_case_kind_check check (kind = any (array['access'::text, 'card_number'::text])),
  constraint desk_case_of_two check (confirmed_by_id <> opened_by_id),
  constraint desk_case_opened_by_staff check (opened_by_id is not null),
  constraint desk_case_outcome_check check (outcome = any (array['done'::text, 'withdrawn'::text, 'lapsed'::text])),
  constraint desk_case_phone_by_two check (kind <> 'access'::text or outcome is distinct from 'done'::text or num_nulls(confirmed_by_id, approval_id, phone) = 0),
  constraint desk_case_phone_whole check ((phone is null) = (phone_proved_at is null)),
  constraint desk_case_reason_check check (char_length(reason) >= 3 and char_length(reason) <= 500),
  constraint desk_case_approval_id_fkey foreign key (approval_id) references approval(approval_id),
  constraint desk_case_confirmed_by_id_fkey foreign key (confirmed_by_id) references staff(staff_id),
  constraint desk_case_opened_by_id_fkey foreign key (opened_by_id) references staff(staff_id),
  constraint desk_case_person_id_fkey foreign key (person_id) references person(person_id)
);
create unique index desk_case_one on desk_case using btree (person_id) where (ended_at is null);
create index desk_case_person on desk_case using btree (person_id, desk_case_id desc);
create index desk_case_waits on desk_case using btree (opened_at) where (ended_at is null);
create trigger trace_deleted after delete on desk_case referencing old table as old_rows for each statement execute function write_traces_of_desk_case();
create trigger trace_inserted after insert on desk_case referencing new table as new_rows for each statement execute function write_traces_of_desk_case();
create trigger trace_updated after update on desk_case referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_desk_case();

create table desk_proof (
  desk_case_id bigint not null,
  desk_proof_id bigint not null generated always as identity,
  staff_id bigint not null,
  asked text[] not null,
  matched text[] not null,
  at timestamp with time zone not null,
  constraint desk_proof_pkey primary key (desk_case_id, desk_proof_id),
  constraint desk_proof_asked_check check (cardinality(asked) > 0),
  constraint desk_proof_check check (matched <@ asked),
  constraint desk_proof_desk_case_id_fkey foreign key (desk_case_id) references desk_case(desk_case_id),
  constraint desk_proof_staff_id_fkey foreign key (staff_id) references staff(staff_id)
);
create trigger trace_deleted after delete on desk_proof referencing old table as old_rows for each statement execute function write_traces_of_desk_proof();
create trigger trace_inserted after insert on desk_proof referencing new table as new_rows for each statement execute function write_traces_of_desk_proof();
create trigger trace_updated after update on desk_proof referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_desk_proof();

create table difference (
  difference_id bigint not null generated by default as identity,
  kind text not null,
  partner_id integer,
  day date not null,
  subject text not null,
  ours jsonb,
  theirs jsonb,
  mark bytea not null,
  partner_file_id bigint,
  found_by text not null,
  found_at timestamp with time zone not null,
  decision text,
  decided_because text,
  decided_by text,
  decided_at timestamp with time zone,
  constraint difference_pkey primary key (difference_id),
  constraint decided_whole check (num_nulls(decision, decided_because, decided_by, decided_at) = any (array[0, 4])),
  constraint difference_decided_because_check check (length(decided_because) >= 1 and length(decided_because) <= 500),
  constraint difference_decision_check check (decision = any (array['accepted'::text, 'corrected_there'::text, 'corrected_here'::text, 'false_alarm'::text, 'settled_by_file'::text])),
  constraint difference_kind_check check (kind = any (array['missing_here'::text, 'missing_there'::text, 'doubled'::text, 'amount_differs'::text, 'status_differs'::text, 'wrong_day'::text])),
  constraint difference_mark_check check (length(mark) = 32),
  constraint difference_subject_check check (subject ~ '^[a-z_]+:.'::text),
  constraint two_sides check (ours is not null or theirs is not null),
  constraint difference_partner_file_id_fkey foreign key (partner_file_id) references partner_file(partner_file_id),
  constraint difference_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index difference_of on difference using btree (partner_id, day, difference_id);
create index difference_open on difference using btree (difference_id) where (decision is null);
create index difference_subject on difference using btree (partner_id, subject);
create trigger trace_deleted after delete on difference referencing old table as old_rows for each statement execute function write_traces_of_difference();
create trigger trace_inserted after insert on difference referencing new table as new_rows for each statement execute function write_traces_of_difference();
create trigger trace_updated after update on difference referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_difference();

create table draw (
  wave_id integer not null,
  rules text not null,
  commitment bytea not null,
  value_name text not null,
  value_from timestamp with time zone not null,
  committed_at timestamp with time zone not null,
  committed_by text not null,
  listed_at timestamp with time zone,
  applicants integer,
  list_root bytea,
  value_round integer not null default 1,
  value_one smallint not null generated always as (1) stored,
  value_two smallint not null generated always as (2) stored,
  public_value text,
  seed bytea,
  drawn_at timestamp with time zone,
  drawn_by text,
  result_root bytea,
  result text,
  approval_id bigint,
  run_act text not null generated always as ('run_draw'::text) stored,
  run_subject text not null generated always as (('wave:'::text || wave_id)) stored,
  run_performed boolean not null generated always as (true) stored,
  constraint draw_pkey primary key (wave_id),
  constraint draw_applicants_check check (applicants >= 0),
  constraint draw_check check (commitment = sha256(convert_to(rules, 'UTF8'::name))),
  constraint draw_check1 check (num_nulls(listed_at, applicants, list_root) = any (array[0, 3])),
  constraint draw_check2 check (num_nulls(drawn_at, drawn_by, result_root, result, seed, approval_id) = any (array[0, 6])),
  constraint draw_list_root_check check (length(list_root) = 32),
  constraint draw_result_root_check check (length(result_root) = 32),
  constraint draw_value_name_check check (value_name <> ''::text),
  constraint listed_before_the_value check (listed_at < value_from),
  constraint seed_from_list_and_value check (seed is null or list_root is not null and public_value is not null and seed = sha256(convert_to(((((('bekal-draw-1
'::text || encode(commitment, 'hex'::text)) || '
'::text) || encode(list_root, 'hex'::text)) || '
'::text) || public_value) || '
'::text, 'UTF8'::name))),
  constraint value_of_its_form check (public_value is null or
case split_part(rules::jsonb #>> '{public_value,form}'::text[], '-'::text, 1)
    when 'decimal'::text then public_value ~ (('^(0|[1-9][0-9]*)\.[0-9]{'::text || split_part(rules::jsonb #>> '{public_value,form}'::text[], '-'::text, 2)) || '}$'::text)
    when 'digits'::text then public_value ~ (('^[0-9]{'::text || split_part(rules::jsonb #>> '{public_value,form}'::text[], '-'::text, 2)) || '}$'::text)
    when 'hex'::text then public_value ~ (('^[0-9a-f]{'::text || split_part(rules::jsonb #>> '{public_value,form}'::text[], '-'::text, 2)) || '}$'::text)
    else (rules::jsonb #>> '{public_value,form}'::text[]) is null
end),
  constraint draw_wave_id_fkey foreign key (wave_id) references wave(wave_id),
  constraint draw_wave_id_value_round_value_one_public_value_fkey foreign key (wave_id, value_round, value_one, public_value) references draw_value(wave_id, round, entry, value),
  constraint draw_wave_id_value_round_value_two_public_value_fkey foreign key (wave_id, value_round, value_two, public_value) references draw_value(wave_id, round, entry, value),
  constraint run_by_two foreign key (approval_id, run_act, run_subject, run_performed) references approval(approval_id, act, subject, performed)
);
create trigger trace_deleted after delete on draw referencing old table as old_rows for each statement execute function write_traces_of_draw();
create trigger trace_inserted after insert on draw referencing new table as new_rows for each statement execute function write_traces_of_draw();
create trigger trace_updated after update on draw referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_draw();

create table draw_page (
  wave_id integer not null,
  tree text not null,
  page integer not null,
  first_key bytea not null,
  lines text not null,
  hash bytea not null,
  constraint draw_page_pkey primary key (wave_id, tree, page),
  constraint draw_page_wave_id_tree_first_key_key unique (wave_id, tree, first_key),
  constraint draw_page_hash_check check (length(hash) = 32),
  constraint draw_page_page_check check (page >= 0),
  constraint draw_page_tree_check check (tree = any (array['list'::text, 'ranks'::text])),
  constraint draw_page_wave_id_fkey foreign key (wave_id) references draw(wave_id)
);
create trigger trace_deleted after delete on draw_page referencing old table as old_rows for each statement execute function write_traces_of_draw_page();
create trigger trace_inserted after insert on draw_page referencing new table as new_rows for each statement execute function write_traces_of_draw_page();
create trigger trace_updated after update on draw_page referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_draw_page();
revoke update, delete, truncate on draw_page from current_user;

create table draw_struck (
  wave_id integer not null,
  ref bytea not null,
  because text not null,
  constraint draw_struck_pkey primary key (wave_id, ref),
  constraint draw_struck_because_check check (because = any (array['barred'::text, 'earlier_recipient'::text, 'family_card_full'::text])),
  constraint draw_struck_wave_id_fkey foreign key (wave_id) references draw(wave_id),
  constraint draw_struck_wave_id_ref_fkey foreign key (wave_id, ref) references wave_application(wave_id, ref)
);
create trigger trace_deleted after delete on draw_struck referencing old table as old_rows for each statement execute function write_traces_of_draw_struck();
create trigger trace_inserted after insert on draw_struck referencing new table as new_rows for each statement execute function write_traces_of_draw_struck();
create trigger trace_updated after update on draw_struck referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_draw_struck();
revoke update, delete, truncate on draw_struck from current_user;

create table draw_value (
  wave_id integer not null,
  round integer not null,
  entry smallint not null,
  value text not null,
  entered_by text not null,
  entered_at timestamp with time zone not null,
  entered_by_id bigint generated always as (("substring"(entered_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  constraint draw_value_pkey primary key (wave_id, round, entry),
  constraint draw_value_wave_id_round_entry_value_key unique (wave_id, round, entry, value),
  constraint entered_by_two unique (wave_id, round, entered_by_id),
  constraint draw_value_entry_check check (entry = any (array[1, 2])),
  constraint draw_value_round_check check (round > 0),
  constraint entered_by_staff check (entered_by_id is not null) not valid,
  constraint draw_value_entered_by_id_fkey foreign key (entered_by_id) references staff(staff_id),
  constraint draw_value_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create trigger trace_deleted after delete on draw_value referencing old table as old_rows for each statement execute function write_traces_of_draw_value();
create trigger trace_inserted after insert on draw_value referencing new table as new_rows for each statement execute function write_traces_of_draw_value();
create trigger trace_updated after update on draw_value referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_draw_value();
revoke update, delete, truncate on draw_value from current_user;
grant update (entered_at) on draw_value to current_user;

create table entry (
  card_id bigint not null,
  purchase_id bigint not null,
  kind text not null,
  serial smallint not null default 0,
  debit text not null,
  credit text not null,
  party_id bigint,
  amount integer not null,
  at timestamp with time zone not null,
  constraint entry_pkey primary key (card_id, purchase_id, kind, serial),
  constraint entry_amount_check check (amount > 0),
  constraint entry_check check (debit <> credit),
  constraint moves_as_its_kind check (
case kind
    when 'grant'::text then debit = 'treasury'::text and credit = 'card'::text
    when 'restore'::text then debit = 'treasury'::text and credit = 'card'::text
    when 'forfeit'::text then debit = 'card'::text and credit = 'treasury'::text
    when 'purchase'::text then debit = 'card'::text and credit = 'clearing'::text
    when 'return'::text then debit = 'clearing'::text and credit = 'card'::text
    when 'promo'::text then debit = 'owed_storefront'::text and credit = 'clearing'::text
    when 'promo_return'::text then debit = 'clearing'::text and credit = 'owed_storefront'::text
    when 'first_part'::text then debit = 'clearing'::text and credit = 'payable_institution'::text or debit = 'payable_institution'::text and credit = 'clearing'::text or debit = 'owed_institution'::text and credit = 'clearing'::text
    when 'rest_part'::text then debit = 'clearing'::text and credit = 'payable_institution'::text or debit = 'payable_institution'::text and credit = 'clearing'::text or debit = 'owed_institution'::text and credit = 'clearing'::text
    when 'first_commission'::text then debit = 'clearing'::text and credit = 'payable_storefront'::text or debit = 'payable_storefront'::text and credit = 'clearing'::text or debit = 'owed_storefront'::text and credit = 'clearing'::text
    when 'rest_commission'::text then debit = 'clearing'::text and credit = 'payable_storefront'::text or debit = 'payable_storefront'::text and credit = 'clearing'::text or debit = 'owed_storefront'::text and credit = 'clearing'::text
    when 'incentive'::text then debit = 'treasury'::text and credit = 'payable_person'::text or debit = 'payable_person'::text and credit = 'treasury'::text or debit = 'owed_person'::text and credit = 'treasury'::text
    when 'survey'::text then debit = 'treasury'::text and credit = 'payable_person'::text or debit = 'payable_person'::text and credit = 'treasury'::text or debit = 'owed_person'::text and credit = 'treasury'::text
    else false
end),
  constraint of_a_purchase check ((purchase_id = 0) = (kind = any (array['grant'::text, 'restore'::text, 'forfeit'::text]))),
  constraint party_of_account check ((party_id is not null) = (debit ~ '^(payable|owed)_'::text or credit ~ '^(payable|owed)_'::text))
);
create index entry_at on entry using brin (at) with (autosummarize='on');
create index entry_payable on entry using btree (party_id, debit, credit) where (party_id is not null);
create trigger trace_deleted after delete on entry for each row when ((old.kind <> all (array['purchase'::text, 'promo'::text])) and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_deleted_whole after delete on entry referencing old table as old_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_entry();
create trigger trace_inserted after insert on entry for each row when ((new.kind <> all (array['purchase'::text, 'promo'::text])) and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_inserted_whole after insert on entry referencing new table as new_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_entry();
create trigger trace_updated after update of card_id, purchase_id, kind, serial, debit, credit, party_id, amount, at on entry for each row when ((old.kind <> all (array['purchase'::text, 'promo'::text])) and not coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_trace_of_row();
create trigger trace_updated_whole after update on entry referencing old table as old_rows new table as new_rows for each statement when (coalesce(current_query() ~~ '/* traced whole */%'::text, false)) execute function write_traces_of_entry();
revoke update, delete, truncate on entry from current_user;

create table exclusion (
  nik_hash bytea not null,
  list text not null,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  because text,
  constraint exclusion_pkey primary key (nik_hash, list),
  constraint exclusion_because_check check (char_length(because) >= 1 and char_length(because) <= 500),
  constraint exclusion_list_check check (list <> ''::text)
);
create index exclusion_by_date on exclusion using btree (imported_at, nik_hash);
create index exclusion_list on exclusion using btree (list, imported_at, nik_hash);
create trigger trace_deleted after delete on exclusion referencing old table as old_rows for each statement execute function write_traces_of_exclusion();
create trigger trace_inserted after insert on exclusion referencing new table as new_rows for each statement execute function write_traces_of_exclusion();
create trigger trace_updated after update on exclusion referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_exclusion();

create table fraud_case (
  case_id bigint not null generated by default as identity,
  signal text not null,
  subject_kind text not null,
  subject_id bigint not null,
  count integer not null,
  evidence jsonb not null,
  opened_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  state text not null default 'open'::text,
  decided_by text,
  decided_at timestamp with time zone,
  decided_because text,
  constraint fraud_case_pkey primary key (case_id),
  constraint decided_whole check ((state = 'open'::text) = (decided_by is null) and (decided_by is null) = (decided_at is null) and (decided_by is null) = (decided_because is null)),
  constraint fraud_case_count_check check (count > 0),
  constraint fraud_case_decided_because_check check (char_length(decided_because) >= 10 and char_length(decided_because) <= 500),
  constraint fraud_case_evidence_check check (pg_column_size(evidence) <= 16384),
  constraint fraud_case_signal_check check (signal = any (array['cap'::text, 'spike'::text, 'shared_contact'::text, 'shared_account'::text, 'last_hours'::text, 'too_fast'::text, 'traceless'::text, 'same_work'::text, 'price_at_limit'::text, 'one_owner'::text, 'instant_redeem'::text, 'changed_phones'::text, 'gifts'::text, 'report'::text])),
  constraint fraud_case_state_check check (state = any (array['open'::text, 'cleared'::text, 'confirmed'::text])),
  constraint fraud_case_subject_kind_check check (subject_kind = any (array['institution'::text, 'storefront'::text, 'course'::text, 'people'::text, 'report'::text]))
);
create index fraud_case_cleared on fraud_case using btree (signal, subject_kind, subject_id) where (state = 'cleared'::text);
create unique index fraud_case_live on fraud_case using btree (signal, subject_kind, subject_id) where (state <> 'cleared'::text);
create index fraud_case_open on fraud_case using btree (case_id) where (state = 'open'::text);
create trigger trace_deleted after delete on fraud_case referencing old table as old_rows for each statement execute function write_traces_of_fraud_case();
create trigger trace_inserted after insert on fraud_case referencing new table as new_rows for each statement execute function write_traces_of_fraud_case();
create trigger trace_updated after update on fraud_case referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_fraud_case();

create table fraud_hold (
  case_id bigint not null,
  party_kind text not null,
  party_id bigint not null,
  card_id bigint,
  hold_id bigint not null,
  constraint fraud_hold_pkey primary key (case_id, party_kind, party_id),
  constraint fraud_hold_hold_id_key unique (hold_id),
  constraint card_of_purchase check ((party_kind = 'purchase'::text) = (card_id is not null)),
  constraint fraud_hold_case_id_fkey foreign key (case_id) references fraud_case(case_id),
  constraint fraud_hold_hold_id_fkey foreign key (hold_id) references hold(hold_id)
);
create trigger trace_deleted after delete on fraud_hold referencing old table as old_rows for each statement execute function write_traces_of_fraud_hold();
create trigger trace_inserted after insert on fraud_hold referencing new table as new_rows for each statement execute function write_traces_of_fraud_hold();
create trigger trace_updated after update on fraud_hold referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_fraud_hold();

create table fraud_report (
  report_id bigint not null generated by default as identity,
  reference text not null,
  about text not null,
  named text not null,
  text text not null,
  contact_sealed bytea,
  filed_at timestamp with time zone not null,
  constraint fraud_report_pkey primary key (report_id),
  constraint fraud_report_reference_key unique (reference),
  constraint fraud_report_about_check check (about = any (array['institution'::text, 'storefront'::text, 'recipient'::text, 'staff'::text, 'other'::text])),
  constraint fraud_report_named_check check (char_length(named) >= 1 and char_length(named) <= 200),
  constraint fraud_report_reference_check check (reference ~ '^[A-Z0-9]{12}$'::text),
  constraint fraud_report_text_check check (char_length(text) >= 20 and char_length(text) <= 2000)
);
create trigger trace_deleted after delete on fraud_report referencing old table as old_rows for each statement execute function write_traces_of_fraud_report();
create trigger trace_inserted after insert on fraud_report referencing new table as new_rows for each statement execute function write_traces_of_fraud_report();
create trigger trace_updated after update on fraud_report referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_fraud_report();

create table freed_seat (
  freed_seat_id bigint not null generated always as identity,
  wave_id integer not null,
  person_id bigint,
  serial integer,
  again_of bigint,
  freed_at timestamp with time zone not null,
  used boolean not null default false,
  constraint freed_seat_pkey primary key (freed_seat_id),
  constraint freed_seat_again_of_key unique (again_of),
  constraint freed_seat_person_id_serial_key unique (person_id, serial),
  constraint freed_seat_serial_check check (serial >= 0),
  constraint left_by_one check ((person_id is null) = (serial is null) and (person_id is null) = (again_of is not null)),
  constraint freed_seat_again_of_fkey foreign key (again_of) references seat_use(freed_seat_id),
  constraint freed_seat_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create index freed_seat_free on freed_seat using btree (wave_id, freed_seat_id) where (not used);
create index freed_seat_wave on freed_seat using btree (wave_id);

create table grade (
  card_id bigint not null,
  purchase_id bigint not null,
  grade text not null,
  graded_at timestamp with time zone not null,
  graded_by text not null,
  first_graded_at timestamp with time zone not null,
  constraint grade_pkey primary key (card_id, purchase_id),
  constraint grade_grade_check check (length(grade) >= 1 and length(grade) <= 20)
);
create trigger trace_deleted after delete on grade referencing old table as old_rows for each statement execute function write_traces_of_grade();
create trigger trace_inserted after insert on grade referencing new table as new_rows for each statement execute function write_traces_of_grade();
create trigger trace_updated after update on grade referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_grade();

create table hold (
  hold_id bigint not null generated by default as identity,
  party_kind text not null,
  party_id bigint not null,
  reason text not null,
  held_by text not null,
  held_at timestamp with time zone not null,
  lifted_by text,
  lifted_at timestamp with time zone,
  lifted_because text,
  constraint hold_pkey primary key (hold_id),
  constraint hold_lifted_because_check check (lifted_because <> ''::text),
  constraint hold_party_kind_check check (party_kind = any (array['institution'::text, 'storefront'::text, 'person'::text, 'purchase'::text])),
  constraint hold_reason_check check (reason <> ''::text),
  constraint lifted_whole check (num_nulls(lifted_by, lifted_at, lifted_because) = any (array[0, 3]))
);
create index hold_in_force on hold using btree (party_kind, party_id) where (lifted_at is null);
create trigger trace_deleted after delete on hold referencing old table as old_rows for each statement execute function write_traces_of_hold();
create trigger trace_inserted after insert on hold referencing new table as new_rows for each statement execute function write_traces_of_hold();
create trigger trace_updated after update on hold referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_hold();

create table identity_failure (
  person_id bigint not null,
  failed_at timestamp with time zone not null,
  constraint identity_failure_pkey primary key (person_id, failed_at),
  constraint identity_failure_person_id_fkey foreign key (person_id) references person(person_id)
);
create index identity_failure_failed on identity_failure using btree (failed_at);

create table inbox (
  inbox_id bigint not null generated always as identity,
  kind text not null,
  address text not null,
  subject text,
  text text not null,
  html text,
  sent_at timestamp with time zone not null,
  constraint inbox_pkey primary key (inbox_id)
);
create index inbox_address on inbox using btree (lower(address), inbox_id desc);

create table incentive (
  card_id bigint not null,
  kind text not null,
  number smallint not null,
  purchase_id bigint not null,
  amount integer not null,
  due_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  entry_kind text not null generated always as (
case kind
    when 'completion'::text then 'incentive'::text
    else kind
end) stored,
  answered_at timestamp with time zone,
  posted_at timestamp with time zone,
  constraint incentive_pkey primary key (card_id, kind, number),
  constraint answered_of_survey check (answered_at is null or kind = 'survey'::text),
  constraint incentive_amount_check check (amount > 0),
  constraint incentive_kind_check check (kind = any (array['completion'::text, 'survey'::text])),
  constraint incentive_number_check check (number >= 1 and number <= 12),
  constraint posted_once_due check (posted_at is null or posted_at >= due_at and (kind = 'completion'::text or answered_at is not null))
);
create index incentive_due on incentive using btree (due_at);
create index incentive_to_post on incentive using btree (due_at) where ((posted_at is null) and ((kind = 'completion'::text) or (answered_at is not null)));
create trigger trace_deleted after delete on incentive referencing old table as old_rows for each statement execute function write_traces_of_incentive();
create trigger trace_inserted after insert on incentive referencing new table as new_rows for each statement execute function write_traces_of_incentive();
create trigger trace_updated after update on incentive referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_incentive();

create table inquiry (
  inquiry_id bigint not null generated always as identity,
  reference text not null,
  topic text not null,
  name text,
  text text not null,
  language text not null,
  channel text not null,
  contact_sealed bytea not null,
  contact_mark bytea not null,
  text_mark bytea not null,
  asked_at timestamp with time zone not null,
  answer_before timestamp with time zone not null,
  answer_text text,
  answered_by text,
  answered_at timestamp with time zone,
  dropped boolean not null default false,
  constraint inquiry_pkey primary key (inquiry_id),
  constraint inquiry_reference_key unique (reference),
  constraint answered_whole check ((num_nulls(answered_by, answered_at) = any (array[0, 2])) and (answer_text is null) = (answered_at is null or dropped)),
  constraint inquiry_answer_text_check check (char_length(answer_text) >= 10 and char_length(answer_text) <= 2000),
  constraint inquiry_channel_check check (channel = any (array['sms'::text, 'email'::text])),
  constraint inquiry_language_check check (language = any (array['id'::text, 'en'::text])),
  constraint inquiry_name_check check (char_length(name) <= 120),
  constraint inquiry_reference_check check (reference ~ '^[A-Z0-9]{12}$'::text),
  constraint inquiry_text_check check (char_length(text) >= 20 and char_length(text) <= 2000),
  constraint inquiry_topic_check check (topic = any (array['join'::text, 'wave'::text, 'card'::text, 'buy'::text, 'learn'::text, 'incentive'::text, 'account'::text, 'safe'::text, 'other'::text]))
);
create index inquiry_answered on inquiry using btree (answered_at) where (answered_at is not null);
create index inquiry_newest on inquiry using btree (asked_at desc, inquiry_id desc);
create unique index inquiry_same on inquiry using btree (contact_mark, text_mark) where (answered_at is null);
create index inquiry_waits on inquiry using btree (answer_before) where (answered_at is null);

create table institution (
  institution_id integer not null generated by default as identity,
  name text not null,
  name_key text not null,
  slug text not null,
  address text,
  redeem_url text,
  contact_email text,
  learn_url text,
  constraint institution_pkey primary key (institution_id),
  constraint institution_name_key_key unique (name_key),
  constraint institution_slug_key unique (slug),
  constraint learn_url_is_https check (learn_url ~ '^https://[^\s]+$'::text and length(learn_url) <= 2048)
);
create trigger institution_renamed after update of name on institution for each row when (new.name is distinct from old.name) execute function institution_was_renamed();
create trigger trace_deleted after delete on institution referencing old table as old_rows for each statement execute function write_traces_of_institution();
create trigger trace_inserted after insert on institution referencing new table as new_rows for each statement execute function write_traces_of_institution();
create trigger trace_updated after update on institution referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_institution();

create table institution_user (
  institution_user_id bigint not null generated always as identity,
  institution_id integer not null,
  email text not null,
  name text not null,
  password_hash text,
  totp_sealed bytea not null,
  totp_confirmed_at timestamp with time zone,
  totp_used_step bigint,
  recovery_hashes bytea[] not null default '{}'::bytea[],
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint institution_user_pkey primary key (institution_user_id),
  constraint institution_user_email_key unique (email),
  constraint both_factors_or_none check ((password_hash is null) = (totp_confirmed_at is null)),
  constraint institution_user_email_check check (email = lower(email)),
  constraint institution_user_name_check check (name <> ''::text),
  constraint institution_user_institution_id_fkey foreign key (institution_id) references institution(institution_id)
);
create index institution_user_institution on institution_user using btree (institution_id);
create trigger trace_deleted after delete on institution_user referencing old table as old_rows for each statement execute function write_traces_of_institution_user();
create trigger trace_inserted after insert on institution_user referencing new table as new_rows for each statement execute function write_traces_of_institution_user();
create trigger trace_updated after update on institution_user referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_institution_user();

create table invoice (
  partner_id integer not null,
  invoice_code text not null,
  card_id bigint not null,
  purchase_id bigint not null,
  captured boolean not null default false,
  constraint invoice_pkey primary key (partner_id, invoice_code),
  constraint invoice_invoice_code_check check (length(invoice_code) >= 1 and length(invoice_code) <= 128)
);

create table issuer_key (
  issuer_key_id integer not null generated by default as identity,
  public_key text not null,
  sealed_private_key bytea,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  compromised boolean not null default false,
  constraint issuer_key_pkey primary key (issuer_key_id),
  constraint issuer_key_public_key_key unique (public_key),
  constraint issuer_key_check check ((retired_at is null) = (sealed_private_key is not null)),
  constraint issuer_key_check1 check (retired_at is not null or not compromised)
);
create unique index issuer_key_current on issuer_key using btree (((retired_at is null))) where (retired_at is null);
create trigger trace_deleted after delete on issuer_key referencing old table as old_rows for each statement execute function write_traces_of_issuer_key();
create trigger trace_inserted after insert on issuer_key referencing new table as new_rows for each statement execute function write_traces_of_issuer_key();
create trigger trace_updated after update on issuer_key referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_issuer_key();

create unlogged table job_lease (
  job text not null,
  holder text not null,
  held_until timestamp with time zone not null,
  due_at timestamp with time zone not null,
  constraint job_lease_pkey primary key (job),
  constraint job_lease_job_check check (job ~ '^[a-z-]{1,40}$'::text)
);

create table journal (
  card_id bigint not null default 0,
  journal_id bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor text not null,
  act text not null,
  subject text not null,
  reason text not null default ''::text,
  request_id text not null,
  facts jsonb not null default '{}'::jsonb,
  tx bigint not null default (((pg_current_xact_id())::text)::bigint + journal_tx_offset()),
  constraint journal_pkey primary key (card_id, journal_id),
  constraint journal_at_check check (isfinite(at)),
  constraint journal_facts_check check (pg_column_size(facts) <= 16384)
);
create index journal_subject on journal using btree (subject, journal_id) where (card_id = 0);
create index journal_tx on journal using btree (tx);
revoke insert, update, delete, truncate on journal from current_user;
grant insert (card_id, at, actor, act, subject, reason, request_id, facts) on journal to current_user;

create table journal_seal (
  seal bigint not null,
  upto_tx bigint not null,
  upto_journal_id bigint not null,
  rows integer not null,
  sealed_at timestamp with time zone not null,
  previous bytea not null,
  hash bytea not null,
  constraint journal_seal_pkey primary key (seal),
  constraint journal_seal_hash_check check (length(hash) = 32),
  constraint journal_seal_previous_check check (length(previous) = 32),
  constraint journal_seal_rows_check check (rows > 0),
  constraint journal_seal_seal_check check (seal > 0)
);
create index journal_seal_sealed_at on journal_seal using btree (sealed_at);
create index journal_seal_upto on journal_seal using btree (upto_tx, upto_journal_id);
revoke update, delete, truncate on journal_seal from current_user;

create table lesson (
  course_id integer not null,
  number smallint not null,
  title text not null,
  body text not null,
  kind text not null default 'text'::text,
  url text,
  min_seconds integer not null default 0,
  constraint lesson_pkey primary key (course_id, number),
  constraint lesson_kind check (kind = any (array['text'::text, 'video'::text, 'file'::text])),
  constraint lesson_link check ((kind = 'text'::text) = (url is null) and (url is null or url ~ '^https://[^\s]+$'::text)),
  constraint lesson_min_seconds check (min_seconds >= 0 and min_seconds <= 86400),
  constraint lesson_number_check check (number > 0),
  constraint lesson_course_id_fkey foreign key (course_id) references course(course_id)
);
create trigger trace_deleted after delete on lesson referencing old table as old_rows for each statement execute function write_traces_of_lesson();
create trigger trace_inserted after insert on lesson referencing new table as new_rows for each statement execute function write_traces_of_lesson();
create trigger trace_updated after update on lesson referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_lesson();

create table lesson_progress (
  card_id bigint not null,
  purchase_id bigint not null,
  lesson smallint not null,
  finished_at timestamp with time zone not null,
  constraint lesson_progress_pkey primary key (card_id, purchase_id, lesson)
);
create trigger trace_deleted after delete on lesson_progress referencing old table as old_rows for each statement execute function write_traces_of_lesson_progress();
create trigger trace_inserted after insert on lesson_progress referencing new table as new_rows for each statement execute function write_traces_of_lesson_progress();
create trigger trace_updated after update on lesson_progress referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_lesson_progress();

create table lesson_visit (
  card_id bigint not null,
  purchase_id bigint not null,
  lesson smallint not null,
  opened_at timestamp with time zone not null,
  constraint lesson_visit_pkey primary key (card_id, purchase_id, lesson)
);

create table list_export (
  export_id bigint not null generated always as identity,
  source text not null,
  terms jsonb not null,
  language text not null,
  staff_id bigint not null,
  asked_at timestamp with time zone not null,
  rows integer not null default 0,
  last_key text,
  whole_at timestamp with time zone,
  constraint list_export_pkey primary key (export_id),
  constraint list_export_language_check check (language = any (array['id'::text, 'en'::text])),
  constraint list_export_rows_check check (rows >= 0),
  constraint list_export_source_check check (source ~ '^[a-z_]{1,40}$'::text),
  constraint list_export_staff_id_fkey foreign key (staff_id) references staff(staff_id)
);
create index list_export_asked on list_export using btree (asked_at);
create index list_export_of on list_export using btree (staff_id, export_id);
create index list_export_unfinished on list_export using btree (export_id) where (whole_at is null);

create table list_export_chunk (
  export_id bigint not null,
  serial integer not null,
  content bytea not null,
  constraint list_export_chunk_pkey primary key (export_id, serial),
  constraint list_export_chunk_export_id_fkey foreign key (export_id) references list_export(export_id) on delete cascade
);

create table list_import (
  import_id bigint not null generated always as identity,
  kind text not null,
  file text not null,
  facts jsonb not null,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  undone_by text,
  undone_at timestamp with time zone,
  constraint list_import_pkey primary key (import_id),
  constraint list_import_check check ((undone_at is null) = (undone_by is null)),
  constraint list_import_kind_check check (kind = any (array['recipients'::text, 'applicants'::text, 'exclusions'::text, 'courses'::text]))
);
create trigger trace_deleted after delete on list_import referencing old table as old_rows for each statement execute function write_traces_of_list_import();
create trigger trace_inserted after insert on list_import referencing new table as new_rows for each statement execute function write_traces_of_list_import();
create trigger trace_updated after update on list_import referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_list_import();

create table list_import_row (
  import_id bigint not null,
  row_key text not null,
  made boolean not null,
  written_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  kept_because text,
  constraint list_import_row_pkey primary key (import_id, row_key),
  constraint list_import_row_check check (undone_at is null or kept_because is null),
  constraint list_import_row_import_id_fkey foreign key (import_id) references list_import(import_id)
);

create table list_upload (
  upload_id bigint not null generated always as identity,
  kind text not null,
  file text not null,
  sealed bytea,
  bytes integer not null,
  target jsonb not null default '{}'::jsonb,
  mapping jsonb not null default '{}'::jsonb,
  digits_are_right boolean not null default false,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  report jsonb,
  state text not null default 'brought'::text,
  import_id bigint,
  constraint list_upload_pkey primary key (upload_id),
  constraint kept_until_written check (sealed is not null or (state = any (array['written'::text, 'dropped'::text]))),
  constraint list_upload_bytes_check check (bytes > 0),
  constraint list_upload_file_check check (char_length(file) >= 1 and char_length(file) <= 200),
  constraint list_upload_kind_check check (kind = any (array['recipients'::text, 'applicants'::text, 'exclusions'::text, 'courses'::text])),
  constraint list_upload_state_check check (state = any (array['brought'::text, 'tried'::text, 'writing'::text, 'written'::text, 'dropped'::text])),
  constraint written_under check ((state = any (array['writing'::text, 'written'::text])) = (import_id is not null)),
  constraint list_upload_import_id_fkey foreign key (import_id) references list_import(import_id)
);
create index list_upload_import on list_upload using btree (import_id) where (import_id is not null);
create index list_upload_kept on list_upload using btree (uploaded_at) where (sealed is not null);

create table list_upload_row (
  upload_id bigint not null,
  place integer not null,
  line integer not null,
  verdict text not null,
  who text not null,
  reasons text[] not null,
  constraint list_upload_row_pkey primary key (upload_id, place),
  constraint list_upload_row_verdict_check check (verdict = any (array['refused'::text, 'doubtful'::text, 'noted'::text, 'not_joined'::text])),
  constraint list_upload_row_upload_id_fkey foreign key (upload_id) references list_upload(upload_id)
);

create table log_in_try (
  try_id bigint not null generated always as identity,
  realm text not null,
  email_hash bytea not null,
  caller_hash bytea not null,
  tried_at timestamp with time zone not null,
  passed boolean not null default false,
  constraint log_in_try_pkey primary key (try_id),
  constraint log_in_try_caller_hash_check check (length(caller_hash) = 32),
  constraint log_in_try_email_hash_check check (length(email_hash) = 32)
);
create index log_in_try_caller on log_in_try using btree (caller_hash, tried_at) where (not passed);
create index log_in_try_email on log_in_try using btree (realm, email_hash, tried_at);
create index log_in_try_tried on log_in_try using btree (tried_at);

create table message (
  card_id bigint not null,
  message_id bigint not null,
  channel text not null,
  address text not null,
  template text not null,
  params jsonb not null,
  status text not null,
  reference text,
  error text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  parts smallint,
  delivery text,
  delivery_at timestamp with time zone,
  resent_at timestamp with time zone,
  constraint message_pkey primary key (card_id, message_id),
  constraint message_delivery_check check (delivery = any (array['awaited'::text, 'delivered'::text, 'undelivered'::text])),
  constraint message_status_check check (status = any (array['sent'::text, 'failed'::text, 'expired'::text]))
);
create index message_ended on message using btree (ended_at, message_id);
create index message_to_address on message using btree (address) where (card_id = 0);
create index message_troubled on message using btree (ended_at, message_id) where ((status <> 'sent'::text) or (delivery = 'undelivered'::text));

create table message_choice (
  message_choice_id bigint not null generated always as identity,
  person_id bigint not null,
  language text not null,
  declined text[] not null,
  chosen_at timestamp with time zone not null,
  constraint message_choice_pkey primary key (message_choice_id),
  constraint message_choice_language_check check (language = any (array['id'::text, 'en'::text])),
  constraint message_choice_person_id_fkey foreign key (person_id) references person(person_id)
);
create index message_choice_newest on message_choice using btree (person_id, message_choice_id desc);
create trigger trace_deleted after delete on message_choice referencing old table as old_rows for each statement execute function write_traces_of_message_choice();
create trigger trace_inserted after insert on message_choice referencing new table as new_rows for each statement execute function write_traces_of_message_choice();
create trigger trace_updated after update on message_choice referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_message_choice();

create table offer (
  partner_id integer not null,
  course_id integer not null,
  constraint offer_pkey primary key (partner_id, course_id),
  constraint offer_course_id_fkey foreign key (course_id) references course(course_id),
  constraint offer_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index offer_course on offer using btree (course_id);
create trigger offer_made after insert on offer referencing new table as changed for each statement execute function offer_was_changed();
create trigger offer_taken_back after delete on offer referencing old table as changed for each statement execute function offer_was_changed();
create trigger trace_deleted after delete on offer referencing old table as old_rows for each statement execute function write_traces_of_offer();
create trigger trace_inserted after insert on offer referencing new table as new_rows for each statement execute function write_traces_of_offer();
create trigger trace_updated after update on offer referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_offer();

create table otp_pause (
  pause_id bigint not null generated always as identity,
  partner_id integer not null,
  acquaintance text not null,
  because text not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint otp_pause_pkey primary key (pause_id),
  constraint otp_pause_acquaintance_check check (acquaintance = any (array['new'::text, 'known'::text])),
  constraint otp_pause_because_check check (because = any (array['codes_guessed'::text, 'cards_probed'::text]))
);
create unique index otp_pause_open on otp_pause using btree (partner_id, acquaintance) where (ended_at is null);
create trigger trace_deleted after delete on otp_pause referencing old table as old_rows for each statement execute function write_traces_of_otp_pause();
create trigger trace_inserted after insert on otp_pause referencing new table as new_rows for each statement execute function write_traces_of_otp_pause();
create trigger trace_updated after update on otp_pause referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_otp_pause();

create table outbox (
  message_id bigint not null generated always as identity,
  card_id bigint not null default 0,
  channel text not null,
  address text not null,
  template text not null,
  language text not null default 'id'::text,
  params jsonb not null,
  sealed bytea,
  due_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  attempts smallint not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  unanswered smallint not null default 0,
  first_tried_at timestamp with time zone,
  parked_at timestamp with time zone,
  constraint outbox_pkey primary key (message_id),
  constraint outbox_channel_check check (channel = any (array['sms'::text, 'email'::text]))
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=20000, autovacuum_vacuum_cost_delay=0);
create index outbox_calm on outbox using btree (channel, due_at) where ((expires_at is null) and (parked_at is null));
create index outbox_parked on outbox using btree (card_id, message_id) where (parked_at is not null);
create index outbox_urgent on outbox using btree (channel, due_at) where ((expires_at is not null) and (parked_at is null));

create table owed_seat (
  correction_id bigint not null,
  wave_id integer not null,
  owed_at timestamp with time zone not null,
  constraint owed_seat_pkey primary key (correction_id),
  constraint owed_seat_correction_id_fkey foreign key (correction_id) references correction(correction_id),
  constraint owed_seat_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create trigger trace_deleted after delete on owed_seat referencing old table as old_rows for each statement execute function write_traces_of_owed_seat();
create trigger trace_inserted after insert on owed_seat referencing new table as new_rows for each statement execute function write_traces_of_owed_seat();
create trigger trace_updated after update on owed_seat referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_owed_seat();

create table partner (
  partner_id integer not null generated by default as identity,
  client_code text not null,
  name text not null,
  kind text not null,
  domain text not null,
  storefront text,
  institution_id integer,
  gives_voucher boolean not null default false,
  sandbox boolean not null default false,
  demands_sha256 boolean not null default false,
  status text not null default 'active'::text,
  created_at timestamp with time zone not null,
  acts_as_institution boolean not null default false,
  certificates text[] not null default '{institution}'::text[],
  constraint partner_pkey primary key (partner_id),
  constraint partner_client_code_key unique (client_code),
  constraint partner_storefront_key unique (storefront),
  constraint acts_for_an_institution check (not acts_as_institution or institution_id is not null and storefront is null),
  constraint partner_certificates_check check (('institution'::text = any (certificates)) and certificates <@ array['institution'::text, 'ministry'::text]),
  constraint partner_client_code_check check (client_code ~ '^[A-Za-z0-9_.-]{1,64}$'::text),
  constraint partner_kind_check check (kind = any (array['storefront'::text, 'institution'::text])),
  constraint partner_status_check check (status = any (array['active'::text, 'suspended'::text])),
  constraint partner_institution_id_fkey foreign key (institution_id) references institution(institution_id)
);
create trigger storefront_made after insert on partner for each row when (new.storefront is not null) execute function storefront_was_named();
create trigger storefront_named after update of storefront on partner for each row when (new.storefront is distinct from old.storefront) execute function storefront_was_named();
create trigger trace_deleted after delete on partner referencing old table as old_rows for each statement execute function write_traces_of_partner();
create trigger trace_inserted after insert on partner referencing new table as new_rows for each statement execute function write_traces_of_partner();
create trigger trace_updated after update on partner referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_partner();

create table partner_day (
  partner_id integer not null,
  day date not null,
  lines integer not null,
  totals jsonb not null,
  closing jsonb not null,
  sha256 bytea not null,
  file bytea not null,
  made_at timestamp with time zone not null,
  constraint partner_day_pkey primary key (partner_id, day),
  constraint partner_day_lines_check check (lines >= 0),
  constraint partner_day_sha256_check check (length(sha256) = 32),
  constraint partner_day_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create trigger trace_deleted after delete on partner_day referencing old table as old_rows for each statement execute function write_traces_of_partner_day();
create trigger trace_inserted after insert on partner_day referencing new table as new_rows for each statement execute function write_traces_of_partner_day();
create trigger trace_updated after update on partner_day referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_partner_day();

create table partner_file (
  partner_file_id bigint not null generated by default as identity,
  partner_id integer not null,
  day date not null,
  name text not null,
  sha256 bytea not null,
  content bytea not null,
  brought_by text not null,
  brought_at timestamp with time zone not null,
  taken_by text,
  taken_at timestamp with time zone,
  constraint partner_file_pkey primary key (partner_file_id),
  constraint partner_file_sha256_check check (length(sha256) = 32),
  constraint taken_whole check ((taken_by is null) = (taken_at is null)),
  constraint partner_file_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index partner_file_of on partner_file using btree (partner_id, day, partner_file_id);

create table partner_key (
  partner_id integer not null,
  slot smallint not null,
  sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint partner_key_pkey primary key (partner_id, slot),
  constraint partner_key_slot_check check (slot = any (array[1, 2])),
  constraint partner_key_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create trigger trace_deleted after delete on partner_key referencing old table as old_rows for each statement execute function write_traces_of_partner_key();
create trigger trace_inserted after insert on partner_key referencing new table as new_rows for each statement execute function write_traces_of_partner_key();
create trigger trace_updated after update on partner_key referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_partner_key();

create table partner_redirect_uri (
  partner_id integer not null,
  uri text not null,
  added_at timestamp with time zone not null,
  constraint partner_redirect_uri_pkey primary key (partner_id, uri),
  constraint partner_redirect_uri_uri_check check (length(uri) <= 2048),
  constraint partner_redirect_uri_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create trigger trace_deleted after delete on partner_redirect_uri referencing old table as old_rows for each statement execute function write_traces_of_partner_redirect_uri();
create trigger trace_inserted after insert on partner_redirect_uri referencing new table as new_rows for each statement execute function write_traces_of_partner_redirect_uri();
create trigger trace_updated after update on partner_redirect_uri referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_partner_redirect_uri();

create table partner_refusal (
  partner_id integer not null default 0,
  call text not null,
  refusal text not null,
  hour timestamp with time zone not null,
  refusals integer not null,
  last_at timestamp with time zone not null,
  request_ids text[] not null,
  constraint partner_refusal_pkey primary key (partner_id, call, refusal, hour),
  constraint partner_refusal_refusals_check check (refusals > 0),
  constraint partner_refusal_request_ids_check check (cardinality(request_ids) <= 5)
);
create index partner_refusal_hour on partner_refusal using btree (hour);

create table payment (
  payment_id bigint not null generated by default as identity,
  party_kind text not null,
  party_id bigint not null,
  state text not null,
  orders smallint not null default 0,
  constraint payment_pkey primary key (payment_id),
  constraint ordered_once_asked check ((state = any (array['open'::text, 'ready'::text])) or orders > 0),
  constraint payment_orders_check check (orders >= 0),
  constraint payment_party_kind_check check (party_kind = any (array['institution'::text, 'storefront'::text, 'person'::text])),
  constraint payment_state_check check (state = any (array['open'::text, 'ready'::text, 'ordered'::text, 'paid'::text]))
);
create index payment_failed on payment using btree (payment_id) where ((party_kind = 'person'::text) and (state = 'open'::text) and (orders > 0));
create unique index payment_gathering on payment using btree (party_kind, party_id) where (orders = 0);
create index payment_of on payment using btree (party_kind, party_id, payment_id);
create index payment_open on payment using btree (payment_id) where (state = any (array['open'::text, 'ready'::text]));
create trigger trace_deleted after delete on payment referencing old table as old_rows for each statement execute function write_traces_of_payment();
create trigger trace_inserted after insert on payment referencing new table as new_rows for each statement execute function write_traces_of_payment();
create trigger trace_updated after update on payment referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_payment();

create table payment_entry (
  payment_entry_id bigint not null generated by default as identity,
  kind text not null,
  debit text not null,
  credit text not null,
  party_id bigint,
  payment_id bigint,
  run_id integer,
  statement_line_id bigint,
  bank_account_id integer,
  amount bigint not null,
  at timestamp with time zone not null,
  constraint payment_entry_pkey primary key (payment_entry_id),
  constraint account_of_bank check (bank_account_id is not null or not ('bank'::text = debit or 'bank'::text = credit)),
  constraint bank_says_so check (kind = 'opening'::text or statement_line_id is not null or not ('bank'::text = debit or 'bank'::text = credit)),
  constraint line_of_suspense check (statement_line_id is not null or not ('suspense'::text = debit or 'suspense'::text = credit)),
  constraint moves_as_its_kind check (
case kind
    when 'opening'::text then debit = 'bank'::text and credit = 'treasury'::text
    when 'net'::text then "substring"(debit, '^payable_(.*)$'::text) = "substring"(credit, '^owed_(.*)$'::text)
    when 'order'::text then debit ~ '^payable_'::text and credit = 'in_transit'::text
    when 'refuse'::text then debit = 'in_transit'::text and credit ~ '^payable_'::text
    when 'pay'::text then debit = 'in_transit'::text and credit = 'bank'::text
    when 'return'::text then debit = 'bank'::text and credit ~ '^payable_'::text
    when 'unmatched'::text then debit = 'bank'::text and credit = 'suspense'::text or debit = 'suspense'::text and credit = 'bank'::text
    when 'funding'::text then debit = 'suspense'::text and credit = 'treasury'::text
    when 'fee'::text then debit = 'treasury'::text and credit = 'suspense'::text
    when 'pays'::text then debit = 'in_transit'::text and credit = 'suspense'::text
    when 'gives_back'::text then debit = 'suspense'::text and credit ~ '^payable_'::text
    when 'paid_back'::text then debit = 'suspense'::text and credit ~ '^owed_'::text
    when 'party_owes'::text then debit ~ '^owed_'::text and credit = 'suspense'::text
    else false
end),
  constraint party_of_account check ((party_id is not null) = (debit ~ '^(payable|owed)_'::text or credit ~ '^(payable|owed)_'::text)),
  constraint payment_entry_amount_check check (amount > 0),
  constraint payment_of_transit check (payment_id is not null or not ('in_transit'::text = debit or 'in_transit'::text = credit)),
  constraint payment_entry_bank_account_id_fkey foreign key (bank_account_id) references bank_account(bank_account_id),
  constraint payment_entry_payment_id_fkey foreign key (payment_id) references payment(payment_id),
  constraint payment_entry_run_id_fkey foreign key (run_id) references payment_run(run_id),
  constraint payment_entry_statement_line_id_fkey foreign key (statement_line_id) references statement_line(statement_line_id)
);
create index payment_entry_line on payment_entry using btree (statement_line_id) where (statement_line_id is not null);
create index payment_entry_of on payment_entry using btree (payment_id) where (payment_id is not null);
create index payment_entry_party on payment_entry using btree (party_id, debit, credit) where (party_id is not null);
create trigger trace_deleted after delete on payment_entry referencing old table as old_rows for each statement execute function write_traces_of_payment_entry();
create trigger trace_inserted after insert on payment_entry referencing new table as new_rows for each statement execute function write_traces_of_payment_entry();
create trigger trace_updated after update on payment_entry referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_payment_entry();

create table payment_item (
  payment_id bigint not null,
  card_id bigint not null,
  purchase_id bigint not null,
  kind text not null,
  serial smallint not null,
  amount integer not null,
  run_id integer not null,
  removed_in integer,
  constraint payment_item_amount_check check (amount > 0)
);
create unique index payment_item_live on payment_item using btree (card_id, purchase_id, kind, serial) where (removed_in is null);
create index payment_item_of on payment_item using btree (payment_id) where (removed_in is null);

create table payment_line (
  run_id integer not null,
  payment_id bigint not null,
  account_id bigint,
  items integer not null,
  gross bigint not null,
  netted bigint not null,
  amount bigint generated always as ((gross - netted)) stored,
  state text not null,
  waits_because text,
  bank_reason text,
  digest bytea not null,
  constraint payment_line_pkey primary key (run_id, payment_id),
  constraint ordered_to_an_account check (state = 'waiting'::text or account_id is not null),
  constraint payment_line_check check (netted >= 0 and netted <= gross),
  constraint payment_line_gross_check check (gross > 0),
  constraint payment_line_state_check check (state = any (array['waiting'::text, 'ready'::text, 'withdrawn'::text, 'ordered'::text, 'paid'::text, 'refused'::text, 'returned'::text])),
  constraint payment_line_waits_because_check check (waits_because = any (array['on_hold'::text, 'no_account'::text, 'account_rests'::text, 'account_shared'::text, 'account_refused'::text, 'duplicate_person'::text, 'below_minimum'::text, 'budget_passed'::text, 'account_changed'::text, 'entries_changed'::text, 'owed_changed'::text])),
  constraint waits_for_a_reason check ((state = 'waiting'::text) = (waits_because is not null)),
  constraint payment_line_account_id_fkey foreign key (account_id) references payout_account(account_id),
  constraint payment_line_payment_id_fkey foreign key (payment_id) references payment(payment_id),
  constraint payment_line_run_id_fkey foreign key (run_id) references payment_run(run_id)
);
create index payment_line_of on payment_line using btree (payment_id, run_id);
create unique index payment_line_ordered on payment_line using btree (payment_id) where (state = 'ordered'::text);
create trigger trace_deleted after delete on payment_line referencing old table as old_rows for each statement execute function write_traces_of_payment_line();
create trigger trace_inserted after insert on payment_line referencing new table as new_rows for each statement execute function write_traces_of_payment_line();
create trigger trace_updated after update on payment_line referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_payment_line();

create table payment_run (
  run_id integer not null generated by default as identity,
  bank_account_id integer not null,
  as_of timestamp with time zone not null,
  made_by text not null,
  lines integer not null default 0,
  amount bigint not null default 0,
  digest bytea,
  second_from bigint not null,
  approval_id bigint,
  approved_by text,
  second_approval_id bigint,
  second_approved_by text,
  exported_by text,
  exported_at timestamp with time zone,
  pain_hash bytea,
  csv_hash bytea,
  withdrawn_by text,
  withdrawn_at timestamp with time zone,
  act text generated always as ('pay_run'::text) stored,
  second_act text generated always as ('pay_large_run'::text) stored,
  subject text generated always as (('run:'::text || run_id)) stored,
  performed boolean generated always as (true) stored,
  constraint payment_run_pkey primary key (run_id),
  constraint payment_run_approval_id_key unique (approval_id),
  constraint payment_run_second_approval_id_key unique (second_approval_id),
  constraint approved_by_others check (approved_by <> made_by and second_approved_by <> made_by and second_approved_by <> approved_by),
  constraint approved_whole check ((approval_id is null) = (approved_by is null) and (second_approval_id is null) = (second_approved_by is null) and (second_approval_id is null or approval_id is not null)),
  constraint exported_once_approved check (exported_at is null or approval_id is not null and (amount < second_from or second_approval_id is not null) and withdrawn_at is null),
  constraint exported_whole check (num_nulls(exported_by, exported_at, pain_hash, csv_hash) = any (array[0, 4])),
  constraint withdrawn_whole check ((withdrawn_by is null) = (withdrawn_at is null)),
  constraint payment_run_approval_id_act_subject_performed_fkey foreign key (approval_id, act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint payment_run_bank_account_id_fkey foreign key (bank_account_id) references bank_account(bank_account_id),
  constraint payment_run_second_approval_id_second_act_subject_performe_fkey foreign key (second_approval_id, second_act, subject, performed) references approval(approval_id, act, subject, performed)
);
create unique index payment_run_open on payment_run using btree ((true)) where ((exported_at is null) and (withdrawn_at is null));
create trigger trace_deleted after delete on payment_run referencing old table as old_rows for each statement execute function write_traces_of_payment_run();
create trigger trace_inserted after insert on payment_run referencing new table as new_rows for each statement execute function write_traces_of_payment_run();
create trigger trace_updated after update on payment_run referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_payment_run();

create table payout_account (
  account_id bigint not null generated by default as identity,
  party_kind text not null,
  party_id bigint not null,
  kind text not null,
  provider text not null,
  number_sealed bytea not null,
  number_mark bytea not null,
  number_tail text not null,
  holder_name text not null,
  language text not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  verified_name text,
  verified_at timestamp with time zone,
  approved_by text,
  approved_at timestamp with time zone,
  usable_from timestamp with time zone,
  ended_because text,
  ended_reason text,
  ended_by text,
  ended_at timestamp with time zone,
  institution_id integer generated always as (
case party_kind
    when 'institution'::text then (party_id)::integer
    else null::integer
end) stored,
  partner_id integer generated always as (
case party_kind
    when 'storefront'::text then (party_id)::integer
    else null::integer
end) stored,
  person_id bigint generated always as (
case party_kind
    when 'person'::text then party_id
    else null::bigint
end) stored,
  constraint payout_account_pkey primary key (account_id),
  constraint approved_by_another check (approved_at is null or party_kind <> 'person'::text and verified_at is not null and approved_by <> asked_by),
  constraint approved_whole check ((approved_at is null) = (approved_by is null)),
  constraint ended_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_because is null)),
  constraint payout_account_ended_because_check check (ended_because = any (array['account_unknown'::text, 'name_differs'::text, 'declined'::text, 'replaced'::text, 'withdrawn'::text, 'closed'::text])),
  constraint payout_account_holder_name_check check (holder_name <> ''::text),
  constraint payout_account_kind_check check (kind = any (array['bank'::text, 'wallet'::text])),
  constraint payout_account_language_check check (language = any (array['id'::text, 'en'::text])),
  constraint payout_account_number_tail_check check (number_tail ~ '^[0-9]{4}$'::text),
  constraint payout_account_party_kind_check check (party_kind = any (array['institution'::text, 'storefront'::text, 'person'::text])),
  constraint payout_account_provider_check check (provider ~ '^[a-z]{2,20}$'::text),
  constraint usable_once_decided check (usable_from is null or verified_at is not null and usable_from >= verified_at and (party_kind = 'person'::text or approved_at is not null)),
  constraint verified_whole check ((verified_at is null) = (verified_name is null)),
  constraint payout_account_institution_id_fkey foreign key (institution_id) references institution(institution_id),
  constraint payout_account_partner_id_fkey foreign key (partner_id) references partner(partner_id),
  constraint payout_account_person_id_fkey foreign key (person_id) references person(person_id)
);
create index payout_account_mark on payout_account using btree (number_mark);
create index payout_account_of on payout_account using btree (party_kind, party_id, account_id);
create index payout_account_of_partners on payout_account using btree (account_id) where (party_kind = any (array['institution'::text, 'storefront'::text]));
create index payout_account_of_person on payout_account using btree (person_id) where (person_id is not null);
create unique index payout_account_open on payout_account using btree (party_kind, party_id) where ((usable_from is null) and (ended_at is null));
create index payout_account_to_check on payout_account using btree (tried_at nulls first, account_id) where ((verified_at is null) and (ended_at is null));
create index payout_account_verified on payout_account using btree (verified_at) where (verified_at is not null);
create trigger trace_deleted after delete on payout_account referencing old table as old_rows for each statement execute function write_traces_of_payout_account();
create trigger trace_inserted after insert on payout_account referencing new table as new_rows for each statement execute function write_traces_of_payout_account();
create trigger trace_updated after update on payout_account referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_payout_account();

create table person (
  person_id bigint not null generated by default as identity,
  nik_hash bytea not null,
  nik_sealed bytea not null,
  nik_tail text not null,
  kk_hash bytea not null,
  kk_sealed bytea not null,
  name text not null,
  born_on date not null,
  phone text not null,
  email text not null,
  education smallint not null,
  occupation text not null,
  created_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  constraint person_pkey primary key (person_id),
  constraint person_nik_hash_key unique (nik_hash),
  constraint erased_says_nothing check (erased_at is null or name = '(terhapus)'::text and nik_tail = ''::text and phone = ''::text and email = ''::text and occupation = ''::text),
  constraint person_education_check check (education >= 0 and education <= 7)
);
create index person_created on person using brin (created_at) with (autosummarize='on');
create index person_email on person using btree (lower(email));
create index person_kk_hash on person using btree (kk_hash);
create index person_phone on person using btree (phone);
create index person_words on person using gin (array_to_tsvector(name_words(name)));
create trigger trace_deleted after delete on person referencing old table as old_rows for each statement execute function write_traces_of_person();
create trigger trace_inserted after insert on person referencing new table as new_rows for each statement execute function write_traces_of_person();
create trigger trace_updated after update on person referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_person();

create table phone_proof (
  proof_id bigint not null generated always as identity,
  realm text not null,
  owner text not null,
  phone text not null,
  code_hashes bytea[] not null,
  code_ends timestamp with time zone[] not null,
  sends smallint not null default 1,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  failures smallint not null default 0,
  ended_at timestamp with time zone,
  constraint phone_proof_pkey primary key (proof_id),
  constraint burned_at_end check (ended_at is null or code_hashes = '{}'::bytea[]),
  constraint phone_proof_check2 check (cardinality(code_hashes) = cardinality(code_ends)),
  constraint phone_proof_code_hashes_check1 check (cardinality(code_hashes) <= 3),
  constraint phone_proof_failures_check1 check (failures >= 0 and failures <= 5),
  constraint phone_proof_owner_check check (owner <> ''::text),
  constraint phone_proof_realm_check check (realm <> ''::text)
);
create index phone_proof_owner on phone_proof using btree (realm, owner, sent_at);
create index phone_proof_phone on phone_proof using btree (phone, sent_at);
create index phone_proof_sent on phone_proof using btree (sent_at);

create table portal_account (
  account_id bigint not null generated by default as identity,
  email text not null,
  password_hash text not null,
  email_verified_at timestamp with time zone not null,
  person_id bigint,
  created_at timestamp with time zone not null,
  constraint portal_account_pkey primary key (account_id),
  constraint portal_account_email_key unique (email),
  constraint portal_account_person_id_key unique (person_id),
  constraint portal_account_email_check check (email = lower(email)),
  constraint portal_account_person_id_fkey foreign key (person_id) references person(person_id)
);
create trigger trace_deleted after delete on portal_account referencing old table as old_rows for each statement execute function write_traces_of_portal_account();
create trigger trace_inserted after insert on portal_account referencing new table as new_rows for each statement execute function write_traces_of_portal_account();
create trigger trace_updated after update on portal_account referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_portal_account();

create table programme_year (
  year integer not null,
  name text not null,
  rules jsonb not null,
  constraint programme_year_pkey primary key (year)
);
create trigger trace_deleted after delete on programme_year referencing old table as old_rows for each statement execute function write_traces_of_programme_year();
create trigger trace_inserted after insert on programme_year referencing new table as new_rows for each statement execute function write_traces_of_programme_year();
create trigger trace_updated after update on programme_year referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_programme_year();

create table promo (
  promo_id integer not null generated by default as identity,
  storefront text not null,
  code text not null,
  kind text not null,
  value integer not null,
  max_discount integer,
  min_price integer,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  limit_total integer,
  limit_per_account integer,
  status text not null default 'active'::text,
  taken integer not null default 0,
  created_at timestamp with time zone not null,
  actor text not null,
  constraint promo_pkey primary key (promo_id),
  constraint promo_storefront_code_key unique (storefront, code),
  constraint promo_check check (value > 0 and (kind = 'amount'::text or value <= 100)),
  constraint promo_check1 check (ends_at > starts_at),
  constraint promo_code_check check (code ~ '^[A-Z0-9_-]{3,20}$'::text),
  constraint promo_kind_check check (kind = any (array['percent'::text, 'amount'::text])),
  constraint promo_limit_per_account_check check (limit_per_account > 0),
  constraint promo_limit_total_check check (limit_total > 0),
  constraint promo_max_discount_check check (max_discount > 0),
  constraint promo_min_price_check check (min_price > 0),
  constraint promo_status_check check (status = any (array['active'::text, 'ended'::text])),
  constraint promo_taken_check check (taken >= 0)
);
create trigger trace_deleted after delete on promo referencing old table as old_rows for each statement execute function write_traces_of_promo();
create trigger trace_inserted after insert on promo referencing new table as new_rows for each statement execute function write_traces_of_promo();
create trigger trace_updated after update on promo referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_promo();

create table promo_category (
  promo_id integer not null,
  category_id integer not null,
  constraint promo_category_pkey primary key (promo_id, category_id),
  constraint promo_category_category_id_fkey foreign key (category_id) references category(category_id),
  constraint promo_category_promo_id_fkey foreign key (promo_id) references promo(promo_id)
);
create trigger trace_deleted after delete on promo_category referencing old table as old_rows for each statement execute function write_traces_of_promo_category();
create trigger trace_inserted after insert on promo_category referencing new table as new_rows for each statement execute function write_traces_of_promo_category();
create trigger trace_updated after update on promo_category referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_promo_category();

create table promo_course (
  promo_id integer not null,
  course_id integer not null,
  constraint promo_course_pkey primary key (promo_id, course_id),
  constraint promo_course_course_id_fkey foreign key (course_id) references course(course_id),
  constraint promo_course_promo_id_fkey foreign key (promo_id) references promo(promo_id)
);
create trigger trace_deleted after delete on promo_course referencing old table as old_rows for each statement execute function write_traces_of_promo_course();
create trigger trace_inserted after insert on promo_course referencing new table as new_rows for each statement execute function write_traces_of_promo_course();
create trigger trace_updated after update on promo_course referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_promo_course();

create table promo_use (
  order_no text not null,
  promo_id integer not null,
  account_id bigint not null,
  discount integer not null,
  claimed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  armed boolean not null default false,
  used boolean not null default false,
  constraint promo_use_pkey primary key (order_no, promo_id),
  constraint promo_use_discount_check check (discount > 0),
  constraint promo_use_order_no_fkey foreign key (order_no) references storefront_order(order_no) on delete cascade,
  constraint promo_use_promo_id_fkey foreign key (promo_id) references promo(promo_id)
);
create index promo_use_account on promo_use using btree (promo_id, account_id);
create index promo_use_open on promo_use using btree (promo_id, expires_at) where (not used);

create table purchase (
  card_id bigint not null,
  purchase_id bigint not null,
  partner_id integer not null,
  user_platform_id text not null,
  course_id integer not null,
  schedule_id integer not null,
  amount integer not null,
  discount integer not null default 0,
  status text not null default 'awaiting_otp'::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  otp_hashes bytea[] not null,
  otp_expire_at timestamp with time zone[] not null,
  otp_sends smallint not null default 1,
  otp_sent_at timestamp with time zone not null,
  otp_failures smallint not null default 0,
  otp_consumed bytea,
  invoice_code text,
  invoice_url text,
  transaction_code text,
  redeem_code text,
  voucher_code text,
  paid_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancelled_because text,
  redeemed_at timestamp with time zone,
  finished_at timestamp with time zone,
  redeemed_email text,
  first_use text,
  finished_as text,
  finish_withdrawn_at timestamp with time zone,
  constraint purchase_pkey primary key (card_id, purchase_id),
  constraint paid_by_consumed_otp check ((status = 'awaiting_otp'::text) = (paid_at is null) and (paid_at is null) = (transaction_code is null) and (paid_at is null or invoice_code is not null and redeem_code is not null and otp_consumed is not null and otp_hashes = '{}'::bytea[])),
  constraint purchase_amount_check check (amount > 0),
  constraint purchase_check check ((status = 'cancelled'::text) = (cancelled_at is not null)),
  constraint purchase_discount_check check (discount >= 0),
  constraint purchase_finished_as_check check (finished_as = any (array['proven'::text, 'reported'::text])),
  constraint purchase_first_use_check check (first_use = any (array['redeemed'::text, 'attended'::text, 'marked'::text, 'lesson'::text, 'test'::text, 'handed_in'::text, 'submitted'::text, 'graded'::text])),
  constraint purchase_purchase_id_check check (purchase_id > 0),
  constraint purchase_status_check check (status = any (array['awaiting_otp'::text, 'paid'::text, 'cancelled'::text])),
  constraint redeemed_with_email check (redeemed_email is null or redeemed_at is not null)
) with (fillfactor=60);
create index purchase_created on purchase using brin (created_at);
create index purchase_finished_on on purchase using btree (partner_id, finished_at) where (finished_at is not null);
create index purchase_schedule on purchase using btree (schedule_id);
create index purchase_transaction on purchase using btree (transaction_code) where (transaction_code is not null);
create index purchase_used_on on purchase using btree (partner_id, redeemed_at) where (redeemed_at is not null);
create trigger trace_deleted after delete on purchase for each row when (old.status <> 'awaiting_otp'::text) execute function write_trace_of_row();
create trigger trace_inserted after insert on purchase for each row when (new.status <> 'awaiting_otp'::text) execute function write_trace_of_row();
create trigger trace_updated after update of card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, discount, status, created_at, invoice_code, invoice_url, transaction_code, redeem_code, voucher_code, paid_at, cancelled_at, cancelled_because, redeemed_at, finished_at, redeemed_email, first_use, finished_as, finish_withdrawn_at on purchase for each row when (old.status <> 'awaiting_otp'::text) execute function write_trace_of_row();

create table question (
  question_id integer not null generated always as identity,
  course_id integer not null,
  test text not null,
  text text not null,
  retired boolean not null default false,
  constraint question_pkey primary key (question_id),
  constraint question_test_check check (test = any (array['pre'::text, 'post'::text])),
  constraint question_text_check check (text <> ''::text),
  constraint question_course_id_fkey foreign key (course_id) references course(course_id)
);
create index question_bank on question using btree (course_id, test) where (not retired);
create trigger trace_deleted after delete on question referencing old table as old_rows for each statement execute function write_traces_of_question();
create trigger trace_inserted after insert on question referencing new table as new_rows for each statement execute function write_traces_of_question();
create trigger trace_updated after update on question referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_question();

create table quiz_attempt (
  card_id bigint not null,
  purchase_id bigint not null,
  test text not null,
  attempt smallint not null,
  started_at timestamp with time zone not null,
  questions integer[] not null,
  answers smallint[] not null,
  handed_in_at timestamp with time zone,
  right_answers smallint,
  passed boolean,
  constraint quiz_attempt_pkey primary key (card_id, purchase_id, test, attempt),
  constraint answers_fit_questions check (cardinality(answers) = cardinality(questions)),
  constraint handed_in_whole check ((handed_in_at is null) = (right_answers is null) and (handed_in_at is null) = (passed is null)),
  constraint quiz_attempt_attempt_check check (attempt > 0),
  constraint quiz_attempt_questions_check check (cardinality(questions) > 0),
  constraint quiz_attempt_test_check check (test = any (array['pre'::text, 'post'::text]))
);
create index quiz_attempt_made on quiz_attempt using brin (handed_in_at);
create unique index quiz_attempt_open on quiz_attempt using btree (card_id, purchase_id, test) where (handed_in_at is null);
create trigger trace_deleted after delete on quiz_attempt referencing old table as old_rows for each statement execute function write_traces_of_quiz_attempt();
create trigger trace_inserted after insert on quiz_attempt referencing new table as new_rows for each statement execute function write_traces_of_quiz_attempt();
create trigger trace_updated after update on quiz_attempt referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_quiz_attempt();

create table recipient (
  wave_id integer not null,
  person_id bigint not null,
  status text not null default 'selected'::text,
  card_id bigint,
  selected_at timestamp with time zone not null,
  notified_at timestamp with time zone,
  constraint recipient_pkey primary key (wave_id, person_id),
  constraint recipient_card_id_key unique (card_id),
  constraint recipient_person_id_key unique (person_id),
  constraint recipient_check check ((card_id is null) = (notified_at is null)),
  constraint recipient_status_check check (status = any (array['selected'::text, 'notified'::text, 'revoked'::text])),
  constraint recipient_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create trigger trace_deleted after delete on recipient referencing old table as old_rows for each statement execute function write_traces_of_recipient();
create trigger trace_inserted after insert on recipient referencing new table as new_rows for each statement execute function write_traces_of_recipient();
create trigger trace_updated after update on recipient referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_recipient();

create table redeem_batch (
  redeem_batch_id bigint not null generated always as identity,
  institution_id integer not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  rows jsonb not null,
  constraint redeem_batch_pkey primary key (redeem_batch_id),
  constraint redeem_batch_institution_id_fkey foreign key (institution_id) references institution(institution_id)
);
create index redeem_batch_institution on redeem_batch using btree (institution_id, redeem_batch_id desc);
create index redeem_batch_made on redeem_batch using btree (made_at);

create table refused_ask (
  card_id bigint not null,
  refused_ask_id bigint not null generated always as identity,
  partner_id integer not null,
  user_platform_id text not null,
  course_id integer not null,
  reason text,
  at timestamp with time zone not null,
  considered_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint refused_ask_pkey primary key (card_id, refused_ask_id),
  constraint refused_ask_reason_check check (reason = any (array['card_number_replaced'::text, 'card_suspended'::text, 'card_revoked'::text, 'paying_locked'::text, 'phone_changed'::text, 'deadline_passed'::text, 'card_used_by_other_account'::text, 'schedule_after_term'::text, 'age_unfit'::text, 'education_unfit'::text, 'balance_too_small'::text, 'training_unfinished'::text, 'too_many_otps'::text]))
);
create index refused_ask_at on refused_ask using btree (at);
create index refused_ask_waits on refused_ask using btree (refused_ask_id) where (considered_at is null);

create table registration (
  account_id bigint not null,
  identity_draft bytea,
  identity_failures smallint not null default 0,
  identity_failed_on date,
  name text,
  nik_hash bytea,
  nik_sealed bytea,
  nik_tail text,
  kk_hash bytea,
  kk_sealed bytea,
  born_on date,
  claimed_at timestamp with time zone,
  education smallint,
  occupation text,
  phone text,
  phone_verified_at timestamp with time zone,
  statements_version integer,
  statements_at timestamp with time zone,
  completed_at timestamp with time zone,
  constraint registration_pkey primary key (account_id),
  constraint registration_nik_hash_key unique (nik_hash),
  constraint forgotten_when_complete check (completed_at is null or nik_hash is null and identity_draft is null and phone is null and education is null),
  constraint identity_whole check (num_nulls(name, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, born_on, claimed_at) = any (array[0, 8])),
  constraint phone_whole check (phone_verified_at is null or phone is not null),
  constraint profile_whole check ((education is null) = (occupation is null)),
  constraint registration_education_check check (education >= 0 and education <= 7),
  constraint registration_account_id_fkey foreign key (account_id) references portal_account(account_id)
);
create index registration_kk on registration using btree (kk_hash) where (kk_hash is not null);
create index registration_phone on registration using btree (phone) where (phone_verified_at is not null);

create table reserve_call (
  wave_id integer not null,
  rank integer not null,
  person_id bigint not null,
  called_at timestamp with time zone not null,
  passed_because text,
  moved_up boolean not null generated always as ((passed_because is null)) stored,
  constraint reserve_call_pkey primary key (wave_id, rank),
  constraint reserve_call_wave_id_person_id_key unique (wave_id, person_id),
  constraint reserve_call_wave_id_rank_moved_up_key unique (wave_id, rank, moved_up),
  constraint reserve_call_passed_because_check check (passed_because = any (array['barred'::text, 'earlier_recipient'::text, 'family_card_full'::text, 'left'::text])),
  constraint reserve_call_rank_check check (rank > 0),
  constraint reserve_call_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create trigger trace_deleted after delete on reserve_call referencing old table as old_rows for each statement execute function write_traces_of_reserve_call();
create trigger trace_inserted after insert on reserve_call referencing new table as new_rows for each statement execute function write_traces_of_reserve_call();
create trigger trace_updated after update on reserve_call referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_reserve_call();

create table review (
  card_id bigint not null,
  purchase_id bigint not null,
  course_id integer not null,
  stars smallint not null,
  text text not null,
  shown_name text not null,
  written_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  hidden_at timestamp with time zone,
  hidden_because text,
  hidden_note text,
  hidden_by text,
  reply text,
  replied_at timestamp with time zone,
  replied_by text,
  constraint review_pkey primary key (card_id, purchase_id),
  constraint hidden_with_a_reason check ((hidden_at is null) = (hidden_because is null) and (hidden_at is null) = (hidden_by is null) and (hidden_because <> 'other'::text or hidden_note is not null)),
  constraint replied_whole check ((reply is null) = (replied_at is null) and (reply is null) = (replied_by is null)),
  constraint review_hidden_because_check check (hidden_because = any (array['insult'::text, 'personal_data'::text, 'advertising'::text, 'off_topic'::text, 'other'::text])),
  constraint review_reply_check check (char_length(reply) >= 10 and char_length(reply) <= 2000),
  constraint review_stars_check check (stars >= 1 and stars <= 5),
  constraint review_text_check check (char_length(text) >= 10 and char_length(text) <= 2000)
);
create index review_highest on review using btree (course_id, stars desc, written_at desc, card_id, purchase_id) where (hidden_at is null);
create index review_lowest on review using btree (course_id, stars, written_at desc, card_id, purchase_id) where (hidden_at is null);
create index review_newest on review using btree (course_id, written_at desc, card_id, purchase_id) where (hidden_at is null);
create index review_written on review using brin (written_at);
create trigger review_counted after insert on review for each row execute function review_was_changed();
create trigger review_counted_again after update on review for each row when (new.stars is distinct from old.stars or new.hidden_at is distinct from old.hidden_at) execute function review_was_changed();
create trigger trace_deleted after delete on review referencing old table as old_rows for each statement execute function write_traces_of_review();
create trigger trace_inserted after insert on review referencing new table as new_rows for each statement execute function write_traces_of_review();
create trigger trace_updated after update on review referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_review();

create table saved_view (
  view_id integer not null generated always as identity,
  staff_id bigint not null,
  place text not null,
  query text not null,
  name text not null,
  role text,
  made_at timestamp with time zone not null,
  constraint saved_view_pkey primary key (view_id),
  constraint saved_view_staff_id_place_name_key unique (staff_id, place, name),
  constraint saved_view_name_check check (char_length(name) >= 1 and char_length(name) <= 60),
  constraint saved_view_place_check check (place ~ '^/konsol(/[a-z0-9-]+)*$'::text),
  constraint saved_view_query_check check (char_length(query) <= 500),
  constraint saved_view_staff_id_fkey foreign key (staff_id) references staff(staff_id)
);
create index saved_view_place on saved_view using btree (place);

create table schedule (
  schedule_id integer not null generated by default as identity,
  schedule_code text not null,
  course_id integer not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  quota integer not null,
  meeting text,
  cancelled_at timestamp with time zone,
  cancelled_because text,
  cancelled_by text,
  cancel_approval_id bigint,
  returned_at timestamp with time zone,
  place jsonb,
  regency text generated always as ((place ->> 'regency'::text)) stored,
  constraint schedule_pkey primary key (schedule_id),
  constraint schedule_schedule_code_key unique (schedule_code),
  constraint cancelled_by_right check (cancelled_by is null or cancelled_by ~~ 'institution-user:%'::text or cancel_approval_id is not null),
  constraint cancelled_whole check ((cancelled_at is null) = (cancelled_because is null) and (cancelled_at is null) = (cancelled_by is null) and (returned_at is null or cancelled_at is not null)),
  constraint place_whole check (place is null or starts_at is not null and (place ->> 'regency'::text) ~ '^[0-9]{4}$'::text and num_nulls(place ->> 'city'::text, place ->> 'province'::text) = 0 and char_length(place ->> 'name'::text) >= 1 and char_length(place ->> 'name'::text) <= 120 and char_length(place ->> 'address'::text) <= 300 and char_length(coalesce(place ->> 'map'::text, ''::text)) <= 500),
  constraint schedule_cancelled_because_check check (length(cancelled_because) >= 1 and length(cancelled_because) <= 300),
  constraint schedule_check check (ends_at is null or starts_at is null or ends_at > starts_at),
  constraint schedule_meeting_check check (length(meeting) >= 1 and length(meeting) <= 500),
  constraint schedule_quota_check check (quota >= 0),
  constraint schedule_schedule_code_check check (length(schedule_code) >= 1 and length(schedule_code) <= 64),
  constraint schedule_cancel_approval_id_fkey foreign key (cancel_approval_id) references approval(approval_id),
  constraint schedule_course_id_fkey foreign key (course_id) references course(course_id)
);
create index schedule_begins on schedule using btree (starts_at, course_id) where (cancelled_at is null);
create index schedule_cancelled on schedule using btree (cancelled_at desc) where (cancelled_at is not null);
create index schedule_course on schedule using btree (course_id);
create index schedule_regency on schedule using btree (regency, starts_at, course_id) where ((cancelled_at is null) and (regency is not null));
create index schedule_returning on schedule using btree (schedule_id) where ((cancelled_at is not null) and (returned_at is null));
create trigger trace_deleted after delete on schedule referencing old table as old_rows for each statement execute function write_traces_of_schedule();
create trigger trace_inserted after insert on schedule referencing new table as new_rows for each statement execute function write_traces_of_schedule();
create trigger trace_updated after update on schedule referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_schedule();

create table schedule_draft (
  schedule_draft_id bigint not null generated always as identity,
  institution_id integer not null,
  course_id integer not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  quota integer not null,
  schedule_id integer,
  status text not null default 'drafted'::text,
  drafted_at timestamp with time zone not null,
  drafted_by text not null,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by text,
  reason text,
  decided_by_id bigint generated always as (("substring"(decided_by, '^staff:([0-9]{1,18})$'::text))::bigint) stored,
  place jsonb,
  constraint schedule_draft_pkey primary key (schedule_draft_id),
  constraint decided_by_another check (decided_by <> drafted_by),
  constraint decided_by_staff check ((decided_by is null) = (decided_by_id is null)) not valid,
  constraint decided_whole check ((status = any (array['approved'::text, 'refused'::text])) = (decided_at is not null) and (decided_at is null) = (decided_by is null)),
  constraint refused_for_a_reason check ((status = 'refused'::text) = (reason is not null)),
  constraint schedule_draft_check check (ends_at > starts_at),
  constraint schedule_draft_quota_check check (quota >= 1 and quota <= 1000000),
  constraint schedule_draft_status_check check (status = any (array['drafted'::text, 'submitted'::text, 'approved'::text, 'refused'::text])),
  constraint submitted_before_decided check (status = 'drafted'::text or submitted_at is not null),
  constraint schedule_draft_course_id_fkey foreign key (course_id) references course(course_id),
  constraint schedule_draft_decided_by_id_fkey foreign key (decided_by_id) references staff(staff_id),
  constraint schedule_draft_institution_id_fkey foreign key (institution_id) references institution(institution_id),
  constraint schedule_draft_schedule_id_fkey foreign key (schedule_id) references schedule(schedule_id)
);
create index schedule_draft_institution on schedule_draft using btree (institution_id, schedule_draft_id desc);
create index schedule_draft_waiting on schedule_draft using btree (submitted_at) where (status = 'submitted'::text);
create trigger trace_deleted after delete on schedule_draft referencing old table as old_rows for each statement execute function write_traces_of_schedule_draft();
create trigger trace_inserted after insert on schedule_draft referencing new table as new_rows for each statement execute function write_traces_of_schedule_draft();
create trigger trace_updated after update on schedule_draft referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_schedule_draft();

create table schema_migration (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey primary key (number)
);

create table seat_bucket (
  schedule_id integer not null,
  bucket smallint not null,
  seats_left integer not null,
  constraint seat_bucket_pkey primary key (schedule_id, bucket),
  constraint seat_bucket_seats_left_check check (seats_left >= 0),
  constraint seat_bucket_schedule_id_fkey foreign key (schedule_id) references schedule(schedule_id)
) with (fillfactor=50);

create table seat_use (
  freed_seat_id bigint not null,
  used_as text not null,
  used_at timestamp with time zone not null,
  correction_id bigint,
  reserve_wave_id integer,
  reserve_rank integer,
  reserve_moved_up boolean generated always as (
case
    when (reserve_rank is not null) then true
    else null::boolean
end) stored,
  extra_wave_id integer,
  constraint seat_use_pkey primary key (freed_seat_id),
  constraint seat_use_correction_id_key unique (correction_id),
  constraint seat_use_reserve_wave_id_reserve_rank_key unique (reserve_wave_id, reserve_rank),
  constraint seat_use_used_as_check check (used_as = any (array['returned'::text, 'made_up'::text, 'reserve'::text, 'extra_wave'::text])),
  constraint used_one_way check ((used_as = any (array['returned'::text, 'made_up'::text])) = (correction_id is not null) and (used_as = 'reserve'::text) = (reserve_rank is not null) and (used_as = 'reserve'::text) = (reserve_wave_id is not null) and (used_as = 'extra_wave'::text) = (extra_wave_id is not null)),
  constraint seat_use_correction_id_fkey foreign key (correction_id) references correction(correction_id),
  constraint seat_use_extra_wave_id_fkey foreign key (extra_wave_id) references wave(wave_id),
  constraint seat_use_freed_seat_id_fkey foreign key (freed_seat_id) references freed_seat(freed_seat_id),
  constraint seat_use_reserve_wave_id_reserve_rank_reserve_moved_up_fkey foreign key (reserve_wave_id, reserve_rank, reserve_moved_up) references reserve_call(wave_id, rank, moved_up)
);
create index seat_use_extra on seat_use using btree (extra_wave_id) where (extra_wave_id is not null);
create trigger trace_deleted after delete on seat_use referencing old table as old_rows for each statement execute function write_traces_of_seat_use();
create trigger trace_inserted after insert on seat_use referencing new table as new_rows for each statement execute function write_traces_of_seat_use();
create trigger trace_updated after update on seat_use referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_seat_use();

create table seat_wait (
  card_id bigint not null,
  wait_id bigint not null generated always as identity,
  schedule_id integer not null,
  joined_at timestamp with time zone not null,
  told_at timestamp with time zone,
  first_until timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  constraint seat_wait_pkey primary key (card_id, wait_id),
  constraint passed_was_told check (ended_because <> 'passed'::text or told_at is not null),
  constraint seat_wait_ended_because_check check (ended_because = any (array['left'::text, 'bought'::text, 'passed'::text, 'closed'::text, 'card_over'::text])),
  constraint told_whole check ((told_at is null) = (first_until is null)),
  constraint wait_ended_whole check ((ended_at is null) = (ended_because is null)),
  constraint seat_wait_schedule_id_fkey foreign key (schedule_id) references schedule(schedule_id)
);
create unique index seat_wait_once on seat_wait using btree (card_id, schedule_id) where (ended_at is null);
create index seat_wait_order on seat_wait using btree (schedule_id, wait_id) where (ended_at is null);
create trigger trace_deleted after delete on seat_wait referencing old table as old_rows for each statement execute function write_traces_of_seat_wait();
create trigger trace_inserted after insert on seat_wait referencing new table as new_rows for each statement execute function write_traces_of_seat_wait();
create trigger trace_updated after update on seat_wait referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_seat_wait();

create table shelf (
  partner_id integer not null,
  course_id integer not null,
  category_id integer not null,
  institution_id integer not null,
  learning_method text not null,
  price integer not null,
  title text not null,
  created_at timestamp with time zone not null,
  stars integer not null default 0,
  reviews integer not null default 0,
  rating real not null generated always as ((((stars + 20))::real / ((reviews + 5))::double precision)) stored,
  constraint shelf_pkey primary key (partner_id, course_id),
  constraint shelf_course_id_fkey foreign key (course_id) references course(course_id) on delete cascade,
  constraint shelf_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index shelf_category on shelf using btree (partner_id, category_id, course_id);
create index shelf_course on shelf using btree (course_id);
create index shelf_institution on shelf using btree (partner_id, institution_id, course_id);
create index shelf_newest on shelf using btree (partner_id, created_at, course_id);
create index shelf_price on shelf using btree (partner_id, price, course_id);
create index shelf_rating on shelf using btree (partner_id, rating, course_id);
create index shelf_title on shelf using btree (partner_id, title, course_id);

create table sign_on_client (
  issuer text not null,
  client_id text not null,
  partner_id integer not null,
  secret_sealed bytea not null,
  redirect_uris text[] not null,
  post_logout_uris text[] not null default '{}'::text[],
  scopes text[] not null,
  created_at timestamp with time zone not null,
  secret_changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint sign_on_client_pkey primary key (issuer, client_id),
  constraint sign_on_client_client_id_check check (client_id ~ '^[A-Za-z0-9_.-]{1,64}$'::text),
  constraint sign_on_client_issuer_check check (issuer = any (array['programme'::text, 'kemnaker'::text])),
  constraint sign_on_client_post_logout_uris_check check (cardinality(post_logout_uris) <= 10),
  constraint sign_on_client_redirect_uris_check check (cardinality(redirect_uris) >= 1 and cardinality(redirect_uris) <= 10),
  constraint sign_on_client_scopes_check check ('openid'::text = any (scopes)),
  constraint sign_on_client_partner_id_fkey foreign key (partner_id) references partner(partner_id)
);
create index sign_on_client_partner on sign_on_client using btree (partner_id);
create trigger trace_deleted after delete on sign_on_client referencing old table as old_rows for each statement execute function write_traces_of_sign_on_client();
create trigger trace_inserted after insert on sign_on_client referencing new table as new_rows for each statement execute function write_traces_of_sign_on_client();
create trigger trace_updated after update on sign_on_client referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_sign_on_client();

create table sign_on_consent (
  consent_id bigint not null generated always as identity,
  issuer text not null,
  account_id bigint not null,
  client_id text not null,
  scopes text[] not null,
  scope_version integer not null,
  given_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_because text,
  constraint sign_on_consent_pkey primary key (consent_id),
  constraint sign_on_consent_check check ((ended_at is null) = (ended_because is null)),
  constraint sign_on_consent_ended_because_check check (ended_because = any (array['revoked'::text, 'replaced'::text])),
  constraint sign_on_consent_issuer_client_id_fkey foreign key (issuer, client_id) references sign_on_client(issuer, client_id)
);
create unique index sign_on_consent_live on sign_on_consent using btree (issuer, account_id, client_id) where (ended_at is null);
create trigger trace_deleted after delete on sign_on_consent referencing old table as old_rows for each statement execute function write_traces_of_sign_on_consent();
create trigger trace_inserted after insert on sign_on_consent referencing new table as new_rows for each statement execute function write_traces_of_sign_on_consent();
create trigger trace_updated after update on sign_on_consent referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_sign_on_consent();

create table sign_on_key (
  issuer text not null,
  kid text not null,
  jwk_sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint sign_on_key_pkey primary key (issuer, kid),
  constraint sign_on_key_issuer_check check (issuer = any (array['programme'::text, 'kemnaker'::text]))
);

create table sign_on_model (
  issuer text not null,
  model text not null,
  id_hash bytea not null,
  uid_hash bytea,
  grant_hash bytea,
  holder_hash bytea,
  sealed bytea not null,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint sign_on_model_pkey primary key (issuer, model, id_hash)
) with (fillfactor=70);
create index sign_on_model_expires on sign_on_model using btree (expires_at);
create index sign_on_model_grant on sign_on_model using btree (grant_hash) where (grant_hash is not null);
create index sign_on_model_holder on sign_on_model using btree (holder_hash) where (holder_hash is not null);
create index sign_on_model_uid on sign_on_model using btree (issuer, model, uid_hash) where (uid_hash is not null);

create table single_use_link (
  token_hash bytea not null,
  realm text not null,
  purpose text not null,
  owner_id bigint,
  email text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  card_id bigint,
  constraint single_use_link_pkey primary key (token_hash),
  constraint single_use_link_check check (expires_at > created_at),
  constraint single_use_link_check1 check (owner_id is not null or email is not null),
  constraint single_use_link_check2 check (purpose <> 'new_email'::text or email is not null),
  constraint single_use_link_check3 check ((purpose = 'reply'::text) = (card_id is not null)),
  constraint single_use_link_email_check check (email = lower(email)),
  constraint single_use_link_purpose_check check (purpose = any (array['invitation'::text, 'new_password'::text, 'new_email'::text, 'reply'::text, 'stop_change'::text])),
  constraint single_use_link_realm_check check (realm <> ''::text),
  constraint single_use_link_token_hash_check check (length(token_hash) = 32)
);
create index single_use_link_email on single_use_link using btree (realm, email, created_at) where (owner_id is null);
create index single_use_link_expires on single_use_link using btree (expires_at);
create index single_use_link_owner on single_use_link using btree (realm, owner_id);

create table sms_part (
  reference text not null,
  card_id bigint,
  message_id bigint,
  state text,
  said text,
  state_at timestamp with time zone,
  written_at timestamp with time zone not null,
  constraint sms_part_pkey primary key (reference),
  constraint sms_part_state_check check (state = any (array['delivered'::text, 'undelivered'::text]))
);
create index sms_part_message on sms_part using btree (message_id) where (message_id is not null);
create index sms_part_written on sms_part using btree (written_at);

create table staff (
  staff_id bigint not null generated by default as identity,
  email text not null,
  name text not null,
  roles text[] not null,
  password_hash text,
  totp_sealed bytea not null,
  totp_confirmed_at timestamp with time zone,
  totp_used_step bigint,
  recovery_hashes bytea[] not null default '{}'::bytea[],
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  may_decide_from timestamp with time zone,
  constraint staff_pkey primary key (staff_id),
  constraint staff_email_key unique (email),
  constraint both_factors_or_none check ((password_hash is null) = (totp_confirmed_at is null)),
  constraint enrolled_rests check (totp_confirmed_at is null or may_decide_from is not null),
  constraint staff_email_check check (email = lower(email)),
  constraint staff_name_check check (name <> ''::text),
  constraint staff_roles_check check (cardinality(roles) > 0 and roles <@ array['operator'::text, 'supervisor'::text, 'curator'::text, 'finance'::text, 'support'::text, 'auditor'::text, 'admin'::text])
);
create trigger trace_deleted after delete on staff referencing old table as old_rows for each statement execute function write_traces_of_staff();
create trigger trace_inserted after insert on staff referencing new table as new_rows for each statement execute function write_traces_of_staff();
create trigger trace_updated after update on staff referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_staff();

create table staff_leave (
  leave_id integer not null generated always as identity,
  staff_id bigint not null,
  deputy_id bigint not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint staff_leave_pkey primary key (leave_id),
  constraint leave_lasts check (until_at > from_at),
  constraint somebody_else check (deputy_id <> staff_id),
  constraint staff_leave_deputy_id_fkey foreign key (deputy_id) references staff(staff_id),
  constraint staff_leave_staff_id_fkey foreign key (staff_id) references staff(staff_id)
);
create index staff_leave_deputy on staff_leave using btree (deputy_id) where (ended_at is null);
create unique index staff_leave_one on staff_leave using btree (staff_id) where (ended_at is null);
create trigger trace_deleted after delete on staff_leave referencing old table as old_rows for each statement execute function write_traces_of_staff_leave();
create trigger trace_inserted after insert on staff_leave referencing new table as new_rows for each statement execute function write_traces_of_staff_leave();
create trigger trace_updated after update on staff_leave referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_staff_leave();

create table staff_task (
  task_id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  started_by text not null,
  started_at timestamp with time zone not null,
  done integer not null default 0,
  total integer not null default 0,
  beat_at timestamp with time zone not null default clock_timestamp(),
  ended_at timestamp with time zone,
  ended_as text,
  report jsonb not null default '{}'::jsonb,
  terms jsonb not null default '{}'::jsonb,
  constraint staff_task_pkey primary key (task_id),
  constraint staff_task_check check ((ended_at is null) = (ended_as is null)),
  constraint staff_task_done_check check (done >= 0),
  constraint staff_task_ended_as_check check (ended_as = any (array['done'::text, 'refused'::text, 'broken'::text, 'interrupted'::text])),
  constraint staff_task_kind_check check (kind ~ '^[a-z_]{1,40}$'::text),
  constraint staff_task_total_check check (total >= 0)
);
create unique index staff_task_live on staff_task using btree (kind, subject) where (ended_at is null);
create index staff_task_newest on staff_task using btree (subject, task_id desc);

create table statement_line (
  statement_line_id bigint not null generated by default as identity,
  statement_id integer not null,
  line integer not null,
  amount bigint not null,
  booked_on date not null,
  end_to_end_id text,
  reference text not null,
  reason text,
  outcome text not null,
  payment_id bigint,
  decision text,
  decided_payment_id bigint,
  decided_because text,
  decided_by text,
  decided_at timestamp with time zone,
  constraint statement_line_pkey primary key (statement_line_id),
  constraint statement_line_statement_id_line_key unique (statement_id, line),
  constraint decided_whole check (num_nulls(decision, decided_because, decided_by, decided_at) = any (array[0, 4])),
  constraint matched_is_decided check ((outcome <> all (array['paid'::text, 'returned'::text])) or decision is null and payment_id is not null),
  constraint statement_line_amount_check check (amount <> 0),
  constraint statement_line_decision_check check (decision = any (array['funding'::text, 'fee'::text, 'pays'::text, 'gives_back'::text, 'paid_back'::text, 'party_owes'::text])),
  constraint statement_line_outcome_check check (outcome = any (array['paid'::text, 'returned'::text, 'unordered'::text, 'paid_twice'::text, 'amount_differs'::text, 'return_differs'::text, 'unknown_credit'::text])),
  constraint statement_line_decided_payment_id_fkey foreign key (decided_payment_id) references payment(payment_id),
  constraint statement_line_payment_id_fkey foreign key (payment_id) references payment(payment_id),
  constraint statement_line_statement_id_fkey foreign key (statement_id) references bank_statement(statement_id)
);
create index statement_line_pays on statement_line using btree (payment_id) where (payment_id is not null);
create index statement_line_waits on statement_line using btree (statement_line_id) where ((decision is null) and (outcome <> all (array['paid'::text, 'returned'::text])));
create trigger trace_deleted after delete on statement_line referencing old table as old_rows for each statement execute function write_traces_of_statement_line();
create trigger trace_inserted after insert on statement_line referencing new table as new_rows for each statement execute function write_traces_of_statement_line();
create trigger trace_updated after update on statement_line referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_statement_line();

create table storefront_account (
  account_id bigint not null generated by default as identity,
  storefront text not null,
  email text not null,
  name text not null,
  phone text,
  phone_verified_at timestamp with time zone,
  password_hash text,
  created_at timestamp with time zone not null,
  provider text,
  subject text,
  card_sealed bytea,
  constraint storefront_account_pkey primary key (account_id),
  constraint storefront_account_storefront_email_key unique (storefront, email),
  constraint own_or_elsewhere check ((password_hash is null) = (provider is not null)),
  constraint subject_of_provider check ((provider is null) = (subject is null))
);
create unique index storefront_account_phone on storefront_account using btree (storefront, phone) where (phone_verified_at is not null);
create unique index storefront_account_subject on storefront_account using btree (storefront, provider, subject) where (provider is not null);
create trigger trace_deleted after delete on storefront_account referencing old table as old_rows for each statement execute function write_traces_of_storefront_account();
create trigger trace_inserted after insert on storefront_account referencing new table as new_rows for each statement execute function write_traces_of_storefront_account();
create trigger trace_updated after update on storefront_account referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_storefront_account();

create table storefront_account_card (
  partner_id integer not null,
  user_platform_id text not null,
  card_id bigint not null,
  constraint storefront_account_card_pkey primary key (partner_id, user_platform_id),
  constraint storefront_account_card_user_platform_id_check check (length(user_platform_id) >= 1 and length(user_platform_id) <= 128)
);

create table storefront_order (
  order_no text not null,
  storefront text not null,
  session_hash bytea,
  account_id bigint,
  course_id integer not null,
  schedule_id integer not null,
  step text not null,
  answers jsonb not null default '{}'::jsonb,
  status text not null default 'draft'::text,
  price integer not null,
  discount integer not null default 0,
  created_at timestamp with time zone not null,
  placed_at timestamp with time zone,
  lapses_at timestamp with time zone,
  paid_at timestamp with time zone,
  card_id bigint,
  purchase_id bigint,
  promo_code text,
  constraint storefront_order_pkey primary key (order_no),
  constraint storefront_order_check check ((status = any (array['draft'::text, 'cancelled'::text])) or account_id is not null and placed_at is not null),
  constraint storefront_order_check1 check (status <> 'paid'::text or card_id is not null and purchase_id is not null and paid_at is not null),
  constraint storefront_order_status_check check (status = any (array['draft'::text, 'placed'::text, 'paid'::text, 'lapsed'::text, 'cancelled'::text])),
  constraint storefront_order_account_id_fkey foreign key (account_id) references storefront_account(account_id),
  constraint storefront_order_course_id_fkey foreign key (course_id) references course(course_id),
  constraint storefront_order_schedule_id_fkey foreign key (schedule_id) references schedule(schedule_id)
);
create index storefront_order_account on storefront_order using btree (account_id, created_at desc);
create index storefront_order_asked on storefront_order using btree (((answers ->> 'otpExpiresAt'::text))) where ((status = 'draft'::text) and ((answers ->> 'token'::text) is not null) and ((answers ->> 'settled'::text) is null));
create index storefront_order_lapses on storefront_order using btree (lapses_at) where (status = 'placed'::text);
create index storefront_order_purchase on storefront_order using btree (card_id, purchase_id) where (card_id is not null);
create index storefront_order_session on storefront_order using btree (session_hash) where (account_id is null);
create index storefront_order_unpaid on storefront_order using btree (storefront) where (status = any (array['draft'::text, 'placed'::text]));
create trigger trace_deleted after delete on storefront_order referencing old table as old_rows for each statement execute function write_traces_of_storefront_order();
create trigger trace_inserted after insert on storefront_order referencing new table as new_rows for each statement execute function write_traces_of_storefront_order();
create trigger trace_updated after update on storefront_order referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_storefront_order();

create table submission (
  card_id bigint not null,
  purchase_id bigint not null,
  submission_id bigint not null generated always as identity,
  kind text not null,
  scope text not null,
  sequence smallint not null,
  url_file text,
  notes text,
  status text not null default 'pending'::text,
  submitted_at timestamp with time zone not null,
  submitted_by text not null,
  decided_at timestamp with time zone,
  decided_by text,
  file_id bigint,
  decided_because text,
  constraint submission_pkey primary key (card_id, purchase_id, submission_id),
  constraint decided_whole check ((status = 'pending'::text) = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint file_or_notes check (
case kind
    when 'assignment'::text then num_nonnulls(url_file, file_id) = 1
    else notes is not null
end),
  constraint sequence_of_scope check (
case scope
    when 'uk'::text then sequence = 999
    else sequence >= 1 and sequence <= 998
end),
  constraint submission_kind_check check (kind = any (array['assignment'::text, 'feedback'::text])),
  constraint submission_scope_check check (scope = any (array['tpm'::text, 'uk'::text])),
  constraint submission_status_check check (status = any (array['pending'::text, 'accepted'::text, 'failed'::text]))
);
create index submission_by_id on submission using btree (submission_id);
create index submission_made on submission using brin (submitted_at);
create index submission_newest on submission using btree (card_id, purchase_id, scope, sequence, kind, submission_id desc);
create index submission_pending on submission using btree (submission_id) where (status = 'pending'::text);
create trigger trace_deleted after delete on submission referencing old table as old_rows for each statement execute function write_traces_of_submission();
create trigger trace_inserted after insert on submission referencing new table as new_rows for each statement execute function write_traces_of_submission();
create trigger trace_updated after update on submission referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_submission();

create table submission_file (
  card_id bigint not null,
  purchase_id bigint not null,
  file_id bigint not null generated always as identity,
  media_type text not null,
  content bytea not null,
  constraint submission_file_pkey primary key (card_id, purchase_id, file_id),
  constraint submission_file_content_check check (length(content) >= 1 and length(content) <= 5242880)
);

create table survey (
  survey_id integer not null generated by default as identity,
  number smallint not null,
  title jsonb not null,
  questions jsonb not null,
  defined_by text not null,
  defined_at timestamp with time zone not null,
  constraint survey_pkey primary key (survey_id),
  constraint survey_number_check check (number >= 1 and number <= 12),
  constraint survey_questions_check check (jsonb_array_length(questions) >= 1 and jsonb_array_length(questions) <= 10)
);
create index survey_of_number on survey using btree (number, survey_id desc);
create trigger trace_deleted after delete on survey referencing old table as old_rows for each statement execute function write_traces_of_survey();
create trigger trace_inserted after insert on survey referencing new table as new_rows for each statement execute function write_traces_of_survey();
create trigger trace_updated after update on survey referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_survey();

create table survey_answer (
  card_id bigint not null,
  number smallint not null,
  survey_id integer not null,
  answers jsonb not null,
  answered_at timestamp with time zone not null,
  constraint survey_answer_pkey primary key (card_id, number),
  constraint survey_answer_survey_id_fkey foreign key (survey_id) references survey(survey_id)
);
create index survey_answer_of on survey_answer using btree (survey_id, answered_at desc);
create trigger trace_deleted after delete on survey_answer referencing old table as old_rows for each statement execute function write_traces_of_survey_answer();
create trigger trace_inserted after insert on survey_answer referencing new table as new_rows for each statement execute function write_traces_of_survey_answer();
create trigger trace_updated after update on survey_answer referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_survey_answer();

create table suspended_item (
  suspension_id integer not null,
  item integer not null,
  card_id bigint,
  purchase_id bigint,
  order_no text,
  account_id bigint,
  used boolean,
  outcome text,
  settled_at timestamp with time zone,
  constraint suspended_item_pkey primary key (suspension_id, item),
  constraint item_is_one check (num_nonnulls(purchase_id, order_no, account_id) = 1 and (card_id is null) = (purchase_id is null)),
  constraint item_settled_whole check ((outcome is null) = (settled_at is null)),
  constraint suspended_item_outcome_check check (outcome = any (array['returned'::text, 'goes_on'::text, 'ended'::text, 'told'::text, 'over_before'::text])),
  constraint suspended_item_suspension_id_fkey foreign key (suspension_id) references suspension(suspension_id)
);
create index suspended_item_purchase on suspended_item using btree (card_id, purchase_id) where (purchase_id is not null);
create index suspended_item_waits on suspended_item using btree (suspension_id, item) where (settled_at is null);

create table suspension (
  suspension_id integer not null generated by default as identity,
  party_kind text not null,
  party_id integer not null,
  because text not null,
  begun text not null,
  began_at timestamp with time zone not null,
  begun_by text not null,
  hold_id bigint not null,
  approval_id bigint not null,
  settled_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  ended_because text,
  end_approval_id bigint,
  act text generated always as (('suspend_'::text || party_kind)) stored,
  subject text generated always as (((
case party_kind
    when 'storefront'::text then 'partner'::text
    else party_kind
end || ':'::text) || party_id)) stored,
  end_act text generated always as ('end_suspension'::text) stored,
  end_subject text generated always as (('suspension:'::text || suspension_id)) stored,
  performed boolean generated always as (true) stored,
  constraint suspension_pkey primary key (suspension_id),
  constraint suspension_approval_id_key unique (approval_id),
  constraint suspension_end_approval_id_key unique (end_approval_id),
  constraint ended_whole check (num_nulls(ended_at, ended_by, ended_because, end_approval_id) = any (array[0, 4])),
  constraint suspension_because_check check (length(because) >= 1 and length(because) <= 300),
  constraint suspension_begun_check check (begun = any (array['by_place'::text, 'go_on'::text, 'cancelled'::text])),
  constraint suspension_ended_because_check check (length(ended_because) >= 1 and length(ended_because) <= 300),
  constraint suspension_party_kind_check check (party_kind = any (array['institution'::text, 'storefront'::text])),
  constraint suspension_approval_id_act_subject_performed_fkey foreign key (approval_id, act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint suspension_end_approval_id_end_act_end_subject_performed_fkey foreign key (end_approval_id, end_act, end_subject, performed) references approval(approval_id, act, subject, performed),
  constraint suspension_hold_id_fkey foreign key (hold_id) references hold(hold_id)
);
create unique index suspension_in_force on suspension using btree (party_kind, party_id) where (ended_at is null);
create index suspension_settling on suspension using btree (suspension_id) where (settled_at is null);
create trigger trace_deleted after delete on suspension referencing old table as old_rows for each statement execute function write_traces_of_suspension();
create trigger trace_inserted after insert on suspension referencing new table as new_rows for each statement execute function write_traces_of_suspension();
create trigger trace_updated after update on suspension referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_suspension();

create table tally (
  subject text collate "C" not null,
  slot timestamp with time zone not null,
  count bigint not null,
  constraint tally_pkey primary key (subject, slot)
);
create index tally_slot on tally using btree (slot);

create table test_answer (
  account_id bigint not null,
  item smallint not null,
  choice smallint not null,
  saved_at timestamp with time zone not null,
  constraint test_answer_pkey primary key (account_id, item),
  constraint test_answer_choice_check check (choice >= 0 and choice <= 3),
  constraint test_answer_item_check check (item >= 1 and item <= 18),
  constraint test_answer_account_id_fkey foreign key (account_id) references test_attempt(account_id)
);

create table test_attempt (
  account_id bigint not null,
  began_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  scores jsonb,
  constraint test_attempt_pkey primary key (account_id),
  constraint test_attempt_check check (ends_at > began_at),
  constraint test_attempt_check1 check (finished_at <= ends_at),
  constraint test_attempt_account_id_fkey foreign key (account_id) references portal_account(account_id)
);

create table title_word (
  word text not null,
  used integer not null,
  constraint title_word_pkey primary key (word)
);
create index title_word_alike on title_word using gist (word gist_trgm_ops);

create table trace (
  trace_id bigint not null generated always as identity,
  tx bigint not null default (((pg_current_xact_id())::text)::bigint + journal_tx_offset()),
  relation text not null,
  keys text[] not null,
  before bytea[],
  after bytea[],
  anew boolean not null default false,
  written_at timestamp with time zone not null default clock_timestamp(),
  written_by text not null default SESSION_USER,
  constraint trace_pkey primary key (trace_id)
);
create index trace_relation on trace using btree (relation, trace_id);
create index trace_tx on trace using btree (tx);
revoke insert, update, delete, truncate on trace from current_user;
grant insert (relation, keys, before, after, anew) on trace to current_user;

create table trace_salt (
  one boolean not null default true,
  salt bytea not null,
  constraint trace_salt_pkey primary key (one),
  constraint trace_salt_one_check check (one),
  constraint trace_salt_salt_check check (length(salt) = 32)
);
revoke insert, update, delete, truncate on trace_salt from current_user;

create table traced_table (
  relation text not null,
  columns text[] not null,
  constraint traced_table_pkey primary key (relation)
);

create table wave (
  wave_id integer not null generated by default as identity,
  year integer not null,
  number integer not null,
  quota integer not null,
  status text not null default 'planned'::text,
  notified_at timestamp with time zone,
  kind text not null default 'regular'::text,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  drawn_at timestamp with time zone,
  announced_at timestamp with time zone,
  open_approval_id bigint,
  open_act text not null generated always as ('open_wave'::text) stored,
  open_subject text not null generated always as (('wave:'::text || wave_id)) stored,
  open_performed boolean not null generated always as (true) stored,
  by_one boolean not null default false,
  grant_approval_id bigint,
  grant_act text not null generated always as ('grant_cards'::text) stored,
  plan_approval_id bigint,
  plan_act text not null generated always as ('plan_extra_wave'::text) stored,
  plan_subject text not null generated always as (('year:'::text || year)) stored,
  cancelled_at timestamp with time zone,
  cancelled_because text,
  cancel_approval_id bigint,
  cancel_act text not null generated always as ('cancel_wave'::text) stored,
  constraint wave_pkey primary key (wave_id),
  constraint wave_year_number_key unique (year, number),
  constraint cancel_is_approved check (status <> 'cancelled'::text or opened_at is null or cancel_approval_id is not null),
  constraint cancelled_whole check ((status = 'cancelled'::text) = (cancelled_at is not null) and (cancelled_at is null) = (cancelled_because is null)),
  constraint extra_is_approved check (kind <> 'extra'::text or plan_approval_id is not null or by_one),
  constraint grant_is_approved check (status <> 'notified'::text or grant_approval_id is not null or by_one),
  constraint open_is_approved check ((status <> all (array['open'::text, 'closed'::text, 'announced'::text])) or open_approval_id is not null),
  constraint wave_kind_check check (kind = any (array['regular'::text, 'extra'::text])),
  constraint wave_number_check check (number > 0),
  constraint wave_quota_check check (quota > 0),
  constraint wave_status_check check (status = any (array['planned'::text, 'open'::text, 'closed'::text, 'drawn'::text, 'announced'::text, 'notified'::text, 'cancelled'::text])),
  constraint cancelled_by_two foreign key (cancel_approval_id, cancel_act, open_subject, open_performed) references approval(approval_id, act, subject, performed),
  constraint granted_by_two foreign key (grant_approval_id, grant_act, open_subject, open_performed) references approval(approval_id, act, subject, performed),
  constraint opened_by_two foreign key (open_approval_id, open_act, open_subject, open_performed) references approval(approval_id, act, subject, performed),
  constraint planned_by_two foreign key (plan_approval_id, plan_act, plan_subject, open_performed) references approval(approval_id, act, subject, performed),
  constraint wave_year_fkey foreign key (year) references programme_year(year)
);
create trigger trace_deleted after delete on wave referencing old table as old_rows for each statement execute function write_traces_of_wave();
create trigger trace_inserted after insert on wave referencing new table as new_rows for each statement execute function write_traces_of_wave();
create trigger trace_updated after update on wave referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wave();

create table wave_application (
  wave_id integer not null,
  person_id bigint not null,
  ref bytea not null,
  priority_group smallint not null,
  province text not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  left_because text,
  constraint wave_application_pkey primary key (person_id, wave_id),
  constraint wave_application_wave_id_ref_priority_group_province_left_a_key unique (wave_id, ref) include (priority_group, province, left_at),
  constraint wave_application_check check ((left_at is null) = (left_because is null)),
  constraint wave_application_left_because_check check (left_because = any (array['left'::text, 'barred'::text, 'earlier_recipient'::text, 'family_card_full'::text])),
  constraint wave_application_priority_group_check check (priority_group >= 1 and priority_group <= 9),
  constraint wave_application_province_check check (province ~ '^[0-9]{2}$'::text),
  constraint wave_application_ref_check check (length(ref) = 16),
  constraint wave_application_person_id_fkey foreign key (person_id) references person(person_id),
  constraint wave_application_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create trigger trace_deleted after delete on wave_application referencing old table as old_rows for each statement execute function write_traces_of_wave_application();
create trigger trace_inserted after insert on wave_application referencing new table as new_rows for each statement execute function write_traces_of_wave_application();
create trigger trace_updated after update on wave_application referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wave_application();

create table wave_extension (
  extension_id bigint not null generated always as identity,
  wave_id integer not null,
  first_purchase_before timestamp with time zone not null,
  decided_at timestamp with time zone not null,
  approval_id bigint not null,
  carried_out_at timestamp with time zone,
  act text not null generated always as ('extend_deadline'::text) stored,
  subject text not null generated always as (('wave:'::text || wave_id)) stored,
  performed boolean not null generated always as (true) stored,
  constraint wave_extension_pkey primary key (extension_id),
  constraint extended_by_two foreign key (approval_id, act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint wave_extension_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create unique index wave_extension_open on wave_extension using btree (wave_id) where (carried_out_at is null);
create trigger trace_deleted after delete on wave_extension referencing old table as old_rows for each statement execute function write_traces_of_wave_extension();
create trigger trace_inserted after insert on wave_extension referencing new table as new_rows for each statement execute function write_traces_of_wave_extension();
create trigger trace_updated after update on wave_extension referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wave_extension();

create table wave_hold (
  hold_id bigint not null generated always as identity,
  wave_id integer not null,
  because text not null,
  held_at timestamp with time zone not null,
  due integer,
  recipients integer,
  hold_approval_id bigint,
  released_at timestamp with time zone,
  release_approval_id bigint,
  hold_act text not null generated always as ('hold_sweep'::text) stored,
  release_act text not null generated always as ('release_sweep'::text) stored,
  subject text not null generated always as (('wave:'::text || wave_id)) stored,
  performed boolean not null generated always as (true) stored,
  constraint wave_hold_pkey primary key (hold_id),
  constraint stopped_or_held check ((because = 'by_people'::text) = (hold_approval_id is not null) and (because = 'too_many_due'::text) = (due is not null and recipients is not null)),
  constraint wave_hold_because_check check (because = any (array['too_many_due'::text, 'by_people'::text])),
  constraint wave_hold_check check ((released_at is null) = (release_approval_id is null)),
  constraint wave_hold_due_check check (due > 0),
  constraint held_by_two foreign key (hold_approval_id, hold_act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint released_by_two foreign key (release_approval_id, release_act, subject, performed) references approval(approval_id, act, subject, performed),
  constraint wave_hold_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create unique index wave_hold_live on wave_hold using btree (wave_id) where (released_at is null);
create index wave_hold_wave on wave_hold using btree (wave_id, released_at);
create trigger trace_deleted after delete on wave_hold referencing old table as old_rows for each statement execute function write_traces_of_wave_hold();
create trigger trace_inserted after insert on wave_hold referencing new table as new_rows for each statement execute function write_traces_of_wave_hold();
create trigger trace_updated after update on wave_hold referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wave_hold();

create table wave_seat_source (
  wave_id integer not null,
  from_wave_id integer not null,
  seats integer not null,
  constraint wave_seat_source_pkey primary key (wave_id, from_wave_id),
  constraint wave_seat_source_check check (wave_id <> from_wave_id),
  constraint wave_seat_source_seats_check check (seats > 0),
  constraint wave_seat_source_from_wave_id_fkey foreign key (from_wave_id) references wave(wave_id),
  constraint wave_seat_source_wave_id_fkey foreign key (wave_id) references wave(wave_id)
);
create index wave_seat_source_from on wave_seat_source using btree (from_wave_id);
create trigger trace_deleted after delete on wave_seat_source referencing old table as old_rows for each statement execute function write_traces_of_wave_seat_source();
create trigger trace_inserted after insert on wave_seat_source referencing new table as new_rows for each statement execute function write_traces_of_wave_seat_source();
create trigger trace_updated after update on wave_seat_source referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wave_seat_source();

create table web_session (
  token_hash bytea not null,
  site text not null,
  account_id bigint,
  person_id bigint,
  csrf text not null,
  state jsonb not null default '{}'::jsonb,
  device text not null default ''::text,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint web_session_pkey primary key (token_hash)
);
create index web_session_account on web_session using btree (account_id) where (account_id is not null);
create index web_session_person on web_session using btree (person_id) where (person_id is not null);
create index web_session_seen on web_session using btree (seen_at);

create table wording (
  wording_id bigint not null generated always as identity,
  template text not null,
  channel text not null,
  language text not null,
  subject text,
  body text,
  because text not null,
  written_by text not null,
  written_at timestamp with time zone not null,
  approval_id bigint,
  in_force_at timestamp with time zone,
  constraint wording_pkey primary key (wording_id),
  constraint two_people_want_it check (in_force_at is null or body is null or approval_id is not null),
  constraint wording_because_check check (char_length(because) >= 3 and char_length(because) <= 500),
  constraint wording_body_check check (char_length(body) >= 1 and char_length(body) <= 10000),
  constraint wording_channel_check check (channel = any (array['sms'::text, 'email'::text])),
  constraint wording_language_check check (language = any (array['id'::text, 'en'::text])),
  constraint wording_subject_check check (char_length(subject) >= 1 and char_length(subject) <= 200),
  constraint wording_approval_id_fkey foreign key (approval_id) references approval(approval_id)
);
create index wording_in_force on wording using btree (template, channel, language, in_force_at desc, wording_id desc) where (in_force_at is not null);
create index wording_of on wording using btree (template, channel, language, wording_id desc);
create trigger trace_deleted after delete on wording referencing old table as old_rows for each statement execute function write_traces_of_wording();
create trigger trace_inserted after insert on wording referencing new table as new_rows for each statement execute function write_traces_of_wording();
create trigger trace_updated after update on wording referencing old table as old_rows new table as new_rows for each statement execute function write_traces_of_wording();

create view earning as
 select purchase.card_id,
    purchase.purchase_id,
    purchase.partner_id,
    course.institution_id,
    split.price,
    split.commission,
    split.first - split.first_commission as first_part,
    split.first_commission,
    split.price - split.first - (split.commission - split.first_commission) as rest_part,
    split.commission - split.first_commission as rest_commission,
    purchase.status = 'paid'::text and purchase.redeemed_at is not null and (purchase.finished_at is not null or coalesce(purchase.first_use <> all (array['marked'::text, 'submitted'::text, 'graded'::text]), true)) as first_due,
    purchase.status = 'paid'::text and purchase.redeemed_at is not null and purchase.finished_at is not null as rest_due
   from purchase
     join course using (course_id)
     join card using (card_id)
     left join ( select programme_year.year,
            (programme_year.rules #>> '{settlement,redeemPercent}'::text[])::integer as redeem_percent,
            (programme_year.rules ->> 'maxCommissionPercent'::text)::integer as max_commission_percent
           from programme_year
         offset 0) ruled using (year)
     left join lateral ( select contract.commission_bp
           from contract
          where contract.partner_id = purchase.partner_id and contract.holds_from <= purchase.paid_at and (contract.institution_id is null or contract.institution_id = course.institution_id)
          order by (contract.institution_id is null), contract.holds_from desc, contract.contract_id desc
         limit 1) agreed on true
     cross join lateral ( select purchase.amount + purchase.discount as price,
            coalesce(ruled.redeem_percent, 30) as redeem_percent,
            least(coalesce(agreed.commission_bp::integer, 0), coalesce(ruled.max_commission_percent, 15) * 100) as bp) year
     cross join lateral ( select year.price,
            (year.price::bigint * year.bp / 10000)::integer as commission,
            (year.price::bigint * year.redeem_percent / 100)::integer as first,
            (year.price::bigint * year.bp / 10000 * year.redeem_percent / 100)::integer as first_commission) split
  where purchase.paid_at is not null;

create view ineligible_application as
 select wave_application.wave_id,
    wave_application.person_id,
    wave_application.ref,
    'barred'::text as because
   from wave_application
     join bar using (person_id)
  where wave_application.left_at is null
union all
 select application.wave_id,
    application.person_id,
    application.ref,
    'earlier_recipient'::text as because
   from wave_application application
     join recipient using (person_id)
  where application.left_at is null and not (exists ( select
           from bar
          where bar.person_id = application.person_id))
union all
 select ranked.wave_id,
    ranked.person_id,
    ranked.ref,
    'family_card_full'::text as because
   from ( select application.wave_id,
            application.person_id,
            application.ref,
            family.chosen,
            (year.rules ->> 'maxPerFamilyCard'::text)::integer as most,
            row_number() over (partition by application.wave_id, person.kk_hash order by application.ref) as place
           from ( select person_1.kk_hash,
                    count(*) as chosen
                   from recipient
                     join person person_1 using (person_id)
                  group by person_1.kk_hash) family
             join person using (kk_hash)
             join wave_application application using (person_id)
             join wave using (wave_id)
             join programme_year year using (year)
          where application.left_at is null and not (exists ( select
                   from bar
                  where bar.person_id = person.person_id)) and not (exists ( select
                   from recipient
                  where recipient.person_id = person.person_id))) ranked
  where (ranked.chosen + ranked.place) > ranked.most;

create view ledger_line as
 select entry.card_id,
    entry.purchase_id,
    entry.kind,
    entry.serial,
    entry.debit as account,
        case entry.debit
            when 'card'::text then entry.card_id
            when 'clearing'::text then entry.purchase_id
            else entry.party_id
        end as party_id,
    - entry.amount::bigint as amount,
    entry.at
   from entry
union all
 select entry.card_id,
    entry.purchase_id,
    entry.kind,
    entry.serial,
    entry.credit as account,
        case entry.credit
            when 'card'::text then entry.card_id
            when 'clearing'::text then entry.purchase_id
            else entry.party_id
        end as party_id,
    entry.amount::bigint as amount,
    entry.at
   from entry
union all
 select null::bigint as card_id,
    null::bigint as purchase_id,
    payment_entry.kind,
    null::smallint as serial,
    side.account,
        case side.account
            when 'in_transit'::text then payment_entry.payment_id
            when 'suspense'::text then payment_entry.statement_line_id
            when 'bank'::text then payment_entry.bank_account_id::bigint
            else payment_entry.party_id
        end as party_id,
    side.moved as amount,
    payment_entry.at
   from payment_entry
     cross join lateral ( values (payment_entry.debit,- payment_entry.amount), (payment_entry.credit,payment_entry.amount)) side(account, moved);

create view payable_entry as
 select card_id,
    purchase_id,
    kind,
    serial,
    credit as account,
    substr(credit, 9) as party_kind,
    party_id,
    amount,
    at
   from entry
  where starts_with(credit, 'payable_'::text) and not (exists ( select
           from entry back
          where back.card_id = entry.card_id and back.purchase_id = entry.purchase_id and back.kind = entry.kind and back.serial = (entry.serial +
                case
                    when entry.kind = any (array['incentive'::text, 'survey'::text]) then 100
                    else 1
                end) and back.debit = entry.credit and starts_with(back.debit, 'payable_'::text)));

create view payment_sum as
 select payment_id,
    count(*)::integer as items,
    sum(amount) as amount,
    encode(sha256(convert_to(string_agg(concat_ws('/'::text, card_id, purchase_id, kind, serial, amount), ','::text order by card_id, purchase_id, kind, serial), 'UTF8'::name)), 'hex'::text) as digest
   from payment_item
  where removed_in is null
  group by payment_id;

create view recorded_use as
 select attendance.card_id,
    attendance.purchase_id,
    attendance.attended_at as used_at,
    'attendance'::text as record
   from attendance
union all
 select lesson_progress.card_id,
    lesson_progress.purchase_id,
    lesson_progress.finished_at as used_at,
    'lesson_progress'::text as record
   from lesson_progress
union all
 select quiz_attempt.card_id,
    quiz_attempt.purchase_id,
    quiz_attempt.started_at as used_at,
    'quiz_attempt'::text as record
   from quiz_attempt
union all
 select submission.card_id,
    submission.purchase_id,
    submission.submitted_at as used_at,
    'submission'::text as record
   from submission
union all
 select grade.card_id,
    grade.purchase_id,
    grade.first_graded_at as used_at,
    'grade'::text as record
   from grade
union all
 select completion_report.card_id,
    completion_report.purchase_id,
    completion_report.reported_at as used_at,
    'completion_report'::text as record
   from completion_report
union all
 select certificate.card_id,
    certificate.purchase_id,
    certificate.issued_at as used_at,
    'certificate'::text as record
   from certificate
  where certificate.revoked_at is null
union all
 select purchase.card_id,
    purchase.purchase_id,
    purchase.finished_at as used_at,
    'purchase'::text as record
   from purchase
  where purchase.finished_at is not null;

create view usable_account as
 select account_id,
    party_kind,
    party_id,
    kind,
    provider,
    number_sealed,
    number_mark,
    number_tail,
    verified_name,
    usable_from,
    least(ended_at, lead(usable_from) over (partition by party_kind, party_id order by usable_from, account_id)) as usable_until,
    (exists ( select
           from payout_account other
          where other.number_mark = own.number_mark and other.verified_at is not null and other.ended_at is null and (other.party_kind <> own.party_kind or other.party_id <> own.party_id))) as shared
   from payout_account own
  where usable_from is not null and (ended_at is null or ended_at > usable_from);

CREATE OR REPLACE FUNCTION public.common_name_words()
 RETURNS TABLE(word text, part real)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select common.word, common.part
  from pg_stats
  cross join rows from (unnest(most_common_elems::text::text[]), unnest(most_common_elem_freqs)) as common (word, part)
  where schemaname = 'public' and tablename = 'person_words' and common.word is not null
$function$
;

CREATE OR REPLACE FUNCTION public.course_lacks(description text, about jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN array_remove(ARRAY[CASE WHEN (btrim(description, ' 
	'::text) = ''::text) THEN 'description'::text ELSE NULL::text END, CASE WHEN (NOT (about ? 'outcomes'::text)) THEN 'outcomes'::text ELSE NULL::text END, CASE WHEN (NOT (about ? 'syllabus'::text)) THEN 'syllabus'::text ELSE NULL::text END], NULL::text)
;

CREATE OR REPLACE FUNCTION public.course_was_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  renamed int[] := array(
    select course_id from made join former using (course_id)
    where (made.title, made.description, made.institution_id) is distinct from (former.title, former.description, former.institution_id));
  moved int[] := array(
    select course_id from made join former using (course_id)
    where (made.title, made.status, made.price, made.category_id, made.institution_id, made.learning_method)
      is distinct from (former.title, former.status, former.price, former.category_id, former.institution_id, former.learning_method));
begin
  if cardinality(renamed) > 0 then perform note_words(renamed); end if;
  if cardinality(moved) > 0 then perform put_on_shelves(moved); end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.course_was_made()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  courses int[] := array(select course_id from made);
begin
  perform note_words(courses);
  perform put_on_shelves(courses);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.erase_from_append_only(erased bigint)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  gone constant text := '(terhapus)';
  cards bigint[] := array(select card_id from recipient where person_id = erased and card_id is not null);
begin
  if not exists (
    select from approval where act = 'erase_person' and subject = 'person:' || erased and performed_at is not null
  ) or not exists (select from person where person_id = erased and erased_at is not null) then
    raise exception 'no two people have had person % erased', erased;
  end if;
  update certificate set holder_name = gone where card_id = any (cards);
  update contact_change set was = '', became = gone,
    settled_because = case when settled_because is not null then gone end
  where person_id = erased;
  update payout_account set number_sealed = '', number_tail = '0000', holder_name = gone,
    verified_name = case when verified_name is not null then gone end,
    ended_reason = case when ended_reason is not null then gone end
  where person_id = erased;
  update case_note set text = gone
  where kind in ('appeal', 'data_request', 'complaint')
      and subject in (select reference from appeal where person_id = erased)
    or kind = 'recovery' and subject in (select contact_change_id::text from contact_change where person_id = erased)
    or kind = 'completion' and subject in (select report_id::text from completion_report where card_id = any (cards))
    or kind = 'assignment' and subject in (select submission_id::text from submission where card_id = any (cards));
  -- a number that is given to nobody: those that are start with another digit
  insert into card_number (number, card_id) select lpad(card_id::text, 16, '0'), card_id from unnest(cards) as own (card_id);
  delete from card_number where card_id = any (cards) and number <> lpad(card_id::text, 16, '0');
end $function$
;

CREATE OR REPLACE FUNCTION public.folded_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select btrim(regexp_replace(
    translate(
      regexp_replace(
        lower(public.unaccent('public.unaccent'::regdictionary, regexp_replace(
          normalize(name, nfkc),
          -- what nobody sees
          '[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'
        ))),
        -- accents that no letter has taken up
        '[\u0300-\u036f]', '', 'g'
      ),
      '''’‘ʼʹʻ`´′', ''
    ),
    '\s+', ' ', 'g'
  ))
$function$
;

CREATE OR REPLACE FUNCTION public.found_by(said text, weight "char")
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select setweight(
    to_tsvector('indonesian', public.plain_text(said)) || to_tsvector('simple', public.plain_text(said)), weight)
$function$
;

CREATE OR REPLACE FUNCTION public.institution_was_renamed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform note_words(array(select course_id from course where institution_id = new.institution_id));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.journal_instant(at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN to_char((at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text)
;

CREATE OR REPLACE FUNCTION public.journal_line(entry journal)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (array_to_json(ARRAY['row'::text, ((entry).tx)::text, ((entry).journal_id)::text, ((entry).card_id)::text, journal_instant((entry).at), (entry).actor, (entry).act, (entry).subject, (entry).reason, (entry).request_id, ((entry).facts)::text]))::text
;

CREATE OR REPLACE FUNCTION public.journal_seal_line(seal bigint, rows bigint, sealed_at timestamp with time zone, previous bytea)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (array_to_json(ARRAY['seal'::text, (seal)::text, (rows)::text, journal_instant(sealed_at), encode(previous, 'hex'::text)]))::text
;

CREATE OR REPLACE FUNCTION public.journal_tx_offset()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (0)::bigint
;

CREATE OR REPLACE FUNCTION public.name_words(name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select array_remove(regexp_split_to_array(public.folded_name(name), '[\s.,;:/\\()\[\]"&|!*<>_-]+'), '')
$function$
;

CREATE OR REPLACE FUNCTION public.note_words(courses integer[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into course_words as w (course_id, title, words)
  select course_id, found_by(c.title, 'A'), found_by(c.title, 'A') || found_by(i.name, 'B') || setweight(to_tsvector('indonesian', plain_text(c.description)), 'C')
  from course c join institution i using (institution_id)
  where course_id = any (courses)
  order by course_id
  on conflict (course_id) do update set title = excluded.title, words = excluded.words
  where w.words is distinct from excluded.words;
  insert into title_word as t (word, used)
  select word, count(*)::int
  from course c, regexp_split_to_table(c.plain_title, '[^[:alnum:]]+') word
  where course_id = any (courses) and length(word) between 3 and 40 and word ~ '[^0-9]'
  group by word
  order by word
  on conflict (word) do update set used = t.used + excluded.used;
end $function$
;

CREATE OR REPLACE FUNCTION public.offer_was_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform put_on_shelves(array(select distinct course_id from changed));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.plain_text(words text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$ select lower(public.unaccent('public.unaccent'::regdictionary, words)) $function$
;

CREATE OR REPLACE FUNCTION public.purchase_says(card bigint, purchase bigint, told_at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT (((array_to_json(ARRAY['purchase'::text, (bought.purchase_id)::text, (bought.card_id)::text, partner.client_code, (course.institution_id)::text, course.course_code, schedule.schedule_code, COALESCE(bought.invoice_code, ''::text), (bought.amount)::text, (bought.discount)::text, COALESCE(journal_instant(bought.paid_at), ''::text), CASE WHEN (bought.redeemed_at <= purchase_says.told_at) THEN journal_instant(bought.redeemed_at) ELSE ''::text END, CASE WHEN (bought.redeemed_at <= purchase_says.told_at) THEN COALESCE(bought.first_use, ''::text) ELSE ''::text END, CASE WHEN (bought.finished_at <= purchase_says.told_at) THEN journal_instant(bought.finished_at) ELSE ''::text END, CASE WHEN (bought.finished_at <= purchase_says.told_at) THEN COALESCE(bought.finished_as, ''::text) ELSE ''::text END, CASE WHEN (bought.cancelled_at <= purchase_says.told_at) THEN journal_instant(bought.cancelled_at) ELSE ''::text END]))::text || '
'::text) || COALESCE((SELECT string_agg(((array_to_json(ARRAY['entry'::text, entry.kind, (entry.serial)::text, entry.debit, entry.credit, COALESCE((entry.party_id)::text, ''::text), (entry.amount)::text, journal_instant(entry.at)]))::text || '
'::text), ''::text ORDER BY (entry.kind COLLATE "C"), entry.serial) AS string_agg FROM entry WHERE ((entry.card_id = purchase_says.card) AND (entry.purchase_id = purchase_says.purchase) AND (entry.at <= purchase_says.told_at) AND (entry.kind = ANY (ARRAY['purchase'::text, 'promo'::text, 'return'::text, 'promo_return'::text, 'first_part'::text, 'rest_part'::text, 'first_commission'::text, 'rest_commission'::text])))), ''::text)) FROM (((purchase bought JOIN partner USING (partner_id)) JOIN course USING (course_id)) JOIN schedule USING (schedule_id)) WHERE ((bought.card_id = purchase_says.card) AND (bought.purchase_id = purchase_says.purchase)))
;

CREATE OR REPLACE FUNCTION public.put_on_shelves(courses integer[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  delete from shelf where course_id = any (courses) and not exists (
    select from course c join partner p on p.partner_id = shelf.partner_id
    where c.course_id = shelf.course_id and c.status = 'listed' and p.storefront is not null
      and (c.price is null or exists (select from offer o where o.partner_id = p.partner_id and o.course_id = c.course_id))
  );
  insert into shelf as s (
    partner_id, course_id, category_id, institution_id, learning_method, price, title, created_at, stars, reviews
  )
  select p.partner_id, c.course_id, c.category_id, c.institution_id, c.learning_method, coalesce(c.price, 0), c.plain_title,
    c.created_at, coalesce(r.stars, 0), coalesce(r.reviews, 0)
  from course c
  join partner p on p.storefront is not null
    and (c.price is null or exists (select from offer o where o.partner_id = p.partner_id and o.course_id = c.course_id))
  left join (
    select course_id, sum(stars)::int as stars, count(*)::int as reviews from review
    where course_id = any (courses) and hidden_at is null
    group by course_id
  ) r using (course_id)
  where c.course_id = any (courses) and c.status = 'listed'
  order by p.partner_id, c.course_id
  on conflict (partner_id, course_id) do update set
    category_id = excluded.category_id, institution_id = excluded.institution_id, learning_method = excluded.learning_method,
    price = excluded.price, title = excluded.title, created_at = excluded.created_at
  where (s.category_id, s.institution_id, s.learning_method, s.price, s.title)
    is distinct from (excluded.category_id, excluded.institution_id, excluded.learning_method, excluded.price, excluded.title);
end $function$
;

CREATE OR REPLACE FUNCTION public.rest_with_institution()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from institution where institution_id = new.institution_id for key share;
  if exists (
    select from suspension where party_kind = 'institution' and party_id = new.institution_id and ended_at is null
  ) then
    new.status := 'suspended';
  end if;
  return new;
end
$function$
;

CREATE OR REPLACE FUNCTION public.review_was_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from shelf where course_id = new.course_id order by partner_id for update;
  update shelf set stars = counted.stars, reviews = counted.reviews
  from (
    select coalesce(sum(review.stars), 0)::int as stars, count(*)::int as reviews from review
    where course_id = new.course_id and hidden_at is null
  ) counted
  where course_id = new.course_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.storefront_was_named()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform put_on_shelves(array(
    select course_id from course where status = 'listed' and price is null
    union select course_id from offer where partner_id = new.partner_id));
  return null;
end $function$
;

CREATE OR REPLACE PROCEDURE public.trace_anew(IN wanted text)
 LANGUAGE plpgsql
AS $procedure$
declare
  found_rows bigint;
begin
  execute format(
    'insert into trace (relation, keys, after, anew)
    select %1$L, array_agg(key), array_agg(after), true
    from (
      select key, after, (row_number() over () - 1) / 200 as piece
      from (select trace_key(kept) as key, trace_of(kept, salt) as after from %1$I kept, trace_salt) kept
      where after is not null
    ) told
    group by piece',
    wanted
  );
  get diagnostics found_rows = row_count;
  if found_rows > 0 then
    insert into journal (at, actor, act, subject, request_id)
    values (clock_timestamp(), 'system:migration', 'traced_anew', 'table:' || wanted, 'migration');
  end if;
end $procedure$
;

CREATE OR REPLACE FUNCTION public.trace_hash(written trace)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET bytea_output TO 'hex'
RETURN sha256(convert_to((ROW((written).trace_id, (written).tx, (written).relation, (written).keys, (written).before, (written).after, (written).anew, journal_instant((written).written_at), (written).written_by))::text, 'UTF8'::name))
;

CREATE OR REPLACE FUNCTION public.trace_mark(kept text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE(int2send(((hashtext(kept) & 32767))::smallint), '\xffff'::bytea)
;

CREATE OR REPLACE PROCEDURE public.trace_table(IN wanted text, IN passed_over text[] DEFAULT '{}'::text[], IN told_when text DEFAULT 'true'::text, IN one_by_one boolean DEFAULT false, IN whole boolean DEFAULT false, IN anew boolean DEFAULT true)
 LANGUAGE plpgsql
AS $procedure$
declare
  wanted_columns text[] := array(
    select attname from pg_attribute
    where attrelid = wanted::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      and attname <> all (passed_over)
    order by attnum
  );
  key text := (
    select string_agg(
      format(case when atttypid = 'bytea'::regtype then 'encode(kept.%I, ''hex'')' else 'kept.%I::text' end, attname),
      ' || ''/'' || ' order by place
    )
    from pg_index, unnest(indkey::int2[]) with ordinality as part (attnum, place)
    join pg_attribute using (attnum)
    where indrelid = wanted::regclass and indisprimary and attrelid = indrelid
  );
  -- as no setting of a session changes it
  words text[] := array(
    select format(
      case atttypid
        when 'timestamptz'::regtype then 'extract(epoch from kept.%I)'
        when 'date'::regtype then '(kept.%I - date ''2000-01-01'')'
        when 'bytea'::regtype then 'encode(kept.%I, ''hex'')'
        else 'kept.%I'
      end, attname
    )
    from unnest(wanted_columns) with ordinality as wanted_column (attname, place)
    join pg_attribute using (attname)
    where attrelid = wanted::regclass
    order by place
  );
  told text := array_to_string(words, ', ');
  marks text := (select string_agg(format('trace_mark(%s::text)', word), ' || ' order by place)
    from unnest(words) with ordinality as wanted_word (word, place));
  told_whole constant text := $$coalesce(current_query() like '/* traced whole */%', false)$$;
  told_alone text := case when whole then ' and not ' || told_whole else '' end;
  suffix text := case when whole then '_whole' else '' end;
  when_whole text := case when whole then 'when (' || told_whole || ')' else '' end;
begin
  if not passed_over <@ array(
    select attname::text from pg_attribute where attrelid = wanted::regclass and attnum > 0 and not attisdropped
  ) then
    raise exception '% has not all of the columns %', wanted, passed_over;
  end if;
  execute format(
    'create or replace function trace_key(kept %1$I) returns text language sql stable parallel safe return %2$s',
    wanted, key
  );
  execute format(
    'create or replace function trace_of(kept %1$I, salt bytea) returns bytea language sql stable parallel safe
    return case when %2$s then
      substring(sha256(salt || convert_to(%3$L || row(%4$s)::text, ''UTF8'')) for 16) || %5$s
    end',
    wanted, told_when, wanted, told, marks
  );
  execute format(
    $made$create or replace function write_traces_of_%1$s() returns trigger language plpgsql
    security definer set search_path to public
    as $body$
    begin
      if tg_op = 'INSERT' then
        insert into trace (relation, keys, after)
        select '%1$s', array_agg(key), array_agg(after)
        from (
          select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as after, (row_number() over () - 1) / 200 as piece
          from new_rows kept, trace_salt
        ) told
        where after is not null
        group by piece;
      elsif tg_op = 'DELETE' then
        insert into trace (relation, keys, before)
        select '%1$s', array_agg(key), array_agg(before)
        from (
          select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as before, (row_number() over () - 1) / 200 as piece
          from old_rows kept, trace_salt
        ) told
        where before is not null
        group by piece;
      else
        insert into trace (relation, keys, before, after)
        select '%1$s', array_agg(key), array_agg(before), array_agg(after)
        from (
          select key, before, after, (row_number() over () - 1) / 200 as piece
          from (select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as before from old_rows kept, trace_salt) old
          full join (select trace_key(kept::%1$I) as key, trace_of(kept::%1$I, salt) as after from new_rows kept, trace_salt) new
            using (key)
          where before is distinct from after
        ) told
        group by piece;
      end if;
      return null;
    end $body$$made$,
    wanted
  );
  execute format('comment on function trace_key(%1$I) is ''made by trace_table''', wanted);
  execute format('comment on function trace_of(%1$I, bytea) is ''made by trace_table''', wanted);
  execute format('comment on function write_traces_of_%1$s() is ''made by trace_table''', wanted);
  if one_by_one then
    execute format(
      'create or replace trigger trace_inserted after insert on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'new.') || ')' || told_alone
    );
    execute format(
      'create or replace trigger trace_deleted after delete on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'old.') || ')' || told_alone
    );
    execute format(
      'create or replace trigger trace_updated after update of %3$s on %1$I
      for each row when (%2$s) execute function write_trace_of_row()',
      wanted, '(' || replace(told_when, 'kept.', 'old.') || ')' || told_alone,
      (select string_agg(quote_ident(name), ', ') from unnest(wanted_columns) name)
    );
  end if;
  if whole or not one_by_one then
    execute format(
      'create or replace trigger trace_inserted%2$s after insert on %1$I referencing new table as new_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
    execute format(
      'create or replace trigger trace_deleted%2$s after delete on %1$I referencing old table as old_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
    execute format(
      'create or replace trigger trace_updated%2$s after update on %1$I referencing old table as old_rows new table as new_rows
      for each statement %3$s execute function write_traces_of_%1$s()',
      wanted, suffix, when_whole
    );
  end if;
  insert into traced_table (relation, columns) values (wanted, wanted_columns)
  on conflict (relation) do update set columns = excluded.columns;
  if anew then
    call trace_anew(wanted);
  end if;
end $procedure$
;

CREATE OR REPLACE FUNCTION public.write_trace_of_row()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  salt bytea := (select trace_salt.salt from trace_salt);
  key text;
  digest_before bytea;
  digest_after bytea;
begin
  if tg_op = 'DELETE' then
    key := trace_key(old);
  else
    key := trace_key(new);
    digest_after := trace_of(new, salt);
  end if;
  if tg_op <> 'INSERT' then
    digest_before := trace_of(old, salt);
    if digest_before is not distinct from digest_after then
      return null;
    end if;
  end if;
  insert into trace (relation, keys, before, after)
  values (
    tg_table_name, array[key], case when tg_op <> 'INSERT' then array[digest_before] end,
    case when tg_op <> 'DELETE' then array[digest_after] end
  );
  return null;
end $function$
;
