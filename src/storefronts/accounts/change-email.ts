import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endLinks, findLink, type LinkRefusal, makeLink, useLink } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { minutesFrom } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { Journey } from '../journey.ts'
import type { Storefronts } from '../storefronts.ts'
import { accountLink } from './account-links.ts'
import {
  accountToChange,
  byAccount,
  isPassword,
  isTaken,
  lockAccount,
  rulesOf,
  tellOfChange,
} from './locked-account.ts'

const emailIsTaken = statement<[storefront: string, email: string], 'storefronts/email-is-taken', 'taken'>(
  'storefronts/email-is-taken',
  'select true as taken from storefront_account where storefront = $1 and email = $2',
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
  await inTransaction(ctx.db, async (tx) => {
    await lockAccount(tx, journey.id, accountId)
    await endLinks(ctx, tx, journey.id, accountId, 'new_email')
    const use = accountLink(journey, 'new_email')
    const token = await makeLink(tx, ctx, use, { ownerId: accountId, email: to }, expiresAt)
    const confirmLink = storefronts.link(`/${journey.id}/email-baru/${token}`)
    const params = { name: account.name, site: journey.name, confirmLink, minutes: linkMinutes }
    await queueMessages(tx, ctx, [
      { channel: 'email', to, template: 'email-confirm', language, params, expiresAt },
    ])
    const row = { event: 'new_email_asked' as const, subject: `account:${accountId}` }
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
  const use = accountLink(journey, 'new_email')
  const link = await findLink(ctx, ctx.db, use, token)
  if (!link.ok) return link
  const { ownerId: accountId = '', email = '' } = link.value
  try {
    const outcome = await inTransaction(ctx.db, async (tx): Promise<Outcome<undefined, LinkRefusal>> => {
      const account = await lockAccount(tx, journey.id, accountId)
      const used = await useLink(ctx, tx, use, token)
      if (!used.ok) return used
      await touched(tx, setEmail, [accountId, email])
      await endLinks(ctx, tx, journey.id, accountId)
      await tellOfChange(tx, storefronts, { journey, account, language }, 'email')
      const row = { event: 'email_changed' as const, subject: `account:${accountId}` }
      await writeJournal(tx, byAccount(accountId, requestId), ctx.clock.now(), [row])
      return done(undefined)
    })
    if (outcome.ok) storefronts.onMessages()
    return outcome
  } catch (error) {
    if (isTaken(error)) return refuse('email_taken')
    throw error
  }
}
