import { Option } from 'commander'
import { openDeskCase, openDeskCases, readDeskCase, withdrawDeskCase } from '../../desk/desk-case.ts'
import { deskRefusals } from '../../desk/desk-refusals.ts'
import { deskRules } from '../../desk/desk-rules.ts'
import { findAtDesk, openAtDesk } from '../../desk/find-at-desk.ts'
import { confirmAccess } from '../../desk/give-access.ts'
import { replaceCardNumber } from '../../desk/replace-card-number.ts'
import { settleChange } from '../../desk/settle-change.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { linkTo } from '../message-links.ts'
import { proveCommands, told } from './prove.ts'

interface Options {
  readonly because: string
  readonly json?: boolean
}

/** `bekal desk`: finding, opening, proving, confirming, and what its owner stopped. */
export function deskCommands(program: Command, cli: Cli): void {
  const group = program
    .command('desk')
    .description('The desk for people: who lost the phone, or the card number.')
  group
    .command('find <what>')
    .description('Find somebody by name, NIK, phone or card; whoever is shown can see that you looked.')
    .byStaff(cli, 'help_people', find)
  group
    .command('show')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description('Somebody as the desk sees them, masked. That you looked is in their own log.')
    .requiredOption('--because <words>', 'why you look; the person can see it')
    .byStaff(cli, 'help_people', show)
  group
    .command('open')
    .argument('<person>', 'the id that find gave', wholeNumber)
    .description('Begin to help: a lost phone takes two people of the desk, a card number one.')
    .addOption(
      new Option('--kind <kind>', 'what is lost').choices(['access', 'card_number']).default('access'),
    )
    .requiredOption('--because <words>', 'why; the person can see it')
    .byStaff(cli, 'help_people', open)
  group.command('list').description('Who is being helped.').byStaff(cli, 'help_people', list)
  proveCommands(group, cli)
  const ofCase = (name: string, about: string) =>
    group.command(name).argument('<case>', 'as open gave it', wholeNumber).description(about)
  ofCase('confirm', 'As the second person: approve that the phone is changed, and change it.').byStaff(
    cli,
    'help_people',
    (by, id: number, { json }: Options) =>
      told(
        by,
        json,
        confirmAccess(by.ctx, String(id), byOf(by)),
        'The phone is changed. Every old address is told.',
      ),
  )
  ofCase('card-number', 'Give the card another number; its holder is sent it.').byStaff(
    cli,
    'help_people',
    (by, id: number, { json }: Options) =>
      told(by, json, replaceCardNumber(by.ctx, String(id), byOf(by)), 'The card has another number.'),
  )
  ofCase('end', 'End the help; nothing is changed.').byStaff(
    cli,
    'help_people',
    (by, id: number, { json }: Options) =>
      told(by, json, withdrawDeskCase(by.ctx, String(id), by.actor), 'The help is ended.'),
  )
  group
    .command('settle')
    .argument('<change>', 'as the queue of cases has it, under recovery', wholeNumber)
    .description('Decide a change of phone that its owner stopped; whoever took part in it may not.')
    .option('--release', 'release the card; else it stays suspended')
    .requiredOption('--because <words>', 'why; the person can see it')
    .byStaff(cli, 'help_people', settle)
}

const byOf = ({ actor, config }: ByStaff) => ({ actor, link: (path: string) => linkTo(config, path) })

async function find({ ctx, actor }: ByStaff, what: string, { json }: Options): Promise<void> {
  const { found, tooMany } = await findAtDesk(ctx, what, actor)
  const nobody = tooMany
    ? `More than ${deskRules.mostFound} people match: ask for something more exact.`
    : 'Nobody was found.'
  const shown = found.map(({ personId, name, phone, cardTail }) => ({
    personId,
    name,
    phone: maskPhone(phone),
    cardTail,
  }))
  answerList(json, shown, nobody, [
    ['person', (one) => one.personId],
    ['name', (one) => one.name],
    ['phone', (one) => one.phone],
    ['card', (one) => (one.cardTail ? `...${one.cardTail}` : '-')],
  ])
}

async function show({ cli, ctx, actor }: ByStaff, person: number, { because, json }: Options): Promise<void> {
  const found = await openAtDesk(ctx, String(person), because, actor)
  if (!found) return sayRefused(cli, json, refuse('person_unknown'), deskRefusals)
  answer(json, found, [
    `${found.name}, ${found.phone}, ${found.email}`,
    found.card ? `card ...${found.card.tail}, ${found.card.status}` : 'no card',
    found.deskCaseId ? `being helped: ${found.deskCaseId}` : 'nobody helps them',
  ])
}

async function open(
  { cli, ctx, actor }: ByStaff,
  person: number,
  { kind, because, json }: Options & { readonly kind: 'access' | 'card_number' },
): Promise<void> {
  const opened = await openDeskCase(ctx, String(person), { kind, because }, actor)
  if (!opened.ok) return sayRefused(cli, json, opened, deskRefusals)
  answer(json, { deskCaseId: opened.value }, [
    `Help ${opened.value} is open. Ask next: bekal desk ask ${opened.value}`,
  ])
}

async function list({ ctx }: ByStaff, { json }: Options): Promise<void> {
  const cases = await openDeskCases(ctx, 50)
  const read = await Promise.all(cases.map(({ deskCaseId }) => readDeskCase(ctx.db, deskCaseId)))
  const shown = cases.map(({ deskCaseId, kind, name, openedBy, expiresAt }, at) => {
    const waits = read[at]?.phone !== undefined
    return { deskCaseId, kind, name, openedBy, expiresAt, step: waits ? 'second person' : 'being proved' }
  })
  answerList(json, shown, 'Nobody waits.', [
    ['case', (one) => one.deskCaseId],
    ['name', (one) => one.name],
    ['help', (one) => one.kind],
    ['step', (one) => one.step],
    ['opened by', (one) => one.openedBy],
    ['until', (one) => formatInstant(one.expiresAt, 'en')],
  ])
}

async function settle(
  by: ByStaff,
  change: number,
  { release = false, because, json }: Options & { readonly release?: boolean },
): Promise<void> {
  const settled = settleChange(by.ctx, String(change), { release, because }, by.actor)
  await told(
    by,
    json,
    settled,
    release ? 'Decided: the card is released.' : 'Decided: the card stays suspended.',
  )
}
