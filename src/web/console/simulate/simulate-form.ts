import type { SimulatedTerms } from '../../../waves/simulate/simulated-rules.ts'
import { field } from '../../http/form-fields.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import { ask, form } from '../../site/form.tsx'
import type { ConsoleRequest } from '../console-request.ts'
import { readGroups, readShares } from '../waves/read-draw-terms.ts'
import { simulateWords } from './simulate-words.ts'

const most = 999_999_999

/** What is asked for when rules are tried: nothing that must be given. */
export const simulateForm = form((language) => {
  const said = simulateWords[language]
  const count = (min: number, max: number, label: string) =>
    ask.text(field.whole(min, max).optional(), label, { inputmode: 'numeric', short: true })
  return {
    quota: count(1, most, said.quota),
    reserves: count(0, most, said.reserves),
    groups: ask.text(field.text(5000).optional(), said.groups, { hint: said.groupsHint, lines: 4 }),
    shares: ask.text(field.text(2000).optional(), said.shares, { hint: said.sharesHint, lines: 4 }),
    age_min: count(0, 150, said.ageMin),
    age_max: ask.text(field.text(4).optional(), said.ageMax, {
      hint: said.ageMaxHint,
      short: true,
    }),
    family: count(1, 99, said.family),
    grant: count(1, 1_000_000_000, said.grant),
  }
})

/** What was asked for, or the form as it is shown again with what is wrong. */
export async function readTerms({
  c,
  language,
}: ConsoleRequest): Promise<{ readonly terms: SimulatedTerms } | { readonly shown: Shown }> {
  const said = simulateWords[language]
  const answers = await simulateForm.read(c)
  if (!answers.ok) return { shown: answers }
  const { values, typed } = answers
  const groups = values.groups === '-' ? readGroups('') : values.groups && readGroups(values.groups)
  if (values.groups && !groups) return { shown: wrong('groups', said.groupsHint, typed) }
  const shares =
    values.shares === '-' ? new Map<string, number>() : values.shares && readShares(values.shares)
  if (values.shares && !shares) return { shown: wrong('shares', said.sharesHint, typed) }
  const ageMax = values.age_max === undefined ? undefined : readAge(values.age_max)
  if (values.age_max !== undefined && ageMax === undefined)
    return { shown: wrong('age_max', said.ageMaxHint, typed) }
  const given = {
    quota: values.quota,
    reserves: values.reserves,
    groups: groups || undefined,
    shares: shares ? Object.fromEntries(shares) : undefined,
    ageMin: values.age_min,
    ageMax,
    maxPerFamilyCard: values.family,
    grantRupiah: values.grant,
  }
  return { terms: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

function readAge(text: string): number | null | undefined {
  if (text === '-') return null
  return /^\d{1,3}$/.test(text) && Number(text) <= 150 ? Number(text) : undefined
}

/** The same as it is typed, so that it can be changed a little and tried again. */
export function typedTerms(terms: SimulatedTerms): Readonly<Record<string, string>> {
  const { groups, shares } = terms
  const named = (groups ?? []).filter(({ occupations }) => occupations.length > 0)
  const typed = {
    quota: terms.quota,
    reserves: terms.reserves,
    groups:
      groups &&
      (named.map(({ name, occupations }) => `${name} = ${occupations.join(', ')}`).join('\n') || '-'),
    shares:
      shares &&
      (Object.entries(shares)
        .map(([province, share]) => `${province} = ${share / 100}`)
        .join('\n') ||
        '-'),
    age_min: terms.ageMin,
    age_max: terms.ageMax === null ? '-' : terms.ageMax,
    family: terms.maxPerFamilyCard,
    grant: terms.grantRupiah,
  }
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}
