import { writeFile } from 'node:fs/promises'
import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import {
  decideReport,
  decideReportRefusals,
  reportFile,
  waitingReports,
} from '../../learning/completion/decide-report.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

/** `bekal completion list`, `decide` and `file`. */
export function completionCommands(program: Command, cli: Cli): void {
  const group = program
    .command('completion')
    .description('Completions that institutions report: they rest until they are checked, or for days.')
  group
    .command('list')
    .description('What waits to be checked, the oldest first.')
    .option('--most <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the reports as JSON')
    .action((options: { most: number; json?: boolean }) => list(cli, options))
  group
    .command('decide')
    .description('Accept a report, which counts at once, or refuse it with a reason.')
    .addOption(new Option('--verdict <verdict>').choices(['accepted', 'refused']).makeOptionMandatory())
    .option('--reason <reason>', 'why: the institution reads it, and the journal keeps it', '')
    .argument('<number>', 'as the list has it', wholeNumber)
    .byStaff(cli, 'decide_report', decide)
  group
    .command('file')
    .description('Write the evidence of a report, where it is a file, to a new file.')
    .argument('<number>', 'as the list has it', wholeNumber)
    .argument('<file>', 'where to; it must not be there yet')
    .action((id: number, file: string) => save(cli, id, file))
}

interface DecideOptions {
  verdict: 'accepted' | 'refused'
  reason: string
  json?: boolean
}

async function list(cli: Cli, { most, json }: { most: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const waiting = await waitingReports(ctx, most)
  answerList(json, waiting, 'Nothing waits.', [
    ['number', (found) => String(found.reportId)],
    ['reported', (found) => formatInstant(found.reportedAt, 'en')],
    [
      'counts from',
      (found) => (found.mustBeDecided ? 'must be decided' : formatInstant(found.restsUntil, 'en')),
    ],
    ['institution', (found) => found.institution],
    ['course', (found) => found.courseCode],
    ['evidence', (found) => found.kind],
    [
      'what',
      (found) =>
        [found.link, found.uploaded ? 'a file: bekal completion file' : undefined, found.note]
          .filter(Boolean)
          .join('; '),
    ],
  ])
}

async function decide(
  { cli, ctx, actor }: ByStaff,
  id: number,
  { verdict, reason, json }: DecideOptions,
): Promise<void> {
  const outcome = await decideReport(ctx, id, { verdict, reason }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, decideReportRefusals)
  const { finished } = outcome.value
  answer(json, { ...outcome.value, verdict }, [
    `Report ${id} is ${verdict}.`,
    ...(finished ? ['The training is finished, and its certificate issued.'] : []),
  ])
}

async function save(cli: Cli, id: number, file: string): Promise<void> {
  const { ctx } = await cli.open()
  const found = await reportFile(ctx, id)
  if (!found) return sayRefused(cli, false, refuse('file_unknown'), commandRefusals)
  await writeFile(file, found.content, { flag: 'wx' })
  answer(false, {}, [`${file}: ${found.mediaType}, ${found.content.length} bytes.`])
}
