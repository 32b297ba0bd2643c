import type pg from 'pg'
import { changeHolderFacts } from '../../card/change-holder-facts.ts'
import { changeHolderName } from '../../card/change-holder-name.ts'
import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { type PersonFacts, readFacts, type TypedFacts } from '../../people/person-rules.ts'
import { recipientRefusals } from '../../recipients/recipient-refusals.ts'
import { rememberEmail } from '../contacts/contact-changes.ts'
import { correctIdentityRefusals } from './correct-identity.ts'
import { type EvidenceKind, evidenceRefusals } from './evidence-kinds.ts'

/** What one person may correct of somebody; a phone takes two people of the desk (src/desk). */
export type CorrectedField = 'name' | 'email' | 'education' | 'occupation'
type CorrectedFacts = Pick<PersonFacts, CorrectedField>

export const correctPersonRefusals = refusalWords({
  id: {},
  en: {},
  also: [
    evidenceRefusals,
    only(recipientRefusals, 'name_malformed', 'email_malformed', 'education_unknown', 'occupation_missing'),
    only(correctIdentityRefusals, 'reason_missing', 'person_unknown', 'nothing_differs'),
  ],
})
export type CorrectRefusal = ReasonOf<typeof correctPersonRefusals>

const lockPerson = statement<[personId: string], 'registration/lock-person-to-correct'>(
  'registration/lock-person-to-correct',
  'select name, email, education, occupation from person where person_id = $1 for no key update',
)

const updatePerson = statement<
  [personId: string, name: string, email: string, education: number, occupation: string]
>(
  'registration/correct-person',
  `
  update person set name = $2, email = $3, education = $4, occupation = $5 where person_id = $1
  `,
)

export interface PersonCorrected {
  readonly name: string
  readonly corrected: readonly CorrectedField[]
}

export interface CorrectOptions {
  readonly because: string
  /** what was looked at; a name and an email want it */
  readonly evidence?: EvidenceKind | undefined
  /** `/masuk` of the portal, for whoever is told and did not ask for it */
  readonly home: string
  readonly actor: Actor
}

/**
 * Corrects what the programme has of somebody, on their card too: name, email, schooling, occupation. Certificates that
 * were issued keep the name; the address of the portal's log-in is the person's own, and stays. Old and new addresses are
 * told. The journal says which facts were corrected, why and by which evidence, without them.
 */
export async function correctPerson(
  ctx: Context,
  personId: string,
  typed: TypedFacts<CorrectedField>,
  { because, evidence, home, actor }: CorrectOptions,
): Promise<Outcome<PersonCorrected, CorrectRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const { facts: wanted, refusals } = readFacts(typed, ctx.clock.now())
  const [refusal] = refusals
  if (refusal) return refuse(refusal)
  return inTransaction(ctx.db, async (tx): Promise<Outcome<PersonCorrected, CorrectRefusal>> => {
    const before = await first(tx, lockPerson, [personId])
    if (!before) return refuse('person_unknown')
    const after = { ...before, ...wanted }
    const corrected = (Object.keys(wanted) as CorrectedField[]).filter(
      (field) => before[field] !== after[field],
    )
    if (corrected.length === 0) return refuse('nothing_differs')
    if (!evidence && (corrected.includes('name') || corrected.includes('email')))
      return refuse('evidence_missing')
    const now = ctx.clock.now()
    const { name, email, education, occupation } = after
    await touched(tx, updatePerson, [personId, name, email, education, occupation])
    if (corrected.includes('email'))
      await rememberEmail(tx, { personId, was: before.email, became: email, now }, actor)
    const cardId = await correctCard(tx, personId, after, corrected)
    await tellAddresses(tx, ctx, { before, after, corrected, home, cardId, now })
    const facts = corrected.filter((field) => field !== 'name')
    const seen = evidence ? { document: evidence } : {}
    const about = { subject: `person:${personId}`, reason, ...(cardId && { cardId }) }
    await writeJournal(tx, actor, now, [
      ...(corrected.includes('name') ? [{ event: 'person_renamed' as const, facts: seen, ...about }] : []),
      ...(facts.length > 0
        ? [{ event: 'person_corrected' as const, facts: { corrected: facts, ...seen }, ...about }]
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
): Promise<string | undefined> {
  const cardId = await cardOfPerson(tx, personId)
  if (!cardId) return undefined
  if (corrected.includes('name')) await changeHolderName(tx, cardId, after.name)
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
  if (!corrected.includes('email')) return
  const params = { name: after.name, site: 'Kartu Prakerja', emailChangedAt: now, link: home }
  await queueMessages(
    tx,
    ctx,
    [before.email, after.email].map((to) => ({
      template: 'account-changed' as const,
      channel: 'email' as const,
      to,
      params,
      ...(cardId && { cardId }),
    })),
  )
}
