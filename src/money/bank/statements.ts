import { first, type Queryable, type Row, rows, statement } from '../../database/sql.ts'
import { selectLinesOf, type WaitingLine } from './decide-sql.ts'

/** A statement that was read, and how many of its lines still wait for a decision. */
export interface ReadStatement extends Row<'money/select-statements', Sure> {}
type Sure = 'opening' | 'closing' | 'waiting' | 'fromOn' | 'untilOn'

const selectStatements = statement<
  [statementId: number | null, limit: number],
  'money/select-statements',
  Sure
>(
  'money/select-statements',
  `
  select
    statement_id, bank_account_id, format, reference, sequence, from_on::text as from_on, until_on::text as until_on,
    bank_statement.opening, closing, lines, file_hash, imported_by, imported_at, number, holder,
    (
      select count(*)::int from statement_line
      where statement_line.statement_id = bank_statement.statement_id and decision is null
        and outcome not in ('paid', 'returned')
    ) as waiting
  from bank_statement
  join bank_account using (bank_account_id)
  where $1::int is null or statement_id = $1
  order by statement_id desc
  limit $2
  `,
)

/** The statements that were read, the newest first. */
export function listStatements(db: Queryable, limit = 200): Promise<ReadStatement[]> {
  return rows(db, selectStatements, [null, limit])
}

/** One statement with its lines, so many at most; undefined where there is none. */
export async function findStatement(
  db: Queryable,
  statementId: number,
  limit = 1000,
): Promise<{ readonly statement: ReadStatement; readonly lines: WaitingLine[] } | undefined> {
  const found = await first(db, selectStatements, [statementId, 1])
  return found && { statement: found, lines: await rows(db, selectLinesOf, [statementId, limit]) }
}
