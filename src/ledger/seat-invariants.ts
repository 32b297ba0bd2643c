import { type Invariant, invariant } from './invariant.ts'

/** What must hold of the seats of waves: each is one person's, or free, or has gone one way. */
export const seatInvariants: readonly Invariant[] = [
  invariant(
    'seat_of_revoked',
    'who is revoked has left one seat more than corrections gave back, and who is not, exactly as many',
    `
    select 'person:' || recipient.person_id as subject
    from recipient
    left join (
      select person_id, count(*) as seats from freed_seat where person_id is not null group by person_id
    ) left_seat using (person_id)
    left join (
      select card_id, count(*) as seats
      from correction
      join (
        select correction_id from owed_seat
        union all
        select correction_id from seat_use where used_as = 'returned'
      ) back using (correction_id)
      group by card_id
    ) given_back on given_back.card_id = recipient.card_id
    where coalesce(left_seat.seats, 0) - coalesce(given_back.seats, 0)
      <> case recipient.status when 'revoked' then 1 else 0 end
    `,
  ),
  invariant(
    'seats_of_waves',
    'the seats of a wave and those that were lent to it are held, free, in an extra wave, or made up for one of another',
    `
    select 'wave:' || wave_id as subject
    from wave
    left join (
      select
        wave_id,
        count(*) filter (where status <> 'revoked') as held,
        count(*) filter (where not exists (
          select from reserve_call
          where reserve_call.wave_id = recipient.wave_id and reserve_call.person_id = recipient.person_id and moved_up
        )) as drawn
      from recipient group by wave_id
    ) people using (wave_id)
    left join (
      select
        freed_seat.wave_id,
        count(*) filter (where used_as is null) as free,
        count(*) filter (where used_as = 'made_up') as made_up,
        count(*) filter (where used_as = 'extra_wave' and not exists (
          select from freed_seat again where again.again_of = freed_seat.freed_seat_id
        )) as lent
      from freed_seat
      left join seat_use using (freed_seat_id)
      group by freed_seat.wave_id
    ) seats using (wave_id)
    left join (select wave_id, count(*) as owed from owed_seat group by wave_id) debt using (wave_id)
    where coalesce(held, 0) + coalesce(free, 0) + coalesce(made_up, 0) + coalesce(lent, 0)
      <> coalesce(drawn, 0) + coalesce(owed, 0)
    `,
  ),
  invariant(
    'seats_of_extra_wave',
    'an extra wave has the seats that were given into it, and no more people than these',
    `
    select 'wave:' || wave.wave_id as subject
    from wave
    left join (
      select extra_wave_id as wave_id, count(*) as seats
      from seat_use
      where used_as = 'extra_wave'
        and not exists (select from freed_seat again where again.again_of = seat_use.freed_seat_id)
      group by extra_wave_id
    ) given using (wave_id)
    where (kind = 'extra' or given.seats > 0)
      and coalesce(given.seats, 0) <> case status when 'cancelled' then 0 else quota end
    `,
  ),
  invariant(
    'seat_used_once',
    'a freed seat is marked as used when it is, and a reserve who moved up has a seat and is a recipient of that wave',
    `
    select 'wave:' || freed_seat.wave_id as subject
    from freed_seat
    left join seat_use using (freed_seat_id)
    where used <> (seat_use.freed_seat_id is not null)
      or (used_as = 'reserve' and reserve_wave_id <> freed_seat.wave_id)
    union all
    select 'person:' || reserve_call.person_id
    from reserve_call
    left join seat_use on reserve_wave_id = reserve_call.wave_id and reserve_rank = rank
    left join recipient on recipient.wave_id = reserve_call.wave_id and recipient.person_id = reserve_call.person_id
    where moved_up and (seat_use.freed_seat_id is null or recipient.person_id is null)
    `,
  ),
]
