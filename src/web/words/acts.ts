import type { Act } from '../../journal/acts.ts'
import type { Language } from '../../kernel/wib.ts'
import { actsEn } from './acts-en.ts'
import { actsId } from './acts-id.ts'
import { reasons } from './reasons.ts'

const acts = { id: actsId, en: actsEn }

/** What an act of the journal is called, wherever a person or an operator reads it. */
export function actWord(act: Act | string, language: Language): string {
  const known: Readonly<Record<string, string>> = acts[language]
  // Written by another version of this programme: readable at least.
  return known[act] ?? act.replaceAll('_', ' ')
}

/** A reason of the journal as people read it: those that are no words of somebody's have words here. */
export function reasonWord(reason: string, language: Language): string {
  const known: Readonly<Record<string, string>> = reasons[language]
  return known[reason] ?? reason
}
