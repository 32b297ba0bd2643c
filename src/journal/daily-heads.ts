import { type Queryable, rows, statement } from '../database/sql.ts'

/** The last seal of a day in WIB: whoever keeps it knows whether anything before it was changed. */
export interface DailyHead {
  /** `2026-11-23` */
  readonly date: string
  readonly seal: string
  /** in hex */
  readonly hash: string
}

const dailyHeads = statement<[now: Date, days: number], 'journal/daily-heads', DailyHead>(
  'journal/daily-heads',
  `
  select to_char(day, 'YYYY-MM-DD') as date, last.seal, encode(last.hash, 'hex') as hash
  from generate_series(
    date_trunc('day', $1::timestamptz at time zone 'Asia/Jakarta') - make_interval(days => $2::int - 1),
    date_trunc('day', $1::timestamptz at time zone 'Asia/Jakarta'),
    interval '1 day'
  ) as day
  cross join lateral (
    select seal, hash
    from journal_seal
    where sealed_at >= day at time zone 'Asia/Jakarta' and sealed_at < (day + interval '1 day') at time zone 'Asia/Jakarta'
    order by sealed_at desc, seal desc
    limit 1
  ) last
  order by day desc
  `,
)

/** The last seals of the newest days, today's so far with them; days without any are left out. */
export function listDailyHeads(db: Queryable, now: Date, days = 92): Promise<DailyHead[]> {
  return rows(db, dailyHeads, [now, days])
}
