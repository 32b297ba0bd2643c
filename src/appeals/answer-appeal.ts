import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { type Appeal, type AppealRow, appealColumns, appealFrom } from './appeals.ts'

/** Granting that waits for a second person: neither approved nor withdrawn. */
const grantWaits = `
  exists (
    select from correction
    where correction.correction_id = appeal.correction_id and approved_at is null and withdrawn_at is null
  )
`

const lockAppeal = statement<[reference: string]>(
  'appeals/lock-appeal',
  'select reference from appeal where reference = $1 for no key update',
)

const appealState = statement<[reference: string], 'appeals/appeal-state', 'answered' | 'waits'>(
  'appeals/appeal-state',
  `select answered_at is not null as answered, ${grantWaits} as waits from appeal where reference = $1`,
)

const answerOpenAppeal = statement<
  [reference: string, answer: string, text: string, by: string, now: Date],
  'appeals/answer-appeal'
>(
  'appeals/answer-appeal',
  `
  update appeal set answer = $2, answer_text = $3, answered_by = $4, answered_at = $5
  where reference = $1 and answered_at is null
  returning ${appealColumns}
  `,
)

const setProposed = statement<
  [reference: string, text: string, by: string, now: Date, correctionId: string],
  'appeals/set-proposed'
>(
  'appeals/set-proposed',
  `
  update appeal set proposed_text = $2, proposed_by = $3, proposed_at = $4, correction_id = $5
  where reference = $1 and answered_at is null
  returning ${appealColumns}
  `,
)

const selectProposed = statement<
  [reference: string],
  'appeals/select-proposed',
  'text' | 'by' | 'at' | 'correctionId'
>(
  'appeals/select-proposed',
  `
  select proposed_text as text, proposed_by as by, proposed_at as at, correction_id
  from appeal
  where reference = $1 and answered_at is null and ${grantWaits}
  `,
)

const grantProposed = statement<[correctionId: string, by: string, now: Date], 'appeals/grant-proposed'>(
  'appeals/grant-proposed',
  `
  update appeal set answer = 'granted', answer_text = proposed_text, answered_by = $2, answered_at = $3
  where correction_id = $1 and answered_at is null
  returning ${appealColumns}
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

/** Why an appeal is not answered. */
export const answerRefusals = refusalWords({
  id: {
    appeal_unknown: 'Keberatan itu tidak ada. Pilih dari daftarnya.',
    already_answered: 'Keberatan itu sudah dijawab, dan dijawab satu kali. Tidak perlu apa-apa lagi.',
    grant_waits:
      'Pengabulannya menunggu orang kedua. Setujui, atau tarik dulu (bekal correction list), baru jawab yang lain.',
    text_length: 'Tulis jawabannya, 10 sampai 2.000 huruf: yang mengajukan membacanya.',
  },
  en: {
    appeal_unknown: 'There is no such appeal. Choose one of the list.',
    already_answered: 'The appeal is answered already, and is answered once. There is nothing to do.',
    grant_waits:
      'Granting it waits for a second person. Approve, or withdraw it first (bekal correction list), then answer anything else.',
    text_length: 'Write the answer, in 10 to 2,000 letters: whoever appealed reads it.',
  },
})
export type AnswerRefusal = ReasonOf<typeof answerRefusals>

export interface Answer {
  readonly answer: 'granted' | 'declined'
  /** 10 to 2,000 letters; whoever appealed reads it */
  readonly text: string
  /** their own page of appeals */
  readonly link: string
}

/** The text of an answer as it is kept, or why it is none. */
export function readAnswer(typed: string): Outcome<string, 'text_length'> {
  const text = typed.trim()
  return text.length < 10 || text.length > 2000 ? refuse('text_length') : done(text)
}

/**
 * Answers an appeal, once, with a reason that whoever filed it is sent. It changes nothing else: what is granted against a
 * revocation goes by cases/settle-appeal.ts, which restores the card.
 */
export async function answerAppeal(
  ctx: Context,
  reference: string,
  given: Answer,
  actor: Actor,
): Promise<Outcome<Appeal, AnswerRefusal>> {
  const text = readAnswer(given.text)
  if (!text.ok) return text
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const open = await lockToAnswer(tx, reference)
    if (!open.ok) return open
    const answered = await first(tx, answerOpenAppeal, [
      reference,
      given.answer,
      text.value,
      actor.actor,
      now,
    ])
    if (!answered) throw new Error('a locked open appeal could not be answered')
    await tellAnswer(tx, ctx, answered, given.link, actor)
    return done(appealFrom(answered))
  })
}

/** Locks an appeal that may be answered now, in the caller's transaction. */
export async function lockToAnswer(
  tx: pg.PoolClient,
  reference: string,
): Promise<Outcome<null, Exclude<AnswerRefusal, 'text_length'>>> {
  await first(tx, lockAppeal, [reference])
  const state = await first(tx, appealState, [reference])
  if (!state) return refuse('appeal_unknown')
  if (state.answered) return refuse('already_answered')
  return state.waits ? refuse('grant_waits') : done(null)
}

/** What somebody wants to grant, with the restoring that it waits for. */
export interface ProposedGrant {
  readonly text: string
  readonly by: string
  readonly at: Date
  readonly correctionId: string
}

/** The granting of an open appeal that waits for a second person; undefined where none does. */
export function proposedGrant(
  db: Pick<pg.Pool, 'query'>,
  reference: string,
): Promise<ProposedGrant | undefined> {
  return first(db, selectProposed, [reference])
}

/** Keeps the answer that is given when the correction is approved; the appeal is locked, and the caller tells of it. */
export async function proposeGrant(
  tx: pg.PoolClient,
  reference: string,
  { text, correctionId }: Pick<ProposedGrant, 'text' | 'correctionId'>,
  actor: Actor,
  now: Date,
): Promise<Appeal> {
  const proposed = await first(tx, setProposed, [reference, text, actor.actor, now, correctionId])
  if (!proposed) throw new Error('a locked open appeal could not be proposed')
  const appeal = appealFrom(proposed)
  const facts = { reference, correction_id: Number(correctionId) }
  await writeJournal(tx, actor, now, [{ event: 'grant_proposed', subject: appeal.subject, facts }])
  return appeal
}

/** Grants the appeal that a correction was asked for by, with the correction and in its transaction. */
export async function grantWith(
  tx: pg.PoolClient,
  ctx: Context,
  correctionId: string,
  link: string,
  actor: Actor,
): Promise<void> {
  const granted = await first(tx, grantProposed, [correctionId, actor.actor, ctx.clock.now()])
  if (granted) await tellAnswer(tx, ctx, granted, link, actor)
}

async function tellAnswer(
  tx: pg.PoolClient,
  ctx: Context,
  answered: AppealRow,
  link: string,
  actor: Actor,
): Promise<void> {
  const now = ctx.clock.now()
  const { reference, answer, accountId, personId } = answered
  await writeJournal(tx, actor, now, [
    { event: 'appeal_answered', subject: appealFrom(answered).subject, facts: { reference, answer } },
  ])
  const contact = await first(tx, contactOf, [accountId, personId])
  if (!contact) return
  const params = { name: contact.name, reference, answeredAt: now, link }
  await queueMessages(tx, ctx, [{ template: 'appeal-answered', channel: 'email', to: contact.email, params }])
}
