import type pg from 'pg'
import { whoDecides } from '../../approvals/who-decides.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { DecideAccountRefusal } from './account-refusals.ts'
import {
  type Account,
  type Accounts,
  accountsOf,
  hasUsableAccount,
  lockAccount,
  lockParty,
  partyOfAccount,
} from './accounts.ts'
import { failedBecause } from './failure-words.ts'
import { type Ending, isPending, type Party, partySubject, usableFrom } from './rules.ts'
import { tellParty } from './tell-party.ts'

/** Whether the one who asked is, by their email, the one who approves: somebody may be of both. */
const samePerson = statement<[askedBy: string, staffId: string], 'money/same-person', 'same'>(
  'money/same-person',
  `
  select exists (
    select from institution_user join staff using (email)
    where 'institution-user:' || institution_user_id = $1 and staff_id = $2
  ) as same
  `,
)

const setApproved = statement<[accountId: string, actor: string, now: Date, usableFrom: Date]>(
  'money/set-account-approved',
  'update payout_account set approved_by = $2, approved_at = $3, usable_from = $4 where account_id = $1',
)

const setEnded = statement<
  [accountId: string, because: Ending, reason: string | null, actor: string, now: Date]
>(
  'money/set-account-ended',
  `
  update payout_account set ended_because = $2, ended_reason = $3, ended_by = $4, ended_at = $5
  where account_id = $1
  `,
)

/**
 * The second person says yes to an account of an institution or a storefront, whose holder is known by then. The first one
 * is paid to at once; a change rests from now on, when everybody of the institution is told.
 */
export async function approveAccount(
  accounts: Accounts,
  accountId: string,
  actor: Actor,
): Promise<Outcome<{ usableFrom: Date }, DecideAccountRefusal>> {
  return decide(accounts, accountId, async (tx, account, now) => {
    const checker = await whoDecides(tx, actor, now)
    if (!checker.ok) return checker
    if (account.partyKind === 'person') return refuse('account_of_person')
    if (account.endedAt || account.usableFrom) return refuse('account_decided')
    if (!account.verifiedAt) return refuse('account_unchecked')
    const { staffId } = checker.value
    const same = (await first(tx, samePerson, [account.askedBy, staffId]))?.same
    if (same || account.askedBy === actor.actor) return refuse('second_person_needed')
    const party = partyOfAccount(account)
    const hasOne = await hasUsableAccount(tx, party, now)
    const from = usableFrom({ now, from: now, hasOne, restHours: accounts.restHours })
    await touched(tx, setApproved, [accountId, actor.actor, now, from])
    const facts = { account: accountId, until: from, requested_by: account.askedBy }
    await writeJournal(tx, actor, now, [
      { event: 'payout_account_approved', subject: partySubject(party), facts },
    ])
    await tellParty(tx, accounts, party, { ...toldOf(account), usableFrom: from })
    return done({ usableFrom: from })
  })
}

/**
 * The staff stops an account, whoever's it is: before it was paid to, or afterwards. One person may: stopping needs no
 * second one. What was paid before it is not paid again by itself.
 */
export async function endAccount(
  accounts: Accounts,
  accountId: string,
  reason: string,
  actor: Actor,
): Promise<Outcome<null, DecideAccountRefusal>> {
  const because = reason.trim()
  if (because === '' || because.length > 500) return refuse('reason_missing')
  return decide(accounts, accountId, async (tx, account, now) => {
    if (account.endedAt) return refuse('account_decided')
    const ending = isPending(account, now) ? 'declined' : 'closed'
    await end(tx, accounts, account, { ending, reason: because, actor })
    return done(null)
  })
}

/** Whoever is paid stops a change that is not in use yet; the account before it stays. Nothing that waits is done, too. */
export async function withdrawAccount(accounts: Accounts, party: Party, actor: Actor): Promise<void> {
  const { ctx } = accounts
  await inTransaction(ctx.db, async (tx) => {
    await lockParty(tx, party)
    const now = ctx.clock.now()
    const pending = (await accountsOf(tx, party)).find((account) => isPending(account, now))
    if (pending) await end(tx, accounts, pending, { ending: 'withdrawn', actor })
  })
  accounts.onMessages()
}

async function decide<Value>(
  accounts: Accounts,
  accountId: string,
  work: (tx: pg.PoolClient, account: Account, now: Date) => Promise<Outcome<Value, DecideAccountRefusal>>,
): Promise<Outcome<Value, DecideAccountRefusal>> {
  const { ctx } = accounts
  const outcome = await inTransaction(ctx.db, async (tx): Promise<Outcome<Value, DecideAccountRefusal>> => {
    const account = await lockAccount(tx, accountId)
    return account ? work(tx, account, ctx.clock.now()) : refuse('account_unlisted')
  })
  if (outcome.ok) accounts.onMessages()
  return outcome
}

async function end(
  tx: pg.PoolClient,
  accounts: Accounts,
  account: Account,
  { ending, reason, actor }: { readonly ending: Ending; readonly reason?: string; readonly actor: Actor },
): Promise<void> {
  const now = accounts.ctx.clock.now()
  const party = partyOfAccount(account)
  await touched(tx, setEnded, [account.accountId, ending, reason, actor.actor, now])
  const facts = { account: account.accountId, because: ending }
  await writeJournal(tx, actor, now, [
    { event: 'payout_account_ended', subject: partySubject(party), facts, ...(reason && { reason }) },
  ])
  const because = [failedBecause(ending, account.language), reason].filter(Boolean).join(' ')
  await tellParty(tx, accounts, party, { ...toldOf(account), because })
}

const toldOf = ({ provider, numberTail, language }: Account) => ({ provider, numberTail, language })
