-- Time for people: terms that come back after a cancellation, terms that wait for their notices, and waves whose sweep is
-- stopped or held, or whose deadline is extended, by two people.

alter table card
  -- when the term that runs now was given, by a message: a restored card's, a cancelled first purchase's. Null: the
  -- notification of designation
  add column term_began_at timestamptz,
  -- days that the holder is sure of from that message on. Null: as the year's rules say
  add column notice_days smallint check (notice_days >= 0),
  -- a first purchase that others cancelled gave more days than were left: once a card
  add column floor_given_at timestamptz;

-- Until now a cancelled first purchase gave time until the cut-off; what was promised stays.
with cancelled as (
  update card set first_paid_at = null, first_purchase_before = usable_before
  where first_paid_at is not null and status <> 'revoked' and usable_before > now()
    and not exists (select from purchase where purchase.card_id = card.card_id and purchase.status = 'paid')
  returning card_id
)
update deadline set step = 'reminder', due_at = now() from cancelled where deadline.card_id = cancelled.card_id;

-- `held`: the term is over, and two people decide when it ends.
alter table deadline drop constraint deadline_step_check;
alter table deadline add constraint deadline_step_check check (step in ('reminder', 'end', 'held'));

-- Waves none of whose recipients is revoked for now.
create table wave_hold (
  hold_id bigint generated always as identity primary key,
  wave_id int not null references wave,
  -- the sweep stopped by itself, or two people held it
  because text not null check (because in ('too_many_due', 'by_people')),
  held_at timestamptz not null,
  -- terms that were over when the sweep stopped, and recipients of the wave
  due int check (due > 0),
  recipients int,
  hold_approval_id bigint,
  released_at timestamptz,
  release_approval_id bigint,
  hold_act text not null generated always as ('hold_sweep') stored,
  release_act text not null generated always as ('release_sweep') stored,
  subject text not null generated always as ('wave:' || wave_id) stored,
  performed boolean not null generated always as (true) stored,
  constraint held_by_two foreign key (hold_approval_id, hold_act, subject, performed)
    references approval (approval_id, act, subject, performed),
  constraint released_by_two foreign key (release_approval_id, release_act, subject, performed)
    references approval (approval_id, act, subject, performed),
  constraint stopped_or_held check ((because = 'by_people') = (hold_approval_id is not null)
    and (because = 'too_many_due') = (due is not null and recipients is not null)),
  check ((released_at is null) = (release_approval_id is null))
);
create unique index wave_hold_live on wave_hold (wave_id) where released_at is null;
create index wave_hold_wave on wave_hold (wave_id, released_at);

-- A later deadline of a whole wave; carried out card by card, and until that is done nobody of the wave is revoked.
create table wave_extension (
  extension_id bigint generated always as identity primary key,
  wave_id int not null references wave,
  -- the first instant that is too late
  first_purchase_before timestamptz not null,
  decided_at timestamptz not null,
  approval_id bigint not null,
  carried_out_at timestamptz,
  act text not null generated always as ('extend_deadline') stored,
  subject text not null generated always as ('wave:' || wave_id) stored,
  performed boolean not null generated always as (true) stored,
  constraint extended_by_two foreign key (approval_id, act, subject, performed)
    references approval (approval_id, act, subject, performed)
);
create unique index wave_extension_open on wave_extension (wave_id) where carried_out_at is null;
