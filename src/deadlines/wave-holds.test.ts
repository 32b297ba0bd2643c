import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, link, nothing, notifiedAt } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { ana, byTwo as approvedByTwo, budi } from '../../test/two-people.ts'
import { askOrApprove, type TwoPersonAct } from '../approvals/approvals.ts'
import { cardFacts } from '../card/card-facts.ts'
import type { Outcome } from '../kernel/refusal.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { render } from '../messages/rendering/render.ts'
import { carryOutExtensions, extendWave, extendWaveAct } from './extend-wave.ts'
import { holdSweep, holdSweepAct, releaseSweep, releaseSweepAct, waveHolds } from './wave-holds.ts'

// Small numbers, so that a small wave is a large one.
const world = await aDeadline({ sweep: { stopPercent: 20, stopCards: 10 } })
const { buy, cards, clock, ctx, messagesOf, pool, rowsOf, run } = world
after(() => world.close())

const byTwo = (act: Outcome<TwoPersonAct, string>) => approvedByTwo(ctx, act)
const system = { actor: 'system:deadlines', requestId: 'r' }
const at = (text: string) => new Date(`${text}+07:00`)
const factsOf = async ({ cardId }: WaveCard) => (await cardFacts(ctx, cardId))!
const waveOf = async (card: WaveCard): Promise<number> =>
  (await rowsOf('select wave_id from card where card_id = $1', card))[0]![0]

test('a sweep that would revoke more than a fifth of a large wave stops for people, and says so to every operator', async () => {
  await pool.query(`
    insert into staff (email, name, roles, password_hash, totp_sealed, totp_confirmed_at, may_decide_from, created_at, disabled_at) values
      ('ani@contoh.test', 'Ani', '{operator}', 'x', 'x', now(), now(), now(), null),
      ('budi@contoh.test', 'Budi', '{supervisor}', 'x', 'x', now(), now(), now(), null),
      ('dewi@contoh.test', 'Dewi', '{auditor}', 'x', 'x', now(), now(), now(), null),
      ('eka@contoh.test', 'Eka', '{operator}', 'x', 'x', now(), now(), now(), now())`)
  const large = await cards(60)
  const small = await cards(8)
  const diligent = await cards(60)
  clock.set(notifiedAt)
  for (const card of diligent.slice(0, 48)) await buy(card)
  clock.set(deadline)
  const ran = await run()
  const waveId = await waveOf(large[0]!)
  assert.deepEqual(
    ran.stopped.map(({ due, recipients, ...wave }) => [wave.waveId, due, recipients]),
    [[waveId, 60, 60]],
  )
  // A wave of eight, all of them late, is no large one; of sixty, twelve are no more than a fifth.
  assert.deepEqual([ran.revoked, ran.held], [8 + 12, 60])
  assert.equal((await factsOf(small[0]!)).status, 'revoked')
  assert.equal((await factsOf(diligent[50]!)).status, 'revoked')
  for (const card of large) assert.equal((await factsOf(card)).status, 'active')
  assert.deepEqual(await run(), nothing, 'said once, and not looked at again')
  const told = await pool.query(
    `select address, channel, template, params from outbox where template = 'sweep-stopped' order by 1`,
  )
  assert.deepEqual(
    told.rows.map(({ address }) => address),
    ['ana@staf.contoh.id', 'ani@contoh.test', 'budi@contoh.test', 'budi@staf.contoh.id'],
  )
  for (const language of ['id', 'en'])
    assert.match(render({ ...told.rows[0], language }, undefined).text, /60[\s\S]*60/)
  const [hold] = await waveHolds(ctx.db)
  assert.deepEqual([hold?.because, hold?.due, hold?.recipients, hold?.waiting], ['too_many_due', 60, 60, 60])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('two people let it go on for that wave; one cannot', async () => {
  const [hold] = await waveHolds(ctx.db)
  const { waveId } = hold!
  const act = await releaseSweepAct(ctx.db, waveId)
  assert.ok(act.ok)
  assert.ok((await askOrApprove(ctx, act.value, ana)).ok)
  const alone = await releaseSweep(ctx, waveId, ana)
  assert.deepEqual(alone.ok || alone.refusal, 'second_person_needed')
  assert.deepEqual(await run(), nothing)
  assert.ok((await askOrApprove(ctx, act.value, budi)).ok)
  const released = await releaseSweep(ctx, waveId, budi)
  assert.deepEqual(released, { ok: true, value: { cards: 60 } })
  assert.deepEqual(await run(), { ...nothing, revoked: 60, revokedAmount: 60_000_000 })
  assert.deepEqual(await waveHolds(ctx.db), [])
  const again = await releaseSweepAct(ctx.db, waveId)
  assert.deepEqual(again.ok || again.refusal, 'not_held')
  const journal = await pool.query(
    `select act from journal where subject = $1 and act like 'sweep_%' order by journal_id`,
    [`wave:${waveId}`],
  )
  assert.deepEqual(
    journal.rows.map(({ act: done }) => done),
    ['sweep_stopped', 'sweep_released'],
  )
})

test('two people hold a wave before its deadline: nobody of it is revoked, others are, and the untold get their time', async () => {
  const held = await cards(3)
  const [untold] = (await cards(1, { told: false })) as [WaveCard]
  const others = await cards(2)
  const waveId = await waveOf(held[0]!)
  const act = await holdSweepAct(ctx.db, waveId)
  await byTwo(act)
  assert.ok((await holdSweep(ctx, waveId, budi)).ok)
  const twice = await holdSweepAct(ctx.db, waveId)
  assert.deepEqual(twice.ok || twice.refusal, 'already_held')
  clock.set(deadline)
  const ran = await run()
  assert.deepEqual([ran.revoked, ran.held, ran.extended], [2, 3, 1])
  assert.equal((await factsOf(others[0]!)).status, 'revoked')
  assert.equal((await factsOf(untold)).status, 'active')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('two people give a wave a later deadline: held or not, whoever has not bought is told and reminded anew', async () => {
  const [hold] = await waveHolds(ctx.db)
  const { waveId } = hold!
  const cardsOf = await pool.query(
    'select card_id as "cardId" from card where wave_id = $1 order by card_id',
    [waveId],
  )
  const card = cardsOf.rows[0] as WaveCard
  const now = clock.now()
  const refusal = async (until: string) => {
    const act = await extendWaveAct(ctx.db, waveId, until, now)
    return act.ok || act.refusal
  }
  assert.equal(await refusal('2026-12-23'), 'until_not_later')
  assert.equal(await refusal('2027-12-16'), 'until_after_cut_off')
  const act = await extendWaveAct(ctx.db, waveId, '2027-01-20', now)
  await byTwo(act)
  const other = await extendWave(ctx, waveId, '2027-01-21', budi)
  assert.deepEqual(other.ok || other.refusal, 'approval_differs', 'what is done is what was approved')
  assert.ok((await extendWave(ctx, waveId, '2027-01-20', budi)).ok)
  assert.equal(await refusal('2027-01-22'), 'extension_open')
  assert.equal(await carryOutExtensions(ctx, { actor: system, link, chunk: 2 }), 3)
  assert.equal(await carryOutExtensions(ctx, { actor: system, link, chunk: 2 }), 0)
  assert.deepEqual((await factsOf(card)).deadline, at('2027-01-21T00:00:00'))
  assert.deepEqual(await messagesOf(card, 'term-extended'), [['sms'], ['email']])
  await run()
  assert.deepEqual(await rowsOf('select step, due_at from deadline where card_id = $1', card), [
    ['reminder', at('2027-01-13T08:00:00')],
  ])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('from the decision on nobody is revoked for the old deadline, carried out or not', async () => {
  const [card, bought] = (await cards(2)) as [WaveCard, WaveCard]
  clock.set(notifiedAt)
  await buy(bought)
  const waveId = await waveOf(card)
  clock.set(deadline)
  const act = await extendWaveAct(ctx.db, waveId, '2026-12-31', clock.now())
  await byTwo(act)
  assert.ok((await extendWave(ctx, waveId, '2026-12-31', budi)).ok)
  assert.equal((await run()).revoked, 0)
  assert.deepEqual((await factsOf(card)).deadline, at('2027-01-01T00:00:00'))
  assert.deepEqual(await messagesOf(bought, 'term-extended'), [], 'who has bought is not told')
  clock.set(at('2027-01-01T00:00:00'))
  await run()
  await run()
  assert.equal((await factsOf(card)).status, 'revoked')
})
