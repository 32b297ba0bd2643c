import { writeJournal } from '../../card/write-journal.ts'
import { first, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
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
  isPassword,
  isTaken,
  linkHash,
  lockAccount,
  rulesOf,
  tellOfChange,
} from './locked-account.ts'

const emailIsTaken = statement<[storefront: string, email: string], { taken: boolean }>(
  'storefronts/email-is-taken',
  'select true as taken from storefront_account where storefront = $1 and email = $2',
)

const insertEmailLink = statement<
  [tokenHash: Buffer, accountId: string, email: string, now: Date, expiresAt: Date]
>(
  'storefronts/insert-email-link',
  `
  insert into account_link (token_hash, account_id, purpose, email, created_at, expires_at)
  values ($1, $2, 'new_email', $3, $4, $5)
  `,
)

export interface EmailChange {
  readonly accountId: string
  readonly password: string
  readonly email: string
  readonly language: Language
  readonly requestId: string
}

/**
 * Sends a link to the new email of an account; until it is opened nothing changes, and only the newest one works.
 * An account that is kept elsewhere has no password here: `password_wrong` too.
 */
export async function askNewEmail(
  storefronts: Storefronts,
  journey: Journey,
  { accountId, password, email, language, requestId }: EmailChange,
): Promise<Outcome<undefined, 'password_wrong' | 'email_taken'>> {
  const { ctx } = storefronts
  const account = await accountToChange(ctx.db, journey.id, accountId)
  if (!(await isPassword(account, password))) return refuse('password_wrong')
  const to = email.trim().toLowerCase()
  if (await first(ctx.db, emailIsTaken, [journey.id, to])) return refuse('email_taken')
  const now = ctx.clock.now()
  const { linkMinutes } = rulesOf(storefronts)
  const expiresAt = minutesFrom(now, linkMinutes)
  const token = drawLinkToken()
  await inTransaction(ctx.db, async (tx) => {
    await lockAccount(tx, journey.id, accountId)
    await endLinksOf(ctx, tx, accountId, 'new_email')
    await rows(tx, insertEmailLink, [linkHash(ctx, token), accountId, to, now, expiresAt])
    const confirmLink = storefronts.link(`/${journey.id}/email-baru/${token}`)
    const params = { name: account.name, site: journey.name, confirmLink, minutes: linkMinutes }
    await queueMessages(tx, ctx, [
      { channel: 'email', to, template: 'email-confirm', language, params, expiresAt },
    ])
    const row = { act: 'new_email_asked' as const, subject: `account:${accountId}` }
    await writeJournal(tx, byAccount(accountId, requestId), now, [row])
  })
  storefronts.onMessages()
  return done(undefined)
}

const setEmail = statement<[accountId: string, email: string]>(
  'storefronts/set-email',
  'update storefront_account set email = $2 where account_id = $1',
)

export interface EmailConfirmation {
  readonly token: string
  readonly language: Language
  readonly requestId: string
}

/**
 * Takes the new email of an account, by the link that was sent to it; the old address is told. Links for a new
 * password that went to the old address end. Refused when the email got an account of its own meanwhile.
 */
export async function confirmNewEmail(
  storefronts: Storefronts,
  journey: Journey,
  { token, language, requestId }: EmailConfirmation,
): Promise<Outcome<undefined, LinkRefusal | 'email_taken'>> {
  const { ctx } = storefronts
  const look = () => findLiveLink(ctx, ctx.db, journey.id, 'new_email', token)
  const link = await look()
  if (!link.ok) return link
  const { accountId, email = '' } = link.value
  try {
    const taken = await inTransaction(ctx.db, async (tx) => {
      const account = await lockAccount(tx, journey.id, accountId)
      if (!(await takeLink(ctx, tx, token))) return false
      await touched(tx, setEmail, [accountId, email])
      await endLinksOf(ctx, tx, accountId)
      await tellOfChange(tx, storefronts, journey, account, 'email', language)
      const row = { act: 'email_changed' as const, subject: `account:${accountId}` }
      await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
      return true
    })
    if (taken) {
      storefronts.onMessages()
      return done(undefined)
    }
  } catch (error) {
    if (isTaken(error)) return refuse('email_taken')
    throw error
  }
  const since = await look()
  return since.ok ? refuse('link_used') : since
}
