import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Queryable, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { EventName } from '../journal/events.ts'
import type { Facts } from '../journal/facts.ts'
import { type JournalRow, writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { logInRules } from '../kernel/secrets/log-in-rules.ts'
import { chosenPassword, type PasswordRefusal, passwordHolds } from '../kernel/secrets/passwords.ts'
import { newRecoveryCodes, newTotpSecret, recoveryHash, totpStep } from '../kernel/secrets/second-factor.ts'
import { bare } from '../kernel/text.ts'
import { countTry, passTry } from './count-try.ts'
import { endSessions } from './end-sessions.ts'
import { type FactorTable, factorStatements, type OwnerRow } from './factor-statements.ts'
import type { LogInRefusal } from './log-in-refusals.ts'
import { dropLinks, endLinks, findLink, type LinkRefusal, type LinkUse, useLink } from './single-use-links.ts'

/** Accounts of a realm that have a password and a second factor, in a table of the room that owns them. */
export interface FactorRealm extends FactorTable {
  /** who may log in where: `konsol` */
  readonly realm: string
  /** the sites whose sessions are those of its accounts */
  readonly sites: readonly string[]
  /** as the journal names an account of it: `staff` for `staff:7` */
  readonly subject: string
  /** what the journal is told */
  readonly events: { readonly enrolled: EventName; readonly loggedIn: EventName; readonly failed: EventName }
  /** the link by which somebody is invited */
  readonly invitation: LinkUse
  /** what is known of an account, and must not be its password: email, name */
  about(db: Queryable, ownerId: string): Promise<readonly string[]>
}

export interface LogIn {
  readonly email: string
  readonly password: string
  /** of the authenticator app, or a recovery code */
  readonly code: string
  /** the time of the world outside, by which phones go */
  readonly wireNow: Date
  /** where it comes from: the address, or the network of one household */
  readonly caller: string
  readonly requestId: string
}

/** An invitation that may still be taken. */
export interface OpenInvitation {
  readonly ownerId: string
  /** what the authenticator app must be told, in base32 */
  readonly totpSecret: string
}

export interface Acceptance {
  readonly token: string
  readonly password: string
  /** of the authenticator app */
  readonly code: string
  /** the time of the world outside, by which phones go, also where the programme's own clock is moved */
  readonly wireNow: Date
  readonly requestId: string
}

/**
 * What a room adds to an acceptance, in its transaction and before the factors stand: facts for the journal, and what is
 * done once they stand.
 */
export type OnAcceptance = (
  tx: pg.PoolClient,
  ownerId: string,
  now: Date,
) => Promise<{ readonly facts: Facts; after(): Promise<void> }>

/** The second factor of a realm's accounts. */
export interface SecondFactors {
  /** a new secret, sealed: for the row of somebody who is added */
  newSecret(ctx: Pick<Context, 'secrets'>): Buffer
  /** Ends password, second factor, recovery codes, sessions and links of somebody; false where they are disabled. */
  forget(tx: pg.PoolClient, ctx: Context, ownerId: string): Promise<boolean>
  /** Ends the sessions of somebody who is disabled; their links lead nowhere then. */
  disable(tx: pg.PoolClient, ownerId: string): Promise<void>
  /** What an invitation leads to; looking at it does not use it. */
  findInvitation(
    ctx: Pick<Context, 'clock' | 'secrets'>,
    db: Queryable,
    token: string,
  ): Promise<Outcome<OpenInvitation, LinkRefusal>>
  /**
   * Sets the password and the second factor of whoever was invited, once a code of their authenticator app is right.
   * Returns the recovery codes: they are shown now and never again.
   */
  accept(
    ctx: Context,
    given: Acceptance,
    also?: OnAcceptance,
  ): Promise<
    Outcome<{ ownerId: string; recoveryCodes: string[] }, LinkRefusal | PasswordRefusal | 'code_wrong'>
  >
  /**
   * Who it is that knows the password and has the second factor. Every try is counted first, see {@link countTry}; unknown
   * emails are answered like known ones. A code is good once, whoever tries it twice at the same time.
   */
  logIn(ctx: Context, given: LogIn): Promise<Outcome<{ ownerId: string }, LogInRefusal>>
}

/** Makes the one mechanism of password and second factor for the accounts of a realm. */
export function secondFactors(given: FactorRealm): SecondFactors {
  const realm = { ...given, sql: factorStatements(given) }
  return {
    newSecret: ({ secrets }) => secrets.seal(newTotpSecret()),

    async forget(tx, ctx, ownerId) {
      const secret = ctx.secrets.seal(newTotpSecret())
      if ((await touched(tx, realm.sql.forget, [ownerId, secret])) === 0) return false
      await endAll(realm, tx, ctx, ownerId)
      return true
    },

    async disable(tx, ownerId) {
      await endSessions(tx, realm.sites, { accountId: ownerId })
      await dropLinks(tx, realm.realm, ownerId)
    },

    findInvitation: findInvitation(realm),
    accept: accept(realm),
    logIn: logIn(realm),
  }
}

interface Realm extends FactorRealm {
  readonly sql: ReturnType<typeof factorStatements>
}

function findInvitation(realm: Realm): SecondFactors['findInvitation'] {
  return async (ctx, db, token) => {
    const link = await findLink(ctx, db, realm.invitation, token)
    if (!link.ok) return link
    const { ownerId = '' } = link.value
    const found = await first(db, realm.sql.secretOf, [ownerId])
    if (!found) return refuse('link_unknown')
    return done({ ownerId, totpSecret: ctx.secrets.open(found.totpSealed) })
  }
}

function accept(realm: Realm): SecondFactors['accept'] {
  return async (ctx, given, also) => {
    const looked = await findInvitation(realm)(ctx, ctx.db, given.token)
    if (!looked.ok) return looked
    // The costly hash is made for links of ours alone; a password that is guessed soon leaves the invitation as it is.
    const hash = await chosenPassword(given.password, await realm.about(ctx.db, looked.value.ownerId))
    if (!hash.ok) return hash
    return inTransaction(ctx.db, async (tx) => {
      const invitation = await findInvitation(realm)(ctx, tx, given.token)
      if (!invitation.ok) return invitation
      const { ownerId, totpSecret } = invitation.value
      const step = totpStep(totpSecret, given.code, given.wireNow)
      if (step === undefined) return refuse('code_wrong')
      const used = await useLink(ctx, tx, realm.invitation, given.token)
      if (!used.ok) return used
      const now = ctx.clock.now()
      const more = await also?.(tx, ownerId, now)
      const recoveryCodes = newRecoveryCodes()
      const hashes = recoveryCodes.map((code) => recoveryHash(ctx.secrets, subjectOf(realm, ownerId), code))
      if ((await touched(tx, realm.sql.set, [ownerId, hash.value, hashes, now, step])) !== 1)
        return refuse('link_unknown')
      await endAll(realm, tx, ctx, ownerId)
      const facts = more?.facts ?? {}
      await tell(realm, tx, now, given.requestId, { ownerId, event: realm.events.enrolled, facts })
      await more?.after()
      return done({ ownerId, recoveryCodes })
    })
  }
}

function logIn(realm: Realm): SecondFactors['logIn'] {
  return async (ctx, given) => {
    const email = given.email.trim().toLowerCase()
    const counted = await countTry(ctx, { realm: realm.realm, email, caller: given.caller }, logInRules)
    if (!counted.ok) return counted
    const owner = await first(ctx.db, realm.sql.toLogIn, [email])
    const known = await passwordHolds(given.password, owner?.passwordHash)
    return inTransaction(ctx.db, async (tx) => {
      if (!owner) return refuse('log_in_wrong')
      const { ownerId } = owner
      const now = ctx.clock.now()
      const by = known ? await usedFactor(realm, tx, ctx, owner, given) : undefined
      if (!by) {
        await tell(realm, tx, now, given.requestId, { ownerId, event: realm.events.failed })
        return refuse('log_in_wrong')
      }
      await passTry(tx, counted.value.tryId)
      await tell(realm, tx, now, given.requestId, { ownerId, event: realm.events.loggedIn, facts: { by } })
      return done({ ownerId })
    })
  }
}

/** By what somebody showed their second factor, which is used up by it; undefined when they did not. */
async function usedFactor(
  realm: Realm,
  tx: pg.PoolClient,
  { secrets }: Context,
  { ownerId, totpSealed: sealed }: OwnerRow,
  given: LogIn,
): Promise<'app' | 'recovery_code' | undefined> {
  const { sql } = realm
  const code = bare(given.code)
  const step = totpStep(secrets.open(sealed), code, given.wireNow)
  if (step !== undefined) return (await touched(tx, sql.useStep, [ownerId, step])) === 1 ? 'app' : undefined
  const hash = recoveryHash(secrets, subjectOf(realm, ownerId), code)
  return (await touched(tx, sql.useRecovery, [ownerId, hash])) === 1 ? 'recovery_code' : undefined
}

async function endAll(realm: Realm, tx: pg.PoolClient, ctx: Pick<Context, 'clock'>, ownerId: string) {
  await endSessions(tx, realm.sites, { accountId: ownerId })
  await endLinks(ctx, tx, realm.realm, ownerId)
}

function subjectOf(realm: Realm, ownerId: string): string {
  return `${realm.subject}:${ownerId}`
}

type Told = Pick<JournalRow, 'event' | 'facts'> & { readonly ownerId: string }

function tell(realm: Realm, tx: Queryable, now: Date, requestId: string, { ownerId, ...told }: Told) {
  const subject = subjectOf(realm, ownerId)
  return writeJournal(tx, { actor: subject, requestId }, now, [{ ...told, subject }])
}
