import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type CpuSeconds, cpuBetween } from './cpu-meter.ts'
import { type Acknowledged, type Load, openBuyers, runSlice, type SliceOfLoad } from './load.ts'
import type { Stand } from './stand.ts'
import type { Tpcb, TpcbSlice } from './tpcb.ts'

/** One number of buyers, measured in slices that alternate with TPC-B, so that the machine's drift meets both. */
export interface Level {
  readonly buyers: number
  readonly purchasesPerSecond: number
  readonly requestsPerSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  readonly tpcbPerSecond: number | undefined
  readonly tpcbAverageMilliseconds: number | undefined
  /** purchases for each TPC-B transaction */
  readonly ratio: number | undefined
  readonly slices: { readonly purchases: readonly number[]; readonly tpcb: readonly number[] }
  /** microseconds for one purchase */
  readonly cpu: CpuSeconds | undefined
  /** microseconds of PostgreSQL for one TPC-B transaction */
  readonly tpcbPostgres: number | undefined
  /** bytes of write-ahead log */
  readonly walPerPurchase: number
  readonly walPerTpcb: number | undefined
  /** purchases that share one commit */
  readonly batch: { readonly sendOtp: number; readonly authorize: number }
  /** SMS that were not delivered yet when a slice of purchases ended, at most */
  readonly smsWaiting: number
}

export interface MeasureOptions {
  readonly buyers: number
  /** seconds of purchases, and as many of TPC-B */
  readonly seconds: number
  readonly warmUpSeconds: number
  readonly profile: string | undefined
}

interface Measured<Slice> {
  readonly slice: Slice
  readonly cpu: CpuSeconds | undefined
  readonly walBytes: number
}

const sliceSeconds = 5

/** Measures one level. Without `tpcb` the purchases alone. */
export async function measureLevel(
  stand: Stand,
  load: Load,
  tpcb: Tpcb | undefined,
  acknowledged: Acknowledged,
  options: MeasureOptions,
): Promise<Level> {
  const { buyers: count, seconds, profile } = options
  const buyers = await openBuyers(load, count)
  const { leadSeconds } = load
  await runSlice(buyers, { leadSeconds, seconds: options.warmUpSeconds }, acknowledged)
  await drained(stand)
  const from = stand.ctx.clock.now()
  const bought: Measured<SliceOfLoad>[] = []
  const transacted: Measured<TpcbSlice>[] = []
  const slices = Math.max(2, Math.round(seconds / sliceSeconds))
  let smsWaiting = 0
  for (let i = 0; i < slices; i++) {
    if (tpcb)
      transacted.push(await measured(stand, () => tpcb.run(count, Math.max(1, Math.round(seconds / slices)))))
    if (profile) await stand.server.profile()
    bought.push(
      await measured(stand, () => runSlice(buyers, { leadSeconds, seconds: seconds / slices }, acknowledged)),
    )
    if (profile) await stand.server.writeProfile(`${profile}-${count}-${i + 1}.cpuprofile`)
    smsWaiting = Math.max(smsWaiting, await drained(stand))
  }
  const batch = await batches(stand.database.pool, from, stand.ctx.clock.now())
  for (const buyer of buyers) buyer.close()
  return levelOf(count, bought, transacted, batch, smsWaiting)
}

async function measured<Slice>(stand: Stand, work: () => Promise<Slice>): Promise<Measured<Slice>> {
  const walFrom = await walAt(stand.database.pool)
  const cpuFrom = stand.cpu()
  const slice = await work()
  const cpu = cpuBetween(cpuFrom, stand.cpu())
  return { slice, cpu, walBytes: (await walAt(stand.database.pool)) - walFrom }
}

async function walAt(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ bytes: string }>(`select pg_current_wal_insert_lsn() - '0/0' as bytes`)
  return Number(rows[0]!.bytes)
}

/** Waits until every message is delivered, so that no slice pays for the one before; returns how many there were. */
async function drained(stand: Stand): Promise<number> {
  let first: number | undefined
  for (;;) {
    const { rows } = await stand.database.pool.query<{ waiting: number }>(
      'select count(*)::int as waiting from outbox where due_at <= $1',
      [stand.ctx.clock.now()],
    )
    const waiting = rows[0]!.waiting
    first ??= waiting
    if (waiting === 0) return first
    await sleep(50)
  }
}

async function batches(db: pg.Pool, from: Date, to: Date): Promise<Level['batch']> {
  const { rows } = await db.query<{ act: string; size: number }>(
    `select act, count(*)::float8 / count(distinct tx) as size from journal
     where at between $1 and $2 and act in ('otp_sent', 'paid') group by act`,
    [from, to],
  )
  const size = (act: string) => rows.find((row) => row.act === act)?.size ?? 0
  return { sendOtp: size('otp_sent'), authorize: size('paid') }
}

function levelOf(
  buyers: number,
  bought: readonly Measured<SliceOfLoad>[],
  transacted: readonly Measured<TpcbSlice>[],
  batch: Level['batch'],
  smsWaiting: number,
): Level {
  const rates = bought.map(({ slice }) => slice.milliseconds.length / slice.seconds)
  const tpcbRates = transacted.map(({ slice }) => slice.perSecond)
  const purchases = sum(bought.map(({ slice }) => slice.allPurchases))
  const transactions = sum(transacted.map(({ slice }) => slice.transactions))
  const took = bought.flatMap(({ slice }) => slice.milliseconds).sort((one, other) => one - other)
  const perPurchase = (part: keyof CpuSeconds) =>
    (1e6 * sum(bought.map(({ cpu }) => cpu?.[part] ?? 0))) / Math.max(purchases, 1)
  const withTpcb = transacted.length > 0
  const tpcbPerSecond = withTpcb ? median(tpcbRates) : undefined
  return {
    buyers,
    purchasesPerSecond: median(rates),
    requestsPerSecond: median(bought.map(({ slice }) => slice.requests / slice.seconds)),
    p50Milliseconds: took[Math.floor(took.length * 0.5)] ?? Number.NaN,
    p99Milliseconds: took[Math.floor(took.length * 0.99)] ?? Number.NaN,
    tpcbPerSecond,
    tpcbAverageMilliseconds: withTpcb
      ? median(transacted.map(({ slice }) => slice.averageMilliseconds))
      : undefined,
    ratio: tpcbPerSecond && median(rates) / tpcbPerSecond,
    slices: { purchases: rates, tpcb: tpcbRates },
    cpu: bought[0]?.cpu && {
      server: perPurchase('server'),
      postgres: perPurchase('postgres'),
      load: perPurchase('load'),
    },
    tpcbPostgres:
      transacted[0]?.cpu && (1e6 * sum(transacted.map(({ cpu }) => cpu?.postgres ?? 0))) / transactions,
    walPerPurchase: sum(bought.map(({ walBytes }) => walBytes)) / Math.max(purchases, 1),
    walPerTpcb: withTpcb ? sum(transacted.map(({ walBytes }) => walBytes)) / transactions : undefined,
    batch,
    smsWaiting,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** The middle one, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  const half = sorted.length / 2
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2
}

/** What so large a part of them is at most. */
export function percentile(taken: readonly number[], part: number): number {
  const sorted = [...taken].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!
}
