import { one, type Queryable, type Row, statement } from '../sql.ts'

/** What the journal has and no seal vouches for yet. */
export type Unsealed = Row<'database/count-unsealed', 'journalRows'>

const countUnsealed = statement<[most: number], 'database/count-unsealed', 'journalRows'>(
  'database/count-unsealed',
  `
  with last as materialized (
    select upto_tx, upto_journal_id from journal_seal order by seal desc limit 1
  )
  select count(*)::int as journal_rows, min(at) as oldest_at
  from (
    select at
    from journal
    where tx >= coalesce((select upto_tx from last), -9223372036854775808)
      and (tx > (select upto_tx from last) is not false or journal_id > (select upto_journal_id from last))
    order by tx
    limit $1
  ) waiting
  `,
)

/** How many rows wait for a seal, counted up to `most`, and how old the oldest is. */
export function unsealed(db: Queryable, most: number): Promise<Unsealed> {
  return one(db, countUnsealed, [most])
}
