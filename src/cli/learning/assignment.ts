import { writeFile } from 'node:fs/promises'
import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import {
  decideSubmission,
  pendingSubmissions,
  submissionRefusals,
} from '../../learning/assignments/decide-submission.ts'
import { assignmentFile } from '../../learning/assignments/hand-in.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

/** `bekal assignment list` and `decide`. */
export function assignmentCommands(program: Command, cli: Cli): void {
  const group = program
    .command('assignment')
    .description('Assignments and feedback that institutions hand in.')
  group
    .command('list')
    .description('What waits to be decided, the oldest first.')
    .option('--most <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the submissions as JSON')
    .action((options: { most: number; json?: boolean }) => list(cli, options))
  group
    .command('decide')
    .description('Accept a submission, or fail it with a reason.')
    .addOption(new Option('--verdict <verdict>').choices(['accepted', 'failed']).makeOptionMandatory())
    .option('--reason <reason>', 'why: its learner reads it, and the journal keeps it', '')
    .argument('<number>', 'as the list has it', wholeNumber)
    .byStaff(cli, 'run_learning', decide)
  group
    .command('file')
    .description('Write the uploaded file of a submission to a new file.')
    .argument('<number>', 'as the list has it', wholeNumber)
    .argument('<file>', 'where to; it must not be there yet')
    .action((id: number, file: string) => save(cli, id, file))
}

async function save(cli: Cli, id: number, file: string): Promise<void> {
  const { ctx } = await cli.open()
  const found = await assignmentFile(ctx, id)
  if (!found) return sayRefused(cli, false, refuse('file_unknown'), submissionRefusals)
  await writeFile(file, found.content, { flag: 'wx' })
  answer(false, {}, [`${file}: ${found.mediaType}, ${found.content.length} bytes.`])
}

interface DecideOptions {
  verdict: 'accepted' | 'failed'
  reason: string
  json?: boolean
}

async function list(cli: Cli, { most, json }: { most: number; json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const waiting = await pendingSubmissions(ctx, most)
  answerList(json, waiting, 'Nothing waits.', [
    ['number', (found) => String(found.submissionId)],
    ['kind', (found) => found.kind],
    ['session', (found) => `${found.scope} ${found.sequence}`],
    ['handed in', (found) => formatInstant(found.submittedAt, 'en')],
    ['institution', (found) => found.institution],
    ['course', (found) => found.courseCode],
    [
      'what',
      (found) =>
        found.urlFile ?? found.notes ?? (found.uploaded ? 'an uploaded file: bekal assignment file' : ''),
    ],
  ])
}

async function decide(
  { cli, ctx, actor }: ByStaff,
  id: number,
  { verdict, reason, json }: DecideOptions,
): Promise<void> {
  const outcome = await decideSubmission(ctx, id, { verdict, reason }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, submissionRefusals)
  answer(json, { ...outcome.value, verdict }, [`Submission ${id} is ${verdict}.`])
}
