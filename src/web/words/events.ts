import { events } from '../../journal/events.ts'
import { reasons } from '../../journal/reasons.ts'
import type { Language } from '../../kernel/wib.ts'

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>

/** What an event of the journal is called, wherever a person or an operator reads it. */
export function eventWord(event: string, language: Language): string {
  // Written by another version of this programme: readable at least.
  return (events as Words)[event]?.[language] ?? event.replaceAll('_', ' ')
}

/** A reason of the journal as people read it: those that are no words of somebody's have words of ours. */
export function reasonWord(reason: string, language: Language): string {
  return (reasons as Words)[reason]?.[language] ?? reason
}
