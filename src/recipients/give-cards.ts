import type pg from 'pg'
import {
  type CardHolder,
  type CardTerms,
  cardNumberTaken,
  type IssuedCard,
  issueCards,
} from '../card/issue-cards.ts'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { planDeadlines } from '../deadlines/plan-deadlines.ts'
import { nextStep, type ReminderRules } from '../deadlines/rules.ts'
import type { Actor } from '../kernel/request.ts'
import { type NewMessage, queueMessages } from '../messages/queue.ts'

/** What the cards of some recipients have in common, and what their holders are told. */
export interface Giving {
  readonly terms: CardTerms
  readonly rules: ReminderRules
  readonly actor: Actor
  readonly template: 'designation' | 'moved-up'
  /** where holders are sent to, in the message */
  readonly link: string
}

const markNotified = statement<[waveId: number, now: Date, personIds: string[], cardIds: string[]]>(
  'recipients/mark-notified',
  `
  update recipient
  set status = 'notified', card_id = issued.card_id, notified_at = $2
  from unnest($3::bigint[], $4::bigint[]) as issued (person_id, card_id)
  where recipient.wave_id = $1 and recipient.person_id = issued.person_id and recipient.status = 'selected'
  `,
)

/** Gives recipients of a wave that wait for one their card, with its deadline, and an SMS and an email each. */
export async function giveCards(
  tx: pg.PoolClient,
  ctx: Context,
  holders: readonly CardHolder[],
  { terms, rules, actor, template, link }: Giving,
): Promise<void> {
  if (holders.length === 0) return
  const cards = await issueCards(tx, holders, terms, actor)
  const cardIds = cards.map(({ cardId }) => cardId)
  const marked = await touched(tx, markNotified, [
    terms.waveId,
    terms.notifiedAt,
    cards.map(({ holder }) => holder.personId),
    cardIds,
  ])
  if (marked !== cards.length) throw new Error(`${cards.length} cards for ${marked} recipients`)
  const fresh = { ...terms, status: 'active', firstPaidAt: undefined } as const
  await planDeadlines(tx, cardIds, nextStep(fresh, terms.notifiedAt, rules))
  await queueMessages(
    tx,
    ctx,
    cards.flatMap((card) => messagesTo(card, terms, template, link)),
  )
}

function messagesTo(
  { cardId, number, holder }: IssuedCard,
  { grantRupiah, firstPurchaseBefore }: CardTerms,
  template: Giving['template'],
  link: string,
): NewMessage[] {
  const params = {
    name: holder.name,
    card: number,
    balance: grantRupiah,
    deadline: firstPurchaseBefore,
    link,
  }
  return [
    { template, channel: 'sms', to: holder.phone, cardId, params },
    { template, channel: 'email', to: holder.email, cardId, params },
  ]
}

/** A transaction that issues cards: where a number that was drawn is taken, it is done again. */
export async function issuing<T>(ctx: Context, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await assertClock(ctx)
    try {
      return await inTransaction(ctx.db, work)
    } catch (error) {
      if (!cardNumberTaken(error) || attempt === 5) throw error
    }
  }
}
