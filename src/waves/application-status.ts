import type { Context } from '../database/context.ts'
import { first, type Row, rows, statement } from '../database/sql.ts'
import type { ApplicationState } from './application-words.ts'
import { applicantProofs, type DrawProof, rankOf } from './draw/published/proof.ts'

/** One wave that somebody joined. */
export interface Application {
  readonly waveId: number
  readonly year: number
  readonly number: number
  readonly state: ApplicationState
  /** the name in the published lists, in hex */
  readonly ref: string
  readonly priorityGroup: number
  readonly province: string
  readonly joinedAt: Date
  /** once the wave is closed: before then the draw cannot be run, because its public value is not known */
  readonly drawnFrom: Date | undefined
  readonly closedAt: Date | undefined
  /** once the result is announced, of those that were in the closed list */
  readonly rank: number | undefined
  /** how many were in the closed list, once there is one */
  readonly applicants: number | undefined
  /** stands in the published list of reserves */
  readonly reserve: boolean
  /** ... and has had the turn: a seat that became free */
  readonly movedUp: boolean
}

type ApplicationRow = Row<'waves/select-applications', 'movedUp'>

const selectApplications = statement<
  [personId: string, waveId: number | null],
  'waves/select-applications',
  'movedUp'
>(
  'waves/select-applications',
  `
  select
    wave_id, year, number, status, ref, priority_group, province, joined_at, left_because,
    wave.closed_at, draw.value_from as drawn_from,
    encode(draw.seed, 'hex') as seed, applicants,
    exists (
      select from reserve_call
      where reserve_call.wave_id = wave.wave_id and reserve_call.person_id = $1 and moved_up
    ) as moved_up
  from wave_application
  join wave using (wave_id)
  left join draw using (wave_id)
  where person_id = $1 and ($2::int is null or wave_id = $2)
  order by joined_at desc, wave_id desc
  `,
)

/** Every wave that a person has joined, the newest first, with rank and outcome where they are announced. */
export async function applicationStatus(ctx: Pick<Context, 'db'>, personId: string): Promise<Application[]> {
  const found = await rows(ctx.db, selectApplications, [personId, null])
  return Promise.all(found.map((row) => applicationFrom(ctx, row)))
}

/** A person's own proofs of a wave, to be checked by anybody: place in the closed list, and rank once it is announced. */
export async function proofsOf(
  ctx: Pick<Context, 'db'>,
  personId: string,
  waveId: number,
): Promise<DrawProof[]> {
  const row = await first(ctx.db, selectApplications, [personId, waveId])
  if (!row || row.leftBecause !== undefined) return []
  return applicantProofs(ctx, waveId, { ref: row.ref, priorityGroup: row.priorityGroup })
}

async function applicationFrom(ctx: Pick<Context, 'db'>, row: ApplicationRow): Promise<Application> {
  const announced = row.status === 'announced' || row.status === 'notified'
  const ranked =
    announced && row.leftBecause === undefined
      ? await rankOf(ctx.db, row, { ref: row.ref, priorityGroup: row.priorityGroup })
      : undefined
  const { status, leftBecause, seed, ref, ...application } = row
  return {
    ...application,
    state: stateOf(row, ranked?.outcome),
    ref: ref.toString('hex'),
    rank: ranked?.rank,
    reserve: ranked?.outcome === 'R',
  }
}

function stateOf(row: ApplicationRow, outcome: string | undefined): ApplicationState {
  if (row.leftBecause === 'left') return 'left'
  if (row.leftBecause !== undefined) return 'taken_out'
  if (row.movedUp || outcome === 'P' || outcome === 'C') return 'selected'
  if (outcome === 'X') return 'taken_out'
  if (outcome !== undefined) return 'not_selected'
  if (row.status === 'cancelled') return 'wave_cancelled'
  return row.status === 'open' ? 'processing' : 'evaluating'
}
