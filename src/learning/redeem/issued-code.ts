import { type Queryable, rows, statement } from '../../database/sql.ts'
import { codeMeant, codeReadings } from '../../kernel/codes.ts'

export type CodeKind = 'voucher' | 'redeem'

const codesMeant = statement<[codes: readonly string[]], 'learning/codes-meant'>(
  'learning/codes-meant',
  'select code, kind from code where code = any($1)',
)

/** A code that was issued, and which kind it is. */
export interface IssuedCode {
  readonly code: string
  readonly kind: CodeKind
}

/**
 * The code that is meant by what was typed, of one kind or of both: blanks, dashes, case and invisible signs do not
 * matter, and O for 0 or I for 1 are forgiven where only one code can be meant. Undefined when there is none.
 */
export async function findIssuedCode(
  db: Queryable,
  typed: string,
  kind?: CodeKind,
): Promise<IssuedCode | undefined> {
  const { exact, forgiven } = codeReadings(typed)
  const found = await rows(db, codesMeant, [[...exact, ...forgiven]])
  const fitting = found.filter((one) => kind === undefined || one.kind === kind)
  const meant = codeMeant(
    typed,
    fitting.map(({ code }) => code),
  )
  return fitting.find(({ code }) => code === meant)
}

/** The same as text to look up: an unknown code as it was typed. */
export async function issuedCode(db: Queryable, typed: string, kind: CodeKind): Promise<string> {
  const { exact, forgiven } = codeReadings(typed)
  // Most codes can be read in one way only.
  if (exact.length === 1 && forgiven.length === 0) return exact[0]!
  return (await findIssuedCode(db, typed, kind))?.code ?? exact.at(-1)!
}

/** Whether what was typed, which is no code of this kind, is one of the other. */
export async function isOfOtherKind(db: Queryable, typed: string, kind: CodeKind): Promise<boolean> {
  const found = await findIssuedCode(db, typed)
  return found !== undefined && found.kind !== kind
}
