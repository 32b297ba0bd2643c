import { appealsOfSubject } from '../appeals/appeals.ts'
import { cardFacts } from '../card/card-facts.ts'
import { cardStatement } from '../card/card-statement.ts'
import type { Context } from '../database/context.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { idOf } from '../kernel/ids.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { incentiveOf } from '../learning/incentives/incentives.ts'
import { surveyAnswersOf } from '../learning/surveys/surveys.ts'
import { choiceOf } from '../messages/choices.ts'
import { messagesOfCard } from '../messages/message-history.ts'
import { type Account, accountsOf } from '../money/accounts/accounts.ts'
import { cardOfPerson } from '../people/card-of-person.ts'
import { consentsOfSubject, type Subject } from '../people/consents.ts'
import { purchasesOfCard } from '../purchase/purchases-of-card.ts'
import { heldData, nameOfPerson } from '../registration/person-data.ts'
import { applicationStatus } from '../waves/application-status.ts'

export const dataCopyRefusals = refusalWords({
  id: { person_unknown: 'Orang itu tidak ada. Periksa nomornya, atau cari lagi dengan namanya.' },
  en: { person_unknown: 'There is no such person. Check the number, or search by the name.' },
  also: [reasonRefusals],
})
export type DataCopyRefusal = ReasonOf<typeof dataCopyRefusals>

/** The storefronts and sites that somebody logs in to with this account: another room knows them. */
export type PartnersOf = (personId: string) => Promise<unknown>

/**
 * Everything that is held of somebody, for their own use: registration, consents, appeals, card, purchases, payments and
 * messages, with the newest 200 events. Numbers of NIK, phone, card and account are masked.
 */
export async function dataCopy(ctx: Context, subject: Subject, partnersOf: PartnersOf) {
  const { data, journal } = await heldData(ctx, subject)
  const person = 'personId' in subject ? await ofPerson(ctx, subject.personId, partnersOf) : {}
  return {
    exportedAt: ctx.clock.now(),
    data,
    consents: await consentsOfSubject(ctx.db, subject),
    appeals: (await appealsOfSubject(ctx.db, subject)).map(({ subject: _subject, ...appeal }) => appeal),
    ...person,
    journal,
  }
}

/**
 * The same for somebody who cannot log in and asked the desk for it. Who took it, and why, is journaled first: they read it
 * among those who looked. Refuses `reason_missing`, `person_unknown`.
 */
export async function takeDataCopy(
  ctx: Context,
  personId: string,
  asked: { readonly because: string; readonly partnersOf: PartnersOf },
  actor: Actor,
): Promise<Outcome<Awaited<ReturnType<typeof dataCopy>>, DataCopyRefusal>> {
  const reason = asked.because.trim()
  if (reason === '') return refuse('reason_missing')
  if (!idOf(personId) || (await nameOfPerson(ctx, personId)) === '') return refuse('person_unknown')
  await writeJournal(ctx.db, actor, ctx.clock.now(), [
    { event: 'data_copied', subject: `person:${personId}`, reason },
  ])
  return done(await dataCopy(ctx, { personId }, asked.partnersOf))
}

/** The number itself is sealed: its last digits tell its owner which one it is. */
const exported = (account: Account) => {
  const { provider, numberTail, holderName, askedAt, usableFrom, usableUntil, endedAt } = account
  return { provider, number: `****${numberTail}`, holderName, askedAt, usableFrom, usableUntil, endedAt }
}

async function ofPerson(ctx: Context, personId: string, partnersOf: PartnersOf) {
  const common = {
    waves: await applicationStatus(ctx, personId),
    partners: await partnersOf(personId),
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
