import type { Context } from '../database/context.ts'
import { first, one, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { endSessions } from '../identity/end-sessions.ts'
import {
  endLinksOfEmail,
  findLink,
  type LinkRefusal,
  type LinkUse,
  linksSince,
  makeLink,
  useLink,
} from '../identity/single-use-links.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { day, hour, minutesFrom } from '../kernel/clock.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import { chosenPassword, type PasswordRefusal, passwordHolds } from '../kernel/secrets/passwords.ts'
import type { Language } from '../kernel/wib.ts'
import { queueMessages } from '../messages/queue.ts'
import * as sql from './account-sql.ts'
import type { Registrations } from './registrations.ts'
import { registrationRules } from './rules.ts'

/** Whose account it is: a person's, once the registration is complete. */
export interface PortalAccount {
  readonly accountId: string
  readonly personId: string | undefined
}

/** The link by which an email gets an account, or its account another password. */
const portalLink: LinkUse = { realm: 'portal', purpose: 'new_password', label: 'portal link' }

/**
 * Sends a link to an email: to begin a registration, or, where the email has an account, to give it a new password.
 * Nothing in the answer tells which. Refuses with `too_many_links` after five in an hour.
 */
export async function sendEmailLink(
  registrations: Registrations,
  wanted: { readonly email: string; readonly language: Language },
): Promise<Outcome<undefined, 'too_many_links'>> {
  const { ctx } = registrations
  const email = wanted.email.trim().toLowerCase()
  const now = ctx.clock.now()
  const expiresAt = minutesFrom(now, registrationRules.linkMinutes)
  const outcome = await inTransaction(ctx.db, async (tx) => {
    await rows(tx, sql.lockEmail, [email])
    const before = await one(tx, sql.emailBefore, [email])
    const sent = await linksSince(tx, portalLink.realm, email, new Date(now.getTime() - hour))
    if (sent >= registrationRules.linksPerEmailAndHour)
      return refuse('too_many_links', { until: new Date(now.getTime() + hour) })
    const token = await makeLink(tx, ctx, portalLink, { email }, expiresAt)
    const minutes = registrationRules.linkMinutes
    const common = { channel: 'email', to: email, language: wanted.language, expiresAt } as const
    const link = registrations.link(`/daftar/email/${token}`)
    await queueMessages(tx, ctx, [
      before.accountId === undefined
        ? { ...common, template: 'portal-sign-up', params: { confirmLink: link, minutes } }
        : {
            ...common,
            template: 'password-reset',
            params: { name: before.name ?? email, site: 'Kartu Prakerja', resetLink: link, minutes },
          },
    ])
    return done(undefined)
  })
  if (outcome.ok) registrations.onMessages()
  return outcome
}

/** What a link leads to; looking at it does not use it, as mail scanners look too. */
export async function findEmailLink(
  ctx: Context,
  token: string,
): Promise<Outcome<{ email: string }, LinkRefusal>> {
  const link = await findLink(ctx, ctx.db, portalLink, token)
  return link.ok ? done({ email: link.value.email ?? '' }) : link
}

/**
 * Opens the account of the email that a link was sent to, with the password chosen now; or sets it anew. Only who has
 * the mailbox gets this far, so nobody can set a password for an email of somebody else. All other links and all
 * sessions of the account end. A password that is guessed soon is refused, and leaves the link as it is.
 */
export async function openAccount(
  registrations: Registrations,
  wanted: { readonly token: string; readonly password: string; readonly requestId: string },
): Promise<Outcome<PortalAccount, LinkRefusal | PasswordRefusal>> {
  const { ctx } = registrations
  const look = await findEmailLink(ctx, wanted.token)
  if (!look.ok) return look
  const { name } = await one(ctx.db, sql.emailBefore, [look.value.email])
  const hash = await chosenPassword(wanted.password, [look.value.email, name])
  if (!hash.ok) return hash
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const used = await useLink(ctx, tx, portalLink, wanted.token)
    if (!used.ok) return used
    const { email = '' } = used.value
    await endLinksOfEmail(ctx, tx, portalLink.realm, email)
    const account = await one(tx, sql.upsertAccount, [email, hash.value, now])
    await touched(tx, sql.insertRegistration, [account.accountId])
    const { accountId, personId } = accountOf(account)
    await endSessions(tx, ['portal'], { accountId, personId })
    const subject = `portal_account:${account.accountId}`
    const event = account.opened ? 'account_opened' : 'password_changed'
    await writeJournal(tx, { actor: subject, requestId: wanted.requestId }, now, [{ event, subject }])
    return done(accountOf(account))
  })
}

/** Whose email and password these are; unknown emails take as long as wrong passwords. */
export async function checkPortalPassword(
  ctx: Context,
  email: string,
  password: string,
): Promise<Outcome<PortalAccount, 'log_in_wrong'>> {
  const row = await first(ctx.db, sql.accountByEmail, [email.trim().toLowerCase()])
  const right = await passwordHolds(password, row?.passwordHash)
  return row && right ? done(accountOf(row)) : refuse('log_in_wrong')
}

/** Removes failures that no limit counts any more; returns how many. For the timetable. */
export async function forgetRegistrationRequests({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<number> {
  const now = clock.now().getTime()
  return touched(db, sql.forgetFailures, [new Date(now - 2 * day)])
}

function accountOf(row: { accountId: string; personId: string | undefined }): PortalAccount {
  return { accountId: row.accountId, personId: row.personId }
}
