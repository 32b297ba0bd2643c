import { hour } from '../../kernel/clock.ts'
import type { Context } from '../context.ts'
import { first, one, type Queryable, type Row, statement } from '../sql.ts'
import { inTransaction } from '../transaction.ts'
import { sealTraces } from './trace-seal.ts'
import { tellTree, waitingTree } from './tree-seal.ts'

/** Any number, the same for every bekal: whoever holds this advisory lock is the one who seals. */
export const SEALING = 2_020_111_128

export interface SealOptions {
  /** rows in one seal at most; 50,000 without it. A transaction is cut only if it alone has more. */
  readonly maxRows?: number
  /** seals in one run at most, so that a stop never waits long for a backlog; 20 without it */
  readonly maxSeals?: number
  /** how old the oldest seal becomes before a tree is made over it and those after it; an hour without it */
  readonly treeAfterMs?: number
}

export interface Sealed {
  readonly seals: number
  readonly rows: number
}

type SealRow = Row<'database/find-last-seal'>

/** Before the first seal: a mark that no row comes before, and a hash of zeros. */
const beginning: SealRow = {
  seal: '0',
  uptoTx: '-9223372036854775808',
  uptoJournalId: '-9223372036854775808',
  hash: Buffer.alloc(32),
}

const takeSealing = statement<[key: number], 'database/take-sealing', 'taken'>(
  'database/take-sealing',
  `select pg_try_advisory_xact_lock($1::bigint) as taken`,
)

const findLastSeal = statement<[], 'database/find-last-seal'>(
  'database/find-last-seal',
  `select seal, upto_tx, upto_journal_id, hash from journal_seal order by seal desc limit 1`,
)

const newest = '9223372036854775807'

/**
 * Only rows below the oldest transaction that still runs are taken: all of those are there to be seen, and no
 * transaction that could write another one of them is left.
 */
const addSeal = statement<
  [
    lastSeal: string,
    afterTx: string,
    afterJournalId: string,
    previous: Buffer,
    sealedAt: Date,
    maxRows: number,
    uptoTx: string,
  ],
  'database/add-seal',
  'more'
>(
  'database/add-seal',
  `
  with beyond as materialized (
    select tx
    from journal
    where tx >= $2::bigint and (tx > $2 or journal_id > $3::bigint)
      and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_tx_offset()
      and tx <= $7::bigint
    order by tx
    offset $6::int
    limit 1
  ),
  whole as materialized (
    select tx
    from journal
    where tx >= $2 and (tx > $2 or journal_id > $3) and tx < (select tx from beyond)
    order by tx desc
    limit 1
  ),
  hashed as (
    select
      count(*) as rows, max(tx) as upto_tx, max(journal_id) as newest_journal_id,
      sha256(convert_to(
        journal_seal_line($1::bigint + 1, count(*), $5::timestamptz, $4::bytea) || E'\\n'
          || string_agg(line || E'\\n', '' order by tx, journal_id),
        'UTF8'
      )) as hash
    from (
      select tx, journal_id, journal_line(journal) as line
      from journal
      where tx >= $2 and (tx > $2 or journal_id > $3)
        and tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_tx_offset()
        and tx <= coalesce((select tx from whole), (select tx from beyond), $7)
      order by tx, journal_id
      limit $6
    ) lined
    having count(*) > 0
  )
  insert into journal_seal (seal, upto_tx, upto_journal_id, rows, sealed_at, previous, hash)
  select
    $1 + 1, upto_tx,
    case
      when exists (select from beyond) and not exists (select from whole) then newest_journal_id
      else 9223372036854775807
    end,
    rows, $5, $4, hash
  from hashed
  returning rows, exists (select from beyond) as more
  `,
)

/**
 * Seals what finished transactions have written since the last seal: one seal a transaction of its own, so that a kill
 * at any moment leaves whole seals only. Several processes may run it: one seals, the others return at once.
 * A transaction that stays open holds back the rows of all that began after it; they are sealed when it has ended.
 * Seals that are old or many enough are then told as a tree, whose root is sealed by itself.
 */
export async function sealJournal(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { maxRows = 50_000, maxSeals = 20, treeAfterMs = hour }: SealOptions = {},
): Promise<Sealed> {
  const sealed = { seals: 0, rows: 0 }
  for (let told = 0; told < maxSeals; told++)
    if (!(await inTransaction(db, (tx) => tellTraces(tx, clock.now())))) break
  while (sealed.seals < maxSeals) {
    const seal = await inTransaction(db, (tx) => sealOnce(tx, clock.now(), maxRows))
    sealed.seals += seal ? 1 : 0
    sealed.rows += seal?.rows ?? 0
    if (seal?.more) continue
    if (!(await inTransaction(db, (tx) => tellSeals(tx, clock.now(), treeAfterMs)))) break
  }
  return sealed
}

/** What the traces since the last time come to is a row of the journal, so that the chain holds them too. */
async function tellTraces(tx: Queryable, now: Date): Promise<boolean> {
  const { taken } = await one(tx, takeSealing, [SEALING])
  return taken && sealTraces(tx, now)
}

async function tellSeals(tx: Queryable, now: Date, treeAfterMs: number): Promise<boolean> {
  const { taken } = await one(tx, takeSealing, [SEALING])
  return taken === true && tellTree(tx, now, treeAfterMs)
}

async function sealOnce(tx: Queryable, now: Date, maxRows: number) {
  // Each statement sees what was committed before it: under the lock the last seal is the last one.
  const { taken } = await one(tx, takeSealing, [SEALING])
  if (!taken) return undefined
  const last = (await first(tx, findLastSeal, [])) ?? beginning
  const seal = (uptoTx: string) =>
    first(tx, addSeal, [last.seal, last.uptoTx, last.uptoJournalId, last.hash, now, maxRows, uptoTx])
  const tree = await first(tx, waitingTree, [last.uptoTx])
  if (!tree) return seal(newest)
  // The row that tells a tree stands in a seal of its own: what comes before it is sealed first.
  const part = (await seal(tree.before)) ?? (await seal(tree.tx))
  return part && { ...part, more: true }
}
