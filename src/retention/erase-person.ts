import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { idOf } from '../kernel/ids.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { hashOfNoPassword } from '../kernel/secrets/passwords.ts'
import { queueMessages } from '../messages/queue.ts'
import type { EraseRefusal } from './erase-refusals.ts'
import * as sql from './erase-sql.ts'
import * as words from './erase-words-sql.ts'
import { whatStands } from './what-stands.ts'

interface Grounds {
  /** who asked, and how that was made sure; kept for good, so it names nobody */
  readonly because: string
}

/** What two people approve: that somebody is erased. Refuses what {@link erasePerson} would refuse now. */
export async function erasePersonAct(
  ctx: Context,
  personId: string,
  { because }: Grounds,
): Promise<Outcome<TwoPersonAct, EraseRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const found = await mayErase(tx, ctx, personId, because)
    return found.ok ? done(actOf(personId, because)) : found
  })
}

const actOf = (personId: string, because: string): TwoPersonAct => ({
  act: 'erase_person',
  subject: `person:${personId}`,
  facts: { because: because.trim() },
})

export interface Erased {
  readonly personId: string
  /** requests that this has granted */
  readonly requests: readonly string[]
  /** whether NIK and family card are still known again, by their keyed hashes alone */
  readonly stillKnown: boolean
}

/**
 * Erases somebody, once two people have approved it, all of it or nothing: name, NIK, family card, addresses, numbers, what they
 * wrote and what was written to them are blanked in every table; accounts can be logged in to no more. Money, draws, seals and
 * what was counted stay under a number that leads to nobody, and still verify. Whoever has received a card, or was barred, is
 * known again by keyed hashes alone. They are told by a last email, of which nothing is kept. Refused by name while something of theirs is running: docs/decisions/0056-erasure.md.
 */
export async function erasePerson(
  ctx: Context,
  personId: string,
  { because, actor, link }: Grounds & { readonly actor: Actor; link(path: string): string },
): Promise<Outcome<Erased, EraseRefusal>> {
  const passwordHash = await hashOfNoPassword()
  return inTransaction(ctx.db, async (tx) => {
    const found = await mayErase(tx, ctx, personId, because)
    if (!found.ok) return found
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, actOf(personId, because), actor, now)
    if (!approval.ok) return approval
    const { known, requests, cardId, accountId } = found.value
    const addresses = (await rows(tx, sql.selectAddresses, [personId])).map(({ address }) => address)
    const said = [found.value.name, ...addresses]
    await eraseAccounts(tx, { personId, accountId, cardId, addresses, passwordHash, now })
    await touched(tx, words.eraseMessages, [cardId, addresses])
    await touched(tx, words.eraseAppeals, [personId, accountId, actor.actor, now])
    await touched(tx, words.eraseDeskCases, [personId])
    await touched(tx, words.eraseExports, [said])
    await touched(tx, words.eraseBatches, [said])
    if (cardId) await eraseTrainings(tx, cardId, now)
    if (found.value.email !== '')
      await queueMessages(tx, ctx, [
        {
          template: 'person-erased',
          channel: 'email',
          to: found.value.email,
          params: { erasedAt: now, link: link('/panduan/peserta') },
        },
      ])
    const unknown = () => (known ? null : randomBytes(32))
    await touched(tx, sql.erasePersonRow, [personId, now, ctx.secrets.seal(''), unknown(), unknown()])
    await one(tx, sql.eraseAppendOnly, [personId])
    const subject = `person:${personId}`
    const about = { subject, ...(cardId && { cardId }) }
    await writeJournal(tx, actor, now, [
      { event: 'person_erased', reason: because.trim(), ...about },
      ...requests.map((reference) => ({
        event: 'appeal_answered' as const,
        subject,
        facts: { reference, answer: 'granted' },
      })),
    ])
    return done({ personId, requests, stillKnown: known })
  })
}

interface Owned {
  readonly personId: string
  readonly accountId: string | undefined
  readonly cardId: string | undefined
  readonly addresses: readonly string[]
  readonly passwordHash: string
  readonly now: Date
}

async function eraseAccounts(tx: pg.PoolClient, owned: Owned): Promise<void> {
  const { personId, accountId, cardId, addresses, passwordHash, now } = owned
  const shops = await rows(tx, sql.selectShopAccounts, [personId, addresses])
  const ids = shops.map((shop) => shop.accountId)
  const names = shops.map(({ storefront }) => storefront)
  await touched(tx, sql.withdrawAllConsents, [personId, accountId, now])
  await touched(tx, sql.endSignOnConsents, [personId, now])
  await touched(tx, sql.eraseProofs, [personId, accountId, addresses])
  await touched(tx, sql.eraseSessions, [personId, accountId, names, ids])
  await touched(tx, sql.eraseLinks, [accountId, names, ids, addresses])
  await touched(tx, sql.eraseOrders, [ids, cardId])
  await touched(tx, sql.eraseShopAccounts, [ids, passwordHash])
  if (accountId) await touched(tx, sql.eraseAccount, [accountId, passwordHash])
}

async function eraseTrainings(tx: pg.PoolClient, cardId: string, now: Date): Promise<void> {
  await touched(tx, words.erasePurchases, [cardId, now])
  await touched(tx, words.eraseReviews, [cardId])
  await touched(tx, words.eraseWorks, [cardId])
  await touched(tx, words.eraseSurveys, [cardId])
  await touched(tx, sql.eraseHolder, [cardId])
}

async function mayErase(tx: Queryable, ctx: Context, personId: string, because: string) {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const person = idOf(personId) ? await first(tx, sql.lockToErase, [personId]) : undefined
  if (!person) return refuse('person_unknown')
  const { erasedAt, name, email, phone, nikSealed } = person
  if (erasedAt) return refuse('already_erased', { since: erasedAt })
  const theirs = [name, email, phone, `0${phone.slice(3)}`, ctx.secrets.open(nikSealed)]
  if (theirs.some((one) => one.length > 2 && reason.toLowerCase().includes(one.toLowerCase())))
    return refuse('reason_names_person')
  const [stands] = await whatStands(tx, personId, ctx.clock.now())
  return stands ?? done(person)
}
