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

const treeSeals = statement<[now: Date, days: number], 'journal/tree-seals', DailyHead>(
  'journal/tree-seals',
  `
  select
    to_char(sealed.sealed_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as date, sealed.seal,
    encode(sealed.hash, 'hex') as hash
  from journal tree
  cross join lateral (
    select *
    from journal_seal
    where (upto_tx, upto_journal_id) >= (tree.tx, tree.journal_id)
    order by upto_tx, upto_journal_id
    limit 1
  ) sealed
  where tree.card_id = 0 and tree.subject = 'tree' and tree.act = 'tree_sealed'
    and tree.at >= (date_trunc('day', $1::timestamptz at time zone 'Asia/Jakarta') - make_interval(days => $2::int - 1))
      at time zone 'Asia/Jakarta'
  `,
)

/**
 * The seals to be kept elsewhere, newest first: the last of each day, and those that evidence leads to because they hold
 * the root of a tree.
 */
export async function listKeptSeals(db: Queryable, now: Date, days = 92): Promise<DailyHead[]> {
  const found = [...(await listDailyHeads(db, now, days)), ...(await rows(db, treeSeals, [now, days]))]
  const bySeal = new Map(found.map((head) => [head.seal, head]))
  return [...bySeal.values()].sort((one, other) => Number(BigInt(other.seal) - BigInt(one.seal)))
}

/** The last seals of the newest days, today's so far with them; days without any are left out. */
export function listDailyHeads(db: Queryable, now: Date, days = 92): Promise<DailyHead[]> {
  return rows(db, dailyHeads, [now, days])
}
