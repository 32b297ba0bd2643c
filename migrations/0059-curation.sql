-- What the curator looked at before a proposal of an institution was decided: each point of the checklist ticked or not, with
-- what was noted beside it. One row for each decision, never changed: a proposal that is returned and comes again has several.
create table curation (
  curation_id bigint generated always as identity primary key,
  draft_kind text not null check (draft_kind in ('course', 'schedule')),
  draft_id bigint not null,
  verdict text not null check (verdict in ('approved', 'refused')),
  -- [{"point": "price", "ticked": true, "comment": ""}], in the order of the checklist
  points jsonb not null check (jsonb_typeof(points) = 'array'),
  -- why it was returned, or approved with a point open
  reason text check (length(reason) between 1 and 500),
  decided_at timestamptz not null,
  decided_by text not null,
  decided_by_id bigint generated always as ((substring(decided_by, '^staff:([0-9]{1,18})$'))::bigint) stored references staff,
  constraint decided_by_staff check (decided_by_id is not null),
  constraint returned_for_a_reason check (verdict = 'approved' or reason is not null)
);
create index curation_draft on curation (draft_kind, draft_id, curation_id desc);
call trace_table('curation');
