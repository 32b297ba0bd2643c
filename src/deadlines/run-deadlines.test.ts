import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, justBefore, nothing, notifiedAt } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { cardFacts } from '../card/card-facts.ts'
import { cardStatement } from '../card/card-statement.ts'
import { minute } from '../kernel/clock.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { trialBalance } from '../ledger/trial-balance.ts'
import { render } from '../messages/rendering/render.ts'

const world = await aDeadline()
const { buy, cards, clock, ctx, messagesOf, movementsOf, pay, pool, purchases, rowsOf, run, send, toko } =
  world
after(() => world.close())

test('the last millisecond of the term revokes nobody, the first one after it everybody who has not bought', async () => {
  const [late, bought] = (await cards(2)) as [WaveCard, WaveCard]
  clock.set(justBefore(deadline))
  await buy(bought)
  assert.equal((await run()).revoked, 0)
  assert.equal((await cardFacts(ctx, late.cardId))!.status, 'active')
  clock.set(deadline)
  assert.deepEqual(await run(), { ...nothing, revoked: 1, revokedAmount: 1_000_000 })
  const facts = (await cardFacts(ctx, late.cardId))!
  assert.deepEqual([facts.status, facts.balance, facts.available], ['revoked', 0, 0])
  assert.deepEqual(await movementsOf(late), [
    ['grant', 1_000_000, 1_000_000],
    ['forfeit', -1_000_000, 0],
  ])
  assert.equal((await cardFacts(ctx, bought.cardId))!.status, 'active')
  assert.deepEqual(
    await rowsOf("select debit, credit, amount from entry where card_id = $1 and kind = 'forfeit'", late),
    [['card', 'treasury', 1_000_000]],
  )
  assert.deepEqual(
    await rowsOf(
      `select recipient.status, barred_at, because
       from recipient left join bar using (person_id) where card_id = $1`,
      late,
    ),
    [['revoked', deadline, 'first_purchase_missed']],
  )
  assert.deepEqual(
    await rowsOf(
      `select actor, act, reason, request_id, facts from journal where card_id = $1 and act = 'revoked'`,
      late,
    ),
    [['system:deadlines', 'revoked', 'first_purchase_missed', 'r-sweep', { amount: 1_000_000 }]],
  )
  assert.deepEqual(await messagesOf(late, 'revoked'), [['sms'], ['email']])
  const refused = await send(late)
  // A storefront that the card has not bought at is not told why.
  assert.deepEqual(refused.ok || refused.refusal, 'card_not_usable')
})

test('another run changes nothing, row for row', async () => {
  const dump = async () =>
    (
      await pool.query(`
        select (select md5(string_agg(c::text, '' order by card_id)) from card c) as cards,
          (select count(*) from entry) as entries, (select count(*) from journal) as journal,
          (select count(*) from outbox) as outbox, (select count(*) from deadline) as deadlines`)
    ).rows
  const first = await dump()
  assert.deepEqual(await run(), nothing)
  assert.deepEqual(await run(), nothing)
  assert.deepEqual(await dump(), first)
})

test('a code that is live at the deadline holds nothing after it, and does not pay', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set(new Date(deadline.getTime() - minute))
  const sent = await send(card)
  assert.ok(sent.ok)
  assert.equal((await cardFacts(ctx, card.cardId))!.held, 350_000)
  clock.set(deadline)
  assert.equal((await run()).revoked, 1)
  const facts = (await cardFacts(ctx, card.cardId))!
  assert.deepEqual([facts.held, facts.available], [0, 0])
  assert.deepEqual((await cardStatement(ctx, card.cardId)).holds, [])
  const refused = await pay(card, sent.value.paymentToken)
  assert.deepEqual(refused.ok || refused.refusal, 'deadline_passed')
})

test('a run that breaks off is continued by the next: nothing twice, nothing left out', async () => {
  const many = await cards(40)
  clock.set(deadline)
  const broken = run({
    chunk: 3,
    onProgress: () => {
      throw new Error('the machine went away')
    },
  })
  await assert.rejects(broken, /went away/)
  const revoked = async () =>
    (await Promise.all(many.map(async ({ cardId }) => (await cardFacts(ctx, cardId))!.status))).filter(
      (status) => status === 'revoked',
    ).length
  assert.equal(await revoked(), 0, 'the first chunk only moved reminders on to the end')
  let chunks = 0
  await assert.rejects(
    run({
      chunk: 3,
      onProgress: ({ done }: { done: number }) => {
        chunks = done
        if (done > 43) throw new Error('the machine went away again')
      },
    }),
    /again/,
  )
  assert.ok(chunks > 43 && (await revoked()) > 0 && (await revoked()) < 40)
  await run({ chunk: 3 })
  assert.equal(await revoked(), 40)
  for (const card of many) {
    assert.deepEqual(await messagesOf(card, 'revoked'), [['sms'], ['email']])
    assert.equal((await movementsOf(card)).length, 2)
  }
})

test('a connection that dies in the middle of a chunk leaves nothing half done', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set(deadline)
  const holder = await pool.connect()
  await holder.query('begin')
  await holder.query('select from card where card_id = $1 for update', [card.cardId])
  const running = run()
  const died = assert.rejects(running)
  for (;;) {
    const { rowCount } = await pool.query(`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%for no key update%'`)
    if (rowCount) break
  }
  await died
  await holder.query('rollback')
  holder.release()
  assert.equal((await movementsOf(card)).length, 1)
  assert.equal((await run()).revoked, 1)
  assert.equal((await movementsOf(card)).length, 2)
})

test('a suspended card is not revoked, and looked at again; a replaced number changes nothing', async () => {
  const [suspended, replaced] = (await cards(2)) as [WaveCard, WaveCard]
  await pool.query(`update card set status = 'suspended' where card_id = $1`, [suspended.cardId])
  await pool.query('update card_number set replaced_at = $2 where card_id = $1', [
    replaced.cardId,
    clock.now(),
  ])
  await pool.query(`insert into card_number (number, card_id) values ('4000000000000002', $1)`, [
    replaced.cardId,
  ])
  await pool.query(`update card set number = '4000000000000002' where card_id = $1`, [replaced.cardId])
  clock.set(deadline)
  assert.equal((await run()).revoked, 1)
  assert.equal((await cardFacts(ctx, replaced.cardId))!.status, 'revoked')
  const facts = (await cardFacts(ctx, suspended.cardId))!
  assert.deepEqual([facts.status, facts.balance], ['suspended', 1_000_000])
  assert.deepEqual(await messagesOf(suspended, 'revoked'), [])
  assert.deepEqual(await run(), nothing)
  await pool.query(`update card set status = 'active' where card_id = $1`, [suspended.cardId])
  clock.set('2026-12-25T00:00:00+07:00')
  assert.equal((await run()).revoked, 1)
})

test('the cut-off takes what is left in the same way; the membership stays', async () => {
  const [rest, suspended] = (await cards(2)) as [WaveCard, WaveCard]
  clock.set(notifiedAt)
  await buy(rest)
  await pool.query(`update card set status = 'suspended' where card_id = $1`, [suspended.cardId])
  clock.set(justBefore(cutOff))
  assert.equal((await run()).cutOff, 0)
  clock.set(cutOff)
  const ran = await run()
  assert.equal(ran.revoked, 0)
  assert.ok(ran.cutOff >= 2)
  assert.deepEqual(await run(), nothing)
  const facts = (await cardFacts(ctx, rest.cardId))!
  assert.deepEqual([facts.status, facts.balance], ['active', 0])
  assert.deepEqual((await movementsOf(rest)).at(-1), ['forfeit', -650_000, 0])
  assert.deepEqual(await messagesOf(rest, 'cut-off'), [['sms'], ['email']])
  assert.deepEqual(await messagesOf(rest, 'revoked'), [])
  assert.deepEqual(
    await rowsOf('select barred_at from recipient left join bar using (person_id) where card_id = $1', rest),
    [[null]],
  )
  assert.equal((await cardFacts(ctx, suspended.cardId))!.balance, 0)
  const { rows } = await pool.query('select 1 from deadline where due_at <= $1', [clock.now()])
  assert.equal(rows.length, 0)
})

test('what a cancelled purchase brings back after the cut-off goes to the treasury by the next run', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  clock.set(notifiedAt)
  const paid = await buy(card)
  clock.set(cutOff)
  await run()
  assert.ok((await purchases.void(toko, paid.invoiceCode, paid.transactionCode, 'r-void')).ok)
  assert.deepEqual(await checkInvariants(pool), [])
  assert.deepEqual(await run(), { ...nothing, cutOff: 1, cutOffAmount: 350_000 })
  assert.deepEqual(await run(), nothing)
  assert.deepEqual(
    await rowsOf(`select serial, amount from entry where card_id = $1 and kind = 'forfeit' order by 1`, card),
    [
      [0, 650_000],
      [1, 350_000],
    ],
  )
  assert.equal((await cardFacts(ctx, card.cardId))!.balance, 0)
})

test('a run that is told to stop ends after the chunk under way', async () => {
  await cards(20)
  clock.set(deadline)
  const stopping = new AbortController()
  const ran = await run({
    chunk: 2,
    signal: stopping.signal,
    onProgress: ({ done }) => {
      // the twenty reminders that were never sent are looked at first
      if (done > 20) stopping.abort()
    },
  })
  assert.ok(ran.revoked >= 2 && ran.revoked <= 4, String(ran.revoked))
  assert.equal((await run({ signal: stopping.signal })).revoked, 0)
  assert.equal((await run()).revoked, 20 - ran.revoked)
})

test('every message that was queued can be read in both languages, and says where to turn', async () => {
  const { rows } = await pool.query(
    `select distinct on (template, channel) template, channel, params from outbox
     where template in ('revoked', 'cut-off', 'deadline-reminder')`,
  )
  assert.equal(rows.length, 5)
  for (const row of rows)
    for (const language of ['id', 'en'])
      assert.match(render({ ...row, language }, undefined).text, /bekal\.example\/kartu/)
})

test('the ledger stands and every invariant holds', async () => {
  assert.equal((await trialBalance(pool)).sum, 0)
  assert.deepEqual(await checkInvariants(pool), [])
})
