import { deadlineOverview, type WaveDeadline } from '../../deadlines/deadline-overview.ts'
import { runDeadlines } from '../../deadlines/run-deadlines.ts'
import { type WaveHold, waveHolds } from '../../deadlines/wave-holds.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, table } from '../command.ts'
import { cardPageLink, consoleDeadlinesLink } from '../message-links.ts'
import { progress } from '../progress.ts'
import { whoActs } from '../who-acts.ts'
import { deadlineStepCommands } from './deadline-steps.ts'

interface Options {
  json?: boolean
}

/** `bekal deadline run` and `show`, and what two people decide for a whole wave. */
export function deadlineCommands(program: Command, cli: Cli): void {
  const group = program.command('deadline').description('Deadlines: reminders, revocation, cut-off.')
  group
    .command('run')
    .description(
      'Send the reminders that are due and end the terms that are over. The server does it every minute. Safe to repeat and to break off.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: Options) => run(cli, options.json))
  group
    .command('show')
    .description(
      'Every deadline with how many bought, wait or were revoked. `bekal wave extra` gives the seats of the revoked to others.',
    )
    .option('--json', 'the answer as JSON')
    .action((options: Options) => show(cli, options.json))
  deadlineStepCommands(group, cli)
}

async function run(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx, config } = await cli.open()
  const bar = progress('deadlines')
  const began = performance.now()
  const ran = await runDeadlines(ctx, {
    actor: await whoActs(cli),
    link: cardPageLink(config),
    consoleLink: consoleDeadlinesLink(config),
    onProgress: ({ done, total }) => bar.at(done, total, `${done} of ${total} cards looked at`),
  }).finally(() => bar.end())
  const seconds = (performance.now() - began) / 1000
  answer(json, { ...ran, seconds }, [
    `${ran.reminded} holders reminded.`,
    `${ran.revoked} memberships revoked, ${formatRupiah(ran.revokedAmount)} returned to the treasury.`,
    `${ran.extended} terms go on, because their holders were not told in time.`,
    ...(ran.held > 0 ? [`${ran.held} terms are over in waves that are held.`] : []),
    ...ran.stopped.map(
      ({ number, year, due, recipients }) =>
        `STOPPED: wave ${number} of ${year}: the terms of ${due} of ${recipients} recipients are over at once. ` +
        'Look why; then two people give deadline release or deadline extend.',
    ),
    `${ran.cutOff} balances cut off, ${formatRupiah(ran.cutOffAmount)} returned to the treasury.`,
    `${seconds.toFixed(1)} s.`,
  ])
}

async function show(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const overview = await deadlineOverview(ctx.db, ctx.clock.now(), 'now')
  const { waves, due, correctionsOpen } = overview
  const holds = await waveHolds(ctx.db)
  answer(json, { ...overview, holds }, [
    ...(waves.length === 0 ? ['No card was issued yet.'] : table([heads, ...waves.map(lineOf)])),
    '',
    ...holds.map(holdLine),
    `${due} cards wait for the next run. ${correctionsOpen} corrections wait for a second operator.`,
  ])
}

function holdLine({ number, year, because, heldAt, due, recipients, waiting }: WaveHold): string {
  const why =
    because === 'by_people'
      ? 'by two people'
      : `by itself: the terms of ${due} of ${recipients} recipients were over at once`
  return `HELD: wave ${number} of ${year}, since ${formatInstant(heldAt, 'en')}, ${why}. ${waiting} terms wait for deadline release.`
}

const heads = [
  'year',
  'wave',
  'first purchase until',
  'usable until',
  'cards',
  'bought',
  'waiting',
  'suspended',
  'revoked',
  'to the treasury',
]

function lineOf(wave: WaveDeadline): string[] {
  return [
    String(wave.year),
    String(wave.number),
    formatDeadline(wave.firstPurchaseBefore, 'en'),
    formatDeadline(wave.usableBefore, 'en'),
    ...[wave.cards, wave.bought, wave.waiting, wave.suspended, wave.revoked].map(String),
    formatRupiah(wave.forfeited),
  ]
}
