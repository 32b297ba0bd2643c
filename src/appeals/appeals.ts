import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { hour } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { endOfTerm } from '../kernel/wib.ts'
import { type Subject, subjectColumns, subjectName } from '../people/consents.ts'
import { appealRules } from './rules.ts'

/** What somebody may ask for by the law on personal data: a copy, a correction, to be erased. */
export const dataRequests = ['copy', 'correction', 'erasure'] as const
export type DataRequest = (typeof dataRequests)[number]

/** What an appeal can be about. */
export const appealKinds = [
  'identity',
  'duplicate',
  'family_card',
  'exclusion',
  'profile',
  'phone',
  'draw',
  'revoked',
  ...dataRequests,
  'complaint',
  'other',
] as const
export type AppealKind = (typeof appealKinds)[number]

export interface Appeal {
  /** by which people and operators name it */
  readonly reference: string
  readonly about: AppealKind
  readonly text: string
  readonly filedAt: Date
  /** the first instant at which the answer is late */
  readonly answerBefore: Date
  readonly answer: 'granted' | 'declined' | undefined
  readonly answerText: string | undefined
  readonly answeredBy: string | undefined
  readonly answeredAt: Date | undefined
  /** `person:7` or `portal_account:3` */
  readonly subject: string
}

export type AppealRow = Row<'appeals/insert-appeal'>

/** What {@link appealFrom} reads. */
export const appealColumns = `
  reference, account_id, person_id, about, text, filed_at, answer_before, answer, answer_text, answered_by, answered_at
`

const insertAppeal = statement<
  [
    reference: string,
    accountId: string | null,
    personId: string | null,
    about: AppealKind,
    text: string,
    now: Date,
    answerBefore: Date,
  ],
  'appeals/insert-appeal'
>(
  'appeals/insert-appeal',
  `
  insert into appeal (reference, account_id, person_id, about, text, filed_at, answer_before)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing
  returning ${appealColumns}
  `,
)

const appealsOf = statement<[accountId: string | null, personId: string | null], 'appeals/select-appeals-of'>(
  'appeals/select-appeals-of',
  `select ${appealColumns} from appeal where account_id = $1 or person_id = $2 order by filed_at desc, appeal_id desc`,
)

const selectAppeals = statement<
  [open: boolean, about: string | null, limit: number],
  'appeals/select-appeals'
>(
  'appeals/select-appeals',
  `
  select ${appealColumns} from appeal
  where (not $1 or answered_at is null) and ($2::text is null or about = $2)
  order by answered_at is not null, answer_before, appeal_id
  limit $3
  `,
)

const findAppeal = statement<[reference: string], 'appeals/find-appeal'>(
  'appeals/find-appeal',
  `select ${appealColumns} from appeal where reference = $1`,
)

/**
 * Files an appeal. Refuses with `text_length` when it has fewer than 10 or more than 2,000 letters, and with
 * `appeal_open` while one about the same waits for its answer. What the law on personal data asks for is answered
 * within 3 x 24 hours, anything else by the end of the fourteenth day. `by`: of the staff, for whoever asked at a desk.
 */
export async function fileAppeal(
  ctx: Context,
  subject: Subject,
  filed: {
    readonly about: AppealKind
    readonly text: string
    readonly requestId: string
    readonly by?: Actor
  },
): Promise<Outcome<Appeal, 'text_length' | 'appeal_open'>> {
  const text = filed.text.trim()
  if (text.length < 10 || text.length > 2000) return refuse('text_length')
  const now = ctx.clock.now()
  const byLaw = dataRequests.some((request) => request === filed.about)
  const answerBefore = byLaw
    ? new Date(now.getTime() + appealRules.dataRequestHours * hour)
    : endOfTerm(now, appealRules.days)
  return inTransaction(ctx.db, async (tx) => {
    const made = await first(tx, insertAppeal, [
      randomCode(12),
      ...subjectColumns(subject),
      filed.about,
      text,
      now,
      answerBefore,
    ])
    if (!made) return refuse('appeal_open')
    const name = subjectName(subject)
    await writeJournal(tx, filed.by ?? { actor: name, requestId: filed.requestId }, now, [
      { event: 'appeal_filed', subject: name, facts: { reference: made.reference, about: made.about } },
    ])
    return done(appealFrom(made))
  })
}

/** The appeals of somebody, the newest first. */
export async function appealsOfSubject(db: Queryable, subject: Subject): Promise<Appeal[]> {
  return (await rows(db, appealsOf, [...subjectColumns(subject)])).map(appealFrom)
}

/** Appeals for operators: open ones by their due time first. */
export async function listAppeals(
  db: Queryable,
  filter: { readonly open: boolean; readonly about?: AppealKind | undefined; readonly limit: number },
): Promise<Appeal[]> {
  return (await rows(db, selectAppeals, [filter.open, filter.about, filter.limit])).map(appealFrom)
}

/** One appeal by its reference, or undefined. */
export async function findAppealByReference(db: Queryable, reference: string): Promise<Appeal | undefined> {
  const row = await first(db, findAppeal, [reference])
  return row && appealFrom(row)
}

/** An appeal from its row. */
export function appealFrom({ accountId, personId, ...row }: AppealRow): Appeal {
  return { ...row, subject: personId ? `person:${personId}` : `portal_account:${accountId}` }
}
