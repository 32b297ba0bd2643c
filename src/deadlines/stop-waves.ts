import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Row, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { yearRules } from '../years/years.ts'

/** A wave none of whose recipients is revoked until two people let the sweep go on. */
export interface StoppedWave {
  readonly waveId: number
  readonly year: number
  /** as people count them */
  readonly number: number
  /** terms that are over */
  readonly due: number
  readonly recipients: number
}

type OverRow = Row<'deadlines/select-over', 'waveId' | 'year' | 'number' | 'due' | 'recipients'>

/** Counted by wave: whose term is over and would be revoked. What two people let go on before is not counted again. */
const selectOver = statement<[now: Date], 'deadlines/select-over', OverRow>(
  'deadlines/select-over',
  `
  select
    wave_id, wave.year, wave.number, over.due,
    (select count(*)::int from recipient where recipient.wave_id = wave.wave_id) as recipients
  from (
    select card.wave_id, count(*)::int as due
    from deadline
    join card using (card_id)
    left join (select wave_id, max(released_at) as at from wave_hold group by wave_id) released using (wave_id)
    where deadline.step = 'end' and deadline.due_at <= $1 and card.status = 'active' and card.first_paid_at is null
      and least(card.first_purchase_before, card.usable_before) <= $1
      and (released.at is null or least(card.first_purchase_before, card.usable_before) > released.at)
    group by card.wave_id
  ) over
  join wave using (wave_id)
  where not exists (
    select from wave_hold where wave_hold.wave_id = wave.wave_id and wave_hold.released_at is null
  )
  order by wave_id
  `,
)

const insertStop = statement<
  [waveId: number, now: Date, due: number, recipients: number],
  'deadlines/insert-stop'
>(
  'deadlines/insert-stop',
  `
  insert into wave_hold (wave_id, because, held_at, due, recipients)
  values ($1, 'too_many_due', $2, $3, $4)
  on conflict (wave_id) where released_at is null do nothing
  returning hold_id
  `,
)

/** Who can do something about it. */
const selectOperators = statement<[], 'deadlines/select-operators'>(
  'deadlines/select-operators',
  `
  select name, email from staff
  where disabled_at is null and totp_confirmed_at is not null and roles && array['operator', 'supervisor']
  order by staff_id
  `,
)

/**
 * Stops the sweep of every wave of which it would revoke more at once than the rules of its year let pass
 * (`sweep.stopPercent` of its recipients and more than `sweep.stopCards`), and tells every operator by email. Returns the
 * waves that were stopped now.
 */
export async function stopWaves(
  ctx: Context,
  options: {
    readonly actor: Actor
    readonly now: Date /** the console's page of deadlines */
    readonly link: string
  },
): Promise<StoppedWave[]> {
  const stopped: StoppedWave[] = []
  for (const row of await rows(ctx.db, selectOver, [options.now])) {
    const { due, recipients } = row
    const { sweep } = await yearRules(ctx.db, row.year)
    if (due <= sweep.stopCards || due * 100 <= recipients * sweep.stopPercent) continue
    const wave = { waveId: row.waveId, year: row.year, number: row.number, due, recipients }
    if (await inTransaction(ctx.db, (tx) => stop(tx, ctx, wave, options))) stopped.push(wave)
  }
  return stopped
}

async function stop(
  tx: pg.PoolClient,
  ctx: Context,
  wave: StoppedWave,
  { actor, now, link }: Parameters<typeof stopWaves>[1],
): Promise<boolean> {
  const { waveId, due, recipients } = wave
  const made = await first(tx, insertStop, [waveId, now, due, recipients])
  if (!made) return false
  const facts = { hold: made.holdId, due, recipients }
  await writeJournal(tx, actor, now, [
    { event: 'sweep_stopped', subject: `wave:${waveId}`, reason: 'too_many_due', facts },
  ])
  const params = { wave: `${wave.number}/${wave.year}`, due, recipients, stoppedAt: now, link }
  const operators = await rows(tx, selectOperators, [])
  await queueMessages(
    tx,
    ctx,
    operators.map(({ name, email }) => ({
      template: 'sweep-stopped',
      channel: 'email',
      to: email,
      params: { ...params, name },
    })),
  )
  return true
}
