import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aDrawnProgramme, ana, budi, must } from '../../../test/a-draw.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { byTwo, extraByTwo, notifyByTwo } from '../../../test/two-people.ts'
import { approve, requestApproval } from '../../approvals/approvals.ts'
import { approveRestore, requestRestore } from '../../deadlines/correct.ts'
import { declineCard } from '../../deadlines/decline.ts'
import { runDeadlines } from '../../deadlines/run-deadlines.ts'
import { holdSweep, holdSweepAct, releaseSweep, releaseSweepAct } from '../../deadlines/wave-holds.ts'
import { day } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { applicationStatus } from '../../waves/application-status.ts'
import { cancelWave } from '../../waves/cancel-wave.ts'
import { verifyDraw } from '../../waves/draw/published/verify-draw.ts'
import { createExtraWave, extraWaveAct } from '../../waves/extra-wave.ts'
import { claimedSeats } from '../../waves/seats/free-seats.ts'
import { movedUpOf } from '../../waves/seats/wave-seats.ts'
import { listWaves, readWave } from '../../waves/waves.ts'
import { moveUpReserves } from './move-up.ts'

const programme = await aDrawnProgramme()
const { ctx, pool, clock, connection } = programme
const bekal = bekalOn(settingsOf({ connection }))
const link = 'https://bekal.example/kartu'
const actor = { actor: 'system:reserves', requestId: 'r-reserves' }
const move = (chunk?: number) => moveUpReserves(ctx, { actor, link, ...(chunk ? { chunk } : {}) })

/** A drawn wave whose recipients have their cards, notice and reminder; everybody who joined, by rank. */
async function aNotifiedWave(
  quota: number,
  joined: number,
  reserves: number,
  families: (i: number) => number | undefined = () => undefined,
) {
  const waveId = await programme.anOpenWave(quota, { reserves })
  const people: string[] = []
  for (let i = 0; i < joined; i++) {
    const family = families(i)
    people.push(
      await programme.aPerson({ occupation: 'Lainnya', ...(family === undefined ? {} : { family }) }),
    )
    await programme.join(people[i]!, waveId)
  }
  await programme.drawn(waveId)
  const ranks = new Map<string, number>()
  for (const id of people) ranks.set(id, (await applicationStatus(ctx, id))[0]!.rank!)
  assert.ok((await notifyByTwo(ctx, waveId, { link })).ok)
  return { waveId, people: people.toSorted((one, other) => ranks.get(one)! - ranks.get(other)!) }
}

async function tell(waveId: number) {
  await pool.query(
    `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
     select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', template, '{}', 'sent', notified_at, notified_at
     from card, unnest(array['designation', 'deadline-reminder']) as template where wave_id = $1
       and not exists (select from message where message.card_id = card.card_id)`,
    [waveId],
  )
}

/** Whoever of the wave has bought keeps the card; the terms of all others end, and they are revoked. */
async function endTerms(waveId: number, keeps: readonly string[] = []) {
  await tell(waveId)
  await pool.query(
    'update card set first_paid_at = notified_at where wave_id = $1 and person_id = any ($2::bigint[])',
    [waveId, keeps],
  )
  clock.advance(31 * day)
  await runDeadlines(ctx, { actor, link, consoleLink: link })
  await pool.query(
    'update card set first_paid_at = null where wave_id = $1 and person_id = any ($2::bigint[])',
    [waveId, keeps],
  )
  // Else they would be the next that are revoked.
  await pool.query(
    `update card set first_purchase_before = usable_before where wave_id = $1 and status = 'active'`,
    [waveId],
  )
}

async function restore(personId: string) {
  const { rows } = await pool.query('select card_id from card where person_id = $1', [personId])
  const asked = must(await requestRestore(ctx, rows[0].card_id, 'keliru', ana))
  must(await approveRestore(ctx, asked.correctionId, budi, { link }))
}

async function holders(waveId: number): Promise<Set<string>> {
  const { rows } = await pool.query(
    `select person_id from recipient where wave_id = $1 and status = 'notified'`,
    [waveId],
  )
  return new Set(rows.map((row) => row.person_id))
}

const sound = async () => assert.deepEqual(await checkInvariants(pool), [])

test('a seat that frees goes to the next reserve, who has a card, a term of their own and a message; nobody has it twice', async () => {
  const { waveId, people } = await aNotifiedWave(3, 7, 3)
  await endTerms(waveId, people.slice(0, 1))
  assert.deepEqual((await claimedSeats(pool, 2026)).at(-1), {
    waveId,
    number: 1,
    forReserves: 2,
    forExtra: 0,
  })
  assert.equal((await extraByTwo(ctx, { year: 2026 })).ok, false, 'no extra wave has a seat of reserves')
  // Several processes, one seat at a time: each seat goes once.
  const moved = await Promise.all([move(1), move(1), move()])
  assert.equal(
    moved.reduce((sum, one) => sum + one.movedUp, 0),
    2,
  )
  assert.deepEqual(await holders(waveId), new Set([people[0], people[3], people[4]]))
  const { rows: cards } = await pool.query(
    'select balance, first_purchase_before as before, notified_at as told from card where person_id = $1',
    [people[3]],
  )
  assert.deepEqual(cards[0].told, clock.now())
  assert.equal(cards[0].balance, 1_000_000)
  assert.ok(cards[0].before > new Date(clock.now().getTime() + 30 * day))
  const { rows: told } = await pool.query(
    `select channel from outbox join card using (card_id) where template = 'moved-up' and person_id = $1 order by 1`,
    [people[3]],
  )
  assert.deepEqual(
    told.map(({ channel }) => channel),
    ['email', 'sms'],
  )
  const [status] = await applicationStatus(ctx, people[3]!)
  assert.deepEqual([status!.state, status!.rank, status!.movedUp], ['selected', 4, true])
  assert.equal((await applicationStatus(ctx, people[5]!))[0]!.state, 'not_selected')
  assert.equal((await move()).movedUp, 0)
  await sound()
  const shown = await bekal('wave', 'reserves', '1')
  const { calls, ...counts } = shown.said
  assert.deepEqual(
    [
      counts.reserves,
      counts.called,
      counts.calledUpto,
      counts.left,
      counts.toReserves,
      counts.forExtra,
      calls.length,
    ],
    [3, 2, 5, 2, 2, 0, 2],
  )
  assert.deepEqual(await movedUpOf(pool, waveId), { movedUp: 2, upto: 5 })
  assert.deepEqual((await programme.published(waveId, verifyDraw)).differences, [])
})

test('who may not be a recipient any more is passed over for good; what reserves leave, and what frees later, is for extra waves', async () => {
  const { waveId, people } = await aNotifiedWave(3, 6, 2, (i) => (i < 2 ? 77 : undefined))
  await programme.bar(people[3]!)
  await endTerms(waveId)
  assert.deepEqual(await move(), { movedUp: 1, passedOver: 1 })
  assert.deepEqual(await holders(waveId), new Set([people[4]]))
  const { rows } = await pool.query(
    'select rank, passed_because as because from reserve_call where wave_id = $1 order by rank',
    [waveId],
  )
  assert.deepEqual(rows, [
    { rank: 4, because: 'barred' },
    { rank: 5, because: null },
  ])
  assert.deepEqual((await claimedSeats(pool, 2026)).at(-1)?.forExtra, 2)
  const extra = await extraByTwo(ctx, { year: 2026 })
  assert.ok(extra.ok)
  assert.equal(extra.value.quota, 2)
  await sound()
  // After sixty days reserves of the published ranks have no claim any more.
  const late = await aNotifiedWave(2, 4, 2)
  clock.advance(31 * day)
  await endTerms(late.waveId)
  assert.deepEqual((await claimedSeats(pool, 2026)).at(-1)?.forExtra, 2)
  assert.equal((await move()).movedUp, 0)
  await sound()
})

test('the seat of who declines the card goes to the next reserve', async () => {
  const { waveId, people } = await aNotifiedWave(2, 4, 1)
  const { rows } = await pool.query('select card_id from card where person_id = $1', [people[0]])
  const by = { actor: `person:${people[0]}`, requestId: 'r-declines' }
  must(await declineCard(ctx, rows[0].card_id, { actor: by, link }))
  assert.equal((await move()).movedUp, 1)
  assert.deepEqual(await holders(waveId), new Set([people[1], people[2]]))
  await sound()
})

test('a wave whose revocations are held moves nobody up until it is released', async () => {
  const { waveId } = await aNotifiedWave(2, 4, 2)
  await endTerms(waveId)
  await byTwo(ctx, await holdSweepAct(pool, waveId))
  must(await holdSweep(ctx, waveId, budi))
  assert.equal((await move()).movedUp, 0)
  await byTwo(ctx, await releaseSweepAct(pool, waveId))
  must(await releaseSweep(ctx, waveId, budi))
  assert.equal((await move()).movedUp, 2)
  await sound()
})

test('who is restored has the seat back; a reserve who has it keeps it, and the next free seat makes up for it', async () => {
  const { waveId, people } = await aNotifiedWave(2, 6, 4)
  await endTerms(waveId)
  await restore(people[0]!)
  assert.equal((await move()).movedUp, 1, 'the seat that was given back is nobody else’s')
  await restore(people[1]!)
  assert.deepEqual(await holders(waveId), new Set([people[0], people[1], people[2]]))
  await sound()
  // One too many: the next that is left is nobody's.
  await pool.query(
    `update card set first_purchase_before = usable_before where person_id = any ($1::bigint[])`,
    [people.slice(0, 2)],
  )
  await endTerms(waveId, people.slice(0, 2))
  assert.equal((await move()).movedUp, 0)
  assert.equal((await holders(waveId)).size, 2)
  await sound()
})

test('a seat in an extra wave that is only planned goes back to who is restored; of one that goes on, it does not', async () => {
  const { waveId, people } = await aNotifiedWave(4, 4, 0)
  await endTerms(waveId)
  const extra = await extraByTwo(ctx, { year: 2026 })
  assert.ok(extra.ok)
  const quota = async () => (await readWave(pool, extra.value.waveId))!.quota
  const before = await quota()
  await restore(people[0]!)
  assert.equal(await quota(), before - 1)
  await sound()
  must(await cancelWave(ctx, extra.value.waveId, { because: 'uji', home: link, actor: ana }))
  await restore(people[1]!)
  await sound()
  const again = await extraByTwo(ctx, { year: 2026 })
  assert.equal(again.ok && again.value.quota, before - 2)
  await sound()
})

/** Of these, whose term is over now, whatever they were told; the terms of all others go on for long. */
async function revoke(people: readonly string[]) {
  await pool.query(
    `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
     select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', template, '{}', 'sent', $2, notified_at - interval '90 days'
     from card, unnest(array['designation', 'deadline-reminder']) as template where person_id = any ($1::bigint[])`,
    [people, clock.now()],
  )
  await pool.query(
    `with due as (
       update card set first_purchase_before = case when person_id = any ($1::bigint[]) then $2 else usable_before end
       where status = 'active' returning card_id, first_purchase_before
     )
     update deadline set step = 'end', due_at = due.first_purchase_before from due where due.card_id = deadline.card_id`,
    [people, clock.now()],
  )
  await runDeadlines(ctx, { actor, link, consoleLink: link })
}

/** Two people ask for all that is free; what was asked for before and is not so any more is withdrawn. */
async function tryExtra() {
  await pool.query(
    `update approval set withdrawn_by = 'staff:101', withdrawn_at = now()
     where act = 'plan_extra_wave' and performed_at is null and withdrawn_at is null`,
  )
  const act = await extraWaveAct(pool, { year: 2026 })
  if (!act.ok) return
  await requestApproval(ctx, act.value, ana)
  await approve(ctx, act.value, budi)
  await createExtraWave(ctx, { year: 2026 }, budi)
}

const step = fc.record({
  does: fc.constantFrom(
    'revoke',
    'revoke',
    'revoke',
    'move',
    'move',
    'restore',
    'restore',
    'extra',
    'cancel',
    'wait',
    'all at once',
  ),
  pick: fc.nat(1000),
})

test('over a random history no seat is given twice, and none is lost: a plain count of the year agrees after every step', async () => {
  const ids = async (sql: string) => (await pool.query(sql)).rows.map(({ id }) => String(id))
  const held = () => ids(`select person_id as id from recipient where status = 'notified' order by person_id`)
  const revoked = () =>
    ids(
      `select person_id as id from recipient where status = 'revoked' and card_id is not null order by person_id`,
    )
  const extras = async () =>
    (await listWaves(pool)).filter(({ kind, status }) => kind === 'extra' && status === 'planned')
  const lent = async () => (await extras()).reduce((sum, { quota }) => sum + quota, 0)
  const free = async () =>
    (await claimedSeats(pool, 2026)).reduce(
      (sum, { forReserves, forExtra }) => sum + forReserves + forExtra,
      0,
    )
  const yearsEnd = Date.parse('2027-12-15T00:00:00+07:00')
  for (let i = 0; i < 2; i++) await aNotifiedWave(5, 12, 4)
  const seats = (await held()).length + (await lent()) + (await free())
  await revoke([])
  const steps: Record<string, (pick: number) => Promise<unknown>> = {
    revoke: async (pick) => revoke((await held()).filter((_, i) => (i + pick) % 4 === 0)),
    move: () => move(),
    async restore(pick) {
      const gone = await revoked()
      if (gone.length > 0) await restore(gone[pick % gone.length]!)
      await revoke([])
    },
    extra: tryExtra,
    async cancel(pick) {
      const all = await extras()
      const one = all[pick % all.length]
      if (one) must(await cancelWave(ctx, one.waveId, { because: 'uji', home: link, actor: ana }))
    },
    // Never beyond the last day of the year's money: whoever is restored after it is refused, rightly.
    wait: async () => {
      if (clock.now().getTime() < yearsEnd - 50 * day) clock.advance(20 * day)
    },
    async 'all at once'(pick) {
      const gone = await revoked()
      await Promise.all([
        move(1),
        move(),
        tryExtra(),
        gone.length > 0 ? restore(gone[pick % gone.length]!) : undefined,
        revoke((await held()).filter((_, i) => (i + pick) % 5 === 0)),
      ])
      await revoke([])
    },
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 40 }), async (history) => {
      for (const { does, pick } of history) {
        clock.advance(1000)
        const before = (await held()).length + (await lent())
        const given = await steps[does]!(pick)
        const taken = (await held()).length + (await lent())
        assert.equal(await free(), Math.max(0, seats - taken), `seats after ${does}`)
        const gave =
          does === 'move' ? (given as { movedUp: number }).movedUp > 0 : does === 'extra' && taken > before
        if (gave) assert.ok(taken <= seats, `${does} gave a seat too many`)
        await sound()
      }
    }),
    { numRuns: 1, endOnFailure: true },
  )
})
