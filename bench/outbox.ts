import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { table } from '../src/cli/command.ts'
import type { Context } from '../src/database/context.ts'
import { type EmbeddedConnection, startEmbedded } from '../src/database/embedded/embedded.ts'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import { machineClock, minute } from '../src/kernel/clock.ts'
import type { MessageLog } from '../src/messages/outbox/channel-worker.ts'
import { type Outbox, startOutbox } from '../src/messages/outbox/outbox-worker.ts'
import { queueMessages } from '../src/messages/queue.ts'
import { receiptKeeper } from '../src/messages/receipts/keep-receipts.ts'
import { messageTransports } from '../src/messages/transports/transports.ts'
import type { FromSink } from './outbox-sink.ts'

export interface OutboxBenchOptions {
  /** people who are told, each by SMS and by email */
  readonly designations: number
  readonly json?: string | true
}

interface OutboxReport {
  readonly at: string
  readonly cores: number
  readonly messages: number
  readonly seconds: number
  readonly perSecond: number
  /** what 800,000 designations by both channels take at this rate */
  readonly minutesFor800000: number
  readonly otp: {
    readonly count: number
    readonly p50Ms: number
    readonly p99Ms: number
    readonly longestMs: number
  }
  readonly sink: { readonly sms: number; readonly mails: number; readonly receipts: number }
  readonly cpuSeconds: number
  readonly statements: readonly { readonly text: string; readonly calls: number; readonly meanMs: number }[]
  readonly violations: readonly string[]
}

const mostMinutes = 60
const mostOtpMs = 1000
const OTP_EVERY_MS = 250

/**
 * Fills the outbox with designations by both channels and lets the product's own outbox drain it into an SMS centre and a
 * mail server that take everything, while codes are asked for. Returns whether it was quick enough and nothing was lost.
 */
export async function outboxBench(
  options: OutboxBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-outbox-'))
  const embedded = await startEmbedded({
    dataFolder,
    settings: { shared_preload_libraries: 'pg_stat_statements' },
  })
  const secret = 'only for measuring, on data that are thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 12, mode: 'demo', secret })
  const sink = await startSink()
  try {
    const ctx: Context = { db: database.pool, clock: machineClock, secrets }
    say(`${options.designations} designations by SMS and email ...`)
    await fill(ctx, options.designations)
    await asSuperuser(embedded.superuser, ['create extension pg_stat_statements', 'checkpoint'])
    say('draining, with four codes a second amid it ...')
    const report = await drain(
      ctx,
      sink,
      embedded.superuser,
      database.connection,
      2 * options.designations,
      say,
    )
    print(report, options.json)
    return report.violations.length === 0
  } finally {
    sink.child.kill()
    await database.close()
    await embedded.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

interface Sink {
  readonly child: ChildProcess
  readonly smpp: number
  readonly smtp: number
  /** when each code arrived */
  readonly arrived: ReadonlyMap<string, number>
  count(): Promise<OutboxReport['sink']>
}

async function startSink(): Promise<Sink> {
  const child = fork(fileURLToPath(new URL('./outbox-sink.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const arrived = new Map<string, number>()
  const counts: ((count: OutboxReport['sink']) => void)[] = []
  const ready = once(child, 'message') as Promise<[FromSink]>
  child.on('message', (message: FromSink) => {
    if (message.type === 'code') arrived.set(message.code, message.at)
    if (message.type === 'count') counts.shift()?.(message)
  })
  const [first] = await ready
  if (first.type !== 'ready') throw new Error('the sink did not say its ports')
  const count = () =>
    new Promise<OutboxReport['sink']>((resolve) => {
      counts.push(({ sms, mails, receipts }) => resolve({ sms, mails, receipts }))
      child.send('count')
    })
  return { child, smpp: first.smpp, smtp: first.smtp, arrived, count }
}

async function fill({ db, secrets, clock }: Context, count: number): Promise<void> {
  const sealed = secrets.seal(JSON.stringify({ card: '5812345678901234' }))
  const params = {
    name: 'Penerima Banyak',
    balance: 1_000_000,
    deadline: new Date(clock.now().getTime() + 30 * 24 * 60 * minute).toISOString(),
    link: 'https://bekal.example/kartu',
  }
  await db.query(
    `insert into outbox (card_id, channel, address, template, params, sealed, due_at, created_at)
     select i, way.channel, way.address, 'designation', $2, $3, $4, $4
     from generate_series(1, $1::int) i, lateral (values
       ('sms', '+62812' || lpad(i::text, 8, '0')), ('email', 'penerima-' || i || '@contoh.example')
     ) way (channel, address)`,
    [count, params, sealed, clock.now()],
  )
}

async function drain(
  ctx: Context,
  sink: Sink,
  superuser: EmbeddedConnection,
  connection: pg.ClientConfig,
  messages: number,
  say: (line: string) => void,
): Promise<OutboxReport> {
  const log: MessageLog = { info() {}, warn() {}, error: (...said: unknown[]) => console.error(...said) }
  const config = {
    BEKAL_MODE: 'production',
    SMPP_URL: `smpp://bench:bench@127.0.0.1:${sink.smpp}`,
    SMTP_URL: `smtp://127.0.0.1:${sink.smtp}`,
    MAIL_FROM: 'Bekal <no-reply@bekal.example>',
    SMS_FROM: 'BEKAL',
    smtpNeedsTls: false,
  } as const
  const began = performance.now()
  const cpuFrom = process.cpuUsage()
  const outbox = startOutbox(ctx, messageTransports(config, log, receiptKeeper(ctx)), { log, connection })
  const asked = await askWhileDraining(ctx, outbox, messages, say)
  const seconds = (performance.now() - began) / 1000
  await outbox.drain()
  await sleep(1000)
  await outbox.stop()
  const took = [...asked].map(([code, at]) => (sink.arrived.get(code) ?? Number.POSITIVE_INFINITY) - at)
  took.sort((one, other) => one - other)
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN
  const { user, system } = process.cpuUsage(cpuFrom)
  const perSecond = messages / seconds
  const report = {
    at: ctx.clock.now().toISOString(),
    cores: cpus().length,
    messages,
    seconds,
    perSecond,
    minutesFor800000: 1_600_000 / perSecond / 60,
    otp: { count: took.length, p50Ms: at(0.5), p99Ms: at(0.99), longestMs: at(1) },
    sink: await sink.count(),
    cpuSeconds: (user + system) / 1e6,
    statements: await slowestStatements(superuser),
  }
  return { ...report, violations: await violationsOf(ctx, report) }
}

/** Asks for a code now and then until the wave is out; returns when each was committed. */
async function askWhileDraining(
  ctx: Context,
  outbox: Outbox,
  messages: number,
  say: (line: string) => void,
): Promise<Map<string, number>> {
  const asked = new Map<string, number>()
  let toldAt = performance.now()
  for (let nth = 0; ; nth++) {
    const code = String(100_000 + nth)
    await queueMessages(ctx.db, ctx, [
      {
        template: 'payment-otp',
        channel: 'sms',
        to: '+6281299999999',
        cardId: String(1_000_000_000 + nth),
        params: {
          otp: code,
          amount: 350_000,
          storefront: 'Tokopedia',
          domain: 'tokopedia.example',
          minutes: 5,
        },
        expiresAt: new Date(ctx.clock.now().getTime() + 5 * minute),
      },
    ])
    asked.set(code, Date.now())
    outbox.wake('sms')
    await sleep(OTP_EVERY_MS)
    if (nth % 8 !== 0) continue
    const { rows } = await ctx.db.query(
      `select exists (select from outbox where channel = 'sms' and expires_at is null and parked_at is null)
         or exists (select from outbox where channel = 'email' and expires_at is null and parked_at is null) as waits`,
    )
    if (!rows[0].waits) return asked
    if (performance.now() - toldAt < 10_000) continue
    toldAt = performance.now()
    const left = await ctx.db.query(`select reltuples::int as about from pg_class where relname = 'outbox'`)
    say(`about ${left.rows[0].about} of ${messages} wait`)
  }
}

async function slowestStatements(superuser: EmbeddedConnection): Promise<OutboxReport['statements']> {
  const [{ rows }] = (await asSuperuser(superuser, [
    `select left(regexp_replace(query, '\\s+', ' ', 'g'), 70) as text, calls::int, mean_exec_time as "meanMs"
     from pg_stat_statements where calls > 3 order by total_exec_time desc limit 8`,
  ])) as [pg.QueryResult<OutboxReport['statements'][number]>]
  return rows
}

async function asSuperuser(
  superuser: EmbeddedConnection,
  statements: readonly string[],
): Promise<pg.QueryResult[]> {
  const client = new pg.Client({ ...superuser })
  await client.connect()
  try {
    const results: pg.QueryResult[] = []
    for (const text of statements) results.push(await client.query(text))
    return results
  } finally {
    await client.end()
  }
}

async function violationsOf(
  { db }: Context,
  { messages, minutesFor800000, otp }: Omit<OutboxReport, 'violations'>,
): Promise<string[]> {
  const { rows } = await db.query<{ sent: number; delivered: number; sms: number; left: number }>(
    `select count(*) filter (where status = 'sent')::int as sent, count(*) filter (where channel = 'sms')::int as sms,
       count(*) filter (where delivery = 'delivered')::int as delivered, (select count(*)::int from outbox) as left
     from message`,
  )
  const { sent, delivered, sms, left } = rows[0]!
  return [
    left > 0 && `${left} messages are still in the outbox`,
    sent !== messages + otp.count && `${sent} of ${messages + otp.count} messages are in the history as sent`,
    delivered !== sms && `${delivered} of ${sms} SMS are known to be delivered`,
    minutesFor800000 > mostMinutes &&
      `800,000 designations would take ${minutesFor800000.toFixed(0)} minutes`,
    !(otp.p99Ms <= mostOtpMs) && `the slowest codes left after ${otp.p99Ms} ms`,
  ].filter((said) => said !== false)
}

function print(report: OutboxReport, json: string | true | undefined): void {
  const text = JSON.stringify(report, null, 2)
  if (typeof json === 'string') writeFileSync(json, `${text}\n`)
  const { messages, seconds, perSecond, otp, sink, statements, violations } = report
  const lines = [
    `outbox: ${messages} messages, ${report.cores} cores`,
    `${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} a second; 800,000 designations: ${report.minutesFor800000.toFixed(1)} minutes (at most ${mostMinutes})`,
    `codes amid it: ${otp.count}, p50 ${otp.p50Ms} ms, p99 ${otp.p99Ms} ms, longest ${otp.longestMs} ms (p99 at most ${mostOtpMs})`,
    `the sink took ${sink.sms} parts of SMS and ${sink.mails} mails, and sent ${sink.receipts} receipts; CPU of the outbox ${report.cpuSeconds.toFixed(1)} s`,
    '',
    ...table([
      ['statement', 'calls', 'mean ms'],
      ...statements.map(({ text: said, calls, meanMs }) => [said, String(calls), meanMs.toFixed(2)]),
    ]),
    '',
    ...(violations.length === 0
      ? ['nothing was lost, nothing sent twice']
      : violations.map((said) => `VIOLATION: ${said}`)),
  ]
  for (const line of json === true ? [text] : lines) console.log(line)
}
