import { Option } from 'commander'
import { type Appeal, type AppealKind, appealKinds, listAppeals } from '../../appeals/appeals.ts'
import { settleAppeal, settleAppealRefusals } from '../../cases/settle-appeal.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

interface ListOptions {
  all?: boolean
  about?: AppealKind
  limit: number
  json?: boolean
}

interface AnswerOptions {
  grant?: boolean
  decline?: boolean
  reason: string
  json?: boolean
}

/** `bekal appeal list` and `answer`. */
export function appealCommands(program: Command, cli: Cli): void {
  const group = program.command('appeal').description('Appeals and requests about personal data.')
  group
    .command('list')
    .description('Appeals that wait for an answer, the most urgent first.')
    .option('--all', 'answered ones too')
    .addOption(new Option('--about <kind>', 'only those about this').choices([...appealKinds]))
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the appeals as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('answer <number>')
    .description(
      'Answer an appeal with a reason. Granted against a revocation, it waits for the second person who restores the card.',
    )
    .addOption(new Option('--grant', 'the appeal is right').conflicts('decline'))
    .addOption(new Option('--decline', 'the appeal is not right').conflicts('grant'))
    .requiredOption('--reason <text>', 'why; whoever appealed reads it')
    .byStaff(cli, 'answer_appeal', reply)
}

async function list(cli: Cli, options: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const { about, limit } = options
  const appeals = await listAppeals(ctx.db, { open: !options.all, about, limit })
  const now = ctx.clock.now()
  answer(options.json, appeals, appeals.length > 0 ? lines(appeals, now) : ['No appeal waits for an answer.'])
}

function lines(appeals: readonly Appeal[], now: Date): string[] {
  const rows = appeals.map((appeal) => [
    appeal.reference,
    appeal.about,
    appeal.answer ?? (appeal.answerBefore <= now ? 'LATE' : 'open'),
    formatInstant(appeal.answerBefore, 'en'),
    appeal.subject,
    // A NIK that somebody wrote into the text is not for a terminal.
    appeal.text
      .replace(/\s+/g, ' ')
      .replace(/\d{8,}/g, '***')
      .slice(0, 60),
  ])
  return table([['number', 'about', 'state', 'answer before', 'whose', 'text'], ...rows])
}

async function reply(
  { cli, ctx, config, actor }: ByStaff,
  reference: string,
  options: AnswerOptions,
): Promise<void> {
  if (!options.grant && !options.decline)
    return sayRefused(cli, options.json, refuse('answer_missing'), commandRefusals)
  const url = config.BEKAL_URL ?? `http://localhost:${config.PORT}`
  const given = {
    answer: options.grant ? ('granted' as const) : ('declined' as const),
    text: options.reason,
    link: `${url}/keberatan`,
  }
  const outcome = await settleAppeal(ctx, reference.toUpperCase(), given, actor)
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, settleAppealRefusals)
  const { appeal, correctionId } = outcome.value
  answer(options.json, { ...appeal, correctionId }, [
    correctionId
      ? `The appeal ${appeal.reference} is granted once somebody else approves: bekal correction approve ${correctionId}.`
      : `The appeal ${appeal.reference} is ${given.answer}.`,
  ])
}
