import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, link, notifiedAt } from '../../test/a-deadline.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { endOverdueTerms } from './end-terms.ts'
import { fairBefore, judgeTerm } from './rules.ts'

const world = await aDeadline()
const { cards, clock, ctx, pool, tell } = world
const actor = { actor: 'system:deadlines', requestId: 'r' }
after(() => world.close())

const at = (text: string) => new Date(`${text}+07:00`)

const statuses = ['active', 'suspended', 'revoked'] as const
/** Told in time, on the last day that is in time, too late, without a reminder, and not at all. */
const tellings = [
  [at('2026-11-23T10:00:00'), at('2026-12-16T08:00:00')],
  [at('2026-12-09T23:59:59.999'), at('2026-12-20T23:59:59.999')],
  [at('2026-12-10T00:00:00'), at('2026-12-16T08:00:00')],
  [at('2026-11-23T10:00:00'), at('2026-12-21T00:00:00')],
  [at('2026-11-23T10:00:00'), undefined],
  [undefined, undefined],
] as const
const waves = [
  { held: false, extending: false },
  { held: true, extending: false },
  { held: false, extending: true },
] as const

test('the statement decides as the rules say, for every kind of card on every side of every instant', async () => {
  const instants = [-1, 0, 1].flatMap((ms) => [deadline.getTime() + ms, cutOff.getTime() + ms])
  const shapes = statuses.flatMap((status) =>
    [true, false].flatMap((bought) =>
      tellings.flatMap(([noticeAt, reminderAt]) =>
        [undefined, 7].map((noticeDays) => ({ status, bought, noticeAt, reminderAt, noticeDays })),
      ),
    ),
  )
  const verdicts = new Set<string>()
  for (const ms of instants)
    for (const wave of waves) {
      const made = await cards(shapes.length, { told: false })
      const now = new Date(ms)
      clock.set(now)
      for (const [i, { status, bought, noticeAt, reminderAt, noticeDays }] of shapes.entries()) {
        const card = made[i]!
        await pool.query(
          'update card set status = $2, first_paid_at = $3, notice_days = $4 where card_id = $1',
          [card.cardId, status, bought ? notifiedAt : null, noticeDays ?? null],
        )
        if (noticeAt) await tell([card], 'designation', noticeAt)
        if (reminderAt) await tell([card], 'deadline-reminder', reminderAt)
      }
      await pool.query(`update deadline set step = 'end', due_at = $2 where card_id = any ($1::bigint[])`, [
        made.map(({ cardId }) => cardId),
        now,
      ])
      await during(wave, made[0]!.cardId, () =>
        endOverdueTerms(ctx, { actor, link, now, chunk: 1000, onChunk: () => {} }),
      )
      const { rows } = await pool.query(
        `select card.status, balance, first_purchase_before as before, step from card left join deadline using (card_id)
         where card_id = any ($1::bigint[]) order by card_id`,
        [made.map(({ cardId }) => cardId)],
      )
      assert.equal(rows.length, shapes.length)
      for (const [i, shape] of shapes.entries()) {
        const { status, bought } = shape
        const firstPaidAt = bought ? new Date(notifiedAt) : undefined
        const term = { status, firstPurchaseBefore: deadline, usableBefore: cutOff, firstPaidAt }
        const fairAt = fairBefore(shape, now, scheme2021)
        const verdict = judgeTerm(term, fairAt, wave, now)
        verdicts.add(verdict)
        const where = `${JSON.stringify(shape)}, ${JSON.stringify(wave)}, ${now.toISOString()}: ${verdict}`
        const ended = verdict === 'revoked' || verdict === 'cut_off'
        const extendedTo = fairAt < cutOff ? fairAt : cutOff
        assert.deepEqual(
          rows[i],
          {
            status: verdict === 'revoked' ? 'revoked' : status,
            balance: ended ? 0 : 1_000_000,
            before: verdict === 'extended' ? extendedTo : deadline,
            step: ended ? null : { extended: 'reminder', held: 'held', waits: 'end' }[verdict],
          },
          where,
        )
      }
    }
  assert.deepEqual([...verdicts].sort(), ['cut_off', 'extended', 'held', 'revoked', 'waits'])
})

/** With the rows of a held or extended wave there, as the statement sees them; the operations have tests of their own. */
async function during<T>(wave: (typeof waves)[number], cardId: string, act: () => Promise<T>): Promise<T> {
  if (wave.held)
    await pool.query(
      `insert into wave_hold (wave_id, because, held_at, due, recipients)
       select wave_id, 'too_many_due', now(), 1, 1 from card where card_id = $1`,
      [cardId],
    )
  if (wave.extending)
    await pool.query(
      `with approved as (
         insert into approval (act, subject, facts, requested_by, requested_at, approved_by, approved_at, performed_by, performed_at)
         select 'extend_deadline', 'wave:' || wave_id, '{}', 'staff:101', now(), 'staff:102', now(), 'staff:102', now()
         from card where card_id = $1
         returning approval_id
       )
       insert into wave_extension (wave_id, first_purchase_before, decided_at, approval_id)
       select wave_id, now(), now(), approval_id from card, approved where card_id = $1`,
      [cardId],
    )
  try {
    return await act()
  } finally {
    await pool.query('delete from wave_hold')
    await pool.query('delete from wave_extension')
  }
}
