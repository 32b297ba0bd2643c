import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endSessions } from '../../identity/end-sessions.ts'
import { endLinks, findLink, type LinkRefusal, makeLink, useLink } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { minutesFrom } from '../../kernel/clock.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import { chosenPassword, type PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { accountLink } from './account-links.ts'
import { accountToChange, byAccount, lockAccount, rulesOf, tellOfChange } from './locked-account.ts'

const accountToReset = statement<[storefront: string, email: string], 'storefronts/account-to-reset'>(
  'storefronts/account-to-reset',
  `
  select account_id, name from storefront_account
  where storefront = $1 and email = $2 and password_hash is not null
  `,
)

export interface ForgottenPassword {
  readonly email: string
  /** where to go on after the next login: an address below the storefront */
  readonly next: string
  readonly language: Language
  readonly requestId: string
}

/**
 * Sends a link for a new password to an email that has an account with a password here. Nothing in the answer tells
 * whether it has one, not even the time: either way one transaction is written.
 */
export async function askNewPassword(
  storefronts: Storefronts,
  journey: Journey,
  { email, next, language, requestId }: ForgottenPassword,
): Promise<void> {
  const { ctx } = storefronts
  const { linkMinutes } = rulesOf(storefronts)
  const now = ctx.clock.now()
  const to = email.trim().toLowerCase()
  const expiresAt = minutesFrom(now, linkMinutes)
  await inTransaction(ctx.db, async (tx) => {
    const account = await first(tx, accountToReset, [journey.id, to])
    const actor = account ? byAccount(account.accountId, requestId) : { actor: 'visitor', requestId }
    const subject = account ? `account:${account.accountId}` : `storefront:${journey.id}`
    const reason = account ? '' : 'email_unknown'
    await writeJournal(tx, actor, now, [{ event: 'new_password_asked', subject, reason }])
    if (!account) return
    const use = accountLink(journey, 'new_password')
    const token = await makeLink(tx, ctx, use, { ownerId: account.accountId }, expiresAt)
    const resetLink = storefronts.link(
      `/${journey.id}/sandi-baru/${token}?lanjut=${encodeURIComponent(next)}`,
    )
    const params = { name: account.name, site: journey.name, resetLink, minutes: linkMinutes }
    await queueMessages(tx, ctx, [
      { channel: 'email', to, template: 'password-reset', language, params, expiresAt },
    ])
  })
  storefronts.onMessages()
}

const setPassword = statement<[accountId: string, passwordHash: string]>(
  'storefronts/set-password',
  'update storefront_account set password_hash = $2 where account_id = $1 and password_hash is not null',
)

export interface NewPassword {
  readonly token: string
  readonly password: string
  readonly language: Language
  readonly requestId: string
}

/**
 * Sets the password that a link was asked for. The link works once; with it all other links and all sessions of the
 * account end, and its owner is told. A password that is guessed soon is refused, and leaves the link as it is.
 */
export async function resetPassword(
  storefronts: Storefronts,
  journey: Journey,
  { token, password, language, requestId }: NewPassword,
): Promise<Outcome<undefined, LinkRefusal | PasswordRefusal>> {
  const { ctx } = storefronts
  const use = accountLink(journey, 'new_password')
  const link = await findLink(ctx, ctx.db, use, token)
  if (!link.ok) return link
  const { ownerId: accountId = '' } = link.value
  const { email, name, phone } = await accountToChange(ctx.db, journey.id, accountId)
  const hash = await chosenPassword(password, [email, name, phone, journey.id, journey.name])
  if (!hash.ok) return hash
  const outcome = await inTransaction(ctx.db, async (tx): Promise<Outcome<undefined, LinkRefusal>> => {
    const account = await lockAccount(tx, journey.id, accountId)
    const used = await useLink(ctx, tx, use, token)
    if (!used.ok) return used
    await touched(tx, setPassword, [accountId, hash.value])
    await endLinks(ctx, tx, journey.id, accountId)
    await endSessions(tx, [journey.id], { accountId })
    await tellOfChange(tx, storefronts, { journey, account, language }, 'password')
    const row = { event: 'password_changed' as const, subject: `account:${accountId}`, reason: 'forgotten' }
    await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
    return done(undefined)
  })
  if (outcome.ok) storefronts.onMessages()
  return outcome
}
