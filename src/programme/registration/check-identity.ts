import type pg from 'pg'
import { writeJournal } from '../../card/write-journal.ts'
import { first, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { wibDate } from '../../kernel/wib.ts'
import { identityKeys, mayClaim } from './claim-identity.ts'
import { hasNeededConsents } from './consents.ts'
import { type IdentityRefusal, readIdentity, type TypedIdentity } from './identity.ts'
import { type ClaimedIdentity, RegistryFault } from './population-registry.ts'
import { regionKnown } from './region-codes.ts'
import * as sql from './registration-sql.ts'
import { type Registrations, rulesToday } from './registrations.ts'
import { type ClaimRefusal, registrationRules } from './rules.ts'

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

/** Asks the registry once more for the identity that waits; undefined when none does. */
export async function checkIdentityAgain(
  registrations: Registrations,
  accountId: string,
  requestId: string,
): Promise<Outcome<undefined, CheckRefusal> | undefined> {
  const { ctx } = registrations
  const row = await first(ctx.db, sql.selectRegistration, [accountId])
  if (!row?.identity_draft) return undefined
  const identity = JSON.parse(ctx.secrets.open(row.identity_draft)) as ClaimedIdentity
  const { maxPerFamilyCard } = await rulesToday(ctx)
  return askRegistry(registrations, accountId, identity, maxPerFamilyCard, requestId)
}

async function askRegistry(
  { ctx, registry }: Registrations,
  accountId: string,
  identity: ClaimedIdentity,
  maxPerFamilyCard: number,
  requestId: string,
): Promise<Outcome<undefined, CheckRefusal>> {
  const today = wibDate(ctx.clock.now())
  const most = registrationRules.registryFailuresPerDay
  const draft = ctx.secrets.seal(JSON.stringify(identity))
  const tried = await first(ctx.db, sql.takeRegistryTry, [accountId, today, most, draft])
  if (!tried) return refuse('registration_complete')
  if (tried.taken > most) return refuse('registry_tries_used')
  let answer: 'match' | 'no_match'
  try {
    // Outside of any transaction: a slow registry holds nobody up.
    answer = await registry.check(identity)
  } catch (fault) {
    if (!(fault instanceof RegistryFault)) throw fault
    await touched(ctx.db, sql.giveRegistryTryBack, [accountId, today])
    return refuse('registry_unreachable')
  }
  if (answer === 'no_match') return refuse('registry_no_match', { triesLeft: most - tried.taken })
  await touched(ctx.db, sql.giveRegistryTryBack, [accountId, today])
  return inTransaction(ctx.db, (tx) => claim(tx, { ctx, accountId, identity, maxPerFamilyCard, requestId }))
}

interface Claim {
  readonly ctx: Registrations['ctx']
  readonly accountId: string
  readonly identity: ClaimedIdentity
  readonly maxPerFamilyCard: number
  readonly requestId: string
}

async function claim(
  tx: pg.PoolClient,
  { ctx, accountId, identity, maxPerFamilyCard, requestId }: Claim,
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
  await writeJournal(tx, { actor: subject, requestId }, now, [{ act: 'identity_checked', subject }])
  return done(undefined)
}
