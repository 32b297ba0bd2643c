import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

export type WaveStatus = 'planned' | 'open' | 'closed' | 'drawn' | 'announced' | 'notified' | 'cancelled'

export interface Wave {
  readonly waveId: number
  readonly year: number
  /** as people count them: gelombang 12 */
  readonly number: number
  readonly quota: number
  readonly status: WaveStatus
  readonly notifiedAt: Date | undefined
  /** recipients chosen so far, the notified ones included */
  readonly recipients: number
  readonly notified: number
  /** `extra`: of seats whose recipients were revoked */
  readonly kind: 'regular' | 'extra'
  /** its recipients are drawn, not imported */
  readonly byDraw: boolean
  /** two people have approved its cards: they are given, or were begun to be */
  readonly grantBegun: boolean
}

const selectWaves = statement<
  [waveId: number | null, year: number | null, number: number | null],
  'waves/select-waves',
  'recipients' | 'notified' | 'byDraw' | 'grantBegun'
>(
  'waves/select-waves',
  `
  select
    wave.wave_id, wave.year, wave.number, wave.quota, wave.status, wave.notified_at,
    wave.kind, exists (select from draw where draw.wave_id = wave.wave_id) as by_draw,
    wave.grant_approval_id is not null as grant_begun,
    count(recipient.person_id)::int as recipients,
    count(recipient.notified_at)::int as notified
  from wave
  left join recipient using (wave_id)
  where ($1::int is null or wave.wave_id = $1) and ($2::int is null or wave.year = $2)
    and ($3::int is null or wave.number = $3)
  group by wave.wave_id
  order by wave.year, wave.number
  `,
)

const selectWaveName = statement<[waveId: number], 'waves/select-wave-name'>(
  'waves/select-wave-name',
  'select wave_id, year, number from wave where wave_id = $1',
)

/** Which wave it is, for whoever needs no count: {@link readWave} counts its recipients, who may be a million. */
export function nameOfWave(
  db: Queryable,
  waveId: number,
): Promise<Row<'waves/select-wave-name'> | undefined> {
  return first(db, selectWaveName, [waveId])
}

const insertWave = statement<[year: number, number: number, quota: number], 'waves/insert-wave'>(
  'waves/insert-wave',
  `
  insert into wave (year, number, quota)
  select year, $2, $3 from programme_year where year = $1
  on conflict (year, number) do nothing
  returning wave_id
  `,
)

const yearExists = statement<[year: number], 'waves/year-exists', 'known'>(
  'waves/year-exists',
  'select exists (select from programme_year where year = $1) as known',
)

/** All waves in the order of their numbers, with how many were chosen and notified. */
export function listWaves(db: Queryable): Promise<Wave[]> {
  return rows(db, selectWaves, [null, null, null])
}

/** One wave by its id, or undefined. */
export function readWave(db: Queryable, waveId: number): Promise<Wave | undefined> {
  return first(db, selectWaves, [waveId, null, null])
}

/** One wave as people name it, or undefined: by its number, in the given year or else in the newest that has it. */
export async function findWave(db: Queryable, number: number, year?: number): Promise<Wave | undefined> {
  return (await rows(db, selectWaves, [null, year, number])).at(-1)
}

/**
 * Plans a wave of a year with room for `quota` recipients. Refuses an unknown year and a number already
 * taken. `wave_malformed`: number and quota are whole and at least 1.
 */
export async function createWave(
  ctx: Context,
  wave: { readonly year: number; readonly number: number; readonly quota: number },
  actor: Actor,
): Promise<Outcome<{ waveId: number }, 'wave_malformed' | 'year_unknown' | 'wave_taken'>> {
  if (![wave.number, wave.quota].every((count) => Number.isInteger(count) && count >= 1 && count < 2 ** 31))
    return refuse('wave_malformed')
  return inTransaction(ctx.db, async (tx: pg.PoolClient) => {
    if (!(await one(tx, yearExists, [wave.year])).known) return refuse('year_unknown')
    const made = await first(tx, insertWave, [wave.year, wave.number, wave.quota])
    if (!made) return refuse('wave_taken')
    await writeJournal(tx, actor, ctx.clock.now(), [
      { event: 'wave_planned', subject: `wave:${made.waveId}`, facts: { ...wave } },
    ])
    return done({ waveId: made.waveId })
  })
}
