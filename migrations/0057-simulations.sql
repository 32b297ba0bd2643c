-- Rules that are tried on the applicants of an earlier wave are long work, which keeps what it was asked to try: it can be
-- begun again where a process ended in the middle.
alter table staff_task drop constraint staff_task_kind_check;
alter table staff_task add constraint staff_task_kind_check
  check (kind in ('close_wave', 'run_draw', 'notify_wave', 'simulate_rules'));
alter table staff_task add column terms jsonb not null default '{}';
