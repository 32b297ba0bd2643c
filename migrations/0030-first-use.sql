-- The first use of what was bought, said once; and completion: what is reported rests, what is dated is waited for.

-- Why purchase.redeemed_at is set: what was recorded first. From then on the purchase cannot be cancelled.
alter table purchase
  add column first_use text check (
    first_use in ('redeemed', 'attended', 'marked', 'lesson', 'test', 'handed_in', 'submitted', 'graded')
  ),
  -- proven: by what the participant did or confirmed; reported: the institution's word was needed
  add column finished_as text check (finished_as in ('proven', 'reported')),
  -- its certificate was revoked because it was not finished: only a report that the programme accepts finishes it now
  add column finish_withdrawn_at timestamptz;

-- A grade may be changed; when it was first given stays.
alter table grade add column first_graded_at timestamptz;
update grade set first_graded_at = graded_at;
alter table grade alter column first_graded_at set not null;

-- Every record that a training was used, whoever wrote it. What records a use has its line here, and no other place.
create view recorded_use as
  select card_id, purchase_id, attended_at as used_at, 'attendance' as record from attendance
  union all
  select card_id, purchase_id, finished_at, 'lesson_progress' from lesson_progress
  union all
  select card_id, purchase_id, started_at, 'quiz_attempt' from quiz_attempt
  union all
  select card_id, purchase_id, submitted_at, 'submission' from submission
  union all
  select card_id, purchase_id, first_graded_at, 'grade' from grade
  union all
  select card_id, purchase_id, reported_at, 'completion_report' from completion_report
  union all
  select card_id, purchase_id, issued_at, 'certificate' from certificate where revoked_at is null
  union all
  select card_id, purchase_id, finished_at, 'purchase' from purchase where finished_at is not null;

-- To redeem is to attend the first session: now it has its row like every other. Whoever learns alone begins with
-- whatever comes first; a webinar is not attended by reading.
insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by)
select purchase.card_id, purchase.purchase_id, 1, redeemed_at, coalesce(redeeming.actor, 'card:' || purchase.card_id)
from purchase
join course using (course_id)
left join lateral (
  select actor from journal
  where journal.card_id = purchase.card_id and act = 'redeemed' and subject = 'purchase:' || purchase.purchase_id
  order by at
  limit 1
) redeeming on true
where redeemed_at is not null and (
  learning_method = 'self_paced' or redeeming.actor is not null or not exists (
    select from recorded_use used
    where used.card_id = purchase.card_id and used.purchase_id = purchase.purchase_id and used_at <= redeemed_at
  )
)
on conflict do nothing;

update purchase
set
  redeemed_at = earliest.used_at,
  first_use = case earliest.record
    when 'attendance' then case
      when earliest.used_at = purchase.redeemed_at then 'redeemed' when earliest.marked then 'marked' else 'attended'
    end
    when 'lesson_progress' then 'lesson'
    when 'quiz_attempt' then 'test'
    when 'submission' then case when earliest.by_learner then 'handed_in' else 'submitted' end
    when 'grade' then 'graded'
    else 'attended'
  end
from (
  select distinct on (card_id, purchase_id)
    used.card_id, used.purchase_id, used.used_at, used.record,
    exists (
      select from attendance
      where attendance.card_id = used.card_id and attendance.purchase_id = used.purchase_id
        and attended_at = used.used_at and marked_because is not null
    ) as marked,
    exists (
      select from submission
      where submission.card_id = used.card_id and submission.purchase_id = used.purchase_id
        and submitted_at = used.used_at and submitted_by like 'card:%'
    ) as by_learner
  from recorded_use used
  order by card_id, purchase_id, used_at, record
) earliest
where purchase.card_id = earliest.card_id and purchase.purchase_id = earliest.purchase_id
  and purchase.status = 'paid';

-- Whoever learns alone and was first marked, handed in for or confirmed at another session has begun too.
insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by, marked_because)
select card_id, purchase_id, 1, redeemed_at, 'system:migration',
  case when first_use in ('marked', 'submitted', 'graded') then first_use end
from purchase join course using (course_id)
where redeemed_at is not null and learning_method = 'self_paced'
on conflict do nothing;

-- What an institution reports has evidence of a named kind, rests, and is looked at.
alter table completion_report
  add column report_id bigint generated always as identity,
  add column kind text check (
    kind in ('attendance_list', 'test_result', 'work', 'recording', 'dated_photo')
  ),
  add column link text check (link ~ '^https://[^\s]+$' and length(link) <= 2048),
  -- in submission_file
  add column file_id bigint,
  -- until then the programme may look at it; afterwards it counts
  add column rests_until timestamptz,
  add column verdict text check (verdict in ('accepted', 'refused')),
  add column decided_at timestamptz,
  add column decided_by text,
  -- why it is refused, for the institution
  add column decided_because text,
  alter column evidence drop not null,
  drop constraint completion_report_pkey,
  add primary key (card_id, purchase_id, report_id);

update completion_report set rests_until = reported_at + interval '7 days';
-- Of those that named no evidence, what has finished a training stays; the others have to be made again.
update completion_report set
  verdict = case when finished_at is null then 'refused' else 'accepted' end,
  decided_at = greatest(reported_at, coalesce(finished_at, reported_at)), decided_by = 'system:migration',
  decided_because = case when finished_at is null then 'Bukti harus punya jenis dan tautan atau berkas. Laporkan lagi.' end
from purchase
where purchase.card_id = completion_report.card_id and purchase.purchase_id = completion_report.purchase_id;

alter table completion_report
  alter column rests_until set not null,
  add constraint evidence_of_a_kind check (
    (kind is not null and num_nonnulls(link, file_id) > 0) or decided_by = 'system:migration'
  ),
  add constraint report_decided_whole check (
    (verdict is null) = (decided_at is null) and (verdict is null) = (decided_by is null)
    and (verdict is not distinct from 'refused') = (decided_because is not null)
  );
-- One that counts at a time.
create unique index completion_report_counts on completion_report (card_id, purchase_id)
  where verdict is distinct from 'refused';
create index completion_report_waiting on completion_report (report_id) where verdict is null;
create unique index completion_report_by_id on completion_report (report_id);

update purchase set finished_as = case
  when exists (
    select from completion_report report
    where report.card_id = purchase.card_id and report.purchase_id = purchase.purchase_id
  ) then 'reported' else 'proven'
end
where finished_at is not null;

-- Trainings that miss nothing but time: from due_at on a job finishes them.
create table awaited_completion (
  card_id bigint not null,
  purchase_id bigint not null,
  due_at timestamptz not null,
  primary key (card_id, purchase_id)
);
create index awaited_completion_due on awaited_completion (due_at);

alter table course_requirement
  -- how long a training lasts at least from its opening, whatever is done or reported meanwhile
  add column min_minutes int not null default 0 check (min_minutes between 0 and 525600);

-- Where a dated schedule is held: a link or a place, for those who have bought it.
alter table schedule add column meeting text check (length(meeting) between 1 and 500);
