import type pg from 'pg'
import { changeHolderFacts } from '../../card/change-holder-facts.ts'
import { changeHolderName } from '../../card/change-holder-name.ts'
import { changeHolderPhone } from '../../card/change-holder-phone.ts'
import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { lockPhone } from '../../identity/phone-codes.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { type PersonFacts, readFacts, type TypedFacts } from '../../people/person-rules.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { phoneTaken } from '../prove-phone.ts'
import { registrationRules } from '../rules.ts'
import { correctIdentityRefusals } from './correct-identity.ts'

/** What one person may correct of somebody. */
export type CorrectedField = 'name' | 'phone' | 'email' | 'education' | 'occupation'
type CorrectedFacts = Pick<PersonFacts, CorrectedField>

export const correctPersonRefusals = refusalWords({
  id: { phone_taken: 'Nomor HP ini milik orang lain: cari dengan person find.' },
  en: { phone_taken: 'This phone is somebody else’s: look with person find.' },
  also: [
    only(
      recipientRefusals,
      'name_malformed',
      'phone_malformed',
      'email_malformed',
      'education_unknown',
      'occupation_missing',
    ),
    only(correctIdentityRefusals, 'reason_missing', 'person_unknown', 'nothing_differs'),
  ],
})
export type CorrectRefusal = ReasonOf<typeof correctPersonRefusals>

const lockPerson = statement<[personId: string], 'registration/lock-person-to-correct'>(
  'registration/lock-person-to-correct',
  'select name, phone, email, education, occupation from person where person_id = $1 for no key update',
)

const updatePerson = statement<
  [personId: string, name: string, phone: string, email: string, education: number, occupation: string]
>(
  'registration/correct-person',
  `
  update person set name = $2, phone = $3, email = $4, education = $5, occupation = $6 where person_id = $1
  `,
)

export interface PersonCorrected {
  readonly name: string
  readonly corrected: readonly CorrectedField[]
}

export interface CorrectOptions {
  readonly because: string
  /** `/masuk` of the portal, for whoever is told and did not ask for it */
  readonly home: string
  readonly actor: Actor
}

/**
 * Corrects what the programme has of somebody, on their card too: name, phone, email, schooling, occupation. Certificates that
 * were issued keep the name; the address of the portal's log-in is the person's own, and stays. Old and new addresses are
 * told, and a card with another phone pays nothing for some days, as if its holder had changed it. The journal says which
 * facts were corrected and why, without them.
 */
export async function correctPerson(
  ctx: Context,
  personId: string,
  typed: TypedFacts<CorrectedField>,
  { because, home, actor }: CorrectOptions,
): Promise<Outcome<PersonCorrected, CorrectRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const { facts: wanted, refusals } = readFacts(typed, ctx.clock.now())
  const [refusal] = refusals
  if (refusal) return refuse(refusal)
  return inTransaction(ctx.db, async (tx): Promise<Outcome<PersonCorrected, CorrectRefusal>> => {
    if (wanted.phone !== undefined) await lockPhone(tx, wanted.phone)
    const before = await first(tx, lockPerson, [personId])
    if (!before) return refuse('person_unknown')
    const after = { ...before, ...wanted }
    const corrected = (Object.keys(wanted) as CorrectedField[]).filter(
      (field) => before[field] !== after[field],
    )
    if (corrected.length === 0) return refuse('nothing_differs')
    if (corrected.includes('phone') && (await one(tx, phoneTaken, [after.phone, null, personId])).taken)
      return refuse('phone_taken')
    const now = ctx.clock.now()
    const { name, phone, email, education, occupation } = after
    await touched(tx, updatePerson, [personId, name, phone, email, education, occupation])
    const cardId = await correctCard(tx, personId, after, corrected, now)
    await tellAddresses(tx, ctx, { before, after, corrected, home, cardId, now })
    const facts = corrected.filter((field) => field !== 'name')
    const about = { subject: `person:${personId}`, reason, ...(cardId && { cardId }) }
    await writeJournal(tx, actor, now, [
      ...(corrected.includes('name') ? [{ event: 'person_renamed' as const, ...about }] : []),
      ...(facts.length > 0
        ? [{ event: 'person_corrected' as const, facts: { corrected: facts }, ...about }]
        : []),
    ])
    return done({ name, corrected })
  })
}

async function correctCard(
  tx: pg.PoolClient,
  personId: string,
  after: CorrectedFacts,
  corrected: readonly CorrectedField[],
  now: Date,
): Promise<string | undefined> {
  const cardId = await cardOfPerson(tx, personId)
  if (!cardId) return undefined
  if (corrected.includes('name')) await changeHolderName(tx, cardId, after.name)
  const payingFrom = new Date(now.getTime() + registrationRules.waitAfterPhoneChangeHours * hour)
  if (corrected.includes('phone')) await changeHolderPhone(tx, cardId, after.phone, payingFrom)
  if (corrected.includes('email') || corrected.includes('education'))
    await changeHolderFacts(tx, cardId, { email: after.email, education: after.education })
  return cardId
}

async function tellAddresses(
  tx: pg.PoolClient,
  ctx: Context,
  told: {
    readonly before: CorrectedFacts
    readonly after: CorrectedFacts
    readonly corrected: readonly CorrectedField[]
    readonly home: string
    readonly cardId: string | undefined
    readonly now: Date
  },
): Promise<void> {
  const { before, after, corrected, home, cardId, now } = told
  const phone = corrected.includes('phone')
  const email = corrected.includes('email')
  if (!phone && !email) return
  const history = cardId && { cardId }
  const params = {
    name: after.name,
    site: 'Kartu Prakerja',
    ...(phone && { phoneChangedAt: now }),
    ...(email && { emailChangedAt: now }),
    link: home,
  }
  await queueMessages(tx, ctx, [
    ...(phone
      ? [
          {
            template: 'phone-replaced' as const,
            channel: 'sms' as const,
            to: before.phone,
            params: { changedAt: now, phone: maskPhone(after.phone), link: home },
            ...history,
          },
        ]
      : []),
    ...[...new Set([before.email, after.email])].map((to) => ({
      template: 'account-changed' as const,
      channel: 'email' as const,
      to,
      params,
      ...history,
    })),
  ])
}
