import { cardNumberTaken } from '../card/issue-cards.ts'
import { replaceNumber } from '../card/replace-number.ts'
import type { Context } from '../database/context.ts'
import { one, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { queueMessages } from '../messages/queue.ts'
import { cardOfPerson } from '../people/card-of-person.ts'
import { caseAtDesk, type OnCase, tellEnd } from './desk-case.ts'
import * as sql from './desk-sql.ts'

export type ReplaceRefusal = OnCase | 'opener_needed' | 'proof_missing' | 'no_card'

/**
 * Gives the card of somebody who was proved at the desk another number, once for a case. The holder is sent it by SMS and
 * email, and reads it on their page; the desk does not see it. At the storefronts the old one is refused by name.
 */
export async function replaceCardNumber(
  ctx: Context,
  deskCaseId: string,
  { actor, link }: { readonly actor: Actor; link(path: string): string },
): Promise<Outcome<{ cardId: string }, ReplaceRefusal>> {
  for (let draws = 0; ; draws++)
    try {
      return await inTransaction(ctx.db, async (tx) => {
        const found = await caseAtDesk(tx, ctx, deskCaseId, actor)
        if (!found.ok) return found
        const { open, staffId } = found.value
        if (open.kind !== 'card_number') return refuse('desk_case_unknown')
        if (open.openedById !== staffId) return refuse('opener_needed')
        if (!open.firstProved) return refuse('proof_missing')
        const cardId = await cardOfPerson(tx, open.personId)
        if (!cardId) return refuse('no_card')
        const now = ctx.clock.now()
        const card = await replaceNumber(tx, cardId, now)
        const holder = await one(tx, sql.selectHolder, [cardId])
        const params = { name: holder.holderName, card, link: link('/kartu') }
        await queueMessages(tx, ctx, [
          { template: 'card-number', channel: 'sms', to: holder.holderPhone, params, cardId },
          { template: 'card-number', channel: 'email', to: holder.holderEmail, params, cardId },
        ])
        await touched(tx, sql.endDeskCase, [deskCaseId, 'done', actor.actor, now, null, null])
        await writeJournal(tx, actor, now, [
          { event: 'card_number_replaced', subject: `card:${cardId}`, cardId, reason: open.reason },
        ])
        await tellEnd(tx, open, 'done', actor, now)
        return done({ cardId })
      })
    } catch (error) {
      if (!cardNumberTaken(error) || draws >= 3) throw error
    }
}
