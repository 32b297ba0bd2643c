import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { tamper, testDatabase } from '../../../test/database.ts'
import { day, minute, stoppedClock } from '../../kernel/clock.ts'
import { messagesOfCard } from '../message-history.ts'
import { settleAttempts } from '../outbox/settle-attempts.ts'
import { followEarlyReceipts, forgetSmsParts, keepReceipts } from './keep-receipts.ts'
import { type Receipt, readReceipt } from './read-receipt.ts'

const { pool: db } = await testDatabase()
const clock = stoppedClock('2026-11-23T14:04:00Z')

const told = (id: string, said = 'DELIVRD') =>
  readReceipt({ esm_class: 4, short_message: `id:${id} stat:${said}` }) as Receipt

async function sentSms(references: readonly string[]): Promise<void> {
  const { rows } = await db.query(
    `insert into outbox (card_id, channel, address, template, params, due_at, attempts, created_at)
     values (7, 'sms', '+6281234567890', 'designation', '{}', $1, 1, $1) returning message_id as id`,
    [clock.now()],
  )
  const { id } = rows[0]
  const reference = references.join(' ')
  await settleAttempts(
    db,
    [{ id, attempts: 1, status: 'sent', reference, parts: references.length, awaited: references }],
    clock.now(),
  )
}
const deliveries = async () =>
  (await messagesOfCard(db, '7', 10)).map(({ delivery, deliveryAt }) => [delivery, deliveryAt])

beforeEach(async () => {
  await tamper(db, 'truncate outbox, message, sms_part')
  clock.set('2026-11-23T14:04:00Z')
})

test('an SMS of two parts is delivered when both are, and the first end of each stands', async () => {
  await sentSms(['a1', 'a2'])
  assert.deepEqual(await deliveries(), [['awaited', undefined]])
  await keepReceipts(db, [told('A1')], clock.now())
  assert.deepEqual(await deliveries(), [['awaited', undefined]])
  clock.advance(minute)
  await keepReceipts(db, [told('000a2'), told('a2', 'EXPIRED')], clock.now())
  const delivered = [['delivered', clock.now()]]
  assert.deepEqual(await deliveries(), delivered)
  clock.advance(minute)
  await keepReceipts(db, [told('a2', 'UNDELIV')], clock.now())
  assert.deepEqual(await deliveries(), delivered)
})

test('one part that never arrives makes the whole SMS one', async () => {
  await sentSms(['b1', 'b2'])
  await keepReceipts(db, [told('b1'), told('b2', 'EXPIRED')], clock.now())
  assert.deepEqual(await deliveries(), [['undelivered', clock.now()]])
})

test('a receipt that is faster than the writing down of its SMS is not lost', async () => {
  await keepReceipts(db, [told('c1')], clock.now())
  await sentSms(['c1'])
  assert.deepEqual(await deliveries(), [['delivered', clock.now()]])
})

test('a centre that answers in hexadecimal and receipts in decimal is understood', async () => {
  await sentSms(['1f'])
  await keepReceipts(db, [told('31')], clock.now())
  assert.deepEqual(await deliveries(), [['delivered', clock.now()]])
})

test('a name that the centre uses again belongs to the newer SMS, and after a week it is forgotten', async () => {
  await sentSms(['d1'])
  await keepReceipts(db, [told('d1', 'UNDELIV')], clock.now())
  clock.advance(minute)
  await sentSms(['d1'])
  assert.deepEqual(
    (await deliveries()).map(([delivery]) => delivery),
    ['awaited', 'undelivered'],
  )
  clock.advance(8 * day)
  assert.equal(await forgetSmsParts({ db, clock }), 1)
  assert.equal((await db.query('select from sms_part')).rowCount, 0)
})

test('many that follow the same messages at once do not wait for each other in a circle', async () => {
  const { rows } = await db.query(
    `insert into outbox (card_id, channel, address, template, params, due_at, attempts, created_at)
     select 7, 'sms', '+6281234567890', 'designation', '{}', $1, 1, $1 from generate_series(1, 1000)
     returning message_id as id`,
    [clock.now()],
  )
  const ids = rows.map(({ id }) => String(id))
  const sent = ids.map(
    (id) => ({ id, attempts: 1, status: 'sent', reference: id, parts: 1, awaited: [id] }) as const,
  )
  await settleAttempts(db, sent, clock.now())
  await db.query("update sms_part set state = 'delivered', state_at = $1", [clock.now()])
  await db.query('analyze message, sms_part')
  // Parts of many sizes: the database goes through each in an order of its own.
  for (let round = 0; round < 40; round++) {
    const parts = [1, 2, 3, 4, 5, 7].map((nth) => ids.filter((_, i) => (i * nth) % 11 < 6))
    await Promise.all(parts.map((part) => followEarlyReceipts(db, part)))
  }
  assert.equal(
    (await messagesOfCard(db, '7', 1000)).filter(({ delivery }) => delivery === 'delivered').length,
    1000,
  )
})
