import { readFile } from 'node:fs/promises'
import { refuse } from '../../kernel/refusal.ts'
import { formatDate } from '../../kernel/wib.ts'
import { labelOf } from '../../learning/surveys/questions.ts'
import { setSurvey, surveyRefusals } from '../../learning/surveys/set-survey.ts'
import { surveyResults } from '../../learning/surveys/survey-results.ts'
import { listSurveys, surveyById } from '../../learning/surveys/surveys.ts'
import { csvText } from '../../lists/csv-text.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, answerList, type Cli, sayRefused, table, wholeNumber } from '../command.ts'

interface ResultsOptions {
  csv?: boolean
  json?: boolean
}

/** `bekal survey list`, `results` and `set`. */
export function surveyCommands(program: Command, cli: Cli): void {
  const group = program
    .command('survey')
    .description('Short surveys of participants, one for each survey payment of the incentive.')
  group
    .command('list')
    .description('Every survey there is and was; the newest of each number is asked.')
    .option('--json', 'the surveys with their questions as JSON')
    .action(({ json }: { json?: boolean }) => list(cli, json))
  group
    .command('results <survey>')
    .description('How often each answer was given: the survey by its id, as survey list says.')
    .option('--csv', 'as CSV, with the free texts')
    .option('--json', 'the results as JSON, with the free texts')
    .action((id: string, options: ResultsOptions) => results(cli, id, options))
  group
    .command('set')
    .argument('<number>', 'of the survey payment, 1 to 12', wholeNumber)
    .argument('<file>', 'JSON with title and questions')
    .description(
      'Ask the survey of a JSON file for a survey payment from now on; docs/learning.md shows one.',
    )
    .byStaff(cli, 'run_learning', set)
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  answerList(json, await listSurveys(ctx.db), 'There is no survey: set one by survey set.', [
    ['id', (one) => String(one.surveyId)],
    ['payment', (one) => String(one.number)],
    ['title', (one) => one.title.en],
    ['state', (one) => (one.asked ? 'asked' : 'replaced')],
    ['answers', (one) => String(one.answers)],
    ['set', (one) => formatDate(one.definedAt, 'en')],
  ])
}

async function results(cli: Cli, id: string, { csv, json }: ResultsOptions): Promise<void> {
  const { ctx } = await cli.open()
  const survey = /^\d{1,9}$/.test(id) ? await surveyById(ctx.db, Number(id)) : undefined
  if (!survey) return sayRefused(cli, json, refuse('survey_unknown'), surveyRefusals)
  const found = await surveyResults(ctx.db, survey, csv || json ? 10_000 : 0)
  const lines = found.flatMap(({ question, counts, texts }) => [
    ...counts.map(({ value, count }) => [
      question.name,
      value,
      labelOf(question, value, 'en'),
      String(count),
    ]),
    ...texts.map((text) => [question.name, text, '', '1']),
  ])
  const head = ['question', 'answer', 'label', 'count']
  if (csv) return answer(false, undefined, [csvText([head, ...lines]).trimEnd()])
  answer(json, { surveyId: survey.surveyId, number: survey.number, results: found }, table([head, ...lines]))
}

async function set(by: ByStaff, number: number, file: string, { json }: { json?: boolean }): Promise<void> {
  const { cli, ctx, actor } = by
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return sayRefused(cli, json, refuse('file_unreadable'), surveyRefusals)
  const made = await setSurvey(ctx, { number, text }, actor)
  if (!made.ok) return sayRefused(cli, json, made, surveyRefusals)
  answer(json, made.value, [
    `Survey ${made.value.surveyId} is asked for survey payment ${number} from now on.`,
  ])
}
