import { compareRules, ruleText } from '../../../years/rule-values.ts'
import { ruleGroups, ruleWords } from '../../../years/rule-words.ts'
import type { YearRules } from '../../../years/year-rules.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { yearsWords } from './years-words.ts'

/** A side of a comparison: what stands above its column, and its rules. */
export interface Side {
  readonly label: string
  readonly rules: YearRules
}

/** How many rules differ between two years. */
export function countDiffering(before: YearRules, after: YearRules): number {
  return compareRules(before, after).filter(({ differs }) => differs).length
}

/** Every rule in its group, beside that of the year before where there is one; what differs stands in bold. */
export function RulesInGroups(props: {
  language: ConsoleRequest['language']
  before: Side | undefined
  after: Side
}) {
  const { language, before, after } = props
  const said = yearsWords[language]
  const differing = new Set(differingOf(before, after))
  const sides = before ? [before, after] : [after]
  return (
    <div class="columns">
      {ruleGroups.map((group) => (
        <parts.Table
          caption={group[language]}
          columns={[{ label: said.rule }, ...sides.map(({ label }) => ({ label, right: true }))]}
          rows={Object.entries(group.rules).map(([rule, words]) => [
            differing.has(rule) ? <strong>{words[language]}</strong> : words[language],
            ...sides.map(({ rules }) => {
              const text = ruleText(rules, rule, language)
              return differing.has(rule) ? <strong>{text}</strong> : text
            }),
          ])}
        />
      ))}
    </div>
  )
}

/** Only the rules that differ, old and new side by side. */
export function RulesThatDiffer(props: { language: ConsoleRequest['language']; before: Side; after: Side }) {
  const { language, before, after } = props
  const said = yearsWords[language]
  const differing = differingOf(before, after)
  if (differing.length === 0) return <p class="muted">{said.nothingDiffers}</p>
  return (
    <parts.Table
      caption={said.rule}
      captionHidden
      columns={[
        { label: said.rule },
        { label: before.label, right: true },
        { label: after.label, right: true },
      ]}
      rows={differing.map((rule) => [
        ruleWords[rule]![language],
        ruleText(before.rules, rule, language),
        <strong>{ruleText(after.rules, rule, language)}</strong>,
      ])}
    />
  )
}

function differingOf(before: Side | undefined, after: Side): string[] {
  if (!before) return []
  const all = compareRules(before.rules, after.rules)
  return all.filter(({ differs }) => differs).map(({ rule }) => rule)
}
