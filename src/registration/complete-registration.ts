import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { lockPhone } from '../identity/phone-codes.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import { writeChoice } from '../messages/choices.ts'
import { queueMessages } from '../messages/queue.ts'
import { mayClaim } from '../people/claim-identity.ts'
import type { ClaimRefusal } from '../people/claim-rules.ts'
import { insertPerson } from '../people/claim-sql.ts'
import { hasNeededConsents } from '../people/consents.ts'
import { testAttempt } from './aptitude/take-test.ts'
import { testItems } from './aptitude/test-items.ts'
import { scoreTest } from './aptitude/test-rules.ts'
import { phoneTaken } from './prove-phone.ts'
import * as sql from './registration-sql.ts'
import { type Registrations, rulesToday } from './registrations.ts'
import { nextStep, type RegistrationStep, registrationRules, type StepsDone } from './rules.ts'
import { type RegistryState, registryState } from './waiting-identity.ts'

/** A registration as its owner sees it. */
export interface RegistrationState {
  readonly accountId: string
  readonly email: string
  readonly personId: string | undefined
  readonly steps: StepsDone
  /** the first step that is not done; undefined when all are */
  readonly next: RegistrationStep | undefined
  readonly name: string | undefined
  /** only the last digits are ever shown */
  readonly nikTail: string | undefined
  readonly bornOn: string | undefined
  /** an identity waits for the registry to answer, or was answered with no */
  readonly registry: RegistryState | undefined
  readonly education: number | undefined
  readonly occupation: string | undefined
  readonly phone: string | undefined
  readonly completedAt: Date | undefined
}

/** Where a registration stands. */
export async function registrationState(
  ctx: Pick<Context, 'db' | 'clock' | 'secrets'>,
  accountId: string,
): Promise<RegistrationState> {
  return stateOf(ctx, ctx.db, await one(ctx.db, sql.selectRegistration, [accountId]))
}

async function stateOf(
  ctx: Pick<Context, 'clock' | 'secrets'>,
  db: Queryable,
  row: sql.RegistrationRow,
): Promise<RegistrationState> {
  const test = await testAttempt(ctx, db, row.accountId)
  const steps: StepsDone = {
    consent: await hasNeededConsents(db, { accountId: row.accountId }),
    identity: row.nikHash !== undefined,
    profile: row.education !== undefined,
    phone: row.phoneVerifiedAt !== undefined,
    test: test?.state === 'finished',
    declarations: row.statementsAt !== undefined,
  }
  return {
    accountId: row.accountId,
    email: row.email,
    personId: row.personId,
    steps,
    next: nextStep(steps),
    name: row.name,
    nikTail: row.nikTail,
    bornOn: row.bornOn,
    registry: registryState(ctx, row),
    education: row.education,
    occupation: row.occupation,
    phone: row.phoneVerifiedAt ? row.phone : undefined,
    completedAt: row.completedAt,
  }
}

const writeScores = statement<[accountId: string, scores: string]>(
  'registration/write-test-scores',
  'update test_attempt set scores = $2::jsonb where account_id = $1',
)

export type CompleteRefusal = 'steps_missing' | 'phone_taken' | ClaimRefusal

/**
 * Completes a registration all of whose steps are done: from now on there is a person, who may join a wave. NIK, family
 * card and phone are looked at once more, under their locks. Completing twice is done twice.
 */
export async function completeRegistration(
  registrations: Registrations,
  accountId: string,
  wanted: { readonly language: Language; readonly requestId: string },
): Promise<Outcome<{ personId: string }, CompleteRefusal>> {
  const { ctx } = registrations
  const { maxPerFamilyCard } = await rulesToday(ctx)
  const outcome = await inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<{ personId: string }, CompleteRefusal>> => {
      // The locks of identity and phone come before the row's, as for whoever claims.
      const before = await one(tx, sql.selectRegistration, [accountId])
      if (before.personId) return done({ personId: before.personId })
      if (!before.nikHash || !before.kkHash || !before.phone) return refuse('steps_missing')
      const keys = { nikHash: before.nikHash, kkHash: before.kkHash }
      const may = await mayClaim(tx, keys, accountId, ctx.clock.now(), maxPerFamilyCard)
      await lockPhone(tx, before.phone)
      const row = await one(tx, sql.lockRegistration, [accountId])
      if (row.personId) return done({ personId: row.personId })
      if (!may.ok) return may
      const same = row.nikHash?.equals(before.nikHash) && row.kkHash?.equals(before.kkHash)
      const { next } = await stateOf(ctx, tx, row)
      if (next !== undefined || !same || row.phone !== before.phone) return refuse('steps_missing')
      if ((await one(tx, phoneTaken, [row.phone, accountId, null])).taken) return refuse('phone_taken')
      return write(tx, registrations, row, wanted)
    },
  )
  if (outcome.ok) registrations.onMessages()
  return outcome
}

async function write(
  tx: pg.PoolClient,
  { ctx, link }: Registrations,
  row: sql.RegistrationRow,
  { language, requestId }: { readonly language: Language; readonly requestId: string },
): Promise<Outcome<{ personId: string }, CompleteRefusal>> {
  const now = ctx.clock.now()
  const made = await first(tx, insertPerson, [
    row.nikHash!,
    row.nikSealed!,
    row.nikTail!,
    row.kkHash!,
    row.kkSealed!,
    row.name!,
    row.bornOn!,
    row.phone!,
    row.email,
    row.education!,
    row.occupation!,
    now,
  ])
  // An import of recipients does not take our locks: then the NIK is known since a moment ago.
  if (!made) return refuse('person_known')
  const accountId = row.accountId
  const personId = made.personId
  const by = { actor: `portal_account:${accountId}`, requestId }
  const test = await testAttempt(ctx, tx, accountId)
  if (test) await touched(tx, writeScores, [accountId, JSON.stringify(scoreTest(testItems, test.answers))])
  await touched(tx, sql.completeRegistration, [accountId, now])
  await touched(tx, sql.linkPerson, [accountId, personId])
  await writeJournal(tx, by, now, [
    {
      event: 'person_registered',
      subject: `person:${personId}`,
      facts: { statements_version: registrationRules.declarationsVersion },
    },
  ])
  if (language !== 'id') await writeChoice(tx, personId, { language, declined: [] }, now, by)
  await queueMessages(tx, ctx, [
    {
      template: 'registered',
      channel: 'email',
      to: row.email,
      language,
      params: { name: row.name!, link: link('/kartu') },
    },
  ])
  return done({ personId })
}
