import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, justBefore, link } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { ana, budi, extraByTwo, moreStaff, twoPeople } from '../../test/two-people.ts'
import { cardFacts } from '../card/card-facts.ts'
import { day } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { readWave } from '../waves/waves.ts'
import { approveRestore, listCorrections, requestRestore } from './correct.ts'

const world = await aDeadline()
const { buy, cards, clock, ctx, messagesOf, movementsOf, pool, rowsOf, run, tell } = world
after(() => world.close())

await twoPeople(pool)
const why = 'pembelian di toko tercatat terlambat'
const ask = (card: WaveCard, actor = ana) => requestRestore(ctx, card.cardId, why, actor)
const approve = (correctionId: string, actor = budi) => approveRestore(ctx, correctionId, actor, { link })
const said = (outcome: { ok: boolean; refusal?: string }) => outcome.refusal

async function revoked(count: number): Promise<WaveCard[]> {
  const made = await cards(count)
  clock.set(deadline)
  await run()
  return made
}

async function asked(card: WaveCard): Promise<string> {
  const outcome = await ask(card)
  assert.ok(outcome.ok)
  return outcome.value.correctionId
}

test('one operator asks, another approves: everything is as it was, with the whole term again', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  const correctionId = await asked(card)
  assert.equal((await cardFacts(ctx, card.cardId))!.status, 'revoked', 'asking changes nothing')
  clock.set('2026-12-28T15:00:00+07:00')
  const outcome = await approve(correctionId)
  assert.ok(outcome.ok)
  const newDeadline = new Date('2027-01-28T00:00:00+07:00')
  assert.deepEqual(outcome.value, {
    cardId: card.cardId,
    amount: 1_000_000,
    firstPurchaseBefore: newDeadline,
  })
  const facts = (await cardFacts(ctx, card.cardId))!
  assert.deepEqual([facts.status, facts.balance, facts.deadline], ['active', 1_000_000, newDeadline])
  assert.deepEqual(await movementsOf(card), [
    ['grant', 1_000_000, 1_000_000],
    ['forfeit', -1_000_000, 0],
    ['restore', 1_000_000, 1_000_000],
  ])
  assert.deepEqual(
    await rowsOf(
      `select recipient.status, barred_at, because
       from recipient left join bar using (person_id) where recipient.card_id = $1`,
      card,
    ),
    [['notified', null, null]],
  )
  assert.deepEqual(await messagesOf(card, 'restored'), [['sms'], ['email']])
  assert.deepEqual(
    await rowsOf(
      `select actor, act, reason, request_id from journal where card_id = $1 and act like 'restore%' order by journal_id`,
      card,
    ),
    [
      ['staff:101', 'restore_requested', why, 'r-ana'],
      ['staff:102', 'restored', why, 'r-budi'],
    ],
  )
  const { correctionId: id, requestedBy, approvedBy, amount } = (await listCorrections(pool)).at(-1)!
  assert.deepEqual([id, requestedBy, approvedBy, amount], [correctionId, 'staff:101', 'staff:102', 1_000_000])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a restored card is reminded, buys, and is revoked again like any other', async () => {
  const [buyer, idle] = (await revoked(2)) as [WaveCard, WaveCard]
  for (const card of [buyer, idle]) assert.ok((await approve(await asked(card))).ok)
  await tell([idle], 'restored', clock.now())
  await buy(buyer)
  clock.advance(24 * day)
  assert.equal((await run()).reminded, 1)
  await tell([idle], 'deadline-reminder', clock.now())
  clock.advance(30 * day)
  await run()
  assert.equal((await cardFacts(ctx, buyer.cardId))!.status, 'active')
  assert.equal((await cardFacts(ctx, idle.cardId))!.status, 'revoked')
  assert.deepEqual(
    await rowsOf('select kind, serial from entry where card_id = $1 order by at, kind', idle),
    [
      ['grant', 0],
      ['forfeit', 0],
      ['restore', 0],
      ['forfeit', 1],
    ],
  )
  assert.ok((await approve(await asked(idle))).ok)
  assert.equal((await cardFacts(ctx, idle.cardId))!.balance, 1_000_000)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('whoever asks may not approve: in the code, and by the constraint of the table', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  const correctionId = await asked(card)
  assert.equal(said(await approve(correctionId, ana)), 'second_person_needed')
  assert.equal(said(await approve(correctionId, { ...ana, actor: 'Staff:101 ' })), 'staff_needed')
  assert.equal((await cardFacts(ctx, card.cardId))!.status, 'revoked')
  for (const [name, constraint] of [
    ['staff:101', 'checker_is_not_maker'],
    ['OPERATOR:Ani', 'checker_is_staff'],
  ])
    await assert.rejects(
      pool.query(
        'update correction set approved_by = $2, approved_at = now(), amount = asked_amount where correction_id = $1',
        [correctionId, name],
      ),
      { constraint },
    )
})

test('a correction is approved once, however many approve at the same time', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  const correctionId = await asked(card)
  const outcomes = await Promise.all(
    [budi, ...(await moreStaff(pool, 3))].map((actor) => approve(correctionId, actor)),
  )
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.refusal, 'correction_done')
  assert.equal((await cardFacts(ctx, card.cardId))!.balance, 1_000_000)
  assert.equal((await movementsOf(card)).length, 3)
})

test('an approval and a sweep at once end in one of both, never in between', async () => {
  const many = await revoked(12)
  const ids = await Promise.all(many.map(asked))
  const [, ...outcomes] = await Promise.all([run({ chunk: 2 }), ...ids.map((id) => approve(id)), run()])
  assert.ok(outcomes.slice(0, ids.length).every((outcome) => 'ok' in outcome && outcome.ok))
  for (const card of many) assert.equal((await cardFacts(ctx, card.cardId))!.status, 'active')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a seat in an extra wave that is only planned goes back to who is restored, and is not recycled twice', async () => {
  const [card, restored] = (await revoked(2)) as [WaveCard, WaveCard]
  assert.ok((await approve(await asked(restored))).ok)
  const { rows } = await pool.query(`select count(*)::int as free from recipient where status = 'revoked'`)
  const extra = await extraByTwo(ctx, { year: 2026 })
  assert.ok(extra.ok)
  assert.equal(extra.value.quota, rows[0].free, 'the restored one took its seat back')
  const another = () => extraByTwo(ctx, { year: 2026 })
  assert.equal(said(await another()), 'no_free_seats')
  assert.equal((await readWave(pool, extra.value.waveId))!.quota, rows[0].free)
  assert.ok((await approve(await asked(card))).ok)
  const left = (await readWave(pool, extra.value.waveId))!.quota
  assert.equal(left, rows[0].free - 1, 'the wave has a seat less, and the restored one has it')
  assert.equal(said(await another()), 'no_free_seats')
  for (const template of ['restored', 'deadline-reminder'])
    await tell([card, restored], template, clock.now())
  clock.advance(40 * day)
  await run()
  assert.equal((await cardFacts(ctx, card.cardId))!.status, 'revoked')
  // Revoked again with others, and the seats that a wave has already are not given a second time.
  const { rows: all } = await pool.query(`select count(*)::int as n from recipient where status = 'revoked'`)
  const last = await another()
  assert.equal(last.ok && last.value.quota, all[0].n - left)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a seat that a correction gave back is made up for by the next one that becomes free, in whichever wave', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  await extraByTwo(ctx, { year: 2026 })
  assert.ok((await approve(await asked(card))).ok)
  const another = () => extraByTwo(ctx, { year: 2026 })
  await revoked(1)
  assert.equal(said(await another()), 'no_free_seats', 'the extra wave has the seat of the restored one')
  await revoked(3)
  const made = await another()
  assert.equal(made.ok && made.value.quota, 3)
  // Three of them were free, and one of those before: the restored one keeps a seat, and is nobody's any more.
  assert.equal(said(await another()), 'no_free_seats')
})

test('what cannot be restored is refused with its reason', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  assert.equal(said(await requestRestore(ctx, card.cardId, '  ', ana)), 'reason_missing')
  assert.equal(said(await requestRestore(ctx, card.cardId, 'x'.repeat(501), ana)), 'reason_missing')
  assert.equal(said(await requestRestore(ctx, '999999', why, ana)), 'card_unknown')
  assert.equal(said(await approve('999999')), 'correction_unknown')
  const [fresh] = (await cards(1)) as [WaveCard]
  assert.equal(said(await ask(fresh)), 'card_not_revoked')
  const correctionId = await asked(card)
  assert.equal(said(await ask(card, budi)), 'correction_open')
  const other = (await revoked(1))[0]!
  clock.set(justBefore(cutOff))
  const late = await asked(other)
  clock.set(cutOff)
  assert.equal(said(await approve(correctionId)), 'year_over')
  assert.equal(said(await approve(late)), 'year_over')
  const third = (await cards(1))[0]!
  await run()
  assert.equal(said(await ask(third)), 'year_over')
})

test('a term that is given again ends with the year at the latest', async () => {
  const [card] = (await revoked(1)) as [WaveCard]
  const correctionId = await asked(card)
  clock.set(justBefore(cutOff))
  const outcome = await approve(correctionId)
  assert.ok(outcome.ok)
  assert.deepEqual(outcome.value.firstPurchaseBefore, cutOff)
  await tell([card], 'restored', justBefore(cutOff))
  clock.set(cutOff)
  await run()
  assert.equal((await cardFacts(ctx, card.cardId))!.status, 'revoked')
  assert.deepEqual(await checkInvariants(pool), [])
})
