import type { Rows } from '../database/rows.ts'
import { type Row, type Statement, statement } from '../database/sql.ts'

type Checked = Extract<keyof Rows, `ledger/invariant-${string}`>

/** Something that must hold over the whole database, and the statement that finds where it does not. */
export interface Invariant {
  readonly name: string
  readonly sentence: string
  /** how many, and where to look, at most five */
  readonly broken: Statement<[], Row<Checked, 'violations'>>
}

/** Named for what holds. `subjects` selects where it does not, each as `subject`: `card:12`, `purchase:9`. */
export function invariant(name: string, sentence: string, subjects: string): Invariant {
  const text = `
  with broken as (${subjects})
  select count(*)::int as violations, (array_agg(subject order by subject))[1:5] as examples from broken
  `
  const broken = statement<[], Checked, 'violations'>(`ledger/invariant-${name}` as Checked, text)
  return { name, sentence, broken }
}
