import { first, type Queryable, type Row, statement } from '../../database/sql.ts'

/** A wave with its draw, as far as it has come. */
export type DrawRow = Row<'waves/select-draw', 'recipients'>

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

const selectDraw = statement<[waveId: number], 'waves/select-draw', DrawRow>('waves/select-draw', drawColumns)

const lockDrawnWave = statement<[waveId: number], 'waves/lock-drawn-wave'>(
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
  'waves/select-draw-pages'
>(
  'waves/select-draw-pages',
  `
  select lines, hash from draw_page
  where wave_id = $1 and tree = $2 and page >= $3
  order by page
  limit $4::int
  `,
)

export const selectPageHashes = statement<[waveId: number, tree: string], 'waves/select-draw-page-hashes'>(
  'waves/select-draw-page-hashes',
  `
  select string_agg(hash, ''::bytea order by page) as hashes from draw_page
  where wave_id = $1 and tree = $2
  `,
)

/** The page on which a key stands, if it stands on any. */
export const selectPageOf = statement<
  [waveId: number, tree: string, key: Buffer],
  'waves/select-draw-page-of'
>(
  'waves/select-draw-page-of',
  `
  select page, lines from draw_page
  where wave_id = $1 and tree = $2 and first_key <= $3
  order by first_key desc
  limit 1
  `,
)

/** Who was struck from a draw, in the order of their refs. */
export const selectStruck = statement<[waveId: number], 'waves/select-struck', 'ref'>(
  'waves/select-struck',
  `select encode(ref, 'hex') as ref, because from draw_struck where wave_id = $1 order by draw_struck.ref`,
)
