import type { Language } from '../kernel/wib.ts'
import { maskNumbers } from '../learning/reviews/rules.ts'
import { caseWords, figureWords, peopleWords } from './case-words.ts'
import type { FraudCase } from './cases.ts'

/** A case in sentences: its name, whom it is about, what was seen, and what is usual. */
export interface ToldCase {
  readonly name: string
  readonly subject: string
  readonly seen: string
  readonly usual: string
}

/** Figures that are names of {@link figureWords}, several parted by blanks. */
const named = ['contact', 'hows', 'whats']

/** Tells a case in a language. Long numbers in what somebody wrote are masked. */
export function tellCase(found: FraudCase, language: Language): ToldCase {
  const { name, seen, usual } = caseWords[language][found.signal]
  const { figures } = found.evidence
  const told = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, figure: string) => inWords(figure, figures[figure], language))
  const subject =
    found.subjectKind === 'people' ? peopleWords[language](String(found.count)) : found.subject || '-'
  return { name, subject, seen: told(seen), usual: told(usual) }
}

function inWords(figure: string, value: number | string | undefined, language: Language): string {
  if (typeof value === 'number') return value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  const text = value ?? '-'
  if (figure === 'provider') return text.toUpperCase()
  if (!named.includes(figure)) return maskNumbers(text).text
  return text
    .split(' ')
    .map((name) => figureWords[language][name] ?? name)
    .join(', ')
}
