/** What became of a row that was not refused. */
export interface TakenRow {
  readonly line: number
  /** `already`: nothing was changed by it */
  readonly outcome: 'imported' | 'changed' | 'already'
}

/** What an import of a list is told besides the list. */
export interface TakenList {
  /** what the list is called: the import is written down under it, and can be undone. Without it none of that is. */
  readonly file?: string | undefined
  /** the import that it goes on with, begun before: what it writes belongs to that one */
  readonly importId?: string | undefined
  /** told of every row that was not refused, once it is decided, by its line */
  readonly onRow?: ((row: TakenRow) => void) | undefined
}
