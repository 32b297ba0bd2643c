import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { tamper, testDatabase } from '../../../test/database.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day, hour, minute, second, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { inboxMessages } from '../inbox.ts'
import { type NewMessage, queueMessages } from '../queue.ts'
import { wordingProblem } from '../rendering/check-wording.ts'
import { inboxTransport } from '../transports/inbox.ts'
import type { Attempt, Outgoing, SendingTransport } from '../transports/transport.ts'
import type { MessageLog } from './channel-worker.ts'
import { startOutbox } from './outbox-worker.ts'

const { pool: db, connection } = await testDatabase()
const clock = stoppedClock('2026-11-23T02:00:00Z')
const ctx = { db, clock, secrets: secretsFrom('a secret of the tests, long enough') }
const quiet: MessageLog = { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) }
const silent: MessageLog = { info() {}, warn() {}, error() {} }
const inboxes = () => ({ sms: inboxTransport(), email: inboxTransport() })

const otpTo = (to: string, otp = '482913', expiresAt?: Date): NewMessage => ({
  template: 'payment-otp',
  channel: 'sms',
  to,
  cardId: '7',
  params: { otp, amount: 350_000, storefront: 'Tokopedia', domain: 'tokopedia.example', minutes: 5 },
  expiresAt,
})
const resetTo = (to: string): NewMessage => ({
  template: 'password-reset',
  channel: 'email',
  to,
  params: { name: 'Siti', site: 'Tokopedia', resetLink: 'https://t.example/sandi/RAHASIA', minutes: 30 },
})

/** A world outside that answers as it is told, and remembers what it was given. */
function world(answers: (message: Outgoing, nth: number) => Promise<Attempt> | Attempt) {
  const taken: Outgoing[] = []
  const transport: SendingTransport = {
    kind: 'sending',
    concurrency: 8,
    send: async (message) => answers(message, taken.push(message)),
    close: async () => {},
  }
  return { taken, transport, both: { sms: transport, email: transport } }
}

const history = async () =>
  (await db.query('select template, status, error, reference, params from message order by message_id')).rows
const parked = async () =>
  (
    await db.query('select template, last_error from outbox where parked_at is not null order by message_id')
  ).rows.map(({ template, last_error }) => [template, last_error])
const outboxLength = async () => Number((await db.query('select count(*) from outbox')).rows[0].count)

beforeEach(async () => {
  await tamper(db, 'truncate outbox, message, inbox, wording')
})

test('messages end in the inbox as they are read, and the history holds no secret anywhere', async () => {
  await queueMessages(db, ctx, [otpTo('+6281234567890'), resetTo('Siti@Mail.example')])
  // As the purchase's own statement writes it, with a secret left in the open by mistake.
  await db.query(
    `insert into outbox (card_id, channel, address, template, params, sealed, due_at, expires_at, created_at)
     values (9, 'sms', '+6281234567891', 'payment-otp', $1, $2, $3, $4, $3)`,
    [
      { amount: 1, storefront: 'Toko', domain: 'toko.example', minutes: 5, otp: '482913' },
      ctx.secrets.seal(JSON.stringify({ otp: '482913' })),
      clock.now(),
      new Date(clock.now().getTime() + 5 * minute),
    ],
  )
  const outbox = startOutbox(ctx, inboxes(), { log: quiet, connection })
  await outbox.drain()
  await outbox.stop()
  assert.equal(await outboxLength(), 0)
  const sms = await inboxMessages(db, { to: '0812-3456-7890', limit: 5 })
  assert.deepEqual(
    sms.map(({ text, kind, to, sentAt }) => ({ text, kind, to, sentAt })),
    [
      {
        kind: 'sms',
        to: '+6281234567890',
        text: 'BEKAL: kode OTP 482913 utk bayar Rp350.000 di Tokopedia. Berlaku 5 mnt. JANGAN beri ke siapa pun.\n@tokopedia.example #482913',
        sentAt: clock.now(),
      },
    ],
  )
  for (const to of ['6281234567890', '+62 812 3456 7890'])
    assert.equal((await inboxMessages(db, { to, limit: 5 })).length, 1)
  const [mail] = await inboxMessages(db, { to: 'siti@mail.EXAMPLE', limit: 5 })
  assert.match(mail!.text, /RAHASIA/)
  assert.equal((await inboxMessages(db, { limit: 2 })).length, 2)
  const kept = await db.query('select message::text as row from message')
  assert.equal(kept.rows.length, 3)
  for (const { row } of kept.rows) assert.doesNotMatch(row, /482913|RAHASIA/)
})

test('a message of a transaction that is rolled back is never sent', async () => {
  const failing = inTransaction(db, async (client) => {
    await queueMessages(client, ctx, [otpTo('+6281234567890')])
    throw new Error('no')
  })
  await assert.rejects(failing)
  assert.equal(await outboxLength(), 0)
})

test('an address that is none is a bug', async () => {
  await assert.rejects(queueMessages(db, ctx, [otpTo('0812')]), /address/)
  await assert.rejects(queueMessages(db, ctx, [resetTo('a@b.example, c@d.example')]), /address/)
})

test('many messages go in batches, each once, with several outboxes at work', async () => {
  await queueMessages(
    db,
    ctx,
    Array.from({ length: 2000 }, (_, i) => otpTo(`+62812${String(i).padStart(8, '0')}`)),
  )
  const outboxes = [1, 2, 3].map(() => startOutbox(ctx, inboxes(), { log: quiet, connection }))
  await Promise.all(outboxes.map((outbox) => outbox.drain()))
  await Promise.all(outboxes.map((outbox) => outbox.stop()))
  assert.equal(await outboxLength(), 0)
  const { rows } = await db.query(
    'select count(*)::int as all, count(distinct address)::int as each from inbox',
  )
  assert.deepEqual(rows[0], { all: 2000, each: 2000 })
  assert.equal((await history()).length, 2000)
})

test('a failed attempt is repeated after 5 s, 30 s, 2 min, 10 min, then every hour for three days, then it is parked', async () => {
  await queueMessages(db, ctx, [resetTo('siti@mail.example')])
  const { taken, both } = world(() => ({
    ok: false,
    permanent: false,
    error: 'busy 482913, call 081234567890',
  }))
  const outbox = startOutbox(ctx, both, { log: silent, connection })
  const began = clock.now().getTime()
  const gaps = [5, 30, 120, 600, ...Array.from({ length: 71 }, () => 3600)]
  for (const [i, gap] of gaps.entries()) {
    await outbox.drain()
    assert.equal(taken.length, i + 1)
    assert.deepEqual(await parked(), [])
    clock.advance(gap * second - 1)
    if (i < 5) {
      await outbox.drain()
      assert.equal(taken.length, i + 1)
    }
    clock.advance(1)
  }
  assert.ok(clock.now().getTime() - began > 71 * hour)
  await outbox.drain()
  clock.advance(30 * day)
  await outbox.drain()
  await outbox.stop()
  assert.equal(taken.length, gaps.length + 1)
  assert.equal(new Set(taken.map((message) => message.messageId)).size, 1)
  assert.deepEqual(await history(), [])
  assert.deepEqual(await parked(), [['password-reset', 'busy *, call *']])
})

test('a day without the provider costs no message: one at a time tries, no attempt counts, and then all go out', async () => {
  const designations = Array.from({ length: 300 }, (_, i) => resetTo(`a${i}@mail.example`))
  await queueMessages(db, ctx, designations)
  let away = true
  const { taken, both } = world(() =>
    away ? { ok: false, permanent: false, unseen: true, error: 'no link' } : { ok: true },
  )
  const outbox = startOutbox(ctx, both, { log: silent, connection })
  for (let minutes = 0; minutes < 24 * 60; minutes += 10) {
    await outbox.drain()
    clock.advance(10 * minute)
  }
  const tries = taken.length
  // Some before the breaker opened, then one each time.
  assert.ok(tries < 8 + 10 + 2 * 144, `${tries} tries`)
  const { rows } = await db.query('select max(attempts) as most, count(*)::int as all from outbox')
  assert.deepEqual(rows, [{ most: 0, all: 300 }])
  // An OTP that is asked for in the meantime is the next trial.
  await queueMessages(db, ctx, [
    { ...resetTo('otp@mail.example'), expiresAt: new Date(clock.now().getTime() + 5 * minute) },
  ])
  away = false
  await outbox.drain()
  await outbox.stop()
  assert.equal(taken[tries]?.to, 'otp@mail.example')
  assert.equal((await history()).filter(({ status }) => status === 'sent').length, 301)
  assert.equal(new Set(taken.slice(tries).map(({ to }) => to)).size, taken.length - tries)
})

test('what a process claimed and did not begin is given back when it leaves', async () => {
  await queueMessages(
    db,
    ctx,
    Array.from({ length: 100 }, (_, i) => resetTo(`a${i}@mail.example`)),
  )
  const began: string[] = []
  const slow: SendingTransport = {
    kind: 'sending',
    concurrency: 5,
    send: async ({ to }) => {
      began.push(to)
      await new Promise((resolve) => setTimeout(resolve, 20))
      return { ok: true }
    },
    close: async () => {},
  }
  const outbox = startOutbox(ctx, { sms: slow, email: slow }, { log: quiet, connection })
  while (began.length < 12) await new Promise((resolve) => setTimeout(resolve, 5))
  await outbox.stop()
  assert.equal((await history()).length, began.length)
  const { rows } = await db.query(
    'select count(*)::int as due, max(attempts) as attempts from outbox where due_at <= $1',
    [clock.now()],
  )
  assert.deepEqual(rows, [{ due: 100 - began.length, attempts: 0 }])
})

test('a message that ends every process that takes it is parked after six claims without an end', async () => {
  await queueMessages(db, ctx, [resetTo('siti@mail.example')])
  await db.query('update outbox set unanswered = 6, attempts = 6')
  const { taken, both } = world(() => ({ ok: true }))
  const outbox = startOutbox(ctx, both, { log: silent, connection })
  await outbox.drain()
  await outbox.stop()
  assert.equal(taken.length, 0)
  assert.deepEqual(await parked(), [['password-reset', 'its attempts never came to an end']])
})

test('what can never be sent is parked at once, or has failed if it would expire, and holds up nobody', async () => {
  const soon = new Date(clock.now().getTime() + hour)
  await queueMessages(db, ctx, [
    resetTo('gone@mail.example'),
    resetTo('here@mail.example'),
    { ...resetTo('gone-too@mail.example'), expiresAt: soon },
  ])
  await db.query(
    `insert into outbox (channel, address, template, params, sealed, due_at, created_at)
     values ('email', 'x@y.example', 'password-reset', '{}', null, $1, $1), ('email', 'x@y.example', 'receipt', '{}', '\\x00', $1, $1)`,
    [clock.now()],
  )
  const { both } = world(({ to }) =>
    to.startsWith('gone')
      ? { ok: false, permanent: true, error: 'no such user' }
      : { ok: true, reference: 'ref 1' },
  )
  const outbox = startOutbox(ctx, both, { log: silent, connection })
  await outbox.drain()
  await outbox.stop()
  assert.deepEqual(
    (await history()).map(({ status, error, reference }) => [status, error ?? reference]),
    [
      ['sent', 'ref 1'],
      ['failed', 'no such user'],
    ],
  )
  assert.deepEqual(await parked(), [
    ['password-reset', 'no such user'],
    ['password-reset', 'the param site is missing'],
    ['receipt', 'the sealed params cannot be opened'],
  ])
})

test('an OTP never arrives after its life, neither late nor repeated', async () => {
  const { taken, both } = world(() => ({ ok: false, permanent: false, error: 'busy' }))
  const life = new Date(clock.now().getTime() + 20 * second)
  await queueMessages(db, ctx, [otpTo('+6281234567890', '111111', life)])
  const outbox = startOutbox(ctx, both, { log: quiet, connection })
  await outbox.drain()
  clock.advance(5 * second)
  await outbox.drain()
  assert.deepEqual(
    taken.map((message) => message.livesForMs),
    [20_000, 15_000],
  )
  clock.advance(15 * second)
  await outbox.drain()
  await outbox.stop()
  assert.equal(taken.length, 2)
  assert.deepEqual(
    (await history()).map((row) => row.status),
    ['expired'],
  )

  await queueMessages(db, ctx, [otpTo('+6281234567890', '222222', clock.now())])
  const demo = startOutbox(ctx, inboxes(), { log: quiet, connection })
  await demo.drain()
  await demo.stop()
  assert.deepEqual(
    (await history()).map((row) => row.status),
    ['expired', 'expired'],
  )
  assert.deepEqual(await inboxMessages(db, { limit: 5 }), [])
})

test('what expires goes before what can wait, and a slow mail server holds up no SMS', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const mail = world(async () => held.then((): Attempt => ({ ok: true })))
  const sms = world(() => ({ ok: true }))
  const calm: NewMessage = {
    template: 'deadline-reminder',
    channel: 'sms',
    to: '+6281234567899',
    params: { daysLeft: 7, deadline: clock.now(), balance: 1, link: 'https://b.example' },
  }
  await queueMessages(db, ctx, [
    ...Array.from({ length: 30 }, () => calm),
    resetTo('siti@mail.example'),
    otpTo('+6281234567890', '1', new Date(clock.now().getTime() + minute)),
  ])
  const outbox = startOutbox(ctx, { sms: sms.transport, email: mail.transport }, { log: quiet, connection })
  const drained = outbox.drain()
  while (sms.taken.length < 31) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.ok(sms.taken.slice(0, 8).some(({ to }) => to === '+6281234567890'))
  assert.equal(mail.taken.length, 1)
  release()
  await drained
  await outbox.stop()
  assert.equal(await outboxLength(), 0)
})

test('a wake delivers at once, and without one the poll does', async () => {
  const outbox = startOutbox(ctx, inboxes(), { log: quiet, connection })
  await outbox.drain()
  for (const woken of [true, false]) {
    await queueMessages(db, ctx, [otpTo('+6281234567890')])
    const startedAt = performance.now()
    if (woken) outbox.wake()
    while ((await outboxLength()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    assert.ok(performance.now() - startedAt < (woken ? 500 : 3000))
  }
  await outbox.stop()
})

test("an operator's wording is used, and passed over where it does not fit its template", async () => {
  const own = (body: string) =>
    tamper(
      db,
      `alter table wording drop constraint if exists two_people_want_it;
       insert into wording (template, channel, language, body, because, written_by, written_at, in_force_at)
       values ('payment-otp', 'sms', 'id', '${body}', 'test', 'staff:1', now(), now())`,
    )
  assert.deepEqual(wordingProblem('payment-otp', 'sms', { body: 'Kode {kode}' }), {
    refusal: 'unknown_placeholder',
    placeholders: ['kode'],
  })
  const delivered = async (body: string) => {
    await own(body)
    await queueMessages(db, ctx, [otpTo('+6281234567890')])
    const outbox = startOutbox(ctx, inboxes(), { log: quiet, connection })
    await outbox.drain()
    await outbox.stop()
    return (await inboxMessages(db, { limit: 1 }))[0]?.text
  }
  assert.equal(await delivered('Kode {otp}, {amount}, {storefront}'), 'Kode 482913, Rp350.000, Tokopedia')
  assert.match((await delivered('Kode {kode}')) ?? '', /482913/)
})
