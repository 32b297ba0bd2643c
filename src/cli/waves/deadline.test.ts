import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWave, aYear } from '../../../test/a-wave.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { testDatabase } from '../../../test/database.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'
import { day, machineClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { wibDate } from '../../kernel/wib.ts'

const { pool } = await testDatabase()
const secret = 'a secret that only the tests know, really'
const ctx = { db: pool, clock: machineClock, secrets: secretsFrom(secret) }
const { host, user, database } = (pool as unknown as { options: Record<string, string> }).options
const settings = {
  DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host!)}`,
  BEKAL_SECRET: secret,
  BEKAL_MODE: 'demo',
}
const bekal = bekalOn(settings)
const asAna = bekalOn(settings, await tokenOf(ctx, ana))
const asBudi = bekalOn(settings, await tokenOf(ctx, budi))
await aYear(ctx, { usableUntil: '9998-12-31' })
const { cards } = await aWave(ctx, 3)
/** Designation and a reminder have arrived at everybody. */
const tell = () =>
  pool.query(`
    insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
    select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', template, '{}',
      'sent', notified_at, notified_at
    from card, unnest(array['designation', 'deadline-reminder']) as template`)

test('deadlines are run, shown, corrected by two operators and recycled from the command line', async () => {
  assert.deepEqual((await bekal('deadline', 'show')).said.waves[0].waiting, 3)
  assert.equal((await bekal('deadline', 'run')).said.revoked, 0)
  await tell()
  await pool.query('update demo_clock set offset_ms = $1', [40 * day])
  const ran = await bekal('deadline', 'run')
  assert.deepEqual([ran.code, ran.said.revoked, ran.said.revokedAmount], [0, 3, 3_000_000])
  assert.equal((await bekal('deadline', 'run')).said.revoked, 0)
  const [wave] = (await bekal('deadline', 'show')).said.waves
  assert.deepEqual([wave.revoked, wave.forfeited], [3, 3_000_000])

  const grouped = cards[0]!.number.replace(/(....)(?=.)/g, '$1 ')
  const asked = await asAna('correction', 'request', grouped, '--reason', 'tercatat terlambat')
  assert.equal(asked.code, 0)
  const { correctionId } = asked.said
  const own = await asAna('correction', 'approve', correctionId)
  assert.deepEqual([own.code, own.said.refusal], [1, 'second_person_needed'])
  const approved = await asBudi('correction', 'approve', correctionId)
  assert.deepEqual([approved.code, approved.said.amount], [0, 1_000_000])
  const [listed] = (await bekal('correction', 'list')).said
  assert.deepEqual([listed.requestedBy, listed.approvedBy], [ana.actor, budi.actor])
  assert.deepEqual((await bekal('correction', 'list', '--open')).said, [])

  const nobody = await bekal('wave', 'extra')
  assert.deepEqual([nobody.code, nobody.said.refusal], [1, 'not_logged_in'])
  assert.equal((await asAna('wave', 'extra')).said.waits, true)
  assert.equal((await asAna('wave', 'extra')).said.waits, true)
  const extra = await asBudi('wave', 'extra')
  assert.deepEqual([extra.code, extra.said.quota], [0, 2])
  assert.equal((await asAna('wave', 'extra')).said.refusal, 'no_free_seats')
})

test('two people hold a wave, let it go on, and give it a later deadline', async () => {
  await aWave(ctx, 2)
  await tell()
  // The extra wave planned above is number two.
  const number = '3'
  const step = (name: string, as: typeof asAna, ...more: string[]) => as('deadline', name, number, ...more)
  assert.equal((await step('hold', bekal)).said.refusal, 'not_logged_in')
  assert.equal((await step('release', asAna)).said.refusal, 'not_held')
  assert.equal((await step('hold', asAna)).said.waits, true)
  assert.equal((await step('hold', asBudi)).said.held, true)
  assert.equal((await bekal('deadline', 'run')).said.held, 2)
  const [hold] = (await bekal('deadline', 'show')).said.holds
  assert.deepEqual([hold.number, hold.because, hold.waiting], [3, 'by_people', 2])
  const until = wibDate(new Date(Date.now() + 60 * day))
  assert.equal((await step('extend', asAna, '--until', '2020-01-01')).said.refusal, 'until_not_later')
  assert.equal((await step('extend', asAna, '--until', until)).said.waits, true)
  assert.equal((await step('extend', asAna, '--until', until)).said.waits, true, 'one person is one person')
  assert.deepEqual((await step('extend', asBudi, '--until', until)).said, {
    extended: true,
    until,
    cards: 2,
  })
  await step('release', asAna)
  assert.equal((await step('release', asBudi)).said.released, true)
  assert.equal((await bekal('deadline', 'run')).said.revoked, 0)
})

test('a year whose cut-off has passed is not begun; rules are changed by two, before a wave is opened', async () => {
  const create = (as: typeof asAna, until: string, ...more: string[]) =>
    as('year', 'create', '2031', '--usable-until', until, ...more)
  assert.equal((await create(bekal, '2031-12-15')).said.refusal, 'not_logged_in')
  assert.equal((await create(asAna, '2020-12-15')).said.refusal, 'cut_off_past')
  const late = await create(asAna, '2031-01-20')
  assert.match(late.said.sentence ?? JSON.stringify(late.said), /firstPurchaseWithinDays.*usableUntil/)
  assert.equal((await create(asAna, '9998-12-15')).said.waits, true)
  assert.equal((await create(asAna, '9998-12-15')).said.waits, true, 'one person is one person')
  assert.equal((await create(asBudi, '9998-12-15')).said.year, 2031)
  const change = (as: typeof asAna, ...set: string[]) => as('year', 'change', '2031', '--set', ...set)
  assert.equal((await change(asAna, 'usableUntil=2020-12-15')).said.refusal, 'cut_off_past')
  assert.equal((await change(asAna, 'notice.dayz=3')).said.refusal, 'rule_wrong')
  assert.equal((await change(asAna, 'reminders=[1]')).said.refusal, 'reminder_too_late')
  assert.equal((await change(asAna, 'notice.days=14')).said.refusal, 'rules_same')
  assert.equal((await change(asAna, 'notice.days=10', 'reminders=[5,2]')).said.waits, true)
  const changed = await change(asBudi, 'notice.days=10', 'reminders=[5,2]')
  assert.deepEqual([changed.said.rules.notice.days, changed.said.rules.reminders], [10, [5, 2]])
  const [shown] = (await bekal('year', 'show', '2031')).said
  assert.deepEqual([shown.rules.notice.days, shown.rules.reminders], [10, [5, 2]])
  const { said: beside } = await bekal('year', 'compare', '2031')
  const [days] = beside.rules.filter(({ rule }: { rule: string }) => rule === 'notice.days')
  assert.equal(days.after, 10)
  const begun = await asAna('year', 'change', '2026', '--set', 'notice.days=10')
  assert.equal(begun.said.refusal, 'year_begun')
})

test('the ledger stands after it', async () => {
  const checked = await bekal('ledger', 'check')
  assert.deepEqual([checked.code, checked.said.sum, checked.said.violations], [0, 0, []])
})
