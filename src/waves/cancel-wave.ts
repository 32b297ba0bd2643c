import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { one, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { waysOf } from '../messages/ways.ts'
import { type DrawRow, lockDrawRow, readDrawRow } from './draw/draw-store.ts'

type NotCancellable =
  | 'wave_unknown'
  | 'reason_missing'
  | 'already_cancelled'
  /** recipients were imported: the import is undone first */
  | 'wave_has_recipients'
  /** the list is closed, and its public value may be known: whoever knows it could choose to draw another one */
  | 'value_already_known'
  | 'already_drawn'
export type CancelRefusal = NotCancellable | ApprovalRefusal

const markCancelled = statement<[waveId: number, because: string, now: Date, approvalId: string | null]>(
  'waves/mark-wave-cancelled',
  `
  update wave set status = 'cancelled', cancelled_because = $2, cancelled_at = $3, cancel_approval_id = $4
  where wave_id = $1
  `,
)

/** The seats that an extra wave has are free again, each as one of the wave that it was of. */
const freeSeatsAgain = statement<[waveId: number, now: Date]>(
  'waves/free-seats-again',
  `
  insert into freed_seat (wave_id, again_of, freed_at)
  select freed_seat.wave_id, freed_seat_id, $2
  from seat_use
  join freed_seat using (freed_seat_id)
  where extra_wave_id = $1
    and not exists (select from freed_seat again where again.again_of = seat_use.freed_seat_id)
  order by freed_seat_id
  `,
)

/** Tells those who wait in a wave, so many after a ref: by SMS and email. */
const tellJoined = statement<
  [waveId: number, after: Buffer, limit: number, wave: string, because: string, link: string, now: Date],
  'waves/tell-joined',
  'told'
>(
  'waves/tell-joined',
  `
  with page as (
    select ref, person_id, name, phone as holder_phone, email as holder_email
    from (
      select ref, person_id from wave_application
      where wave_id = $1 and ref > $2 and left_at is null
      order by ref
      limit $3
    ) waiting
    join person using (person_id)
  ),
  told as (
    insert into outbox (channel, address, template, language, params, due_at, created_at)
    select
      way.channel, way.address, 'wave-cancelled', way.language,
      jsonb_build_object('name', name, 'wave', $4::text, 'reason', $5::text, 'link', $6::text), $7, $7
    from page
    ${waysOf(`'term'`, 'page')}
  )
  select count(*)::int as told, max(ref) as last from page
  `,
)

const toldAtOnce = 10_000

/**
 * What two people approve before a wave that was opened is cancelled: nothing (`undefined`) where nobody could join it yet,
 * which one may cancel.
 */
export async function cancelWaveAct(
  db: Queryable,
  waveId: number,
  because: string,
  now: Date,
): Promise<Outcome<TwoPersonAct | undefined, NotCancellable>> {
  return actOf(await readDrawRow(db, waveId), because.trim(), now)
}

/**
 * Cancels a wave before its draw; its number stays taken, and the seats of an extra one are free for another. Whoever joined it is told, and free for another wave. Once its list
 * is closed and the public value may be known it is drawn, and not cancelled.
 */
export async function cancelWave(
  ctx: Context,
  waveId: number,
  { because, home, actor }: { readonly because: string; readonly home: string; readonly actor: Actor },
): Promise<Outcome<{ told: number }, CancelRefusal>> {
  await assertClock(ctx)
  return inTransaction(ctx.db, async (tx) => {
    const wave = await lockDrawRow(tx, waveId)
    const now = ctx.clock.now()
    const reason = because.trim()
    const act = actOf(wave, reason, now)
    if (!act.ok) return act
    const approval = act.value && (await takeApproval(tx, act.value, actor, now))
    if (approval && !approval.ok) return approval
    await touched(tx, markCancelled, [waveId, reason, now, approval?.value.approvalId])
    await touched(tx, freeSeatsAgain, [waveId, now])
    const told = act.value ? await tellEverybody(tx, wave!, reason, home, now) : 0
    await writeJournal(tx, actor, now, [
      { event: 'wave_cancelled', subject: `wave:${waveId}`, reason, facts: { told } },
    ])
    return done({ told })
  })
}

async function tellEverybody(
  tx: pg.PoolClient,
  { waveId, number }: DrawRow,
  because: string,
  home: string,
  now: Date,
): Promise<number> {
  let all = 0
  let after = Buffer.alloc(0)
  for (;;) {
    const params = [waveId, after, toldAtOnce, String(number), because, home, now] as const
    const { told, last } = await one(tx, tellJoined, [...params])
    if (told === 0 || !last) return all
    all += told
    after = Buffer.from(last)
  }
}

function actOf(
  wave: DrawRow | undefined,
  because: string,
  now: Date,
): Outcome<TwoPersonAct | undefined, NotCancellable> {
  if (!wave) return refuse('wave_unknown')
  if (because === '') return refuse('reason_missing')
  if (wave.status === 'cancelled') return refuse('already_cancelled')
  if (wave.recipients && wave.rules === undefined) return refuse('wave_has_recipients')
  if (!['planned', 'open', 'closed'].includes(wave.status)) return refuse('already_drawn')
  if (wave.status === 'planned') return done(undefined)
  if (wave.status === 'closed' && now >= wave.valueFrom!) return refuse('value_already_known')
  const facts = { year: wave.year, number: wave.number, because }
  return done({ act: 'cancel_wave', subject: `wave:${wave.waveId}`, facts })
}
