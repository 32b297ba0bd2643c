import { answerInquiry, dropInquiries, inquiryRefusals } from '../../information/answer-inquiry.ts'
import { findInquiry, listInquiries } from '../../information/inquiries.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, wholeNumber } from '../command.ts'
import { linkTo } from '../message-links.ts'

interface Json {
  readonly json?: boolean
}

/** `bekal inquiry list`, `show`, `answer` and `drop`. */
export function inquiryCommands(program: Command, cli: Cli): void {
  const group = program
    .command('inquiry')
    .description('Questions of those who have no account; they are cases, too.')
  group
    .command('list')
    .description('Those that wait, the newest first; with --all the others, too.')
    .option('--all', 'also those that are answered or closed')
    .option('--most <count>', 'at most so many', wholeNumber, 50)
    .byStaff(cli, 'see_appeals', list)
  group
    .command('show')
    .argument('<number>', 'as the list has it')
    .description('One with its text; whom the answer goes to is masked.')
    .byStaff(cli, 'see_appeals', show)
  group
    .command('answer')
    .argument('<number>', 'as the list has it')
    .description('Answer it, once: whoever asked is sent a link to the answer.')
    .requiredOption('--text <words>', '10 to 2,000 letters')
    .byStaff(cli, 'answer_appeal', answerOne)
  group
    .command('drop')
    .argument('<numbers...>', 'as the list has them')
    .description('Close those that ask nothing, without an answer.')
    .byStaff(cli, 'answer_appeal', async ({ ctx, actor }: ByStaff, numbers: string[], { json }: Json) => {
      const dropped = await dropInquiries(ctx, numbers.map(inCapitals), actor)
      answer(json, { dropped }, [`${dropped} closed.`])
    })
}

async function list(
  { ctx }: ByStaff,
  { all, most, json }: Json & { readonly all?: boolean; readonly most: number },
): Promise<void> {
  answerList(json, await listInquiries(ctx.db, { open: !all, most }), 'No question waits.', [
    ['number', (one) => one.reference],
    ['about', (one) => one.topic],
    ['asked', (one) => formatInstant(one.askedAt, 'en')],
    ['due', (one) => formatInstant(one.answerBefore, 'en')],
    ['state', (one) => (one.dropped ? 'closed' : one.answeredAt ? 'answered' : 'waits')],
  ])
}

async function show({ cli, ctx }: ByStaff, number: string, { json }: Json): Promise<void> {
  const one = await findInquiry(ctx, inCapitals(number))
  if (!one) return sayRefused(cli, json, refuse('inquiry_unknown'), inquiryRefusals)
  answer(json, one, [
    `${one.reference}: ${one.topic}, by ${one.name ?? 'somebody'}, ${formatInstant(one.askedAt, 'en')}`,
    `The answer goes to ${one.contact}, in ${one.language}.`,
    one.text,
    ...(one.answerText ? ['', one.answerText] : []),
  ])
}

async function answerOne(
  { cli, ctx, config, actor }: ByStaff,
  number: string,
  { text, json }: Json & { readonly text: string },
): Promise<void> {
  const reference = inCapitals(number)
  const to = (path: string) => linkTo(config, path)
  const answered = await answerInquiry(ctx, reference, { text, linkTo: to }, actor)
  if (!answered.ok) return sayRefused(cli, json, answered, inquiryRefusals)
  answer(json, { inquiry: reference }, ['It is answered; whoever asked is told.'])
}

const inCapitals = (number: string) => number.trim().toUpperCase()
