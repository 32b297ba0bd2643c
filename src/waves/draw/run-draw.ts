import { hash } from 'node:crypto'
import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import { assertClock } from '../../database/installation/clock-check.ts'
import { one, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { leavesOf, rootOf } from '../../kernel/merkle.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { type DrawResult, publishedJson, resultCounts } from './draw-result.ts'
import { allotment, drawFormat, drawRulesSchema } from './draw-rules.ts'
import { type DrawRow, lockDrawRow, markWave, readDrawRow } from './draw-store.ts'
import { listWidth, rankLineOf, struckText } from './lines.ts'
import { behindBy, pageLines, pageWriter, readPages } from './published/pages.ts'
import { openRanking, type Ranking } from './ranking.ts'
import { commitmentOf, seedOf } from './seed.ts'

export type RunRefusal = ApprovalRefusal | NotReady
type NotReady = 'wave_unknown' | 'list_missing' | 'value_missing' | 'already_drawn'

export interface RunOptions {
  readonly actor: Actor
  readonly onProgress?: (progress: { readonly ranked: number; readonly applicants: number }) => void
}

// As many as memory allows, in the order of their ids: the rows of people that lie together are locked together, and each
// page of them goes into the log once. In batches of 60,000 the log of a large draw was a third longer.
const chosenAtOnce = 300_000

/** Importers wait, so that nobody becomes a recipient elsewhere while the draw runs. */
const lockRecipientsForDraw = statement<[]>(
  'waves/lock-recipients-for-draw',
  'lock table recipient in row exclusive mode',
)

const strike = statement<[waveId: number], 'waves/strike-ineligible', 'ref'>(
  'waves/strike-ineligible',
  `
  with struck as (
    insert into draw_struck (wave_id, ref, because)
    select wave_id, ref, because from ineligible_application where wave_id = $1
    returning wave_id, ref, because
  )
  select encode(ref, 'hex') as ref, province, because
  from struck
  join wave_application using (wave_id, ref)
  order by ref
  `,
)

/** Recipients from refs, each with its row of the journal. */
const insertChosen = statement<
  [waveId: number, refs: Buffer[], now: Date, actor: string, requestId: string],
  'waves/insert-chosen',
  'chosen'
>(
  'waves/insert-chosen',
  `
  with chosen as (
    insert into recipient (wave_id, person_id, selected_at)
    select wave_id, person_id, $3 from wave_application
    where wave_id = $1 and ref = any ($2::bytea[]) and left_at is null
    order by person_id
    returning person_id
  ),
  told as (
    insert into journal (at, actor, request_id, act, subject, facts)
    select $3, $4, $5, 'recipient_drawn', 'person:' || person_id, jsonb_build_object('wave_id', $1::int) from chosen
  )
  select count(*)::int as chosen from chosen
  `,
)

const markDrawn = statement<
  [waveId: number, seed: Buffer, now: Date, by: string, root: Buffer, result: string, approvalId: string]
>(
  'waves/mark-drawn',
  `
  update draw set
    seed = $2, drawn_at = $3, drawn_by = $4, result_root = $5, result = $6, approval_id = $7
  where wave_id = $1 and drawn_at is null
  `,
)

/** What two people approve: this draw, with this seed. Refuses a draw that is not ready, or was run. */
export async function runDrawAct(db: Queryable, waveId: number): Promise<Outcome<TwoPersonAct, NotReady>> {
  return actOf(await readDrawRow(db, waveId))
}

/**
 * Runs the draw of a closed wave, once two people have approved it. One transaction: killed in the middle it has not
 * happened, and is simply run again, with the same result. Those selected become recipients, to be notified as ever.
 */
export async function runDraw(
  ctx: Context,
  waveId: number,
  options: RunOptions,
): Promise<Outcome<DrawResult, RunRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRecipientsForDraw, [])
    const row = await lockDrawRow(tx, waveId)
    const act = actOf(row)
    if (!act.ok) return act
    const draw = row!
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, options.actor, now)
    if (!approval.ok) return approval
    const seed = seedOfDraw(draw)
    const ranking = openRanking(seed)
    try {
      await readList(tx, draw, ranking)
      const result = await giveSeats(tx, draw, ranking, now, options)
      const root = Buffer.from(result.result_root, 'hex')
      const { actor } = options
      const { approvalId } = approval.value
      const text = publishedJson(result)
      const bytes = Buffer.from(seed, 'hex')
      await touched(tx, markDrawn, [waveId, bytes, now, actor.actor, root, text, approvalId])
      await touched(tx, markWave, [waveId, 'closed', 'drawn', now])
      const { province_selected: _, ...facts } = result
      await writeJournal(tx, actor, now, [{ event: 'wave_drawn', subject: `wave:${waveId}`, facts }])
      return done(result)
    } finally {
      ranking.close()
    }
  })
}

function actOf(draw: DrawRow | undefined): Outcome<TwoPersonAct, NotReady> {
  if (!draw) return refuse('wave_unknown')
  if (draw.drawnAt) return refuse('already_drawn')
  if (draw.status !== 'closed' || draw.listRoot === undefined) return refuse('list_missing')
  if (draw.publicValue === undefined) return refuse('value_missing')
  const { commitment, listRoot, publicValue } = draw
  const seed = seedOfDraw(draw)
  return done({
    act: 'run_draw',
    subject: `wave:${draw.waveId}`,
    facts: { commitment, list_root: listRoot, public_value: publicValue, seed },
  })
}

/** Once all that it is made of is there. */
function seedOfDraw({ commitment, listRoot, publicValue }: DrawRow): string {
  return seedOf(commitment!, listRoot!, publicValue!)
}

/** Reads the closed list into the ranking. It must still be the list whose root was published. */
async function readList(tx: pg.PoolClient, draw: DrawRow, ranking: Ranking): Promise<void> {
  const hashes: Buffer[] = []
  for await (const pages of readPages(tx, draw.waveId, 'list'))
    for (const { lines } of pages) {
      const bytes = Buffer.from(lines, 'latin1')
      hashes.push(rootOf(leavesOf(bytes, listWidth)))
      const wrong = ranking.add(bytes)
      if (wrong) throw new Error(`line ${wrong.malformed} of the closed list does not hold`)
    }
  if (rootOf(Buffer.concat(hashes)).toString('hex') !== draw.listRoot)
    throw new Error('the list in the database is not the one that was closed: its root differs')
}

async function giveSeats(
  tx: pg.PoolClient,
  draw: DrawRow,
  ranking: Ranking,
  now: Date,
  { actor, onProgress }: RunOptions,
): Promise<DrawResult> {
  const waveId = draw.waveId
  const rules = drawRulesSchema.parse(JSON.parse(draw.rules!))
  const struck = await rows(tx, strike, [waveId])
  const struckRefs = new Set(struck.map(({ ref }) => ref))
  const eligible = new Map(ranking.provinces)
  for (const { province } of struck) eligible.set(province, eligible.get(province)! - 1)
  const seats = allotment(rules, eligible)
  const behind = behindBy()
  const keys: Buffer[] = []
  const writer = pageWriter(tx, waveId, 'ranks', behind, (page) => keys[page]!)
  let chosen: Buffer[] = []
  const takeChosen = () => {
    const refs = chosen
    chosen = []
    return behind.begin(async () => {
      const made = await one(tx, insertChosen, [waveId, refs, now, actor.actor, actor.requestId])
      if (made.chosen !== refs.length)
        throw new Error(`${refs.length} were drawn, ${made.chosen} could be chosen`)
    })
  }
  let rank = 0
  for (const bucket of ranking.ranked()) {
    let lines = ''
    for (let i = 0; i < bucket.count; i++) {
      const ref = bucket.ref(i)
      const outcome = seats.next(bucket.province(i), struckRefs.has(ref))
      if (outcome === 'province' || outcome === 'common') chosen.push(Buffer.from(ref, 'hex'))
      if (rank % pageLines === 0) keys.push(Buffer.from(bucket.orderKey(i)))
      lines += rankLineOf(++rank, ref, outcome)
    }
    await writer.add(lines)
    if (chosen.length >= chosenAtOnce) await takeChosen()
    onProgress?.({ ranked: rank, applicants: ranking.applicants })
  }
  if (chosen.length > 0) await takeChosen()
  const root = await writer.end()
  return {
    format: drawFormat,
    programme_year: draw.year,
    wave: draw.number,
    commitment: commitmentOf(draw.rules!),
    applicants: ranking.applicants,
    list_root: draw.listRoot!,
    public_value: draw.publicValue!,
    seed: seedOfDraw(draw),
    struck_sha256: hash('sha256', struckText(struck), 'hex'),
    ...resultCounts(seats.allotted()),
    result_root: root.toString('hex'),
  }
}
