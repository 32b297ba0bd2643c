import type { Language } from '../kernel/wib.ts'
import type { ForgetJob } from './forget-jobs.ts'
import { retentionRules } from './how-long.ts'
import { onErasure, retentionReasons } from './retention-reasons.ts'

/** The rule of a table in words. */
export interface RuleInWords {
  readonly table: string
  readonly kept: string
  readonly why: string
  /** what removes what is older; undefined: nothing does by itself */
  readonly by: ForgetJob | undefined
  /** what becomes of the rows of somebody who is erased; undefined: they are of nobody */
  readonly erased: string | undefined
}

/** The whole list, as the page, the command and the document show it: first what goes by itself. */
export function rulesInWords(language: Language): RuleInWords[] {
  const byItself = ({ by }: RuleInWords) => Number(by === undefined)
  const all = Object.entries(retentionRules).map(([table, { because, kept, by, erased }]) => ({
    table,
    kept: (kept ?? retentionReasons[because].kept)[language],
    why: retentionReasons[because].why[language],
    by,
    erased: erased && onErasure[erased][language],
  }))
  return all.toSorted((one, other) => byItself(one) - byItself(other))
}
