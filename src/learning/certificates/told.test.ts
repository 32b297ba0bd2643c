import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { inboxMessages } from '../../messages/inbox.ts'
import { startOutbox } from '../../messages/outbox/outbox-worker.ts'
import { inboxTransport } from '../../messages/transports/inbox.ts'
import { certificatesOf } from './certificates.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())

test('who finishes a training is told once by SMS and email, with a link to the certificate', async () => {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const [certificate] = await certificatesOf(pool, training.card.cardId)
  const log = { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) }
  const inboxes = { sms: inboxTransport(), email: inboxTransport() }
  const outbox = startOutbox(ctx, inboxes, {
    log,
    connection: programme.database.connection,
    site: () => 'https://prakerja.example',
  })
  await outbox.drain()
  await outbox.stop()
  const link = `https://prakerja.example/verifikasi/${certificate!.certificateId}`
  const { rows } = await pool.query(
    `select channel, params from message where card_id = $1 and template = 'training-finished' order by channel`,
    [training.card.cardId],
  )
  assert.deepEqual(
    rows.map(({ channel }) => channel),
    ['email', 'sms'],
  )
  // The number of a certificate is kept where it belongs, and not in the history of messages.
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(certificate!.certificateId))
  const told = (await inboxMessages(pool, { limit: 50 })).filter(({ text }) => text.includes(link))
  assert.deepEqual(told.map(({ kind }) => kind).sort(), ['email', 'sms'])
  assert.match(told.find(({ kind }) => kind === 'sms')!.text, /^BEKAL: selamat, pelatihan .* selesai\./)
})
