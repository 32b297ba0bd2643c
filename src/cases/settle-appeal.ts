import {
  type Answer,
  answerAppeal,
  answerRefusals,
  lockToAnswer,
  proposeGrant,
  readAnswer,
} from '../appeals/answer-appeal.ts'
import { type Appeal, findAppealByReference } from '../appeals/appeals.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { correctionRefusals, requestRestoreIn } from '../deadlines/correct.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { may } from '../staff/permissions.ts'
import { findStaff } from '../staff/staff.ts'
import { caseRefusals } from './case-refusals.ts'

const selectCardToRestore = statement<[reference: string], 'cases/card-of-appeal'>(
  'cases/card-of-appeal',
  `
  select card.card_id
  from appeal
  join recipient on recipient.person_id = appeal.person_id
  join card on card.card_id = recipient.card_id
  where reference = $1 and about = 'revoked' and answered_at is null and card.status = 'revoked'
  order by card.card_id desc
  limit 1
  `,
)

/** Why an appeal is neither answered nor its granting asked for. */
export const settleAppealRefusals = refusalWords({
  id: {
    erasing_grants:
      'Permintaan ini dikabulkan dengan menghapus orangnya: minta di halaman orangnya, orang kedua menyetujui. Atau tolak dengan alasan.',
  },
  en: {
    erasing_grants:
      'This request is granted by erasing the person: ask for it on their page, a second person approves. Or decline it with a reason.',
  },
  also: [answerRefusals, correctionRefusals, only(caseRefusals, 'not_for_your_role')],
})
export type SettleAppealRefusal = ReasonOf<typeof settleAppealRefusals>

export interface SettledAppeal {
  readonly appeal: Appeal
  /** what a second person is to approve before whoever appealed is told; none where the answer is given */
  readonly correctionId: string | undefined
}

/** The card that granting an open appeal gives back: it takes two people. Undefined where granting changes no card. */
export async function cardToRestore(db: Queryable, reference: string): Promise<string | undefined> {
  return (await first(db, selectCardToRestore, [reference]))?.cardId
}

/** Whether granting this open request is to erase a person (retention/erase-person.ts), which answers it. */
export async function isGrantedByErasing(db: Queryable, reference: string): Promise<boolean> {
  const appeal = await findAppealByReference(db, reference)
  return appeal?.about === 'erasure' && !appeal.answer && appeal.subject.startsWith('person:')
}

/**
 * Answers an appeal so that the answer does what it says. To grant one against a revocation asks to restore the card, in the
 * same transaction, and keeps the answer: whoever approves the restoring gives it ({@link approveRestore}), and only then
 * is anybody told. Whose role does not ask for that is refused. To erase somebody is granted by doing it (`erasing_grants`).
 * Everything else is answered at once.
 */
export async function settleAppeal(
  ctx: Context,
  reference: string,
  given: Answer,
  actor: Actor,
): Promise<Outcome<SettledAppeal, SettleAppealRefusal>> {
  if (given.answer === 'granted' && (await isGrantedByErasing(ctx.db, reference)))
    return refuse('erasing_grants')
  const cardId = given.answer === 'granted' ? await cardToRestore(ctx.db, reference) : undefined
  if (!cardId) {
    const answered = await answerAppeal(ctx, reference, given, actor)
    return answered.ok ? done({ appeal: answered.value, correctionId: undefined }) : answered
  }
  const asks = await findStaff(ctx.db, { staffId: /^staff:(\d{1,18})$/.exec(actor.actor)?.[1] ?? '0' })
  if (!asks || !may(asks.roles, 'request_correction')) return refuse('not_for_your_role')
  const text = readAnswer(given.text)
  if (!text.ok) return text
  return inTransaction<Outcome<SettledAppeal, SettleAppealRefusal>>(ctx.db, async (tx) => {
    const open = await lockToAnswer(tx, reference)
    if (!open.ok) return open
    const reason = `${reference}: ${text.value}`.slice(0, 500)
    const asked = await requestRestoreIn(tx, ctx, { cardId, reason }, actor)
    if (!asked.ok) return asked
    const { correctionId } = asked.value
    const proposed = { text: text.value, correctionId }
    const appeal = await proposeGrant(tx, reference, proposed, actor, ctx.clock.now())
    return done({ appeal, correctionId })
  })
}
