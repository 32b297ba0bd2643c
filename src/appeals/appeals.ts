import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { hour } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { endOfTerm } from '../kernel/wib.ts'
import { queueMessages } from '../messages/queue.ts'
import { type Subject, subjectColumns, subjectName } from '../people/consents.ts'
import { appealRules } from './rules.ts'

/** What an appeal, or a request by the law on personal data (the last two but one), can be about. */
export const appealKinds = [
  'identity',
  'duplicate',
  'family_card',
  'exclusion',
  'profile',
  'phone',
  'draw',
  'revoked',
  'correction',
  'erasure',
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

type AppealRow = Row<'appeals/insert-appeal'>

const columns = `
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
  returning ${columns}
  `,
)

const appealsOf = statement<[accountId: string | null, personId: string | null], 'appeals/select-appeals-of'>(
  'appeals/select-appeals-of',
  `select ${columns} from appeal where account_id = $1 or person_id = $2 order by filed_at desc, appeal_id desc`,
)

const selectAppeals = statement<
  [open: boolean, about: string | null, limit: number],
  'appeals/select-appeals'
>(
  'appeals/select-appeals',
  `
  select ${columns} from appeal
  where (not $1 or answered_at is null) and ($2::text is null or about = $2)
  order by answered_at is not null, answer_before, appeal_id
  limit $3
  `,
)

const findAppeal = statement<[reference: string], 'appeals/find-appeal'>(
  'appeals/find-appeal',
  `select ${columns} from appeal where reference = $1`,
)

const answerOpenAppeal = statement<
  [reference: string, answer: string, text: string, by: string, now: Date],
  'appeals/answer-appeal'
>(
  'appeals/answer-appeal',
  `
  update appeal set answer = $2, answer_text = $3, answered_by = $4, answered_at = $5
  where reference = $1 and answered_at is null
  returning ${columns}
  `,
)

const contactOf = statement<
  [accountId: string | null, personId: string | null],
  'appeals/contact-of-appeal',
  'name' | 'email'
>(
  'appeals/contact-of-appeal',
  `
  select name, email from person where person_id = $2
  union all
  select coalesce(name, email), email from portal_account join registration using (account_id)
  where account_id = $1
  limit 1
  `,
)

/**
 * Files an appeal. Refuses with `text_length` when it has fewer than 10 or more than 2,000 letters, and with
 * `appeal_open` while one about the same waits for its answer. What the law on personal data asks for is answered
 * within 3 x 24 hours, anything else by the end of the fourteenth day.
 */
export async function fileAppeal(
  ctx: Context,
  subject: Subject,
  filed: { readonly about: AppealKind; readonly text: string; readonly requestId: string },
): Promise<Outcome<Appeal, 'text_length' | 'appeal_open'>> {
  const text = filed.text.trim()
  if (text.length < 10 || text.length > 2000) return refuse('text_length')
  const now = ctx.clock.now()
  const byLaw = filed.about === 'correction' || filed.about === 'erasure'
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
    await writeJournal(tx, { actor: name, requestId: filed.requestId }, now, [
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

/** Why an appeal is not answered. */
export const answerRefusals = refusalWords({
  id: {
    appeal_unknown: 'Keberatan itu tidak ada. Pilih dari daftarnya.',
    already_answered: 'Keberatan itu sudah dijawab, dan dijawab satu kali. Tidak perlu apa-apa lagi.',
    text_length: 'Tulis jawabannya, 10 sampai 2.000 huruf: yang mengajukan membacanya.',
  },
  en: {
    appeal_unknown: 'There is no such appeal. Choose one of the list.',
    already_answered: 'The appeal is answered already, and is answered once. There is nothing to do.',
    text_length: 'Write the answer, in 10 to 2,000 letters: whoever appealed reads it.',
  },
})
export type AnswerRefusal = ReasonOf<typeof answerRefusals>

/**
 * Answers an appeal, once, with a reason that whoever filed it is sent. The answer changes nothing by itself: what it
 * grants is done by the operation that it is about.
 */
export async function answerAppeal(
  ctx: Context,
  reference: string,
  given: { readonly answer: 'granted' | 'declined'; readonly text: string; readonly link: string },
  actor: Actor,
): Promise<Outcome<Appeal, AnswerRefusal>> {
  const text = given.text.trim()
  if (text.length < 10 || text.length > 2000) return refuse('text_length')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const answered = await first(tx, answerOpenAppeal, [reference, given.answer, text, actor.actor, now])
    if (!answered)
      return refuse((await first(tx, findAppeal, [reference])) ? 'already_answered' : 'appeal_unknown')
    const appeal = appealFrom(answered)
    await writeJournal(tx, actor, now, [
      { event: 'appeal_answered', subject: appeal.subject, facts: { reference, answer: given.answer } },
    ])
    const contact = await first(tx, contactOf, [answered.accountId, answered.personId])
    if (contact)
      await queueMessages(tx, ctx, [
        {
          template: 'appeal-answered',
          channel: 'email',
          to: contact.email,
          params: { name: contact.name, reference, answeredAt: now, link: given.link },
        },
      ])
    return done(appeal)
  })
}

function appealFrom({ accountId, personId, ...row }: AppealRow): Appeal {
  return { ...row, subject: personId ? `person:${personId}` : `portal_account:${accountId}` }
}
