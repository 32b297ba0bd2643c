import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { yearRefusals } from '../../years/change-year.ts'
import { schemes, type YearRules, yearRulesSchema } from '../../years/year-rules.ts'
import { createYear, listYears, readYear } from '../../years/years.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayNo, sayRefused, wholeNumber } from '../command.ts'
import { whoActs } from '../who-acts.ts'
import { simulateCommand } from './simulate.ts'

interface CreateOptions {
  scheme: string
  usableUntil: string
  name?: string
  json?: boolean
}

interface ChangeOptions {
  set: readonly string[]
  json?: boolean
}

/** `bekal year create`, `change`, `show` and `simulate`. */
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
    .command('change')
    .description(
      'Change rules of a year of which no wave was opened, imported or committed to yet. Takes two people: each gives this command.',
    )
    .argument('<year>', 'such as 2027', wholeNumber)
    .requiredOption(
      '--set <rule=value...>',
      'as year show names them, with dots: usableUntil=2027-12-10 notice.days=10 reminders=[7,3,1]',
    )
    .byStaff(cli, 'run_waves', change)
  group
    .command('show')
    .argument('[year]', 'such as 2021', wholeNumber)
    .description('The rules of a year, or of all.')
    .option('--json', 'the rules as JSON')
    .action((year: number | undefined, options: { json?: boolean }) => show(cli, year, options.json))
  simulateCommand(group, cli)
}

async function create(cli: Cli, year: number, options: CreateOptions): Promise<void> {
  const rules = yearRulesSchema.safeParse({ ...schemes[options.scheme], usableUntil: options.usableUntil })
  if (!rules.success) return sayRulesWrong(cli, options.json, rules.error.issues)
  const { ctx } = await cli.open()
  const begun = { year, name: options.name ?? `Program ${year}`, rules: rules.data }
  const outcome = await createYear(ctx, begun, await whoActs(cli))
  if (!outcome.ok) return sayRefused(cli, options.json, outcome, yearRefusals)
  answer(options.json, begun, [`Programme year ${year} has begun, by the rules of ${options.scheme}.`])
}

async function change(by: ByStaff, year: number, options: ChangeOptions): Promise<void> {
  const { cli, ctx } = by
  const standing = await readYear(ctx.db, year)
  if (!standing) return sayRefused(cli, options.json, refuse('year_unknown'), yearRefusals)
  const rules = yearRulesSchema.safeParse(withRules(standing.rules, options.set))
  if (!rules.success) return sayRulesWrong(cli, options.json, rules.error.issues)
  const facts = { rules: rules.data }
  if (!(await doneByTwo(by, 'change_year_rules', year, { facts, json: options.json }))) return
  answer(options.json, { year, rules: rules.data }, [
    `The rules of ${year} are changed: ${options.set.join(', ')}.`,
  ])
}

/** Rules with `a.b=value` set; what is no JSON is text. A name that there is not is told by the schema. */
function withRules(rules: YearRules, settings: readonly string[]): unknown {
  const changed = structuredClone(rules) as Record<string, unknown>
  for (const setting of settings) {
    const [name = '', ...value] = setting.split('=')
    const path = name.split('.')
    const last = path.pop()!
    let place = changed
    for (const step of path) {
      if (typeof place[step] !== 'object' || place[step] === null) place[step] = {}
      place = place[step] as Record<string, unknown>
    }
    place[last] = parsed(value.join('='))
  }
  return changed
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function sayRulesWrong(
  cli: Cli,
  json: boolean | undefined,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): void {
  const wrong = issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  sayNo(cli, json, 'rules_wrong', { id: `Aturannya salah: ${wrong}.`, en: `The rules are wrong: ${wrong}.` })
}

async function show(cli: Cli, year: number | undefined, json: boolean | undefined): Promise<void> {
  const { ctx } = await cli.open()
  const years = (await listYears(ctx.db)).filter((each) => year === undefined || each.year === year)
  if (years.length === 0) return sayRefused(cli, json, refuse('year_unknown'), yearRefusals)
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
