import { statement } from '../sql.ts'

/** The rows of a tree, by the marks of the seal before it and of its last seal. */
export interface LeavesBetween {
  afterTx: string
  afterJournalId: string
  uptoTx: string
  uptoJournalId: string
}

/** The hashes of the leaves of a tree, one behind the other, and the numbers of their rows in the same order. */
export const treeLeaves = statement<
  [afterTx: string, afterJournalId: string, uptoTx: string, uptoJournalId: string],
  'database/tree-leaves',
  'leaves' | 'journalIds'
>(
  'database/tree-leaves',
  `
  select
    coalesce(
      string_agg(sha256('\\x00'::bytea || convert_to(journal_line(journal), 'UTF8')), ''::bytea order by tx, journal_id), ''
    ) as leaves,
    coalesce(string_agg(journal_id::text, ',' order by tx, journal_id), '') as journal_ids
  from journal
  where tx >= $1::bigint and (tx > $1 or journal_id > $2::bigint)
    and tx <= $3::bigint and (tx < $3 or journal_id <= $4::bigint)
  `,
)
