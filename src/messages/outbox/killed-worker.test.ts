import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testDatabase } from '../../../test/database.ts'
import { smallSmtpServer } from '../../../test/small-smtp-server.ts'
import { second, stoppedClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'
import { queueMessages } from '../queue.ts'
import { smtpTransport } from '../transports/smtp.ts'
import type { MessageLog } from './channel-worker.ts'
import { leaseSeconds } from './outbox-store.ts'
import { startOutbox } from './outbox-worker.ts'

const { pool: db, connection } = await testDatabase()
const log: MessageLog = { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) }

test('a message whose process is killed while sending is sent again under the same id, once its claim runs out', async (t) => {
  const secret = 'a secret of the tests, long enough'
  const clock = stoppedClock('2026-11-23T02:00:00Z')
  const ctx = { db, clock, secrets: secretsFrom(secret) }
  let silent = true
  const server = await smallSmtpServer(() => (silent ? undefined : '250 ok'))
  t.after(() => server.close())
  await queueMessages(db, ctx, [
    {
      template: 'password-reset',
      channel: 'email',
      to: 'siti@mail.example',
      params: { name: 'Siti', site: 'Toko', resetLink: 'https://t.example/x', minutes: 30 },
    },
  ])

  const { host, user, database } = connection as { host: string; user: string; database: string }
  const order = { connection: { host, user, database }, now: clock.now(), secret, url: server.url }
  const worker = fileURLToPath(new URL('../../../test/killed-worker.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', worker, JSON.stringify(order)], {
    stdio: 'inherit',
  })
  while (server.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
  child.kill('SIGKILL')
  await once(child, 'exit')

  silent = false
  const transport = smtpTransport({ url: server.url, from: 'b@bekal.example' })
  const outbox = startOutbox(ctx, { sms: transport, email: transport }, { log, connection })
  await outbox.drain()
  assert.equal(server.mails.length, 1)
  clock.advance(leaseSeconds.calm * second)
  await outbox.drain()
  await outbox.stop()
  const ids = server.mails.map((raw) => /^Message-ID: (.*)$/im.exec(raw)?.[1])
  assert.equal(ids.length, 2)
  assert.equal(ids[0], ids[1])
  const { rows } = await db.query('select status from message')
  assert.deepEqual(rows, [{ status: 'sent' }])
  assert.equal((await db.query('select 1 from outbox')).rowCount, 0)
})
