import { one, type Queryable, statement, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Language } from '../../kernel/wib.ts'
import { type Accounts, accountsOf, hasUsableAccount, lockParty } from './accounts.ts'
import { type ProviderId, providers } from './providers.ts'
import { accountState, isPending, type Party, partySubject } from './rules.ts'
import { tellParty } from './tell-party.ts'

/** An account that somebody asks to be paid to; the number is as `accountNumber` reads it. */
export interface AskedAccount {
  readonly party: Party
  readonly provider: ProviderId
  readonly number: string
  readonly holderName: string
  readonly language: Language
}

const insertAccount = statement<
  [
    partyKind: Party['kind'],
    partyId: string,
    kind: 'bank' | 'wallet',
    provider: string,
    sealed: Buffer,
    mark: Buffer,
    tail: string,
    holderName: string,
    language: Language,
    askedBy: string,
    now: Date,
  ],
  'money/insert-account'
>(
  'money/insert-account',
  `
  insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name,
    language, asked_by, asked_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  returning account_id
  `,
)

const endReplaced = statement<[accountId: string, actor: string, now: Date]>(
  'money/end-replaced-account',
  `
  update payout_account set ended_because = 'replaced', ended_by = $2, ended_at = $3
  where account_id = $1 and ended_at is null
  `,
)

const sameNumber = statement<[accountId: string, mark: Buffer], 'money/same-number', 'same'>(
  'money/same-number',
  'select number_mark = $2 as same from payout_account where account_id = $1',
)

/** What tells that two parties named the same account: keyed, so that nobody finds a number by it. */
export function markOf({ ctx }: Pick<Accounts, 'ctx'>, provider: ProviderId, number: string): Buffer {
  return ctx.secrets.hash('payout account', `${provider} ${number}`)
}

/**
 * Writes an account that was asked for, in the caller's transaction, and tells its party. What waited before is replaced by
 * it; the same that waits already is left as it is. What is paid now stays until the new one may be.
 */
export async function writeAsked(
  tx: Queryable,
  accounts: Accounts,
  asked: AskedAccount,
  actor: Actor,
): Promise<Outcome<{ accountId: string }, 'account_in_use'>> {
  const { party, provider, number, holderName, language } = asked
  const { ctx } = accounts
  const now = ctx.clock.now()
  await lockParty(tx, party)
  const mark = markOf(accounts, provider, number)
  const isSame = async (accountId: string) => (await one(tx, sameNumber, [accountId, mark])).same
  const known = await accountsOf(tx, party)
  const pending = known.find((one) => isPending(one, now))
  if (pending && pending.holderName === holderName && (await isSame(pending.accountId)))
    return done({ accountId: pending.accountId })
  const current = known.find((one) => accountState(one, now) === 'usable')
  if (current && (await isSame(current.accountId))) return refuse('account_in_use')
  if (pending) await touched(tx, endReplaced, [pending.accountId, actor.actor, now])
  const numberTail = number.slice(-4)
  const { accountId } = await one(tx, insertAccount, [
    party.kind,
    party.id,
    providers[provider].kind,
    provider,
    ctx.secrets.seal(number),
    mark,
    numberTail,
    holderName,
    language,
    actor.actor,
    now,
  ])
  const facts = { account: accountId, provider }
  await writeJournal(tx, actor, now, [{ event: 'payout_account_asked', subject: partySubject(party), facts }])
  const changes = await hasUsableAccount(tx, party, now)
  const rested = new Date(now.getTime() + accounts.restHours * hour)
  const usableFrom = changes && party.kind === 'person' ? rested : undefined
  await tellParty(tx, accounts, party, {
    provider,
    numberTail,
    language,
    askedAt: now,
    usableFrom,
    bySms: true,
  })
  return done({ accountId })
}
