import { one, type Queryable, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { phoneCodeRules } from '../../identity/phone-code-rules.ts'
import { makePhoneCode, type PhoneOwner, takePhoneCode } from '../../identity/phone-codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { OwnAccountRefusal } from './account-refusals.ts'
import type { Accounts } from './accounts.ts'
import { checkAccount } from './check-account.ts'
import { accountNumber, type ProviderId, shortAccount } from './providers.ts'
import { writeAsked } from './write-asked.ts'

/** A participant's account as it is typed. */
export interface OwnAccount {
  readonly provider: ProviderId
  readonly number: string
  readonly language: Language
}

const selectHolder = statement<
  [personId: string, now: Date],
  'money/select-account-holder',
  'name' | 'phone'
>(
  'money/select-account-holder',
  `
  select person.name, person.phone, card_id, case when card.paying_from > $2 then card.paying_from end as resting_until
  from person
  left join recipient using (person_id)
  left join card using (card_id)
  where person.person_id = $1
  `,
)

/** A code is good for this very account: who is talked into telling it has at least read where the money goes. */
function owner(personId: string, provider: ProviderId, number: string): PhoneOwner {
  return { realm: 'portal', owner: `account of person:${personId}`, attempt: ` ${provider} ${number}` }
}

/** A code on its way to the registered phone. */
export interface AccountCode {
  /** E.164 */
  readonly phone: string
  readonly expiresAt: Date
  /** until another one may be asked for */
  readonly waitSeconds: number
}

/**
 * Sends a code to the registered phone for an account that is to be paid to. A phone that was changed lately proves nothing
 * before its rest is over: whoever took it over would take the incentive, too.
 */
export async function sendAccountCode(
  accounts: Accounts,
  personId: string,
  { provider, number: typed, language }: OwnAccount,
  drawCode?: () => string,
): Promise<Outcome<AccountCode, OwnAccountRefusal>> {
  const { ctx, domain } = accounts
  const number = accountNumber(provider, typed)
  if (!number) return refuse('number_malformed')
  const outcome = await inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<AccountCode, OwnAccountRefusal>> => {
      const holder = await holderOf(tx, accounts, personId)
      if (!holder.ok) return holder
      const { phone, cardId } = holder.value
      const made = await makePhoneCode<never>(tx, ctx, owner(personId, provider, number), {
        phone,
        rules: phoneCodeRules,
        capped: async () => undefined,
        drawCode,
      })
      if (!made.ok) return made
      const { code: otp, endsAt: expiresAt, waitSeconds } = made.value
      const account = shortAccount({ provider, numberTail: number.slice(-4) })
      const params = { otp, account, domain, minutes: phoneCodeRules.minutes }
      const sms = { template: 'payout-account-otp', channel: 'sms', to: phone } as const
      await queueMessages(tx, ctx, [{ ...sms, params, language, expiresAt, ...(cardId && { cardId }) }])
      return done({ phone, expiresAt, waitSeconds })
    },
  )
  if (outcome.ok) accounts.onMessages()
  return outcome
}

/**
 * Takes the code, and asks for the account in the name that the programme knows. Phone and email are told, and the bank is
 * asked who holds it. The first one is paid to as soon as the name is right; a change rests.
 */
export async function askOwnAccount(
  accounts: Accounts,
  personId: string,
  { provider, number: typed, language }: OwnAccount,
  given: { readonly code: string; readonly requestId: string },
): Promise<Outcome<{ accountId: string }, OwnAccountRefusal>> {
  const { ctx } = accounts
  const number = accountNumber(provider, typed)
  if (!number) return refuse('number_malformed')
  const outcome = await inTransaction(
    ctx.db,
    async (tx): Promise<Outcome<{ accountId: string }, OwnAccountRefusal>> => {
      const holder = await holderOf(tx, accounts, personId)
      if (!holder.ok) return holder
      const taken = await takePhoneCode(
        tx,
        ctx,
        owner(personId, provider, number),
        given.code,
        phoneCodeRules,
      )
      if (!taken.ok) return taken
      // A code that was sent before the phone was changed proves the old one.
      if (taken.value.phone !== holder.value.phone) return refuse('code_not_sent')
      const party = { kind: 'person', id: personId } as const
      const asked = { party, provider, number, holderName: holder.value.name, language }
      return writeAsked(tx, accounts, asked, {
        actor: `person:${personId}`,
        requestId: given.requestId,
      })
    },
  )
  if (!outcome.ok) return outcome
  accounts.onMessages()
  await checkAccount(accounts, outcome.value.accountId)
  return outcome
}

async function holderOf(tx: Queryable, { ctx }: Accounts, personId: string) {
  const holder = await one(tx, selectHolder, [personId, ctx.clock.now()])
  return holder.restingUntil
    ? refuse('phone_changed_lately' as const, { until: holder.restingUntil })
    : done(holder)
}
