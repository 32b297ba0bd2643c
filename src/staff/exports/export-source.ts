import type { Queryable } from '../../database/sql.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Cell } from '../../lists/csv-text.ts'
import type { Permission } from '../permissions.ts'

/** What a list is narrowed by. */
export type ExportTerms = Readonly<Record<string, string>>

/** A list that can be taken away whole, read by its key a chunk at a time. */
export interface ExportSource {
  /** as the list itself asks for it */
  readonly permission: Permission
  /** whether these are terms of it */
  takes(terms: ExportTerms): boolean
  /** the headings, as the page has them */
  head(language: Language): readonly string[]
  /** the rows that come after a key, in the order of keys, and the key of the last; fewer than `limit`: these are the last */
  read(
    db: Queryable,
    asked: {
      readonly terms: ExportTerms
      readonly after: string | undefined
      readonly limit: number
      readonly language: Language
    },
  ): Promise<{ readonly rows: readonly (readonly Cell[])[]; readonly last: string | undefined }>
}

export type ExportSources = Readonly<Record<string, ExportSource>>
