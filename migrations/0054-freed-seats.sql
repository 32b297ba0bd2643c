-- A seat of a wave is held by a recipient, or it was left: then it is one row here, and goes one way only (seat_use). Whoever
-- leaves one may be restored and leave another one later, so their seats are counted.
create table freed_seat (
  freed_seat_id bigint generated always as identity primary key,
  -- the wave whose seat it is
  wave_id int not null references wave,
  person_id bigint,
  serial int check (serial >= 0),
  -- ... or whose extra wave gave it back, which it had by this use
  again_of bigint unique,
  freed_at timestamptz not null,
  -- derived from seat_use, for the index of those that are free
  used boolean not null default false,
  unique (person_id, serial),
  constraint left_by_one check (
    (person_id is null) = (serial is null) and (person_id is null) = (again_of is not null)
  )
);
create index freed_seat_free on freed_seat (wave_id, freed_seat_id) where not used;
create index freed_seat_wave on freed_seat (wave_id);

-- A reserve whose turn has come, in the order of the published ranks: moved up, or passed over for good.
create table reserve_call (
  wave_id int not null references wave,
  rank int not null check (rank > 0),
  person_id bigint not null,
  called_at timestamptz not null,
  -- null: moved up
  passed_because text check (passed_because in ('barred', 'earlier_recipient', 'family_card_full', 'left')),
  moved_up boolean not null generated always as (passed_because is null) stored,
  primary key (wave_id, rank),
  unique (wave_id, person_id),
  unique (wave_id, rank, moved_up)
);

-- The one way that a freed seat has gone, for ever: a second one is refused by the key, whoever tries.
create table seat_use (
  freed_seat_id bigint primary key references freed_seat,
  -- returned: to whoever had left it; made_up: for somebody who was restored when that seat was gone
  used_as text not null check (used_as in ('returned', 'made_up', 'reserve', 'extra_wave')),
  used_at timestamptz not null,
  correction_id bigint unique references correction,
  reserve_wave_id int,
  reserve_rank int,
  reserve_moved_up boolean generated always as (case when reserve_rank is not null then true end) stored,
  extra_wave_id int references wave,
  unique (reserve_wave_id, reserve_rank),
  foreign key (reserve_wave_id, reserve_rank, reserve_moved_up) references reserve_call (wave_id, rank, moved_up),
  constraint used_one_way check (
    (used_as in ('returned', 'made_up')) = (correction_id is not null)
    and (used_as = 'reserve') = (reserve_rank is not null) and (used_as = 'reserve') = (reserve_wave_id is not null)
    and (used_as = 'extra_wave') = (extra_wave_id is not null)
  )
);
create index seat_use_extra on seat_use (extra_wave_id) where extra_wave_id is not null;
alter table freed_seat add foreign key (again_of) references seat_use;

-- Whoever was restored when the seat was another's by then: the next seat of the year that becomes free makes up for it.
create table owed_seat (
  correction_id bigint primary key references correction,
  wave_id int not null references wave,
  owed_at timestamptz not null
);

-- What was counted until now: who is revoked has left a seat, and extra waves have the oldest of them.
insert into freed_seat (wave_id, person_id, serial, freed_at)
select recipient.wave_id, recipient.person_id, 0, coalesce(least(first_purchase_before, usable_before), selected_at)
from recipient left join card using (card_id)
where recipient.status = 'revoked'
order by 4, 2;

with over as (
  select
    from_wave_id as wave_id,
    sum(seats) - (
      select count(*) from recipient where recipient.wave_id = from_wave_id and recipient.status = 'revoked'
    ) as seats
  from wave_seat_source
  join wave extra on extra.wave_id = wave_seat_source.wave_id and extra.status <> 'cancelled'
  group by from_wave_id
),
restored as (
  select distinct on (recipient.person_id) recipient.wave_id, recipient.person_id, correction_id, approved_at
  from correction
  join recipient using (card_id)
  where approved_at is not null and recipient.status <> 'revoked'
  order by recipient.person_id, approved_at desc
),
newest as (
  select *, row_number() over (partition by wave_id order by approved_at desc) as place from restored
),
gone as (
  select newest.* from newest join over using (wave_id) where place <= over.seats
),
had_left as (
  insert into freed_seat (wave_id, person_id, serial, freed_at)
  select wave_id, person_id, 0, approved_at from gone
)
insert into owed_seat (correction_id, wave_id, owed_at) select correction_id, wave_id, approved_at from gone;

insert into seat_use (freed_seat_id, used_as, used_at, extra_wave_id)
select freed_seat_id, 'extra_wave', freed_at, source.wave_id
from (select *, row_number() over (partition by wave_id order by freed_seat_id) as place from freed_seat) seat
join (
  select
    wave_seat_source.*, sum(seats) over (partition by from_wave_id order by wave_seat_source.wave_id) as upto
  from wave_seat_source
  join wave extra on extra.wave_id = wave_seat_source.wave_id and extra.status <> 'cancelled'
) source on source.from_wave_id = seat.wave_id and place > upto - seats and place <= upto;
update freed_seat set used = true from seat_use where seat_use.freed_seat_id = freed_seat.freed_seat_id;

call trace_table('reserve_call');
call trace_table('seat_use');
call trace_table('owed_seat');
