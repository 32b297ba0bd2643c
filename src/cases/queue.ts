import type { Context } from '../database/context.ts'
import { first, one, type Queryable, type Row, rows } from '../database/sql.ts'
import type { Role } from '../staff/permissions.ts'
import { type CaseKind, kindsSeen } from './kinds.ts'
import { countOpenCases, selectOpenCases } from './open-cases-sql.ts'

/** A case that waits, with whose it is; `deputy` stands in for its owner now. */
export interface OpenCase
  extends Row<'cases/select-open', 'subject' | 'openedAt' | 'dueAt' | 'needsSecond' | { kind: CaseKind }> {}

export const whoseCases = ['mine', 'unowned'] as const
export const lateCases = ['overdue', 'second'] as const

/** Which cases: of the kinds that somebody sees, whose, and whether late or waiting for a second person. */
export interface CaseFilter {
  readonly kind?: CaseKind | undefined
  readonly whose?: (typeof whoseCases)[number] | undefined
  readonly state?: (typeof lateCases)[number] | undefined
  readonly most: number
}

export interface Looking {
  readonly staffId?: string | undefined
  readonly roles: readonly Role[]
}

/** What is open of the kinds that they may see, by when it is due; those of whom they stand in for are theirs, too. */
export function listOpenCases(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { staffId, roles }: Looking,
  { kind, whose, state, most }: CaseFilter,
): Promise<OpenCase[]> {
  const kinds = kindsSeen(roles).filter((seen) => kind === undefined || seen === kind)
  return rows(db, selectOpenCases, [kinds, null, staffId, clock.now(), whose, state, most])
}

/** One case while it is open. */
export function findOpenCase(
  db: Queryable,
  kind: CaseKind,
  subject: string,
  now: Date,
): Promise<OpenCase | undefined> {
  return first(db, selectOpenCases, [[kind], subject, null, now, null, null, 1])
}

/** How many of the open cases that somebody sees are theirs, nobody's, and late. */
export function countCases(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { staffId, roles }: Looking & { readonly staffId: string },
): Promise<Row<'cases/count-open', 'mine' | 'unowned' | 'overdue'>> {
  return one(db, countOpenCases, [kindsSeen(roles), null, staffId, clock.now()])
}
