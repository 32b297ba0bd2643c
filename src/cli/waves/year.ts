import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { yearRefusals } from '../../years/change-year.ts'
import { readRules } from '../../years/rule-conflicts.ts'
import { compareRules, ruleText, ruleValue, withRule } from '../../years/rule-values.ts'
import { ruleWords } from '../../years/rule-words.ts'
import { schemes, type YearRules } from '../../years/year-rules.ts'
import { listYears, readYear, yearBefore } from '../../years/years.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, sayRefused, shellLanguage, wholeNumber } from '../command.ts'
import { simulateCommand } from './simulate.ts'

interface CreateOptions {
  scheme: string
  usableUntil: string
  like?: number
  set?: readonly string[]
  name?: string
  json?: boolean
}

interface ChangeOptions {
  set: readonly string[]
  json?: boolean
}

/** `bekal year create`, `change`, `show`, `compare` and `simulate`. */
export function yearCommands(program: Command, cli: Cli): void {
  const group = program.command('year').description('Programme years and their rules.')
  group
    .command('create')
    .description(
      'Begin a programme year by the rules of a known scheme, or of another year. Takes two people: each gives this command.',
    )
    .argument('<year>', 'such as 2027', wholeNumber)
    .requiredOption(
      '--usable-until <date>',
      'the cut-off: the last day on which cards can be used, such as 2027-12-15',
    )
    .addOption(new Option('--scheme <scheme>', 'whose rules').choices(Object.keys(schemes)).default('2021'))
    .option('--like <year>', 'by the rules of that year instead of a scheme', wholeNumber)
    .option('--set <rule=value...>', 'rules that differ, as for year change')
    .option('--name <name>', 'as people read it')
    .byStaff(cli, 'run_waves', create)
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
  group
    .command('compare')
    .argument('<year>', 'such as 2027', wholeNumber)
    .description('What differs between the rules of a year and those of the year before it.')
    .option('--with <year>', 'another year instead of the one before', wholeNumber)
    .option('--json', 'the rules that differ as JSON')
    .action((year: number, options: CompareOptions) => compare(cli, year, options))
  simulateCommand(group, cli)
}

async function create(by: ByStaff, year: number, options: CreateOptions): Promise<void> {
  const { cli, ctx } = by
  const { like, json } = options
  const before = like === undefined ? undefined : await readYear(ctx.db, like)
  if (like !== undefined && !before) return sayRefused(cli, json, refuse('year_unknown'), yearRefusals)
  const from = before?.rules ?? schemes[options.scheme]!
  const given = withRules({ ...from, usableUntil: options.usableUntil }, options.set ?? [])
  const rules = readRules(year, given, ctx.clock.now())
  if (!rules.ok) return sayRefused(cli, json, rules, yearRefusals)
  const begun = { year, name: options.name ?? `Program ${year}`, rules: rules.value }
  const facts = { name: begun.name, rules: begun.rules }
  if (!(await doneByTwo(by, 'begin_year', year, { facts, json }))) return
  const source = before ? String(before.year) : options.scheme
  answer(json, begun, [`Programme year ${year} has begun, by the rules of ${source}.`])
}

async function change(by: ByStaff, year: number, options: ChangeOptions): Promise<void> {
  const { cli, ctx } = by
  const { json } = options
  const standing = await readYear(ctx.db, year)
  if (!standing) return sayRefused(cli, json, refuse('year_unknown'), yearRefusals)
  const rules = readRules(year, withRules(standing.rules, options.set), ctx.clock.now())
  if (!rules.ok) return sayRefused(cli, json, rules, yearRefusals)
  if (!(await doneByTwo(by, 'change_year_rules', year, { facts: { rules: rules.value }, json }))) return
  answer(json, { year, rules: rules.value }, [
    `The rules of ${year} are changed:`,
    ...differences(standing.rules, rules.value),
  ])
}

/** Rules with `a.b=value` set; what is no JSON is text. A name that there is not is told when they are read. */
function withRules(rules: object, settings: readonly string[]): object {
  return settings.reduce<object>((changed, setting) => {
    const [name = '', ...value] = setting.split('=')
    return withRule(changed, name, parsed(value.join('=')))
  }, rules)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** What differs between two years, each rule by its name, with both sides. */
function differences(before: YearRules, after: YearRules): string[] {
  const language = shellLanguage()
  const differing = compareRules(before, after).filter(({ differs }) => differs)
  return differing.map(({ rule }) => {
    const [old, now] = [ruleText(before, rule, language), ruleText(after, rule, language)]
    return `  ${ruleWords[rule]![language]} (${rule}): ${old} -> ${now}`
  })
}

interface CompareOptions {
  with?: number
  json?: boolean
}

async function compare(cli: Cli, year: number, { with: other, json }: CompareOptions): Promise<void> {
  const { ctx } = await cli.open()
  const years = await listYears(ctx.db)
  const after = years.find((one) => one.year === year)
  const before = other ? years.find((one) => one.year === other) : yearBefore(years, year)
  if (!after || !before) return sayRefused(cli, json, refuse('year_unknown'), yearRefusals)
  const rules = compareRules(before.rules, after.rules)
    .filter(({ differs }) => differs)
    .map(({ rule }) => ({ rule, before: ruleValue(before.rules, rule), after: ruleValue(after.rules, rule) }))
  const lines = differences(before.rules, after.rules)
  answer(json, { year, before: before.year, rules }, [
    `${year} beside ${before.year}: ${lines.length} rules differ.`,
    ...lines,
  ])
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
