import type { Queryable } from '../../database/sql.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import type { Cell } from '../../lists/csv-text.ts'
import type { Permission } from '../permissions.ts'

/** Which list is meant, and what it is narrowed by. */
export type ExportTerms = Readonly<Record<string, string>>

/** Rows of a list, with its headings as the page has them. */
export interface ExportPart {
  readonly head: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** the key that the others come after; undefined: these are the last */
  readonly next: string | undefined
}

/** Instead of a page: which rows of a list are wanted for a file, and who takes them. */
export interface RowsTaken {
  /** the key that they come after; undefined: from the first on */
  readonly after: string | undefined
  readonly limit: number
  /** undefined: there are more than are read at once, and no key to go on after */
  give(part: ExportPart | undefined): void
}

/** Lists that can be taken away whole, read by their key a chunk at a time. */
export interface ExportSource {
  /** as the list itself asks for it; undefined: these are no terms of a list */
  permission(terms: ExportTerms): Permission | undefined
  /**
   * Rows as whoever asked sees them now. Refuses `export_unknown` where no list is there, `export_not_yours` where they may
   * not see it any more, `export_too_long` where more rows than are read at once have no key.
   */
  read(
    db: Queryable,
    asked: {
      readonly terms: ExportTerms
      readonly after: string | undefined
      readonly limit: number
      readonly language: Language
      readonly staffId: string
    },
  ): Promise<Outcome<ExportPart, 'export_unknown' | 'export_not_yours' | 'export_too_long'>>
}

export type ExportSources = Readonly<Record<string, ExportSource>>
