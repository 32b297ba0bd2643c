import { writeJournal } from '../../card/write-journal.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { chosenPassword, type PasswordRefusal } from '../../kernel/passwords.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { drawLinkToken, endLinksOf, findLiveLink, type LinkRefusal, takeLink } from './account-links.ts'
import { minutesFrom } from './account-rules.ts'
import {
  accountToChange,
  byAccount,
  endSessionsOf,
  linkHash,
  lockAccount,
  rulesOf,
  tellOfChange,
} from './locked-account.ts'

const insertResetLink = statement<
  [tokenHash: Buffer, storefront: string, email: string, now: Date, expiresAt: Date],
  { account_id: string; name: string }
>(
  'storefronts/insert-reset-link',
  `
  with made as (
    insert into account_link (token_hash, account_id, purpose, created_at, expires_at)
    select $1, account_id, 'new_password', $4, $5
    from storefront_account where storefront = $2 and email = $3 and password_hash is not null
    returning account_id
  )
  select account_id, name from made join storefront_account using (account_id)
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
  const token = drawLinkToken()
  const to = email.trim().toLowerCase()
  const expiresAt = minutesFrom(now, linkMinutes)
  await inTransaction(ctx.db, async (tx) => {
    const account = await first(tx, insertResetLink, [linkHash(ctx, token), journey.id, to, now, expiresAt])
    const actor = account ? byAccount(account.account_id, requestId) : { actor: 'visitor', requestId }
    const subject = account ? `account:${account.account_id}` : `storefront:${journey.id}`
    const reason = account ? '' : 'email_unknown'
    await writeJournal(tx, actor, now, [{ act: 'new_password_asked', subject, reason }])
    if (!account) return
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
  const look = () => findLiveLink(ctx, ctx.db, journey.id, 'new_password', token)
  const link = await look()
  if (!link.ok) return link
  const { accountId } = link.value
  const { email, name, phone } = await accountToChange(ctx.db, journey.id, accountId)
  const hash = await chosenPassword(password, [email, name, phone, journey.id, journey.name])
  if (!hash.ok) return hash
  const taken = await inTransaction(ctx.db, async (tx) => {
    const account = await lockAccount(tx, journey.id, accountId)
    if (!(await takeLink(ctx, tx, token))) return false
    await touched(tx, setPassword, [accountId, hash.value])
    await endLinksOf(ctx, tx, accountId)
    await endSessionsOf(tx, journey.id, accountId)
    await tellOfChange(tx, storefronts, journey, account, 'password', language)
    const row = { act: 'password_changed' as const, subject: `account:${accountId}`, reason: 'forgotten' }
    await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
    return true
  })
  if (!taken) return refusedSince(await look())
  storefronts.onMessages()
  return done(undefined)
}

/** Why a link that was alive a moment ago could not be taken. */
function refusedSince(link: Outcome<unknown, LinkRefusal>): Outcome<undefined, LinkRefusal> {
  return link.ok ? refuse('link_used') : link
}
