import type { Language } from '../../kernel/wib.ts'
import { occasions } from '../occasions.ts'
import type { TemplateName } from '../templates.ts'

/** What every message with a code says as it stands: the warning, and the line that binds the code to its site. */
const ofCodes: Readonly<Record<Language, readonly string[]>> = {
  id: ['JANGAN beri ke siapa pun.', '@{domain} #{otp}'],
  en: ['NEVER share it with anyone.', '@{domain} #{otp}'],
}

/** The part of a code's wording that is missing, or undefined: the last line is the binding one and nothing else. */
export function missingFixedPart(template: string, language: Language, body: string): string | undefined {
  if (occasions[template as TemplateName]?.kind !== 'code') return undefined
  const [warning, binding] = ofCodes[language] as [string, string]
  if (body.trimEnd().split(/\r?\n/).at(-1) !== binding) return binding
  return body.includes(warning) ? undefined : warning
}
