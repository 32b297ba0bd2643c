import { Option } from 'commander'
import { type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import type { Enrolment } from '../../learning/enrolment.ts'
import { findReviews, type ModeratedReview } from '../../learning/reviews/list-reviews.ts'
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
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'

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
    .byStaff(cli, 'run_catalogue', hide)
  group
    .command('show <id>')
    .description('Show a hidden review again.')
    .byStaff(cli, 'run_catalogue', showAgain)
  group
    .command('reply <id>')
    .description('Reply to a review for its institution, once and for good.')
    .requiredOption('--text <text>', 'the reply')
    .byStaff(cli, 'run_catalogue', reply)
}

async function list(cli: Cli, options: ListOptions): Promise<void> {
  const { ctx } = await cli.open()
  const { course: courseCode, hidden: hiddenOnly = false, limit } = options
  const { reviews } = await findReviews(ctx, { courseCode, hiddenOnly, limit })
  const shown = reviews.map(({ enrolment, text, reply: said, ...review }) => ({
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

async function hide(by: ByStaff, id: string, { reason: because, note, json }: HideOptions): Promise<void> {
  await change(by, id, json, `Review ${id} is hidden; its writer is told.`, (enrolment) =>
    hideReview(by.ctx, enrolment, { because, note }, by.actor),
  )
}

async function showAgain(by: ByStaff, id: string, { json }: ActOptions): Promise<void> {
  await change(by, id, json, `Review ${id} is shown again.`, (enrolment) =>
    showReview(by.ctx, enrolment, by.actor),
  )
}

async function reply(by: ByStaff, id: string, { text, json }: ReplyOptions): Promise<void> {
  await change(by, id, json, `Review ${id} has its reply.`, (enrolment) =>
    replyToReview(by.ctx, enrolment, text, by.actor),
  )
}

type Changed = Outcome<unknown, ReasonOf<typeof reviewRefusals>>
const reviewRefusals = refusalWords({ id: {}, en: {}, also: [replyRefusals, moderationRefusals] })

async function change(
  { cli }: ByStaff,
  id: string,
  json: boolean | undefined,
  sentence: string,
  work: (enrolment: Enrolment) => Promise<Changed>,
): Promise<void> {
  const enrolment = reviewById(id)
  if (!enrolment) return sayRefused(cli, json, refuse('review_unknown'), reviewRefusals)
  const outcome = await work(enrolment)
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

type Shown = Pick<ModeratedReview, 'hidden' | 'editedAt' | 'reply'>

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
