import { first, type Queryable, statement } from '../../database/sql.ts'
import type { WaveStatus } from '../waves.ts'

/** A wave with its draw, as far as it has come. */
export interface DrawRow {
  readonly wave_id: number
  readonly year: number
  readonly number: number
  readonly quota: number
  readonly status: WaveStatus
  readonly closed_at: Date | null
  readonly recipients: boolean
  readonly rules: string | null
  readonly commitment: string | null
  readonly value_name: string | null
  readonly value_from: Date | null
  readonly committed_at: Date | null
  readonly committed_by: string | null
  readonly listed_at: Date | null
  readonly applicants: number | null
  readonly list_root: string | null
  readonly value_round: number | null
  readonly public_value: string | null
  readonly seed: string | null
  readonly drawn_at: Date | null
  readonly drawn_by: string | null
  readonly result_root: string | null
  readonly result: string | null
}

const drawColumns = `
  select
    wave.wave_id, wave.year, wave.number, wave.quota, wave.status, wave.closed_at,
    exists (select from recipient where recipient.wave_id = wave.wave_id) as recipients,
    draw.rules, encode(draw.commitment, 'hex') as commitment, draw.value_name, draw.value_from, draw.committed_at,
    draw.committed_by, draw.listed_at, draw.applicants, encode(draw.list_root, 'hex') as list_root,
    draw.value_round, draw.public_value, encode(draw.seed, 'hex') as seed, draw.drawn_at, draw.drawn_by,
    encode(draw.result_root, 'hex') as result_root, draw.result
  from wave
  left join draw using (wave_id)
  where wave.wave_id = $1
`

const selectDraw = statement<[waveId: number], DrawRow>('waves/select-draw', drawColumns)

const lockDrawnWave = statement<[waveId: number], { wave_id: number }>(
  'waves/lock-drawn-wave',
  'select wave_id from wave where wave_id = $1 for no key update',
)

/** A wave with its draw as it is now, or undefined where there is no such wave. */
export function readDrawRow(db: Queryable, waveId: number): Promise<DrawRow | undefined> {
  return first(db, selectDraw, [waveId])
}

/**
 * The same, locked until the transaction ends: nobody joins or leaves meanwhile, and no other step of the draw is taken.
 * Read after the lock, by a statement of its own, so that it is what the last holder of the lock left.
 */
export async function lockDrawRow(db: Queryable, waveId: number): Promise<DrawRow | undefined> {
  await first(db, lockDrawnWave, [waveId])
  return readDrawRow(db, waveId)
}

export const markWave = statement<[waveId: number, from: string, to: string, now: Date]>(
  'waves/mark-wave',
  `
  update wave set
    status = $3,
    closed_at = case when $3 = 'closed' then $4::timestamptz else closed_at end,
    drawn_at = case when $3 = 'drawn' then $4 else drawn_at end,
    announced_at = case when $3 = 'announced' then $4 else announced_at end
  where wave_id = $1 and status = $2
  `,
)

export const insertPages = statement<
  [waveId: number, tree: string, pages: number[], firstKeys: Buffer[], lines: string[], hashes: Buffer[]]
>(
  'waves/insert-draw-pages',
  `
  insert into draw_page (wave_id, tree, page, first_key, lines, hash)
  select $1, $2, page.* from unnest($3::int[], $4::bytea[], $5::text[], $6::bytea[]) as page
  `,
)

export const selectPages = statement<
  [waveId: number, tree: string, from: number, limit: number],
  { lines: string; hash: Buffer }
>(
  'waves/select-draw-pages',
  `
  select lines, hash from draw_page
  where wave_id = $1 and tree = $2 and page >= $3
  order by page
  limit $4::int
  `,
)

export const selectPageHashes = statement<[waveId: number, tree: string], { hashes: Buffer | null }>(
  'waves/select-draw-page-hashes',
  `
  select string_agg(hash, ''::bytea order by page) as hashes from draw_page
  where wave_id = $1 and tree = $2
  `,
)

/** The page on which a key stands, if it stands on any. */
export const selectPageOf = statement<
  [waveId: number, tree: string, key: Buffer],
  { page: number; lines: string }
>(
  'waves/select-draw-page-of',
  `
  select page, lines from draw_page
  where wave_id = $1 and tree = $2 and first_key <= $3
  order by first_key desc
  limit 1
  `,
)
