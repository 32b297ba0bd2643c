import { rootOf } from '../../kernel/merkle.ts'
import { first, one, type Queryable, type Row, statement, touched } from '../sql.ts'
import { type LeavesBetween, treeLeaves } from './tree-leaves.ts'

/** Rows from which on a tree is made at once, so that a path through one is never long to make. */
const treeRows = 50_000

/** The last row that tells a tree, while it is not sealed yet, and the transaction before its own. */
export const waitingTree = statement<[uptoTx: string], 'database/waiting-tree', 'tx' | 'before'>(
  'database/waiting-tree',
  `
  select tx, tx - 1 as before
  from (
    select tx from journal where card_id = 0 and subject = 'tree' and act = 'tree_sealed' order by journal_id desc limit 1
  ) tree
  where tx > $1::bigint
  `,
)

type SealsRow = Row<'database/seals-for-tree', 'firstSeal' | 'lastSeal' | 'rows' | keyof LeavesBetween>

/** Seals since the last tree, with more among them than the one that holds its root. */
const sealsForTree = statement<
  [now: Date, afterMs: number, rows: number],
  'database/seals-for-tree',
  SealsRow
>(
  'database/seals-for-tree',
  `
  with last as materialized (
    select (facts ->> 'last_seal')::bigint as last_seal, tx
    from journal
    where card_id = 0 and subject = 'tree' and act = 'tree_sealed'
    order by journal_id desc
    limit 1
  ),
  waiting as (
    select seal, rows, sealed_at, upto_tx, upto_journal_id, sum(rows) over (order by seal) - rows as rows_before
    from (
      select *
      from journal_seal
      where seal > coalesce((select last_seal from last), 0)
      order by seal
      limit 20000
    ) since
  ),
  chosen as (
    select
      min(seal) as first_seal, max(seal) as last_seal, sum(rows)::int as rows, min(sealed_at) as since,
      max(upto_tx) as upto_tx, (array_agg(upto_journal_id order by seal desc))[1] as upto_journal_id
    from waiting
    where rows_before < $3::int
  )
  select
    first_seal, last_seal, chosen.rows, chosen.upto_tx, chosen.upto_journal_id,
    coalesce(before.upto_tx, -9223372036854775808) as after_tx,
    coalesce(before.upto_journal_id, -9223372036854775808) as after_journal_id
  from chosen
  left join journal_seal before on before.seal = first_seal - 1
  where (chosen.rows >= $3 or since <= $1::timestamptz - make_interval(secs => $2::int / 1000.0))
    and chosen.upto_tx > coalesce((select tx from last), -9223372036854775808)
  `,
)

const writeTree = statement<[at: Date, firstSeal: string, lastSeal: string, rows: number, root: string]>(
  'database/write-tree',
  `
  insert into journal (at, actor, act, subject, request_id, facts)
  values (
    $1, 'system:seal', 'tree_sealed', 'tree', 'seal',
    jsonb_build_object('first_seal', $2::bigint, 'last_seal', $3::bigint, 'rows', $4::int, 'root', $5::text)
  )
  `,
)

/**
 * Tells the journal the root of the tree over the rows of the seals since the last tree, once the oldest of them is old
 * enough or the rows are many: by it, one row can be shown to stand in the chain without showing the others. Under the
 * lock of sealing; whether one was told.
 */
export async function tellTree(tx: Queryable, now: Date, afterMs: number): Promise<boolean> {
  const seals = await first(tx, sealsForTree, [now, afterMs, treeRows])
  if (!seals) return false
  const { afterTx, afterJournalId, uptoTx, uptoJournalId } = seals
  const { leaves } = await one(tx, treeLeaves, [afterTx, afterJournalId, uptoTx, uptoJournalId])
  const root = rootOf(leaves).toString('hex')
  const told = [now, seals.firstSeal, seals.lastSeal, seals.rows, root] as const
  return (await touched(tx, writeTree, [...told])) > 0
}
