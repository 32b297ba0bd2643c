import { levelsOf, pathThrough } from '../../kernel/merkle.ts'
import { one, type Queryable, type Row, rows, statement } from '../sql.ts'
import { treeLeaves } from './tree-leaves.ts'

/** A row of the journal by its key. */
export interface JournalPlace {
  readonly cardId: string
  readonly journalId: string
}

/** A seal that holds one row alone: the one that tells the root of a tree over the rows of earlier seals. */
export interface TreeSeal {
  readonly seal: string
  /** in hex: what is published of it */
  readonly hash: string
  /** the two lines that the hash is made of */
  readonly sealLine: string
  readonly rowLine: string
}

/** A row as the chain has it, and its way to a {@link TreeSeal}; none while no tree tells it. */
export interface ProvenRow {
  readonly line: string
  readonly way:
    | { readonly tree: TreeSeal; readonly leaf: number; readonly path: readonly string[] }
    | undefined
}

type TreeRow = Row<
  'database/trees',
  | 'firstSeal'
  | 'lastSeal'
  | 'seal'
  | 'hash'
  | 'sealLine'
  | 'rowLine'
  | 'uptoTx'
  | 'uptoJournalId'
  | 'afterTx'
  | 'afterJournalId'
>

/** Trees whose root is sealed, by itself, that hold the rows of these seals. */
const selectTrees = statement<[seals: string[]], 'database/trees', TreeRow>(
  'database/trees',
  `
  select
    tree.first_seal, tree.last_seal, sealed.seal, encode(sealed.hash, 'hex') as hash,
    journal_seal_line(sealed.seal, sealed.rows, sealed.sealed_at, sealed.previous) as seal_line, row_line,
    last.upto_tx, last.upto_journal_id,
    coalesce(before.upto_tx, -9223372036854775808) as after_tx,
    coalesce(before.upto_journal_id, -9223372036854775808) as after_journal_id
  from (
    select
      (facts ->> 'first_seal')::bigint as first_seal, (facts ->> 'last_seal')::bigint as last_seal,
      tx, journal_id, journal_line(journal) as row_line
    from journal
    where card_id = 0 and subject = 'tree' and act = 'tree_sealed'
  ) tree
  cross join lateral (
    select *
    from journal_seal
    where (upto_tx, upto_journal_id) >= (tree.tx, tree.journal_id)
    order by upto_tx, upto_journal_id
    limit 1
  ) sealed
  join journal_seal last on last.seal = tree.last_seal
  left join journal_seal before on before.seal = tree.first_seal - 1
  where sealed.rows = 1 and exists (
    select from unnest($1::bigint[]) as asked (seal) where asked.seal between tree.first_seal and tree.last_seal
  )
  order by tree.first_seal
  `,
)

const linesOfRows = statement<
  [cardIds: string[], journalIds: string[]],
  'database/lines-of-rows',
  'cardId' | 'journalId' | 'line'
>(
  'database/lines-of-rows',
  `
  select journal.card_id, journal.journal_id, journal_line(journal) as line, sealed.seal
  from unnest($1::bigint[], $2::bigint[]) as asked (card_id, journal_id)
  join journal on journal.card_id = asked.card_id and journal.journal_id = asked.journal_id
  left join lateral (
    select seal
    from journal_seal
    where (upto_tx, upto_journal_id) >= (journal.tx, journal.journal_id)
    order by upto_tx, upto_journal_id
    limit 1
  ) sealed on true
  `,
)

/** A tree takes some 10 MB while paths through it are made. */
const treesAtOnce = 8

/** Shows that rows stand in the chain of seals, one by one, without showing those beside them. Keeps the trees it made last. */
export function journalProver(db: Queryable) {
  const made = new Map<string, { levels: Buffer[]; leaves: Map<string, number> }>()

  async function treeOf(tree: TreeRow) {
    const known = made.get(tree.seal)
    if (known) return known
    const between = [tree.afterTx, tree.afterJournalId, tree.uptoTx, tree.uptoJournalId] as const
    const { leaves, journalIds } = await one(db, treeLeaves, [...between])
    const grown = {
      levels: levelsOf(leaves),
      leaves: new Map(journalIds.split(',').map((journalId, leaf) => [journalId, leaf])),
    }
    if (made.size >= treesAtOnce) made.delete(made.keys().next().value!)
    made.set(tree.seal, grown)
    return grown
  }

  return {
    /** In the order in which they are asked for; undefined where there is no such row. */
    async prove(places: readonly JournalPlace[]): Promise<(ProvenRow | undefined)[]> {
      const asked = [places.map(({ cardId }) => cardId), places.map(({ journalId }) => journalId)] as const
      const lines = await rows(db, linesOfRows, [...asked])
      const seals = [...new Set(lines.flatMap(({ seal }) => seal ?? []))]
      const trees = await rows(db, selectTrees, [seals])
      const proven = new Map<string, ProvenRow>()
      for (const { journalId, line, seal } of lines) {
        const tree =
          seal &&
          trees.find((one) => BigInt(one.firstSeal) <= BigInt(seal) && BigInt(seal) <= BigInt(one.lastSeal))
        proven.set(journalId, { line, way: tree ? await wayIn(tree, journalId) : undefined })
      }
      return places.map(({ journalId }) => proven.get(journalId))
    },
  }

  async function wayIn(tree: TreeRow, journalId: string): Promise<ProvenRow['way']> {
    const { levels, leaves } = await treeOf(tree)
    const leaf = leaves.get(journalId)
    if (leaf === undefined) throw new Error(`row ${journalId} of the journal is not in the tree of its seal`)
    const { seal, hash, sealLine, rowLine } = tree
    const path = pathThrough(levels, leaf).map((beside) => beside.toString('hex'))
    return { tree: { seal, hash, sealLine, rowLine }, leaf, path }
  }
}
