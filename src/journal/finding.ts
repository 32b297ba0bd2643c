/**
 * What an audit finds:
 * - `changed`: the row is not what was last written to it by an operation
 * - `untold`: the row is there, and nothing says that it was written
 * - `gone`: the row was written, and nothing says that it was deleted
 * - `without_event`: the row was written in a transaction that has no event
 * - `trace_changed`: traces are not as they were sealed
 * - `journal_broken`: the journal is not as it was sealed
 */
export type FindingKind = 'changed' | 'untold' | 'gone' | 'without_event' | 'trace_changed' | 'journal_broken'

export interface Finding {
  readonly kind: FindingKind
  /** the row: `course:12`, `purchase:3/5`, with its table's name; or the seal */
  readonly row: string
  /** the columns that differ, of a row that was changed */
  readonly columns: readonly string[]
  /** for people */
  readonly sentence: string
}
