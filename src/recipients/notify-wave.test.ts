import assert from 'node:assert/strict'
import { test } from 'node:test'
import { must } from '../../test/a-draw.ts'
import { testDatabase } from '../../test/database.ts'
import { budi, byTwo, notifyByTwo, twoPeople } from '../../test/two-people.ts'
import { cardFacts, cardIdByNumber } from '../card/card-facts.ts'
import { cardStatement } from '../card/card-statement.ts'
import type { Context } from '../database/context.ts'
import { inventRecipient } from '../demo/invent-recipient.ts'
import { stoppedClock } from '../kernel/clock.ts'
import { luhnHolds } from '../kernel/codes.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { trialBalance } from '../ledger/trial-balance.ts'
import { grantCardsAct } from '../waves/grant-cards.ts'
import { createWave, readWave } from '../waves/waves.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { createYear } from '../years/years.ts'
import { importRecipients } from './import-recipients.ts'
import { type NotifyOptions, notifyWave } from './notify-wave.ts'
import { recipientColumns } from './recipient-row.ts'

const { pool } = await testDatabase()
await twoPeople(pool)
const clock = stoppedClock('2026-11-23T23:30:00+07:00')
const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const options: NotifyOptions = {
  actor: budi,
  link: 'https://bekal.example/masuk',
}
await createYear(
  ctx,
  { year: 2026, name: 'Program 2026', rules: { ...scheme2021, usableUntil: '2027-12-15' } },
  options.actor,
)
await createYear(
  ctx,
  { year: 2025, name: 'Program 2025', rules: { ...scheme2021, usableUntil: '2026-12-15' } },
  options.actor,
)

let waves = 0
let people = 0
async function aWaveOf(count: number, year = 2026): Promise<number> {
  const wave = await createWave(ctx, { year, number: ++waves, quota: Math.max(count, 1) }, options.actor)
  assert.ok(wave.ok)
  const list = Array.from({ length: count }, () => inventRecipient(people++))
  const text = [
    recipientColumns.join(','),
    ...list.map((p) => recipientColumns.map((c) => p[c]).join(',')),
  ].join('\n')
  const source = (async function* () {
    yield text
  })()
  const imported = await importRecipients(ctx, wave.value.waveId, source, { actor: options.actor })
  assert.ok(imported.ok && imported.value.imported === count)
  return wave.value.waveId
}

async function countsOf(waveId: number) {
  const { rows } = await pool.query(
    `select
      (select count(*)::int from card where wave_id = $1) as cards,
      (select count(distinct person_id)::int from card where wave_id = $1) as holders,
      (select count(*)::int from outbox join card using (card_id) where wave_id = $1) as messages,
      (select count(*)::int from journal join card using (card_id) where wave_id = $1) as journal`,
    [waveId],
  )
  return rows[0]
}

test('a wave is told: card, number, grant, deadline, two messages and a row of the journal for everybody', async () => {
  const waveId = await aWaveOf(3)
  const outcome = await notifyByTwo(ctx, waveId, options)
  assert.ok(outcome.ok)
  assert.deepEqual(outcome.value, {
    notified: 3,
    before: 0,
    // the 23rd plus thirty days is the 23rd of December, which is still good
    firstPurchaseBefore: new Date('2026-12-24T00:00:00+07:00'),
  })
  assert.deepEqual(await countsOf(waveId), { cards: 3, holders: 3, messages: 6, journal: 3 })
  const { rows } = await pool.query('select card_id, number from card where wave_id = $1 order by 1', [
    waveId,
  ])
  assert.ok(luhnHolds(rows[0].number))
  assert.equal(await cardIdByNumber(pool, rows[0].number), rows[0].card_id)
  const facts = await cardFacts(ctx, rows[0].card_id)
  assert.equal(facts?.balance, 1_000_000)
  assert.equal(facts?.available, 1_000_000)
  assert.equal(facts?.daysLeft, 30)
  assert.equal(facts?.deadlineKind, 'first_purchase')
  const statement = await cardStatement(ctx, rows[0].card_id)
  assert.deepEqual(
    statement.movements.map(({ kind, amount, balance }) => [kind, amount, balance]),
    [['grant', 1_000_000, 1_000_000]],
  )
  const wave = await readWave(pool, waveId)
  assert.equal(wave?.status, 'notified')
  assert.equal(wave?.notified, 3)
})

test('the message names balance and deadline; the card number travels sealed', async () => {
  const waveId = await aWaveOf(1)
  await notifyByTwo(ctx, waveId, options)
  const { rows } = await pool.query(
    `select outbox.*, number from outbox join card using (card_id) where wave_id = $1 order by channel`,
    [waveId],
  )
  assert.deepEqual(
    rows.map(({ channel, template }) => [channel, template]),
    [
      ['email', 'designation'],
      ['sms', 'designation'],
    ],
  )
  assert.equal(rows[1].params.balance, 1_000_000)
  assert.equal(rows[1].params.deadline, '2026-12-23T17:00:00.000Z')
  assert.doesNotMatch(JSON.stringify(rows[1].params), /\d{16}/)
  assert.deepEqual(JSON.parse(ctx.secrets.open(rows[1].sealed)), { card: rows[1].number })
})

test('a run that broke off is continued: nobody gets two cards or two messages', async () => {
  const waveId = await aWaveOf(7)
  const broken = notifyByTwo(ctx, waveId, {
    ...options,
    chunk: 3,
    onProgress: () => {
      throw new Error('the machine went away')
    },
  })
  await assert.rejects(broken, /went away/)
  assert.equal((await readWave(pool, waveId))?.status, 'drawn')
  assert.equal((await countsOf(waveId)).cards, 3)
  const again = await notifyByTwo(ctx, waveId, { ...options, chunk: 3 })
  assert.ok(again.ok)
  assert.deepEqual([again.value.notified, again.value.before], [4, 3])
  const third = await notifyByTwo(ctx, waveId, options)
  assert.ok(third.ok)
  assert.equal(third.value.notified, 0)
  assert.deepEqual(await countsOf(waveId), { cards: 7, holders: 7, messages: 14, journal: 7 })
})

test('two runs at once share the work', async () => {
  const waveId = await aWaveOf(40)
  await byTwo(ctx, { ok: true, value: must(await grantCardsAct(pool, waveId))! })
  const runs = await Promise.all([1, 2, 3].map(() => notifyWave(ctx, waveId, { ...options, chunk: 2 })))
  assert.equal(
    runs.reduce((sum, run) => sum + (run.ok ? run.value.notified : 0), 0),
    40,
  )
  assert.deepEqual(await countsOf(waveId), { cards: 40, holders: 40, messages: 80, journal: 40 })
  assert.equal((await readWave(pool, waveId))?.status, 'notified')
})

test('an unknown wave, an empty one, and one whose term ends after the year are refused', async () => {
  const refusalOf = async (waveId: number) => {
    const outcome = await notifyByTwo(ctx, waveId, options)
    return outcome.ok ? undefined : outcome.refusal
  }
  assert.equal(await refusalOf(9999), 'wave_unknown')
  assert.equal(await refusalOf(await aWaveOf(0)), 'wave_empty')
  assert.equal(await refusalOf(await aWaveOf(1, 2025)), 'year_over')
})

test('the ledger stands and every invariant holds', async () => {
  assert.deepEqual(await checkInvariants(pool), [])
  const balance = await trialBalance(pool)
  assert.equal(balance.sum, 0)
  assert.equal(balance.accounts.card, balance.entries * 1_000_000)
})
