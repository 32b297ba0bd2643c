import pg from 'pg'
import { stoppedClock } from '../src/kernel/clock.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { startOutbox } from '../src/messages/outbox/outbox-worker.ts'
import { smtpTransport } from '../src/messages/transports/smtp.ts'

// A process of its own for killed-worker.test.ts, which kills it in the middle of a send.
const { connection, now, secret, url } = JSON.parse(process.argv[2]!)
const db = new pg.Pool(connection)
const transport = smtpTransport({ url, from: 'b@bekal.example' })
startOutbox(
  { db, clock: stoppedClock(now), secrets: secretsFrom(secret) },
  { sms: transport, email: transport },
  { connection, log: { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) } },
)
setInterval(() => {}, 1000)
