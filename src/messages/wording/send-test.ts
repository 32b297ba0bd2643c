import type { Context } from '../../database/context.ts'
import { type Limit, takeWithinTx } from '../../database/tally.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../queue.ts'
import type { TemplateName } from '../templates.ts'
import type { Preview } from './preview.ts'

const perHour = 30

/** Somebody of the staff who tries a message: it goes to their own address, which they have proved. */
export interface Tester {
  readonly name: string
  readonly email: string
  readonly language: Language
}

/**
 * Sends a preview to whoever looks at it, and to nobody else; an SMS as its text in an email, for the staff have no phone here.
 * `what` names it in words. Refused after thirty in an hour.
 */
export function sendTest(
  ctx: Context,
  tested: {
    readonly template: TemplateName
    readonly what: string
    readonly preview: Pick<Preview, 'subject' | 'text'>
  },
  to: Tester,
  by: Actor,
): Promise<Outcome<null, 'tested_enough'>> {
  const { template, what, preview } = tested
  const limit: Limit = { subject: `message test:${by.actor}`, most: perHour, windowMs: hour }
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if (await takeWithinTx(tx, now, [limit])) return refuse('tested_enough')
    const params = { name: to.name, what, headline: preview.subject ?? what, text: preview.text }
    await queueMessages(tx, ctx, [
      { template: 'message-test', channel: 'email', to: to.email, language: to.language, params },
    ])
    await writeJournal(tx, by, now, [
      { event: 'message_tested', subject: `message:${template}`, facts: { template } },
    ])
    return done(null)
  })
}
