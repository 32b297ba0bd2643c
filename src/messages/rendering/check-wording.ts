import type { Language } from '../../kernel/wib.ts'
import { type Channel, templateNamed } from '../templates.ts'
import type { Wording } from '../words/words.ts'
import { type CompiledWording, compileWording, fieldsOf } from './compile-wording.ts'
import { missingFixedPart } from './fixed-parts.ts'
import { fitsOneSegment, gsmText } from './gsm7.ts'
import { leadsElsewhere } from './own-addresses.ts'

/** Why a wording is refused, in the order in which it is asked. */
export const wordingRefusals = [
  'unknown_template',
  'subject_missing',
  'unknown_placeholder',
  'missing_placeholder',
  'wording_too_long',
  'own_address',
  'fixed_part_missing',
] as const
export type WordingRefusal = (typeof wordingRefusals)[number]

export interface WordingProblem {
  readonly refusal: WordingRefusal
  /** the placeholders that are meant, without their braces */
  readonly placeholders: readonly string[]
  /** what of a code's message must stand as it is */
  readonly part?: string | undefined
}

const LONGEST = { sms: 900, email: 10_000 } as const

/** What is wrong with a wording for a template, or undefined when it may be used. */
export function wordingProblem(
  templateName: string,
  channel: Channel,
  wording: Wording,
): WordingProblem | undefined {
  const template = templateNamed(templateName)
  if (!template?.channels.includes(channel)) return { refusal: 'unknown_template', placeholders: [] }
  if (channel === 'email' && !wording.subject?.trim()) return { refusal: 'subject_missing', placeholders: [] }
  const compiled = compileWording(channel, wording)
  const unknown = [...fieldsOf(compiled)].filter((name) => !Object.hasOwn(template.fields, name))
  if (unknown.length > 0) return { refusal: 'unknown_placeholder', placeholders: unknown }
  const sure = surelySaid(compiled, (name) => template.fields[name]?.optional === true)
  // A subject is shown on locked screens and kept by mail servers' logs.
  const loose = fieldsOf({ subject: compiled.subject, lines: [] })
  const missing = template.needs.filter((name) => !sure.has(name))
  if (missing.length > 0) return { refusal: 'missing_placeholder', placeholders: missing }
  const secret = [...loose].filter((name) => template.fields[name]?.secret || template.fields[name]?.optional)
  if (secret.length > 0) return { refusal: 'unknown_placeholder', placeholders: secret }
  if (
    wording.body.length > LONGEST[channel] ||
    (channel === 'sms' && template.shortens && !fitsAtItsLongest(compiled, template.shortens))
  )
    return { refusal: 'wording_too_long', placeholders: [] }
  return undefined
}

/**
 * What is wrong with a wording that somebody of the staff writes: as above, and it may lead nowhere but where its fields do, nor
 * leave out what warns of giving a code away.
 */
export function ownWordingProblem(
  { template, channel, language }: { template: string; channel: Channel; language: Language },
  wording: Wording,
): WordingProblem | undefined {
  const problem = wordingProblem(template, channel, wording)
  if (problem) return problem
  const binding = (line: string) => line.startsWith('@{')
  const words = wording.body.split('\n').filter((line) => !binding(line))
  if (leadsElsewhere([wording.subject ?? '', ...words].join('\n')))
    return { refusal: 'own_address', placeholders: [] }
  const part = missingFixedPart(template, language, wording.body)
  return part === undefined ? undefined : { refusal: 'fixed_part_missing', placeholders: [], part }
}

/** The fields on lines that are never left out. */
function surelySaid({ lines }: CompiledWording, optional: (name: string) => boolean): Set<string> {
  const kept = lines.filter((line) => ![...fieldsOf({ subject: [], lines: [line] })].some(optional))
  return fieldsOf({ subject: [], lines: kept })
}

/** Whether a one-segment SMS has room for its longest values with a recognisable name and without its domain line. */
function fitsAtItsLongest({ lines }: CompiledWording, shortens: string): boolean {
  const longest: Record<string, string> = { amount: 'Rp99.999.999', otp: '000000', minutes: '10' }
  const text = lines
    .filter((line) => line.parts[0] !== '@')
    .map((line) =>
      line.parts
        .map((part) =>
          typeof part === 'string'
            ? part
            : part.field === shortens
              ? 'x'.repeat(12)
              : (longest[part.field] ?? ''),
        )
        .join(''),
    )
  return fitsOneSegment(gsmText(text.join('\n')))
}
