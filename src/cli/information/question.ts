import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { endQuestion, keepQuestion, questionRefusals } from '../../information/keep-question.ts'
import { findQuestion, listQuestions } from '../../information/questions.ts'
import { topics } from '../../information/topics.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayNo, sayRefused, wholeNumber } from '../command.ts'

interface Json {
  readonly json?: boolean
}

/** A question as a file has it. */
const inFile = z.strictObject({
  topic: z.enum(topics),
  place: z.number().int().min(1).max(999).default(100),
  asked: z.strictObject({ id: z.string(), en: z.string() }),
  answer: z.strictObject({ id: z.string(), en: z.string() }),
  words: z.string().default(''),
})

/** `bekal question list`, `show`, `set` and `end`. */
export function questionCommands(program: Command, cli: Cli): void {
  const group = program
    .command('question')
    .description('Questions and answers that everybody reads, in both languages.')
  group
    .command('list')
    .description('All of them, by topic.')
    .option('--json', 'the questions as JSON')
    .action((options: Json) => list(cli, options))
  group
    .command('show')
    .argument('<question>', 'its number, as the list has it', wholeNumber)
    .description('One, as `question set` takes it.')
    .option('--json', 'as JSON, which it always is')
    .action((id: number) => show(cli, id))
  group
    .command('set')
    .argument('<file>', 'JSON as `question show` prints it')
    .description('Keep a new question; with --question, other words of one.')
    .option('--question <number>', 'the one that is changed', wholeNumber)
    .byStaff(cli, 'run_information', set)
  group
    .command('end')
    .argument('<question>', 'its number, as the list has it', wholeNumber)
    .description('Take one off the page.')
    .byStaff(cli, 'run_information', async ({ ctx, actor }: ByStaff, id: number, { json }: Json) => {
      await endQuestion(ctx, id, actor)
      answer(json, { question: id }, ['Nobody reads it any more.'])
    })
}

async function list(cli: Cli, { json }: Json): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listQuestions(ctx.db), 'There is none: keep one by question set.', [
    ['number', (one) => String(one.questionId)],
    ['topic', (one) => one.topic],
    ['place', (one) => String(one.place)],
    ['question', (one) => one.askedEn],
    ['changed', (one) => formatDate(one.writtenAt, 'en')],
  ])
}

async function show(cli: Cli, id: number): Promise<void> {
  const { ctx } = await cli.open()
  const one = await findQuestion(ctx.db, id)
  if (!one || one.endedAt) return sayRefused(cli, false, refuse('question_unknown'), questionRefusals)
  const { topic, place, words } = one
  const asked = { id: one.askedId, en: one.askedEn }
  const answers = { id: one.answerId, en: one.answerEn }
  answer(true, { topic, place, asked, answer: answers, words }, [])
}

async function set(
  { cli, ctx, actor }: ByStaff,
  file: string,
  { question, json }: Json & { readonly question?: number },
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const read = inFile.safeParse(parsed(text))
  if (!read.success)
    return sayNo(cli, json, 'question_malformed', {
      id: 'Berkas itu tidak bisa dibaca sebagai tanya jawab. Tulis seperti yang dicetak question show.',
      en: 'This file is no question with its answer. Write it as question show prints one.',
    })
  const was = question === undefined ? undefined : await findQuestion(ctx.db, question)
  if (question !== undefined && !was)
    return sayRefused(cli, json, refuse('question_unknown'), questionRefusals)
  const { asked, answer: answers, ...rest } = read.data
  const written = {
    ...rest,
    ...{ askedId: asked.id, askedEn: asked.en, answerId: answers.id, answerEn: answers.en },
  }
  const kept = await keepQuestion(ctx, written, was, actor)
  if (!kept.ok) return sayRefused(cli, json, kept, questionRefusals)
  answer(json, { question: kept.value }, [`Question ${kept.value} is read from now on.`])
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
