import type { Context } from '../../../database/context.ts'
import type { Language } from '../../../kernel/wib.ts'
import { trainingOf } from '../../../learning/completion/completion-facts.ts'
import { completion, nextOf } from '../../../learning/completion/rules.ts'
import type { Enrolment } from '../../../learning/enrolment.ts'
import { trainingIsOpen } from '../../../learning/redeem/rules.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { learnWords } from './learn-words.ts'
import { turnSentence } from './turn-sentence.ts'

/** What each training that is being learnt waits for next, whose turn it is and until when, by order. */
export async function learningTurns(
  ctx: Context,
  orders: readonly StorefrontOrder[],
  language: Language,
): Promise<ReadonlyMap<string, string>> {
  const turns = new Map<string, string>()
  const now = ctx.clock.now()
  for (const { cardId, purchaseId, orderNo, ...order } of orders) {
    // A card has one of these at a time.
    if (!cardId || !purchaseId || order.status !== 'paid' || order.finishedAt || !trainingIsOpen(order))
      continue
    const sentence = await learningTurn(ctx, { cardId, purchaseId }, language, now)
    if (sentence) turns.set(orderNo, sentence)
  }
  return turns
}

/** The same for one purchase, the review that its card waits for among it; undefined when nothing is missing. */
export async function learningTurn(
  ctx: Pick<Context, 'db'>,
  enrolment: Enrolment,
  language: Language,
  now: Date,
): Promise<string | undefined> {
  return (await learningWait(ctx, enrolment, language, now))?.sentence
}

/** What a training waits for, as a sentence, and whether it is the learner who can do something about it now. */
export async function learningWait(
  { db }: Pick<Context, 'db'>,
  enrolment: Enrolment,
  language: Language,
  now: Date,
): Promise<{ readonly need: string; readonly own: boolean; readonly sentence: string } | undefined> {
  const training = await trainingOf(db, enrolment)
  if (training?.finishedAt)
    return training.waitsForReview
      ? { need: 'review', own: true, sentence: learnWords[language].reviewFirst }
      : undefined
  const next = training && nextOf(completion(training, now))
  if (!next) return undefined
  const own = next.turn === 'learner' && !(next.from && next.from > now) && !next.passes
  const sentence = turnSentence(next, { institution: training.institution, language, now })
  return { need: next.need, own, sentence }
}
