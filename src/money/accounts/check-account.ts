import { first, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { minute } from '../../kernel/clock.ts'
import { CheckerFault } from './account-checker.ts'
import { type Account, type Accounts, hasUsableAccount, lockAccount, partyOfAccount } from './accounts.ts'
import { failedBecause } from './failure-words.ts'
import { isProvider } from './providers.ts'
import { partySubject, sameHolder, usableFrom } from './rules.ts'
import { tellParty } from './tell-party.ts'

const selectUnchecked = statement<[accountId: string], 'money/select-unchecked'>(
  'money/select-unchecked',
  `
  select provider, number_sealed, holder_name, language from payout_account
  where account_id = $1 and verified_at is null and ended_at is null
  `,
)

const selectToCheck = statement<[triedBefore: Date, most: number], 'money/accounts-to-check'>(
  'money/accounts-to-check',
  `
  select account_id from payout_account
  where verified_at is null and ended_at is null and (tried_at is null or tried_at <= $1)
  order by tried_at nulls first, account_id
  limit $2
  `,
)

const setTried = statement<[accountId: string, now: Date]>(
  'money/set-account-tried',
  'update payout_account set tried_at = $2 where account_id = $1',
)

const setVerified = statement<[accountId: string, name: string, now: Date, usableFrom: Date | null]>(
  'money/set-account-verified',
  `
  update payout_account set verified_name = $2, verified_at = $3, usable_from = $4, tried_at = $3
  where account_id = $1
  `,
)

const setUnfit = statement<[accountId: string, because: string, now: Date]>(
  'money/set-account-unfit',
  `
  update payout_account set ended_because = $2, ended_by = 'system:timetable', ended_at = $3, tried_at = $3
  where account_id = $1
  `,
)

/** What the check said: the holder is who was asked for; somebody else, or nobody; no answer came; or it was over already. */
export type Checked = 'verified' | 'refused' | 'silent' | 'over'

/**
 * Asks who holds an account, and writes down what it says. The name of a holder who is somebody else is not kept. Where no
 * answer comes the account waits, and the timetable asks again.
 */
export async function checkAccount(accounts: Accounts, accountId: string): Promise<Checked> {
  const { ctx } = accounts
  const asked = await first(ctx.db, selectUnchecked, [accountId])
  if (!asked) return 'over'
  const answer = await answerOf(accounts, asked)
  if (answer === 'silent') {
    await touched(ctx.db, setTried, [accountId, ctx.clock.now()])
    return 'silent'
  }
  const checked = await inTransaction(ctx.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account || account.verifiedAt || account.endedAt) return 'over'
    const now = ctx.clock.now()
    const party = partyOfAccount(account)
    const by = { actor: 'system:timetable', requestId: `account-${accountId}` }
    const subject = partySubject(party)
    if (answer.name !== undefined && sameHolder(account.holderName, answer.name)) {
      const from = party.kind === 'person' ? await usableFromOf(accounts, tx, account, now) : undefined
      await touched(tx, setVerified, [accountId, answer.name, now, from])
      const facts = { account: accountId, ...(from && { until: from }) }
      await writeJournal(tx, by, now, [{ event: 'payout_account_verified', subject, facts }])
      return 'verified'
    }
    const because = answer.name === undefined ? 'account_unknown' : 'name_differs'
    await touched(tx, setUnfit, [accountId, because, now])
    const facts = { account: accountId, because }
    await writeJournal(tx, by, now, [{ event: 'payout_account_ended', subject, facts }])
    await tellParty(tx, accounts, party, {
      ...account,
      language: asked.language,
      askedAt: undefined,
      usableFrom: undefined,
      because: failedBecause(because, asked.language),
    })
    return 'refused'
  })
  if (checked === 'refused') accounts.onMessages()
  return checked
}

async function answerOf(
  { ctx, checker }: Accounts,
  { provider, numberSealed, holderName }: { provider: string; numberSealed: Buffer; holderName: string },
): Promise<{ readonly name: string | undefined } | 'silent'> {
  // One of a later version, after a step back: it waits for that version.
  if (!isProvider(provider)) return 'silent'
  try {
    return {
      name: await checker.holderOf({ provider, number: ctx.secrets.open(numberSealed), holderName }),
    }
  } catch (fault) {
    if (!(fault instanceof CheckerFault)) throw fault
    return 'silent'
  }
}

/** A participant was told when it was asked for: from then on a change rests. */
async function usableFromOf(
  { restHours }: Accounts,
  tx: Parameters<typeof hasUsableAccount>[0],
  account: Account,
  now: Date,
): Promise<Date> {
  const hasOne = await hasUsableAccount(tx, partyOfAccount(account), now)
  return usableFrom({ now, from: account.askedAt, hasOne, restHours })
}

const most = 50

/** Asks again for the accounts that wait for an answer, each every five minutes; a silent checker is left in peace. For the timetable. */
export async function checkWaitingAccounts(accounts: Accounts): Promise<number> {
  const { ctx } = accounts
  const before = new Date(ctx.clock.now().getTime() - 5 * minute)
  let answered = 0
  for (const { accountId } of await rows(ctx.db, selectToCheck, [before, most])) {
    if ((await checkAccount(accounts, accountId)) === 'silent') break
    answered++
  }
  return answered
}
