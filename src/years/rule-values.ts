import { formatRupiah } from '../kernel/rupiah.ts'
import { formatDate, type Language, startOfWibDate } from '../kernel/wib.ts'
import { type RuleWords, ruleWords } from './rule-words.ts'
import type { YearRules } from './year-rules.ts'

const units = {
  id: { days: 'hari', hours: 'jam', seconds: 'detik', yes: 'ya', no: 'tidak', nothing: 'tidak ada' },
  en: { days: 'days', hours: 'hours', seconds: 'seconds', yes: 'yes', no: 'no', nothing: 'none' },
}

/** The value of a rule as it stands, by its name; undefined where these rules do not have it. */
export function ruleValue(rules: object, rule: string): unknown {
  return rule
    .split('.')
    .reduce<unknown>(
      (at, step) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined,
      rules,
    )
}

/** Rules with one of them set, others left as they are. What is no rule is told when they are read. */
export function withRule(rules: object, rule: string, value: unknown): object {
  const [step = '', ...below] = rule.split('.')
  const before = (rules as Record<string, unknown>)[step]
  if (below.length === 0) return { ...rules, [step]: value }
  const inner = typeof before === 'object' && before !== null ? before : {}
  return { ...rules, [step]: withRule(inner, below.join('.'), value) }
}

/** The value of a rule as people read it, with its unit. */
export function ruleText(rules: object, rule: string, language: Language): string {
  const words = ruleWords[rule]
  const value = ruleValue(rules, rule)
  if (!words || value === undefined) return '-'
  if (value === null) return words.none?.[language] ?? '-'
  if (!Array.isArray(value)) return valueText(value, words, language)
  const said = value.map((one) => valueText(one, { ...words, as: 'count' }, language))
  return said.length === 0 ? units[language].nothing : `${said.join(', ')} ${unitOf(words, language)}`
}

function valueText(value: unknown, words: RuleWords, language: Language): string {
  const said = units[language]
  if (typeof value === 'boolean') return value ? said.yes : said.no
  if (words.as === 'date') return formatDate(startOfWibDate(String(value)), language)
  const count = Number(value)
  if (words.as === 'rupiah') return formatRupiah(count)
  if (words.as === 'hour') return `${String(count).padStart(2, '0')}.00 WIB`
  const digits = count.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  if (words.as === 'percent') return `${digits}%`
  return words.as === 'count' ? digits : `${digits} ${unitOf(words, language)}`
}

/** What a rule is counted in, where it is counted in something. */
export function unitOf({ as }: RuleWords, language: Language): string {
  if (as === 'rupiah') return 'rupiah'
  if (as === 'percent') return '%'
  return as === 'days' || as === 'hours' || as === 'seconds' ? units[language][as] : ''
}

/** The value of a rule as it is typed: `2027-12-15`, `7, 3, 1`, `-` where there is none. */
export function typedRule(rules: object, rule: string): string {
  const value = ruleValue(rules, rule)
  if (value === null || value === undefined) return '-'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(', ') || '-' : String(value)
}

/** What was typed for a rule, as its value; what cannot be read stays text, and is told when the rules are read. */
export function readTyped(rule: string, typed: string): unknown {
  const words = ruleWords[rule]
  const text = typed.trim()
  if (words?.many) return text === '-' ? [] : text.split(/[\s,;]+/).map(wholeOf)
  if (words?.none && text === '-') return null
  if (words?.as === 'yes_no') return text === 'yes' ? true : text === 'no' ? false : text
  return words?.as === 'date' ? text : wholeOf(text)
}

/** Blanks and dots between digits are how people write large numbers. */
function wholeOf(text: string): unknown {
  const digits = text.replace(/^rp/i, '').replace(/[\s.]/g, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : text
}

/** A rule of two years side by side. */
export interface RuleBeside {
  readonly rule: string
  readonly differs: boolean
}

/** Every rule, and whether it differs between the two, in the order in which people read them. */
export function compareRules(before: YearRules, after: YearRules): readonly RuleBeside[] {
  const same = (rule: string) =>
    JSON.stringify(ruleValue(before, rule)) === JSON.stringify(ruleValue(after, rule))
  return Object.keys(ruleWords).map((rule) => ({ rule, differs: !same(rule) }))
}
