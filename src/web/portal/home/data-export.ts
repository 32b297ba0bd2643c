import { appealsOfSubject } from '../../../appeals/appeals.ts'
import { cardFacts } from '../../../card/card-facts.ts'
import { cardStatement } from '../../../card/card-statement.ts'
import type { Context } from '../../../database/context.ts'
import { incentiveOf } from '../../../learning/incentives/incentives.ts'
import { surveyAnswersOf } from '../../../learning/surveys/surveys.ts'
import { choiceOf } from '../../../messages/choices.ts'
import { messagesOfCard } from '../../../messages/message-history.ts'
import { type Account, accountsOf } from '../../../money/accounts/accounts.ts'
import { consentsOf } from '../../../partners/sign-on/consents.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { consentsOfSubject, type Subject } from '../../../people/consents.ts'
import { purchasesOfCard } from '../../../purchase/purchases-of-card.ts'
import { heldData } from '../../../registration/person-data.ts'
import { applicationStatus } from '../../../waves/application-status.ts'
import type { RegisterDeps, Request } from '../register/visitor.tsx'

/** `/data-saya/unduh`: everything that is held of somebody, for their own use. */
export async function dataExport(c: Request, deps: RegisterDeps, visitor: Subject): Promise<Response> {
  const { ctx } = deps.registrations
  const { data, journal } = await heldData(ctx, visitor)
  const person = 'personId' in visitor ? await personExport(ctx, visitor.personId) : {}
  const sessions = await deps.portal.list(visitor)
  c.header('Content-Disposition', 'attachment; filename="data-saya.json"')
  c.header('Cache-Control', 'no-store')
  return c.json({
    exportedAt: ctx.clock.now(),
    data,
    consents: await consentsOfSubject(ctx.db, visitor),
    appeals: (await appealsOfSubject(ctx.db, visitor)).map(({ subject: _subject, ...appeal }) => appeal),
    ...person,
    sessions: sessions.map(({ device, createdAt, seenAt }) => ({ device, createdAt, seenAt })),
    journal,
  })
}

/** The number itself is sealed: its last digits tell its owner which one it is. */
const exported = ({
  provider,
  numberTail,
  holderName,
  askedAt,
  usableFrom,
  usableUntil,
  endedAt,
}: Account) => ({
  provider,
  number: `****${numberTail}`,
  holderName,
  askedAt,
  usableFrom,
  usableUntil,
  endedAt,
})

async function personExport(ctx: Context, personId: string) {
  const common = {
    waves: await applicationStatus(ctx, personId),
    partners: await consentsOf(ctx.db, personId),
    messageChoice: await choiceOf(ctx.db, personId),
    accounts: (await accountsOf(ctx.db, { kind: 'person', id: personId })).map(exported),
  }
  const cardId = await cardOfPerson(ctx.db, personId)
  const facts = cardId && (await cardFacts(ctx, cardId))
  if (!cardId || !facts) return common
  const { number, status, granted, balance, notifiedAt, deadline } = facts
  return {
    ...common,
    card: { number: `************${number.slice(-4)}`, status, granted, balance, notifiedAt, deadline },
    movements: (await cardStatement(ctx, cardId)).movements,
    purchases: await purchasesOfCard(ctx.db, cardId),
    incentive: (await incentiveOf(ctx, cardId)).map(({ kind, number, amount, dueAt, state }) => ({
      kind,
      number,
      amount,
      dueAt,
      state,
    })),
    surveys: await surveyAnswersOf(ctx.db, cardId),
    messages: await messagesOfCard(ctx.db, cardId, 1000),
  }
}
