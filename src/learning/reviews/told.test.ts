import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { afterQuiet } from '../../messages/after-quiet.ts'
import { chooseMessages, type Way, ways } from '../../messages/choices.ts'
import { inboxMessages } from '../../messages/inbox.ts'
import { startOutbox } from '../../messages/outbox/outbox-worker.ts'
import { inboxTransport } from '../../messages/transports/inbox.ts'
import { postDueIncentives } from '../incentives/post-due.ts'
import { remindOfReviews } from './remind-of-reviews.ts'
import { writeReview } from './write-review.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool, clock } = programme
const log = { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) }
const outbox = startOutbox(
  ctx,
  { sms: inboxTransport(), email: inboxTransport() },
  { log, connection: programme.database.connection, site: () => 'https://prakerja.example' },
)
after(async () => {
  await outbox.stop()
  await programme.close()
})

/** The names of what a card was sent by now, and how. */
async function told(cardId: string): Promise<string[]> {
  await outbox.drain()
  const { rows } = await pool.query(
    `select template || ' ' || channel as said from message where card_id = $1 and template not like '%otp' order by message_id`,
    [cardId],
  )
  return rows.map(({ said }) => said)
}

async function choose(cardId: string, language: 'id' | 'en', declined: readonly Way[]) {
  const { rows } = await pool.query(
    `insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
       occupation, created_at)
     select person_id, person_id::text::bytea, '', '1234', person_id::text::bytea, '', holder_name, holder_born_on, holder_phone,
       holder_email, 3, 'other', $2
     from card where card_id = $1
     on conflict (person_id) do update set name = excluded.name
     returning person_id`,
    [cardId, clock.now()],
  )
  const { person_id: personId } = rows[0]
  await chooseMessages(ctx, personId, { language, declined }, { actor: `person:${personId}`, requestId: 'r' })
}

const review = (training: { cardId: string; purchaseId: string }) =>
  writeReview(ctx, training, { stars: 5, text: 'Materinya jelas.' }, { requestId: 'r', link: (to) => to })

test('who chose English reads of the finished training, its review and the incentive in English, with the way to choose', async () => {
  const training = await aBoughtTraining(programme)
  await choose(training.cardId, 'en', [])
  await learn(programme, training)
  assert.ok((await review(training)).ok)
  assert.deepEqual(await told(training.cardId), [
    'training-finished sms',
    'training-finished email',
    'incentive-due sms',
    'incentive-due email',
  ])
  const mine = await inboxMessages(pool, { to: training.card.phone, limit: 10 })
  const texts = mine.map(({ text }) => text).join('\n')
  assert.match(texts, /BEKAL: well done, the training .* is finished\./)
  assert.match(texts, /your incentive of Rp600\.000 is due .*: https:\/\/prakerja\.example\/kartu/)
  const { rows } = await pool.query('select holder_email from card where card_id = $1', [training.cardId])
  const mails = await inboxMessages(pool, { to: rows[0].holder_email, limit: 10 })
  for (const { text } of mails)
    assert.match(text, /\nChoose the messages that you get: https:\/\/prakerja\.example\/pesan-saya$/)
})

test('a review is reminded of once, in the morning of the seventh day, and not where it is written', async () => {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const written = await aBoughtTraining(programme)
  await learn(programme, written)
  assert.ok((await review(written)).ok)
  const dueAt = new Date('2026-11-30T08:00:00+07:00')
  assert.ok(clock.now() < dueAt)
  clock.set(new Date(dueAt.getTime() - 1))
  assert.equal(await remindOfReviews(ctx), 0)
  clock.set(dueAt)
  const runs = await Promise.all([remindOfReviews(ctx), remindOfReviews(ctx), remindOfReviews(ctx)])
  assert.ok(runs.reduce((sum, one) => sum + one, 0) >= 1)
  assert.deepEqual((await told(training.cardId)).slice(-2), ['review-due sms', 'review-due email'])
  assert.ok(!(await told(written.cardId)).some((said) => said.startsWith('review-due')))
  clock.advance(90 * 24 * 60 * 60 * 1000)
  assert.equal(await remindOfReviews(ctx), 0)
  const { rows } = await pool.query(
    `select count(*)::int from journal where act = 'review_reminded' and card_id = $1`,
    [training.cardId],
  )
  assert.equal(rows[0].count, 1)
})

test('what is declined is not sent, by its channel alone; the next choice holds from then on', async () => {
  clock.set('2026-11-23T10:00:00+07:00')
  const training = await aBoughtTraining(programme)
  await choose(training.cardId, 'id', ['learning/sms', 'incentive/sms', 'incentive/email'])
  await learn(programme, training)
  assert.ok((await review(training)).ok)
  assert.deepEqual(await told(training.cardId), ['training-finished email'])
  await choose(
    training.cardId,
    'id',
    [...ways].filter((way) => way !== 'incentive/sms'),
  )
  clock.advance(30 * 24 * 60 * 60 * 1000)
  await postDueIncentives(ctx)
  assert.deepEqual((await told(training.cardId)).slice(1), ['incentive-due sms'])
})

test('nobody is woken by what jobs bring', () => {
  const at = (time: string) => afterQuiet(new Date(`2026-11-23T${time}+07:00`)).toISOString()
  assert.equal(at('20:59'), '2026-11-23T13:59:00.000Z')
  assert.equal(at('21:00'), '2026-11-24T01:00:00.000Z')
  assert.equal(at('00:00'), '2026-11-23T01:00:00.000Z')
  assert.equal(at('07:59'), '2026-11-23T01:00:00.000Z')
  assert.equal(at('08:00'), '2026-11-23T01:00:00.000Z')
})
