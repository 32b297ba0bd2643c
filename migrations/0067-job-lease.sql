-- Who runs a job of the timetable now, and when it is due again, for all server processes together. By the clock of this
-- database alone. Not logged: what a crash of the database forgets is that jobs were run a moment ago, and they are run again.
create unlogged table job_lease (
  job text primary key check (job ~ '^[a-z-]{1,40}$'),
  -- the process that runs it, or ran it last
  holder text not null,
  -- nobody else runs it before; -infinity while nobody does
  held_until timestamptz not null,
  -- nobody runs it before
  due_at timestamptz not null
);
