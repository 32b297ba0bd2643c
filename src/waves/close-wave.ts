import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { first, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { lockDrawRow, markWave } from './draw/draw-store.ts'
import { behindBy, pageWriter } from './draw/published/pages.ts'

export interface CloseOptions {
  readonly actor: Actor
  readonly onProgress?: (progress: { readonly listed: number }) => void
}

export interface WaveClosed {
  readonly applicants: number
  /** root of the tree over the closed list, in hex */
  readonly listRoot: string
  /** who had joined and may not be drawn any more */
  readonly takenOut: number
}

export type CloseRefusal =
  | 'wave_unknown'
  | 'wave_not_open'
  /** the public value that was named is known by now: name another one first */
  | 'value_already_known'

const linesAtOnce = 16_384

const takeOutIneligible = statement<[waveId: number, now: Date, actor: string, requestId: string]>(
  'waves/take-out-ineligible',
  `
  with taken as (
    update wave_application application set left_at = $2, left_because = because
    from ineligible_application ineligible
    where application.wave_id = $1 and ineligible.wave_id = $1
      and application.person_id = ineligible.person_id and application.left_at is null
    returning application.person_id, left_because
  )
  insert into journal (at, actor, request_id, act, subject, reason, facts)
  select $2, $3, $4, 'wave_taken_out', 'person:' || person_id, left_because, jsonb_build_object('wave_id', $1::int)
  from taken
  `,
)

/** Lines of list.txt after a ref, in the order of the refs. */
const selectListLines = statement<
  [waveId: number, after: Buffer, limit: number],
  'waves/select-list-lines',
  'count' | 'last'
>(
  'waves/select-list-lines',
  `
  select string_agg(line, '' order by ref) as lines, count(*)::int as count, max(ref) as last
  from (
    select ref, encode(ref, 'hex') || ' ' || priority_group || ' ' || province || E'\\n' as line
    from wave_application
    where wave_id = $1 and ref > $2 and left_at is null
    order by ref
    limit $3::int
  ) page
  `,
)

/** Tens of thousands of joins may be too young for any statistics: the index is the way whatever they say. */
const byTheIndex = statement<[], 'waves/list-by-the-index', 'setConfig'>(
  'waves/list-by-the-index',
  "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)",
)

const markListed = statement<[waveId: number, now: Date, applicants: number, root: Buffer]>(
  'waves/mark-listed',
  `
  update draw set listed_at = $2, applicants = $3, list_root = $4
  where wave_id = $1 and listed_at is null
  `,
)

/**
 * Closes an open wave: from then on nobody joins or leaves. Then takes out who may not be drawn any more, and makes the
 * closed list with its root. Killed between or in the middle, it is continued by closing again.
 */
export async function closeWave(
  ctx: Context,
  waveId: number,
  options: CloseOptions,
): Promise<Outcome<WaveClosed, CloseRefusal>> {
  await assertClock(ctx)
  const closed = await inTransaction(ctx.db, (tx) => close(tx, ctx, waveId, options.actor))
  if (!closed.ok) return closed
  return inTransaction(ctx.db, (tx) => list(tx, ctx, waveId, options))
}

async function close(
  tx: pg.PoolClient,
  ctx: Context,
  waveId: number,
  actor: Actor,
): Promise<Outcome<null, CloseRefusal>> {
  const wave = await lockDrawRow(tx, waveId)
  if (!wave) return refuse('wave_unknown')
  const now = ctx.clock.now()
  if (wave.status === 'closed' && wave.listedAt === undefined) return done(null)
  if (wave.status !== 'open') return refuse('wave_not_open')
  if (now >= wave.valueFrom!) return refuse('value_already_known')
  await touched(tx, markWave, [waveId, 'open', 'closed', now])
  await writeJournal(tx, actor, now, [{ event: 'wave_closed', subject: `wave:${waveId}` }])
  return done(null)
}

async function list(
  tx: pg.PoolClient,
  ctx: Context,
  waveId: number,
  { actor, onProgress }: CloseOptions,
): Promise<Outcome<WaveClosed, CloseRefusal>> {
  const wave = await lockDrawRow(tx, waveId)
  // Somebody else has closed it meanwhile, list and all.
  if (wave?.status !== 'closed' || wave.listedAt !== undefined) return refuse('wave_not_open')
  const now = ctx.clock.now()
  if (now >= wave.valueFrom!) return refuse('value_already_known')
  const takenOut = await touched(tx, takeOutIneligible, [waveId, now, actor.actor, actor.requestId])
  await rows(tx, byTheIndex, [])
  const writer = pageWriter(tx, waveId, 'list', behindBy(), (_, lines) =>
    Buffer.from(lines.slice(0, 32), 'hex'),
  )
  let applicants = 0
  let after = Buffer.alloc(0)
  for (;;) {
    const page = await first(tx, selectListLines, [waveId, after, linesAtOnce])
    if (!page || page.lines === undefined) break
    after = Buffer.from(page.last)
    applicants += page.count
    await writer.add(page.lines)
    onProgress?.({ listed: applicants })
  }
  const root = await writer.end()
  await touched(tx, markListed, [waveId, now, applicants, root])
  const listRoot = root.toString('hex')
  const facts = { commitment: wave.commitment, applicants, list_root: listRoot, taken_out: takenOut }
  await writeJournal(tx, actor, now, [{ event: 'wave_listed', subject: `wave:${waveId}`, facts }])
  return done({ applicants, listRoot, takenOut })
}
