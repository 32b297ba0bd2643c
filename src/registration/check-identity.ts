import type pg from 'pg'
import { first, one, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { longNumber } from '../kernel/long-number.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/refusal.ts'
import { wibDate } from '../kernel/wib.ts'
import { identityKeys, mayClaim } from '../people/claim-identity.ts'
import type { ClaimRefusal } from '../people/claim-rules.ts'
import { hasNeededConsents } from '../people/consents.ts'
import type { IdentityRefusal } from '../people/person-rules.ts'
import { type ClaimedIdentity, RegistryFault } from '../people/population-registry.ts'
import { regionKnown } from '../people/region-codes.ts'
import { readIdentity, type TypedIdentity } from './read-identity.ts'
import * as sql from './registration-sql.ts'
import { type Registrations, rulesToday } from './registrations.ts'
import { registrationRules } from './rules.ts'
import {
  openIdentity,
  registryTriesLeft,
  sameIdentity,
  sealIdentity,
  type WaitingIdentity,
} from './waiting-identity.ts'

/** Why a form that holds by itself is not taken. */
export type CheckRefusal =
  | 'consent_needed'
  | 'registration_complete'
  | 'registry_tries_used'
  | 'registry_unreachable'
  | 'registry_no_match'
  | ClaimRefusal

/** What is wrong with an identity: all of the form at once, or the one reason of registry and programme. */
export type IdentityOutcome =
  | { readonly ok: false; readonly form: readonly IdentityRefusal[] }
  | Outcome<undefined, CheckRefusal>

/**
 * Checks an identity and claims it for a registration: first the form, then the population registry, and only for who
 * is known to be right whether NIK and family card are free. A registry that gives no answer loses nothing: what was
 * typed is kept sealed, and {@link checkIdentityAgain} asks once more.
 */
export async function checkIdentity(
  registrations: Registrations,
  accountId: string,
  typed: TypedIdentity,
  requestId: string,
): Promise<IdentityOutcome> {
  const { ctx } = registrations
  if (!(await hasNeededConsents(ctx.db, { accountId }))) return refuse('consent_needed')
  const rules = await rulesToday(ctx)
  const known = await regionKnown(longNumber(typed.nik).slice(0, 6))
  const read = readIdentity(typed, known, rules, ctx.clock.now())
  if ('refusals' in read) return { ok: false, form: read.refusals }
  return askRegistry(registrations, accountId, read.identity, rules.maxPerFamilyCard, requestId)
}

/**
 * Asks the registry once more for the identity that waits; undefined when none does. What it has said no to today is
 * answered with that no, and is not another try.
 */
export async function checkIdentityAgain(
  registrations: Registrations,
  accountId: string,
  requestId: string,
): Promise<Outcome<undefined, CheckRefusal> | undefined> {
  const { ctx } = registrations
  const row = await first(ctx.db, sql.selectRegistration, [accountId])
  const typed = openIdentity(ctx, row?.identityDraft)
  if (!typed) return undefined
  const { maxPerFamilyCard } = await rulesToday(ctx)
  return askRegistry(registrations, accountId, typed.identity, maxPerFamilyCard, requestId)
}

async function askRegistry(
  { ctx, registry }: Registrations,
  accountId: string,
  identity: ClaimedIdentity,
  maxPerFamilyCard: number,
  requestId: string,
): Promise<Outcome<undefined, CheckRefusal>> {
  const asked = { ctx, accountId, identity, maxPerFamilyCard, requestId }
  const tried = await inTransaction(ctx.db, (tx) => takeTry(tx, asked))
  if (!tried.ok) return tried
  let answer: 'match' | 'no_match'
  try {
    // Outside of any transaction: a slow registry holds nobody up.
    answer = await registry.check(identity)
  } catch (fault) {
    if (!(fault instanceof RegistryFault)) throw fault
    await inTransaction(ctx.db, async (tx) => {
      await touched(tx, sql.giveRegistryTryBack, [accountId, wibDate(ctx.clock.now())])
      await keepAnswer(tx, asked, undefined)
    })
    return refuse('registry_unreachable')
  }
  if (answer === 'no_match') return inTransaction(ctx.db, (tx) => keepNo(tx, asked))
  await touched(ctx.db, sql.giveRegistryTryBack, [accountId, wibDate(ctx.clock.now())])
  const claimed = await inTransaction(ctx.db, (tx) => claim(tx, asked))
  // The registry has answered: what the programme refuses does not wait for it.
  if (!claimed.ok) await inTransaction(ctx.db, (tx) => keepAnswer(tx, asked, 'match'))
  return claimed
}

/** Takes one of the tries of today and keeps what is asked; what was answered with no today needs neither. */
async function takeTry(
  tx: pg.PoolClient,
  { ctx, accountId, identity }: IdentityClaim,
): Promise<Outcome<undefined, CheckRefusal>> {
  const now = ctx.clock.now()
  const row = await first(tx, sql.lockRegistration, [accountId])
  if (!row || row.completedAt) return refuse('registration_complete')
  const before = openIdentity(ctx, row.identityDraft)
  const same = before && sameIdentity(before.identity, identity) ? before : undefined
  if (same?.answer === 'no_match' && same.answeredAt && wibDate(same.answeredAt) === wibDate(now))
    return refuse('registry_no_match', { triesLeft: registryTriesLeft(row, now) })
  const most = registrationRules.registryFailuresPerDay
  const sealed = sealIdentity(ctx, same ?? { identity })
  const { taken } = await one(tx, sql.takeRegistryTry, [accountId, wibDate(now), most, sealed])
  return taken > most ? refuse('registry_tries_used') : done(undefined)
}

/** The registry's no, kept with what it was said of. Of one identity it is one try, however often it was sent. */
async function keepNo(tx: pg.PoolClient, asked: IdentityClaim): Promise<Refusal<'registry_no_match'>> {
  const { ctx, accountId } = asked
  const now = ctx.clock.now()
  if (await keepAnswer(tx, asked, 'no_match'))
    await touched(tx, sql.giveRegistryTryBack, [accountId, wibDate(now)])
  const row = await one(tx, sql.lockRegistration, [accountId])
  return refuse('registry_no_match', { triesLeft: registryTriesLeft(row, now) })
}

/** Keeps what the registry said of the identity that waits (undefined: nothing); whether it had said so before. */
async function keepAnswer(
  tx: pg.PoolClient,
  { ctx, accountId, identity }: IdentityClaim,
  answer: 'match' | 'no_match' | undefined,
): Promise<boolean> {
  const row = await one(tx, sql.lockRegistration, [accountId])
  const kept = openIdentity(ctx, row.identityDraft)
  if (!kept || !sameIdentity(kept.identity, identity)) return false
  const answered: WaitingIdentity = { identity, ...(answer && { answer, answeredAt: ctx.clock.now() }) }
  await touched(tx, sql.keepIdentity, [accountId, sealIdentity(ctx, answered)])
  return kept.answer === answer
}

interface IdentityClaim {
  readonly ctx: Registrations['ctx']
  readonly accountId: string
  readonly identity: ClaimedIdentity
  readonly maxPerFamilyCard: number
  readonly requestId: string
}

async function claim(
  tx: pg.PoolClient,
  { ctx, accountId, identity, maxPerFamilyCard, requestId }: IdentityClaim,
): Promise<Outcome<undefined, CheckRefusal>> {
  const now = ctx.clock.now()
  const keys = identityKeys(ctx, identity)
  const may = await mayClaim(tx, keys, accountId, now, maxPerFamilyCard)
  if (!may.ok) return may
  const { name, nik, kk, bornOn } = identity
  const { secrets } = ctx
  const sealed = [keys.nikHash, secrets.seal(nik), nik.slice(-4), keys.kkHash, secrets.seal(kk)] as const
  if ((await touched(tx, sql.claimIdentity, [accountId, name, ...sealed, bornOn, now])) === 0)
    return refuse('registration_complete')
  const subject = `portal_account:${accountId}`
  await writeJournal(tx, { actor: subject, requestId }, now, [{ event: 'identity_checked', subject }])
  return done(undefined)
}
