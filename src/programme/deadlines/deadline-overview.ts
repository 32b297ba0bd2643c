import { type Queryable, rows, statement } from '../../database/sql.ts'
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
  /** cards that the next run looks at */
  readonly due: number
  /** corrections that wait for a second operator */
  readonly correctionsOpen: number
}

interface WaveRow {
  wave_id: number
  year: number
  number: number
  first_purchase_before: Date
  usable_before: Date
  cards: number
  waiting: number
  bought: number
  suspended: number
  revoked: number
  forfeited: string
}

const selectWaveDeadlines = statement<[now: Date], WaveRow>(
  'programme/select-wave-deadlines',
  `
  select
    card.wave_id, card.year, coalesce(wave.number, card.wave_id) as number,
    card.first_purchase_before, card.usable_before,
    count(*)::int as cards,
    count(*) filter (
      where card.status = 'active' and first_paid_at is null and least(first_purchase_before, usable_before) > $1
    )::int as waiting,
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
  order by card.year, number, card.first_purchase_before
  `,
)

const countDue = statement<[now: Date], { due: number }>(
  'programme/count-due',
  `select count(*)::int as due from deadline where step in ('reminder', 'end') and due_at <= $1`,
)

/** How many cards the next run would look at. */
export async function dueDeadlines(db: Queryable, now: Date): Promise<number> {
  return (await rows(db, countDue, [now]))[0]!.due
}

/** What deadlines there are and what became of them, by wave and instant, as of `now`. Reads all cards. */
export async function deadlineOverview(db: Queryable, now: Date): Promise<DeadlineOverview> {
  const waves = await rows(db, selectWaveDeadlines, [now])
  return {
    waves: waves.map((row) => ({
      waveId: row.wave_id,
      year: row.year,
      number: row.number,
      firstPurchaseBefore: row.first_purchase_before,
      usableBefore: row.usable_before,
      cards: row.cards,
      waiting: row.waiting,
      bought: row.bought,
      suspended: row.suspended,
      revoked: row.revoked,
      forfeited: Number(row.forfeited),
    })),
    due: await dueDeadlines(db, now),
    correctionsOpen: (await listCorrections(db, true)).length,
  }
}
