import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { inquiryPath, inquirySubject } from './inquiries.ts'

const answerOpen = statement<
  [reference: string, text: string, by: string, now: Date],
  'information/answer-inquiry',
  { language: 'id' | 'en'; channel: 'sms' | 'email' }
>(
  'information/answer-inquiry',
  `
  update inquiry set answer_text = $2, answered_by = $3, answered_at = $4
  where reference = $1 and answered_at is null
  returning reference, language, channel, contact_sealed
  `,
)

const dropOpen = statement<
  [references: readonly string[], by: string, now: Date],
  'information/drop-inquiries'
>(
  'information/drop-inquiries',
  `
  update inquiry set dropped = true, answered_by = $2, answered_at = $3
  where reference = any ($1::text[]) and answered_at is null
  returning reference
  `,
)

const inquiryIsThere = statement<[reference: string], 'information/inquiry-is-there'>(
  'information/inquiry-is-there',
  'select reference from inquiry where reference = $1',
)

/** Why a question is not answered. */
export const inquiryRefusals = refusalWords({
  id: {
    inquiry_answer_length: 'Tulis jawabannya, 10 sampai 2.000 huruf: yang bertanya membacanya.',
    inquiry_unknown: 'Pertanyaan itu tidak ada, atau sudah dihapus. Pilih dari daftarnya.',
    inquiry_answered: 'Pertanyaan itu sudah dijawab atau ditutup. Tidak perlu apa-apa lagi.',
  },
  en: {
    inquiry_answer_length: 'Write the answer, in 10 to 2,000 letters: whoever asked reads it.',
    inquiry_unknown: 'There is no such question, or not any more. Choose one of the list.',
    inquiry_answered: 'The question is answered or closed already. There is nothing to do.',
  },
})
export type InquiryRefusal = ReasonOf<typeof inquiryRefusals>

/**
 * Answers a question, once: whoever asked is sent a link to the answer by the way that they named. `linkTo` makes an address that
 * people see of a path.
 */
export async function answerInquiry(
  ctx: Context,
  reference: string,
  { text: typed, linkTo }: { readonly text: string; readonly linkTo: (path: string) => string },
  actor: Actor,
): Promise<Outcome<null, InquiryRefusal>> {
  const text = typed.trim()
  if ([...text].length < 10 || [...text].length > 2000) return refuse('inquiry_answer_length')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const answered = await first(tx, answerOpen, [reference, text, actor.actor, now])
    if (!answered) {
      const there = await first(tx, inquiryIsThere, [reference])
      return refuse(there ? 'inquiry_answered' : 'inquiry_unknown')
    }
    const { channel, language, contactSealed } = answered
    const params = { reference, answerLink: linkTo(inquiryPath(ctx, reference)) }
    const to = ctx.secrets.open(contactSealed)
    await queueMessages(tx, ctx, [{ template: 'inquiry-answered', channel, to, language, params }])
    await writeJournal(tx, actor, now, [{ event: 'inquiry_answered', subject: inquirySubject(reference) }])
    return done(null)
  })
}

/** Closes questions that ask nothing, as many as there are: nobody is sent anything. How many were open. */
export async function dropInquiries(
  ctx: Context,
  references: readonly string[],
  actor: Actor,
): Promise<number> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const dropped = await rows(tx, dropOpen, [references, actor.actor, now])
    await writeJournal(
      tx,
      actor,
      now,
      dropped.map(({ reference }) => ({
        event: 'inquiry_dropped' as const,
        subject: inquirySubject(reference),
      })),
    )
    return dropped.length
  })
}
