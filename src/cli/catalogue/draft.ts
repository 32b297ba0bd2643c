import { cleanPrice } from '../../catalogue/import/clean-price.ts'
import { approveProposal, refuseProposal } from '../../catalogue/proposals/decide-proposal.ts'
import { type Proposal, proposalsWaiting } from '../../catalogue/proposals/proposals.ts'
import { decideRefusals } from '../../catalogue/proposals/rules.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused } from '../command.ts'
import { type CurationOptions, curationOf, withCuration } from './curation-options.ts'
import { draftShowCommand } from './draft-show.ts'

/** `bekal draft list`, `show`, `approve` and `refuse`. */
export function draftCommands(program: Command, cli: Cli): void {
  const group = program.command('draft').description('Courses and schedules that institutions draft.')
  group
    .command('list')
    .description('What waits to be decided.')
    .option('--json', 'the drafts as JSON')
    .action((options: { json?: boolean }) => list(cli, options))
  draftShowCommand(group, cli)
  withCuration(
    group
      .command('approve <draft>')
      .description('Approve a draft, and its price: it is written to the catalogue and offered at once.'),
  )
    .option('--because <words>', 'why, where a point of the checklist is open')
    .byStaff(cli, 'run_catalogue', approve)
  withCuration(
    group
      .command('refuse <draft>')
      .description('Return a draft, with a reason and the checklist, both of which its institution reads.'),
  )
    .requiredOption('--reason <reason>', 'why')
    .byStaff(cli, 'run_catalogue', no)
}

interface DecideOptions extends CurationOptions {
  json?: boolean
}

async function list(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  const { ctx } = await cli.open()
  const waiting = await proposalsWaiting(ctx.db)
  answerList(json, waiting, 'No draft waits.', [
    ['draft', (draft) => draft.draftId],
    ['submitted', (draft) => (draft.submittedAt ? formatInstant(draft.submittedAt, 'en') : '')],
    ['institution', (draft) => draft.institution],
    ['course', (draft) => draft.title],
    ['what', (draft) => whatOf(draft)],
  ])
}

function whatOf(draft: Proposal): string {
  if (draft.kind === 'schedule')
    return `schedule ${formatInstant(draft.startsAt, 'en')} - ${formatInstant(draft.endsAt, 'en')}, ${draft.quota} seats`
  const { price, method } = draft.fields
  return `${draft.courseCode === undefined ? 'new course' : `change of ${draft.courseCode}`}, ${method}, ${priceAsSaid(price)}`
}

/** As money where the cell is read as a price (`Rp 250.000` is), else as its institution typed it. */
function priceAsSaid(cell: string): string {
  const price = cleanPrice(cell)
  return typeof price === 'number' ? formatRupiah(price) : cell
}

async function approve(
  { cli, ctx, actor }: ByStaff,
  id: string,
  { json, because, ...options }: DecideOptions & { because?: string },
): Promise<void> {
  const decision = { curation: curationOf(options), reason: because }
  const outcome = await approveProposal(ctx, id, decision, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, decideRefusals)
  const { courseCode, scheduleCode, lacks } = outcome.value
  answer(json, outcome.value, [
    `Draft ${id} is approved: ${scheduleCode ? `schedule ${scheduleCode}` : `course ${courseCode}`}.`,
    ...(lacks ? [`It is not sold yet, for it lacks ${lacks.join(', ')}.`] : []),
  ])
}

async function no(
  { cli, ctx, actor }: ByStaff,
  id: string,
  { json, reason, ...options }: DecideOptions & { reason: string },
) {
  const outcome = await refuseProposal(ctx, id, { curation: curationOf(options), reason }, actor)
  if (!outcome.ok) return sayRefused(cli, json, outcome, decideRefusals)
  answer(json, { draft: id, refused: true }, [`Draft ${id} is refused.`])
}
