import assert from 'node:assert/strict'
import { approve, requestApproval, type TwoPersonAct } from '../src/approvals/approvals.ts'
import type { Context } from '../src/database/context.ts'
import type { Queryable } from '../src/database/sql.ts'
import { machineClock } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { type NotifyOptions, notifyWave } from '../src/recipients/notify-wave.ts'
import { openShellSession } from '../src/staff/shell-sessions.ts'
import { createExtraWave, type ExtraWaveWanted, extraWaveAct } from '../src/waves/extra-wave.ts'
import { grantCardsAct } from '../src/waves/grant-cards.ts'

/** The two of the staff of a test, who have rested for ever: both may ask and approve. Ana administers, too. */
export const ana = { actor: 'staff:101', requestId: 'r-ana' }
export const budi = { actor: 'staff:102', requestId: 'r-budi' }

/** Enrols Ana and Budi in a database, where they are not yet. */
export async function twoPeople(db: Queryable): Promise<void> {
  await db.query(
    `insert into staff (staff_id, email, name, roles, password_hash, totp_sealed, totp_confirmed_at, may_decide_from, created_at)
     select id, name || '@staf.contoh.id', initcap(name), roles, 'none', '', '2020-01-01Z', '2020-01-01Z', '2020-01-01Z'
     from (values
       (101, 'ana', array['operator', 'supervisor', 'admin']),
       (102, 'budi', array['operator', 'supervisor'])
     ) as one (id, name, roles)
     on conflict (staff_id) do nothing`,
  )
}

/** Ana asks, and Budi approves. */
export async function byTwo(ctx: Context, act: Outcome<TwoPersonAct, string>): Promise<void> {
  assert.ok(act.ok, `refused: ${act.ok ? '' : act.refusal}`)
  await twoPeople(ctx.db)
  const asked = await requestApproval(ctx, act.value, ana)
  assert.ok(asked.ok, `refused: ${asked.ok ? '' : asked.refusal}`)
  const approved = await approve(ctx, act.value, budi)
  assert.ok(approved.ok, `refused: ${approved.ok ? '' : approved.refusal}`)
}

/** Gives the cards of a wave, approved by both where that is still to be done. */
export async function notifyByTwo(
  ctx: Context,
  waveId: number,
  options: Omit<NotifyOptions, 'actor'> & Partial<Pick<NotifyOptions, 'actor'>>,
): ReturnType<typeof notifyWave> {
  const act = await grantCardsAct(ctx.db, waveId)
  if (act.ok && act.value) await byTwo(ctx, { ok: true, value: act.value })
  return notifyWave(ctx, waveId, { actor: budi, ...options })
}

/** Plans an extra wave, approved by both where there are seats. */
export async function extraByTwo(ctx: Context, wanted: ExtraWaveWanted): ReturnType<typeof createExtraWave> {
  const act = await extraWaveAct(ctx.db, wanted)
  if (act.ok) await byTwo(ctx, act)
  return createExtraWave(ctx, wanted, budi)
}

/** Others of the staff who may do what Budi may. */
export async function moreStaff(db: Queryable, count: number): Promise<(typeof ana)[]> {
  const { rows } = await db.query(
    `insert into staff (email, name, roles, password_hash, totp_sealed, totp_confirmed_at, may_decide_from, created_at)
     select 'staf' || i || '-' || gen_random_uuid() || '@contoh.id', 'Staf ' || i, roles, 'none', '', '2020-01-01Z',
       '2020-01-01Z', '2020-01-01Z'
     from staff, generate_series(1, $1) as i where staff_id = 102
     returning staff_id`,
    [count],
  )
  return rows.map(({ staff_id }) => ({ actor: `staff:${staff_id}`, requestId: `r-${staff_id}` }))
}

/** What `BEKAL_TOKEN` is, for one of the two to give commands. */
export async function tokenOf(ctx: Pick<Context, 'db' | 'clock'>, who: typeof ana): Promise<string> {
  await twoPeople(ctx.db)
  const staffId = who.actor.slice('staff:'.length)
  const asked = { device: 'test', wireNow: machineClock.now(), requestId: who.requestId }
  return (await openShellSession(ctx, staffId, asked)).token
}
