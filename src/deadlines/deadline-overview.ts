import type { Context } from '../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { listCorrections } from './correct.ts'

/** The terms of one wave that end at the same instant. */
export interface WaveDeadline {
  readonly waveId: number
  readonly year: number
  /** as people count them */
  readonly number: number
  /** the first instant at which the first purchase is too late */
  readonly firstPurchaseBefore: Date
  readonly usableBefore: Date
  readonly cards: number
  /** have not bought yet, and still may */
  readonly waiting: number
  readonly bought: number
  readonly suspended: number
  readonly revoked: number
  /** rupiah that went to the treasury and was not restored */
  readonly forfeited: number
}

export interface DeadlineOverview {
  readonly waves: readonly WaveDeadline[]
  /** when the cards were counted; earlier than now where there are so many that counting takes time */
  readonly countedAt: Date
  /** cards that the next run looks at */
  readonly due: number
  /** corrections that wait for a second operator */
  readonly correctionsOpen: number
}

/** A wave's cards as they were counted: how many of those that have not bought still may depends on the time. */
interface CountedWave {
  waveId: number
  year: number
  number: number
  firstPurchaseBefore: string
  usableBefore: string
  cards: number
  unbought: number
  bought: number
  suspended: number
  revoked: number
  forfeited: number
}

type CountRow = Row<'deadlines/select-deadline-count', { waves: CountedWave[] }>

const countWaveDeadlines = statement<[], 'deadlines/count-wave-deadlines', { waves: CountedWave[] }>(
  'deadlines/count-wave-deadlines',
  `
  select
    coalesce(jsonb_agg(to_jsonb(counted) order by year, number, "firstPurchaseBefore"), '[]') as waves
  from (
    select
      card.wave_id as "waveId", card.year, coalesce(wave.number, card.wave_id) as number,
      card.first_purchase_before as "firstPurchaseBefore", card.usable_before as "usableBefore",
      count(*)::int as cards,
      count(*) filter (where card.status = 'active' and first_paid_at is null)::int as unbought,
      count(first_paid_at)::int as bought,
      count(*) filter (where card.status = 'suspended')::int as suspended,
      count(*) filter (where card.status = 'revoked')::int as revoked,
      coalesce(sum(moved.amount), 0)::bigint as forfeited
    from card
    left join wave using (wave_id)
    left join (
      select card_id, sum(case kind when 'forfeit' then amount else -amount end) as amount
      from entry
      where kind in ('forfeit', 'restore')
      group by card_id
    ) moved using (card_id)
    group by card.wave_id, card.year, wave.number, card.first_purchase_before, card.usable_before
  ) counted
  `,
)

const selectCount = statement<[], 'deadlines/select-deadline-count', CountRow>(
  'deadlines/select-deadline-count',
  'select counted_at, took_ms, waves from deadline_count',
)

const keepCount = statement<[now: Date, tookMs: number, waves: string]>(
  'deadlines/keep-deadline-count',
  `
  insert into deadline_count (counted_at, took_ms, waves) values ($1, $2, $3::jsonb)
  on conflict (one) do update set counted_at = $1, took_ms = $2, waves = $3::jsonb
  `,
)

const countDue = statement<[now: Date], 'deadlines/count-due', 'due'>(
  'deadlines/count-due',
  `select count(*)::int as due from deadline where step in ('reminder', 'end') and due_at <= $1`,
)

/** How many cards the next run would look at. */
export async function dueDeadlines(db: Queryable, now: Date): Promise<number> {
  return (await rows(db, countDue, [now]))[0]!.due
}

/** A page waits at most so long for counting; beyond it shows what the timetable has counted. */
const pageWaitsMs = 100
/** Counting takes at most this part of the time of one connection. */
const restFactor = 60

/**
 * Counts what became of the deadlines of all cards, and keeps it; for the timetable. Where the last count took long it
 * waits sixty times as long before the next. Returns whether it has counted.
 */
export async function keepDeadlineCount({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<boolean> {
  const now = clock.now()
  const last = await first(db, selectCount, [])
  // The demo's clock may have been set back.
  const ageMs = last ? Math.abs(now.getTime() - last.countedAt.getTime()) : Number.POSITIVE_INFINITY
  if (last && ageMs < last.tookMs * restFactor) return false
  const began = performance.now()
  const { waves } = await one(db, countWaveDeadlines, [])
  const tookMs = Math.round(performance.now() - began)
  await touched(db, keepCount, [now, tookMs, JSON.stringify(waves)])
  return true
}

/**
 * What deadlines there are and what became of them, by wave and instant, as of `now`. Reads all cards while that is quick,
 * or where `counted` says so; else what the timetable has counted.
 */
export async function deadlineOverview(
  db: Queryable,
  now: Date,
  counted: 'lately' | 'now' = 'lately',
): Promise<DeadlineOverview> {
  const [kept, due, corrections] = await Promise.all([
    counted === 'lately' ? first(db, selectCount, []) : undefined,
    dueDeadlines(db, now),
    listCorrections(db, true),
  ])
  const lately = kept && kept.tookMs > pageWaitsMs ? kept : undefined
  const waves = lately?.waves ?? (await one(db, countWaveDeadlines, [])).waves
  return {
    waves: waves.map((wave) => waveFrom(wave, now)),
    countedAt: lately?.countedAt ?? now,
    due,
    correctionsOpen: corrections.length,
  }
}

/** The waves as the timetable has counted them last; none before the first count. Reads one row. */
export async function keptDeadlineCount(db: Queryable, now: Date): Promise<WaveDeadline[]> {
  const kept = await first(db, selectCount, [])
  return kept?.waves.map((wave) => waveFrom(wave, now)) ?? []
}

function waveFrom(counted: CountedWave, now: Date): WaveDeadline {
  const { unbought, ...wave } = counted
  const firstPurchaseBefore = new Date(wave.firstPurchaseBefore)
  const usableBefore = new Date(wave.usableBefore)
  const open = firstPurchaseBefore > now && usableBefore > now
  return { ...wave, firstPurchaseBefore, usableBefore, waiting: open ? unbought : 0 }
}
