import type { Language } from '../../../kernel/wib.ts'
import type { RuleRefusal } from '../../../years/rule-conflicts.ts'
import { conflictSentence, ruleConflicts, wrongRules } from '../../../years/rule-conflicts.ts'
import { readTyped, typedRule, unitOf, withRule } from '../../../years/rule-values.ts'
import { type RuleWords, type ruleGroups, ruleWords } from '../../../years/rule-words.ts'
import { type YearRules, yearRuleFields } from '../../../years/year-rules.ts'
import { field } from '../../http/form-fields.ts'
import { readForm, type Shown, type Typed } from '../../http/forms.ts'
import { ask, form, type Question } from '../../site/form.tsx'
import type { ConsoleRequest } from '../console-request.ts'
import { yearsWords } from './years-words.ts'

/** Of which year a draft is, where it is a new one. */
export const newYearForm = form((language) => {
  const said = yearsWords[language]
  return {
    tahun: ask.whole(2000, 2200, said.year),
    nama: ask.text(field.text(80), said.name, { hint: said.nameHint, maxlength: 80 }),
  }
})

/** What a rule's question is called: not by its name alone, for what is called `otp` is never shown again. */
const asked = (rule: string) => `aturan.${rule}`

/** Every rule as a question. */
const rulesForm = form((language) =>
  Object.fromEntries(
    Object.entries(ruleWords).map(([rule, words]) => [asked(rule), questionOf(words, language)]),
  ),
)

function questionOf(words: RuleWords, language: Language): Question {
  const said = yearsWords[language]
  const unit = unitOf(words, language)
  const label = unit === '' ? words[language] : `${words[language]} (${unit})`
  if (words.as === 'yes_no')
    return ask.select(
      field.choice(['yes', 'no']),
      label,
      [
        { value: 'yes', label: said.yes },
        { value: 'no', label: said.no },
      ],
      { short: true },
    )
  const hint = words.many
    ? said.several
    : words.none
      ? said.dash(words.none[language])
      : words.as === 'date'
        ? said.dateHint
        : words.as === 'hour'
          ? said.hourHint
          : undefined
  return ask.text(field.text(200), label, { short: true, ...(hint !== undefined && { hint }) })
}

/** The questions of one group of rules. */
export function groupFields({ c }: ConsoleRequest, group: (typeof ruleGroups)[number], shown: Shown) {
  return rulesForm.fields(c, shown, ...Object.keys(group.rules).map(asked))
}

/** Rules as the form begins with them. */
export function typedRules(rules: YearRules): Typed {
  return Object.fromEntries(Object.keys(ruleWords).map((rule) => [asked(rule), typedRule(rules, rule)]))
}

/**
 * The rules that were typed, none contradicting another; or the form as it is shown again, with what is wrong under its
 * field, and what contradicts each other above them.
 */
export async function readRulesForm(
  request: ConsoleRequest,
  year: number,
): Promise<{ readonly rules: YearRules; readonly typed: Typed } | { readonly shown: Shown }> {
  const { c, ctx, language } = request
  const answers = await rulesForm.read(c)
  if (!answers.ok) return { shown: answers }
  const { typed } = answers
  const given = Object.keys(ruleWords).reduce<object>(
    (rules, rule) => withRule(rules, rule, readTyped(rule, typed[asked(rule)] ?? '')),
    {},
  )
  const wrong = wrongRules(given).map((one) => ({ field: asked(one.rule), message: one[language] }))
  if (wrong.length > 0) return { shown: { typed, problems: wrong } }
  const rules = yearRuleFields.parse(given)
  const against = ruleConflicts(year, rules, ctx.clock.now())
  if (against.length === 0) return { rules, typed }
  const told = (conflict: RuleRefusal) => ({ field: '', message: conflictSentence(conflict, language) })
  return { shown: { typed, problems: against.map(told) } }
}

/** What the form of a draft was sent with besides its rules: which button it was. */
export async function pressed({ c }: ConsoleRequest): Promise<string> {
  return (await readForm(c)).get('lanjut') ?? ''
}

/** Whether something is wrong with a rule of a group. */
export function isWrong(group: (typeof ruleGroups)[number], { problems = [] }: Shown): boolean {
  return Object.keys(group.rules).some((rule) => problems.some(({ field }) => field === asked(rule)))
}
