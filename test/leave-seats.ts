import type { Queryable } from '../src/database/sql.ts'

/** What a sweep writes: whoever of a wave a test has made revoked leaves a seat. */
export async function leaveSeats(db: Queryable, waveId: number): Promise<void> {
  await db.query(
    `insert into freed_seat (wave_id, person_id, serial, freed_at)
     select wave_id, person_id, 0, now() from recipient where wave_id = $1 and status = 'revoked' order by person_id`,
    [waveId],
  )
}
