import type { Incentive } from '../../../learning/incentives/incentives.ts'
import type { Account } from '../../../money/accounts/accounts.ts'
import { accountState } from '../../../money/accounts/rules.ts'

/** The account that the next payments go to, and what still keeps it from being paid to. */
export interface PayableAccount {
  readonly accountId: string
  /** the bank is asked for its holder, or a second person looks; it rests until then; it is paid to */
  readonly state: 'checking' | 'resting' | 'usable'
  readonly usableFrom: Date | undefined
  readonly askedAt: Date
}

/** The newest account of a person that is or will be paid to; undefined where they have to add one. */
export function payable(accounts: readonly Account[], now: Date): PayableAccount | undefined {
  for (const account of accounts) {
    const state = accountState(account, now)
    if (state === 'ended' || state === 'succeeded') continue
    const { accountId, usableFrom, askedAt } = account
    return { accountId, usableFrom, askedAt, state: state === 'waiting' ? 'checking' : state }
  }
  return undefined
}

/** Whether there is another account by now than the one that the bank refused. */
export function isMended({ triedAccountId }: Incentive, account: PayableAccount | undefined): boolean {
  return account !== undefined && account.accountId !== triedAccountId
}
