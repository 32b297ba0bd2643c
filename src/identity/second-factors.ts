import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Act } from '../journal/acts.ts'
import type { Facts } from '../journal/facts.ts'
import { type JournalRow, writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { logInRules } from '../kernel/secrets/log-in-rules.ts'
import { chosenPassword, type PasswordRefusal, passwordHolds } from '../kernel/secrets/passwords.ts'
import { newRecoveryCodes, newTotpSecret, recoveryHash, totpStep } from '../kernel/secrets/second-factor.ts'
import { bare } from '../kernel/text.ts'
import { countTry, passTry } from './count-try.ts'
import { endSessions } from './end-sessions.ts'
import type { LogInRefusal } from './log-in-refusals.ts'
import { dropLinks, endLinks, findLink, type LinkRefusal, type LinkUse, useLink } from './single-use-links.ts'

/** Accounts of a realm that have a password and a second factor, in a table of the room that owns them. */
export interface FactorRealm {
  /** who may log in where: `konsol` */
  readonly realm: string
  /** the table, and its column with the number of the account */
  readonly table: 'staff' | 'institution_user'
  readonly id: 'staff_id' | 'institution_user_id'
  /** the sites whose sessions are those of its accounts */
  readonly sites: readonly string[]
  /** as the journal names an account of it: `staff` for `staff:7` */
  readonly subject: string
  /** what the journal is told */
  readonly acts: { readonly enrolled: Act; readonly loggedIn: Act; readonly failed: Act }
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

type Told = Pick<JournalRow, 'act' | 'facts'>

/** Makes the one mechanism of password and second factor for the accounts of a realm. */
export function secondFactors(realm: FactorRealm): SecondFactors {
  const sql = statementsOf(realm)
  const subjectOf = (ownerId: string) => `${realm.subject}:${ownerId}`

  const tell = (tx: Queryable, now: Date, ownerId: string, requestId: string, told: Told) => {
    const subject = subjectOf(ownerId)
    return writeJournal(tx, { actor: subject, requestId }, now, [{ ...told, subject }])
  }

  async function endAll(tx: pg.PoolClient, ctx: Pick<Context, 'clock'>, ownerId: string): Promise<void> {
    await endSessions(tx, realm.sites, { accountId: ownerId })
    await endLinks(ctx, tx, realm.realm, ownerId)
  }

  const findInvitation: SecondFactors['findInvitation'] = async (ctx, db, token) => {
    const link = await findLink(ctx, db, realm.invitation, token)
    if (!link.ok) return link
    const { ownerId = '' } = link.value
    const found = await first(db, sql.secretOf, [ownerId])
    if (!found) return refuse('link_unknown')
    return done({ ownerId, totpSecret: ctx.secrets.open(found.totpSealed) })
  }

  return {
    newSecret: ({ secrets }) => secrets.seal(newTotpSecret()),

    async forget(tx, ctx, ownerId) {
      if ((await touched(tx, sql.forget, [ownerId, ctx.secrets.seal(newTotpSecret())])) === 0) return false
      await endAll(tx, ctx, ownerId)
      return true
    },

    async disable(tx, ownerId) {
      await endSessions(tx, realm.sites, { accountId: ownerId })
      await dropLinks(tx, realm.realm, ownerId)
    },

    findInvitation,

    async accept(ctx, given, also) {
      const looked = await findInvitation(ctx, ctx.db, given.token)
      if (!looked.ok) return looked
      // The costly hash is made for links of ours alone; a password that is guessed soon leaves the invitation as it is.
      const hash = await chosenPassword(given.password, await realm.about(ctx.db, looked.value.ownerId))
      if (!hash.ok) return hash
      return inTransaction(ctx.db, async (tx) => {
        const invitation = await findInvitation(ctx, tx, given.token)
        if (!invitation.ok) return invitation
        const { ownerId, totpSecret } = invitation.value
        const step = totpStep(totpSecret, given.code, given.wireNow)
        if (step === undefined) return refuse('code_wrong')
        const used = await useLink(ctx, tx, realm.invitation, given.token)
        if (!used.ok) return used
        const now = ctx.clock.now()
        const more = await also?.(tx, ownerId, now)
        const recoveryCodes = newRecoveryCodes()
        const hashes = recoveryCodes.map((code) => recoveryHash(ctx.secrets, subjectOf(ownerId), code))
        if ((await touched(tx, sql.set, [ownerId, hash.value, hashes, now, step])) !== 1)
          return refuse('link_unknown')
        await endAll(tx, ctx, ownerId)
        await tell(tx, now, ownerId, given.requestId, { act: realm.acts.enrolled, facts: more?.facts ?? {} })
        await more?.after()
        return done({ ownerId, recoveryCodes })
      })
    },

    async logIn(ctx, given) {
      const email = given.email.trim().toLowerCase()
      const counted = await countTry(ctx, { realm: realm.realm, email, caller: given.caller }, logInRules)
      if (!counted.ok) return counted
      const owner = await first(ctx.db, sql.toLogIn, [email])
      const known = await passwordHolds(given.password, owner?.passwordHash)
      return inTransaction(ctx.db, async (tx) => {
        if (!owner) return refuse('log_in_wrong')
        const { ownerId } = owner
        const now = ctx.clock.now()
        const by = known ? await usedFactor(tx, ctx, owner, given) : undefined
        if (!by) {
          await tell(tx, now, ownerId, given.requestId, { act: realm.acts.failed })
          return refuse('log_in_wrong')
        }
        await passTry(tx, counted.value.tryId)
        await tell(tx, now, ownerId, given.requestId, { act: realm.acts.loggedIn, facts: { by } })
        return done({ ownerId })
      })
    },
  }

  /** By what somebody showed their second factor, which is used up by it; undefined when they did not. */
  async function usedFactor(
    tx: pg.PoolClient,
    { secrets }: Context,
    { ownerId, totpSealed: sealed }: OwnerRow,
    given: LogIn,
  ): Promise<'app' | 'recovery_code' | undefined> {
    const code = bare(given.code)
    const step = totpStep(secrets.open(sealed), code, given.wireNow)
    if (step !== undefined) return (await touched(tx, sql.useStep, [ownerId, step])) === 1 ? 'app' : undefined
    const hash = recoveryHash(secrets, subjectOf(ownerId), code)
    return (await touched(tx, sql.useRecovery, [ownerId, hash])) === 1 ? 'recovery_code' : undefined
  }
}

interface OwnerRow {
  ownerId: string
  passwordHash: string
  totpSealed: Buffer
}

function statementsOf({ table, id }: FactorRealm) {
  return {
    toLogIn: statement<[email: string], `identity/${FactorRealm['table']}-to-log-in`, OwnerRow>(
      `identity/${table}-to-log-in`,
      `
      select ${id} as owner_id, password_hash, totp_sealed from ${table}
      where email = $1 and disabled_at is null and totp_confirmed_at is not null
      `,
    ),
    secretOf: statement<[ownerId: string], `identity/secret-of-${FactorRealm['table']}`>(
      `identity/secret-of-${table}`,
      `select totp_sealed from ${table} where ${id} = $1 and disabled_at is null`,
    ),
    set: statement<[ownerId: string, passwordHash: string, recovery: Buffer[], now: Date, step: number]>(
      `identity/set-factors-of-${table}`,
      `
      update ${table} set password_hash = $2, recovery_hashes = $3, totp_confirmed_at = $4, totp_used_step = $5
      where ${id} = $1 and disabled_at is null
      `,
    ),
    /** A step is used once, and none before it any more. */
    useStep: statement<[ownerId: string, step: number]>(
      `identity/use-step-of-${table}`,
      `
      update ${table} set totp_used_step = $2
      where ${id} = $1 and disabled_at is null and (totp_used_step is null or totp_used_step < $2)
      `,
    ),
    useRecovery: statement<[ownerId: string, hash: Buffer]>(
      `identity/use-recovery-code-of-${table}`,
      `
      update ${table} set recovery_hashes = array_remove(recovery_hashes, $2)
      where ${id} = $1 and disabled_at is null and $2 = any (recovery_hashes)
      `,
    ),
    forget: statement<[ownerId: string, totp: Buffer]>(
      `identity/forget-factors-of-${table}`,
      `
      update ${table} set
        totp_sealed = $2, totp_confirmed_at = null, totp_used_step = null, password_hash = null,
        recovery_hashes = '{}'
      where ${id} = $1 and disabled_at is null
      `,
    ),
  }
}
