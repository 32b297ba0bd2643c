import { type DeciderRefusal, whoDecides } from '../../approvals/who-decides.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyName } from '../../kernel/text.ts'
import type { InstitutionAccountRefusal, PartyAccountRefusal } from './account-refusals.ts'
import type { Accounts } from './accounts.ts'
import { checkAccount } from './check-account.ts'
import { accountNumber } from './providers.ts'
import type { Party } from './rules.ts'
import { type AskedAccount, writeAsked } from './write-asked.ts'

const partyKnown = statement<[kind: Party['kind'], id: string], 'money/party-known', 'known'>(
  'money/party-known',
  `
  select
    $1 = 'institution' and exists (select from institution where institution_id = $2::bigint)
    or $1 = 'storefront' and exists (select from partner where partner_id = $2::bigint and kind = 'storefront') as known
  `,
)

/** An institution's or a storefront's account as it is typed. */
export interface TypedAccount extends AskedAccount {
  readonly party: Party & { readonly kind: 'institution' | 'storefront' }
}

/** Asks for an account of an institution, as a user of it. A second person, of the staff, approves. All its users are told. */
export function askAccount(
  accounts: Accounts,
  asked: TypedAccount,
  actor: Actor,
): Promise<Outcome<{ accountId: string }, InstitutionAccountRefusal>> {
  return ask<never>(accounts, asked, actor, async () => done(null))
}

/** The same as somebody of the staff, and for a storefront, of whom nobody logs in. Another one approves. */
export function askAccountByStaff(
  accounts: Accounts,
  asked: TypedAccount,
  actor: Actor,
): Promise<Outcome<{ accountId: string }, PartyAccountRefusal>> {
  const now = accounts.ctx.clock.now()
  return ask<DeciderRefusal>(accounts, asked, actor, (tx) => whoDecides(tx, actor, now))
}

async function ask<Barred extends string>(
  accounts: Accounts,
  asked: TypedAccount,
  actor: Actor,
  mayAsk: (tx: Queryable) => Promise<Outcome<unknown, Barred>>,
): Promise<Outcome<{ accountId: string }, InstitutionAccountRefusal | Barred>> {
  const number = accountNumber(asked.provider, asked.number)
  if (!number) return refuse('number_malformed')
  const outcome = await inTransaction(
    accounts.ctx.db,
    async (tx): Promise<Outcome<{ accountId: string }, InstitutionAccountRefusal | Barred>> => {
      const may = await mayAsk(tx)
      if (!may.ok) return may
      const { kind, id } = asked.party
      if (!(await first(tx, partyKnown, [kind, id]))?.known) return refuse('party_unknown')
      return writeAsked(tx, accounts, { ...asked, number, holderName: tidyName(asked.holderName) }, actor)
    },
  )
  if (!outcome.ok) return outcome
  accounts.onMessages()
  await checkAccount(accounts, outcome.value.accountId)
  return outcome
}
