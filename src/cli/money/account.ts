import { InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import type { Context } from '../../database/context.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { checkerFor } from '../../money/accounts/account-checker.ts'
import { decideAccountRefusals, partyAccountRefusals } from '../../money/accounts/account-refusals.ts'
import {
  type Account,
  type Accounts,
  accountsOf,
  findAccount,
  partnerAccounts,
} from '../../money/accounts/accounts.ts'
import { askAccountByStaff } from '../../money/accounts/ask-account.ts'
import { type Checked, checkAccount, checkWaitingAccounts } from '../../money/accounts/check-account.ts'
import { approveAccount, endAccount } from '../../money/accounts/decide-account.ts'
import { failureWords } from '../../money/accounts/failure-words.ts'
import { isProvider, type ProviderId, providerIds, shortAccount } from '../../money/accounts/providers.ts'
import { accountState } from '../../money/accounts/rules.ts'
import { partnerDirectory } from '../../partners/directory/directory.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { linkTo } from '../message-links.ts'

interface SetOptions {
  bank: ProviderId
  number: string
  name: string
  storefront?: string
  institution?: number
  json?: boolean
}

/** `bekal account list`, `set`, `approve`, `end` and `check`. */
export function accountCommands(program: Command, cli: Cli): void {
  const group = program
    .command('account')
    .description('Where institutions, storefronts and participants are paid.')
  group
    .command('list')
    .description('The accounts of institutions and storefronts, or those of one participant.')
    .option('--person <id>', 'of this participant: person show', wholeNumber)
    .option('--json', 'the accounts as JSON')
    .action((options: { person?: number; json?: boolean }) => list(cli, options))
  group
    .command('set')
    .description(
      'Ask for an account of a storefront or an institution; another person approves it: account approve.',
    )
    .requiredOption('--bank <bank>', `one of ${providerIds.join(', ')}`, bank)
    .requiredOption('--number <number>', 'of the account, or the phone of the wallet')
    .requiredOption('--name <name>', 'of its holder, as the bank writes it')
    .option('--storefront <client-code>', 'whose account it is')
    .option('--institution <id>', '... or the institution: institution list', wholeNumber)
    .byStaff(cli, 'run_money', set)
  group
    .command('approve <account>')
    .description('Approve what another person asked for, once the bank has named the holder.')
    .byStaff(cli, 'approve_money', approve)
  group
    .command('end <account>')
    .description("Stop an account, whoever's it is: nothing is paid to it any more.")
    .requiredOption('--because <reason>', 'why; its party reads it')
    .byStaff(cli, 'run_money', end)
  group
    .command('check [account]')
    .description('Ask again who holds an account, or all that wait for an answer.')
    .option('--json', 'the answer as JSON')
    .action((id: string | undefined, { json }: { json?: boolean }) => check(cli, id, json))
}

async function list(cli: Cli, { person, json }: { person?: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const accounts = person
    ? await accountsOf(ctx.db, { kind: 'person', id: String(person) })
    : await partnerAccounts(ctx.db)
  const now = ctx.clock.now()
  const listed = accounts.map((account) => ({ ...account, state: accountState(account, now) }))
  answerList(json, listed, 'There is no account.', [
    ['account', (one) => one.accountId],
    ['of', (one) => one.party],
    ['where', (one) => shortAccount(one)],
    ['holder', (one) => one.verifiedName ?? `${one.holderName} (not verified)`],
    ['state', (one) => stateWord(one, one.state)],
    ['from', (one) => (one.usableFrom ? formatInstant(one.usableFrom, 'en') : '')],
  ])
}

function stateWord({ endedBecause, shared }: Account, state: string): string {
  const said = endedBecause ? `${state}: ${failureWords.en[endedBecause].why}` : state
  return shared ? `${said} (also the account of somebody else)` : said
}

async function set(by: ByStaff, options: SetOptions): Promise<void> {
  const { bank: provider, number, name: holderName, json } = options
  const party = await partyOf(by.ctx, options)
  if (!party) return sayRefused(by.cli, json, refuse('party_unknown'), partyAccountRefusals)
  const asked = { party, provider, number, holderName, language: 'id' } as const
  const made = await askAccountByStaff(accountsFor(by), asked, by.actor)
  if (!made.ok) return sayRefused(by.cli, json, made, partyAccountRefusals)
  const { accountId } = made.value
  const account = await findAccount(by.ctx.db, accountId)
  answer(json, { accountId, verifiedName: account?.verifiedName }, [
    ...(account ? [`${account.party}: ${shortAccount(account)}, account ${accountId}.`] : []),
    account?.endedBecause
      ? failureWords.en[account.endedBecause].why
      : account?.verifiedName
        ? `The bank names ${account.verifiedName}. Another person must approve it: bekal account approve ${accountId}`
        : 'The bank has not answered yet. It is asked again every few minutes.',
  ])
}

async function partyOf(ctx: Context, { storefront, institution }: SetOptions) {
  if (storefront === undefined)
    return institution === undefined ? undefined : ({ kind: 'institution', id: String(institution) } as const)
  const partner = await partnerDirectory(ctx).find(storefront)
  return partner && ({ kind: 'storefront', id: String(partner.partnerId) } as const)
}

async function approve(by: ByStaff, id: string, { json }: { json?: boolean }): Promise<void> {
  const approved = await approveAccount(accountsFor(by), idOf(id), by.actor)
  if (!approved.ok) return sayRefused(by.cli, json, approved, decideAccountRefusals)
  const { usableFrom } = approved.value
  answer(json, { usableFrom }, [`Approved. Paid to from ${formatInstant(usableFrom, 'en')} on.`])
}

async function end(by: ByStaff, id: string, options: { because: string; json?: boolean }): Promise<void> {
  const { because, json } = options
  const ended = await endAccount(accountsFor(by), idOf(id), because, by.actor)
  if (!ended.ok) return sayRefused(by.cli, json, ended, decideAccountRefusals)
  answer(json, { ended: true }, ['Stopped. Its party is told.'])
}

const checkedWords: Readonly<Record<Checked, string>> = {
  verified: 'The holder is who was asked for.',
  refused: 'The bank does not know the number, or its holder is somebody else. The party is told.',
  silent: 'No answer came. It is asked again every few minutes.',
  over: 'Nothing is to be asked: it was answered, or it has ended.',
}

async function check(cli: Cli, id: string | undefined, json: boolean | undefined): Promise<void> {
  const accounts = accountsFor(await cli.open())
  if (id === undefined) {
    const answered = await checkWaitingAccounts(accounts)
    return answer(json, { answered }, [`Answered: ${answered}.`])
  }
  if (!(await findAccount(accounts.ctx.db, idOf(id))))
    return sayRefused(cli, json, refuse('account_unlisted'), decideAccountRefusals)
  const checked = await checkAccount(accounts, idOf(id))
  answer(json, { checked }, [checkedWords[checked]])
}

function accountsFor({ ctx, config }: { readonly ctx: Context; readonly config: Config }): Accounts {
  const link = (path: string) => linkTo(config, path)
  return {
    ctx,
    checker: checkerFor(config),
    restHours: config.ACCOUNT_REST_HOURS,
    domain: new URL(link('/')).hostname,
    link,
    // The server's outbox finds what a command has written within a second.
    onMessages: () => {},
  }
}

/** What is no number is no account. */
function idOf(typed: string): string {
  return /^[1-9]\d{0,17}$/.test(typed) ? typed : '0'
}

function bank(typed: string): ProviderId {
  if (isProvider(typed)) return typed
  throw new InvalidArgumentError(`It must be one of ${providerIds.join(', ')}.`)
}
