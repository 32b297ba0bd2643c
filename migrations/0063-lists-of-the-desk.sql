-- Codes that were replaced and certificates that were revoked, the newest first: the lists of the console.
create index code_cancelled on code (cancelled_at desc) where cancelled_at is not null;
create index certificate_revoked_at on certificate (revoked_at desc) where revoked_at is not null;

-- The auditor's checks are long work, too.
alter table staff_task drop constraint staff_task_kind_check;
alter table staff_task add constraint staff_task_kind_check
  check (kind in ('close_wave', 'run_draw', 'notify_wave', 'simulate_rules', 'check_ledger', 'verify_journal', 'audit_tables'));
