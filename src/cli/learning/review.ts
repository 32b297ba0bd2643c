import { Option } from 'commander'
import { type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import { listReviews } from '../../learning/reviews/list-reviews.ts'
import { hideReview, showReview } from '../../learning/reviews/moderate-review.ts'
import { replyToReview } from '../../learning/reviews/reply-to-review.ts'
import { reviewById, reviewId } from '../../learning/reviews/reviews.ts'
import {
  type HideReason,
  hideReasons,
  maskNumbers,
  moderationRefusals,
  replyRefusals,
} from '../../learning/reviews/rules.ts'
import type { Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { whoActs } from '../who-acts.ts'

interface ListOptions {
  course?: string
  hidden?: boolean
  limit: number
  json?: boolean
}

interface ActOptions {
  json?: boolean
}

interface HideOptions extends ActOptions {
  reason: HideReason
  note?: string
}

interface ReplyOptions extends ActOptions {
  text: string
}

/** `bekal review list`, `hide`, `show` and `reply`. */
export function reviewCommands(program: Command, cli: Cli): void {
  const group = program.command('review').description('Reviews of courses, and their moderation.')
  group
    .command('list')
    .description('Reviews, newest first, hidden ones among them. Long numbers are masked.')
    .option('--course <code>', 'of one course')
    .option('--hidden', 'only hidden ones')
    .option('--limit <count>', 'at most so many', wholeNumber, 50)
    .option('--json', 'the reviews as JSON')
    .action((options: ListOptions) => list(cli, options))
  group
    .command('hide <id>')
    .description('Hide a review; its writer is told why by email, and may put it right.')
    .addOption(new Option('--reason <reason>', 'why').choices([...hideReasons]).makeOptionMandatory())
    .option('--note <text>', 'adds to the reason; needed for "other"')
    .option('--json', 'the answer as JSON')
    .action((id: string, options: HideOptions) => hide(cli, id, options))
  group
    .command('show <id>')
    .description('Show a hidden review again.')
    .option('--json', 'the answer as JSON')
    .action((id: string, options: ActOptions) => showAgain(cli, id, options))
  group
    .command('reply <id>')
    .description('Reply to a review for its institution, once and for good.')
    .requiredOption('--text <text>', 'the reply')
    .option('--json', 'the answer as JSON')
    .action((id: string, options: ReplyOptions) => reply(cli, id, options))
}

async function list(cli: Cli, options: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const { course: courseCode, hidden: hiddenOnly = false, limit } = options
  const found = await listReviews(ctx, { courseCode, hiddenOnly, limit })
  const shown = found.map(({ enrolment, text, reply: said, ...review }) => ({
    id: reviewId(enrolment),
    ...review,
    text: maskNumbers(text).text,
    reply: said && { ...said, text: maskNumbers(said.text).text },
  }))
  answerList(options.json, shown, 'There is no such review.', [
    ['id', (review) => review.id],
    ['course', (review) => review.courseCode],
    ['stars', (review) => String(review.stars)],
    ['written', (review) => formatDate(review.writtenAt, 'en')],
    ['state', (review) => stateOf(review)],
    ['by', (review) => review.shownName],
    ['text', (review) => oneLine(review.text)],
  ])
}

async function hide(cli: Cli, id: string, { reason: because, note, ...options }: HideOptions): Promise<void> {
  await change(cli, id, options, `Review ${id} is hidden; its writer is told.`, async (enrolment, actor) => {
    const { ctx } = await cli.open()
    return hideReview(ctx, enrolment, { because, note }, actor)
  })
}

async function showAgain(cli: Cli, id: string, options: ActOptions): Promise<void> {
  await change(cli, id, options, `Review ${id} is shown again.`, async (enrolment, actor) => {
    const { ctx } = await cli.open()
    return showReview(ctx, enrolment, actor)
  })
}

async function reply(cli: Cli, id: string, { text, ...options }: ReplyOptions): Promise<void> {
  await change(cli, id, options, `Review ${id} has its reply.`, async (enrolment, actor) => {
    const { ctx } = await cli.open()
    return replyToReview(ctx, enrolment, text, actor)
  })
}

type Act = Parameters<typeof showReview>
type Changed = Outcome<unknown, ReasonOf<typeof reviewRefusals>>
const reviewRefusals = refusalWords({ id: {}, en: {}, also: [replyRefusals, moderationRefusals] })

async function change(
  cli: Cli,
  id: string,
  { json }: ActOptions,
  sentence: string,
  work: (enrolment: Act[1], actor: Act[2]) => Promise<Changed>,
): Promise<void> {
  const enrolment = reviewById(id)
  if (!enrolment) return sayRefused(cli, json, refuse('review_unknown'), reviewRefusals)
  const outcome = await work(enrolment, await whoActs(cli))
  if (!outcome.ok) return sayRefused(cli, json, outcome, reviewRefusals)
  answer(json, { id }, [sentence])
}

function stateOf({ hidden, editedAt, reply: said }: Shown): string {
  if (hidden)
    return editedAt && editedAt > hidden.at
      ? `hidden (${hidden.because}), edited`
      : `hidden (${hidden.because})`
  return said ? 'replied' : 'shown'
}

type Shown = Pick<Awaited<ReturnType<typeof listReviews>>[number], 'hidden' | 'editedAt' | 'reply'>

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
