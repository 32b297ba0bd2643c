-- A client of the single sign-on can be ended: its consents and what was told of it stay.
alter table sign_on_client add column ended_at timestamptz;
call trace_table('sign_on_client');
