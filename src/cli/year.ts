import { type Command, Option } from 'commander'
import { schemes, yearRulesSchema } from '../programme/year-rules.ts'
import { createYear, listYears } from '../programme/years.ts'
import { answer, type Cli, cliActor, sayNo, wholeNumber } from './command.ts'

interface CreateOptions {
  scheme: string
  usableUntil: string
  name?: string
  json?: boolean
}

/** `bekal year create` and `show`. */
export function yearCommands(program: Command, cli: Cli): void {
  const group = program.command('year').description('Programme years and their rules.')
  group
    .command('create')
    .description('Begin a programme year by the rules of a known scheme.')
    .argument('<year>', 'such as 2027', wholeNumber)
    .requiredOption(
      '--usable-until <date>',
      'the cut-off: the last day on which cards can be used, such as 2027-12-15',
    )
    .addOption(new Option('--scheme <scheme>', 'whose rules').choices(Object.keys(schemes)).default('2021'))
    .option('--name <name>', 'as people read it')
    .option('--json', 'the rules as JSON')
    .action((year: number, options: CreateOptions) => create(cli, year, options))
  group
    .command('show')
    .argument('[year]', 'such as 2021', wholeNumber)
    .description('The rules of a year, or of all.')
    .option('--json', 'the rules as JSON')
    .action((year: number | undefined, options: { json?: boolean }) => show(cli, year, options.json))
}

async function create(cli: Cli, year: number, options: CreateOptions): Promise<void> {
  const rules = yearRulesSchema.safeParse({ ...schemes[options.scheme], usableUntil: options.usableUntil })
  if (!rules.success)
    return sayNo(
      cli,
      options.json,
      'rules_wrong',
      `The rules are wrong: ${rules.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`,
    )
  const { ctx } = await cli.open()
  const begun = { year, name: options.name ?? `Program ${year}`, rules: rules.data }
  const outcome = await createYear(ctx, begun, cliActor())
  if (!outcome.ok)
    return sayNo(cli, options.json, outcome.refusal, `There is a programme year ${year} already.`)
  answer(options.json, begun, [`Programme year ${year} has begun, by the rules of ${options.scheme}.`])
}

async function show(cli: Cli, year: number | undefined, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const years = (await listYears(ctx.db)).filter((each) => year === undefined || each.year === year)
  if (years.length === 0)
    return sayNo(
      cli,
      json,
      'year_unknown',
      year ? `There is no programme year ${year}.` : 'There is no year yet.',
    )
  answer(
    json,
    years,
    years.flatMap((each) => [`${each.year}  ${each.name}`, ...ruleLines(each.rules, '  ')]),
  )
}

function ruleLines(rules: object, indent: string): string[] {
  return Object.entries(rules).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [`${indent}${name}`, ...ruleLines(value, `${indent}  `)]
      : [`${indent}${name}: ${Array.isArray(value) ? value.join(', ') : (value ?? 'none')}`],
  )
}
