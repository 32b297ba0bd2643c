import type pg from 'pg'
import { first, one, rows, statement, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { lockWavesOfYear, makeUpOwedSeats } from './free-seats.ts'

/** What a restored card has to do with the seats of its year. */
export interface Restoring {
  readonly cardId: string
  readonly year: number
  readonly correctionId: string
  readonly actor: Actor
  readonly now: Date
}

/** As importers and draws: whoever counts all recipients does not do so in between. */
const lockRecipientsToRestore = statement<[]>(
  'waves/lock-recipients-to-restore',
  'lock table recipient in row exclusive mode',
)

/** The seat that somebody left last, as it is by now: an extra wave that was cancelled has given it back. */
const selectLeftSeat = statement<
  [cardId: string],
  'waves/select-left-seat',
  'freedSeatId' | 'used' | 'waveId' | 'returnable'
>(
  'waves/select-left-seat',
  `
  with recursive seat as (
    (
      select freed_seat_id, used, freed_seat.wave_id, 0 as step
      from card
      join freed_seat using (person_id)
      where card_id = $1
      order by serial desc
      limit 1
    )
    union all
    select again.freed_seat_id, again.used, again.wave_id, step + 1
    from seat
    join freed_seat again on again.again_of = seat.freed_seat_id
  )
  select
    freed_seat_id, used, seat.wave_id, extra.wave_id as extra_wave_id, extra.quota,
    coalesce(
      extra.status = 'planned' and extra.quota > 1
        and not exists (select from draw where draw.wave_id = extra.wave_id),
      false
    ) as returnable
  from seat
  left join seat_use using (freed_seat_id)
  left join wave extra on extra.wave_id = seat_use.extra_wave_id
  order by step desc
  limit 1
  `,
)

const shrinkExtraWave = statement<[waveId: number]>(
  'waves/shrink-extra-wave',
  'update wave set quota = quota - 1 where wave_id = $1',
)

const freeAgain = statement<[freedSeatId: string, now: Date], 'waves/free-seat-again'>(
  'waves/free-seat-again',
  `
  insert into freed_seat (wave_id, again_of, freed_at)
  select wave_id, freed_seat_id, $2 from freed_seat where freed_seat_id = $1
  returning freed_seat_id
  `,
)

const returnToHolder = statement<[freedSeatId: string, now: Date, correctionId: string]>(
  'waves/return-seat',
  `
  with used as (update freed_seat set used = true where freed_seat_id = $1)
  insert into seat_use (freed_seat_id, used_as, used_at, correction_id) values ($1, 'returned', $2, $3)
  `,
)

const oweSeat = statement<[correctionId: string, waveId: number, now: Date]>(
  'waves/owe-seat',
  'insert into owed_seat (correction_id, wave_id, owed_at) values ($1, $2, $3)',
)

/** Waits until nobody else gives seats of the year away. Before the lock of the card. */
export async function lockSeatsToRestore(tx: pg.PoolClient, year: number): Promise<void> {
  await rows(tx, lockRecipientsToRestore, [])
  await rows(tx, lockWavesOfYear, [year])
}

/**
 * Gives whoever is restored a seat, under {@link lockSeatsToRestore}: the one that was left, where nobody has it yet; else it is
 * taken back from an extra wave that is planned and has neither rules nor people. A reserve who moved up keeps it, and so does an
 * extra wave that goes on: then the year owes a seat, which the next one that is free makes up for.
 */
export async function returnSeat(tx: pg.PoolClient, restoring: Restoring): Promise<void> {
  const { cardId, year, correctionId, actor, now } = restoring
  const left = await first(tx, selectLeftSeat, [cardId])
  if (!left) throw new Error(`card ${cardId} is revoked and its holder has left no seat`)
  if (!left.used) {
    await touched(tx, returnToHolder, [left.freedSeatId, now, correctionId])
    return
  }
  if (left.returnable) {
    const { extraWaveId, quota, freedSeatId } = left
    await touched(tx, shrinkExtraWave, [extraWaveId!])
    const again = await one(tx, freeAgain, [freedSeatId, now])
    await touched(tx, returnToHolder, [again.freedSeatId, now, correctionId])
    const facts = { quota: [quota, quota! - 1], correction_id: Number(correctionId) }
    await writeJournal(tx, actor, now, [{ event: 'wave_changed', subject: `wave:${extraWaveId}`, facts }])
    return
  }
  await touched(tx, oweSeat, [correctionId, left.waveId, now])
  await makeUpOwedSeats(tx, year, actor, now)
}
