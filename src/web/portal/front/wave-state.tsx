import type { Language } from '../../../kernel/wib.ts'
import type { CalendarWave } from '../../../waves/wave-calendar.ts'
import * as parts from '../../parts/parts.ts'
import { infoWords } from './info-words.ts'

/** What people call a wave. */
export function waveName({ kind, number }: CalendarWave, language: Language): string {
  const said = infoWords[language].when
  return kind === 'extra' ? said.extra(number) : said.regular(number)
}

/** The state of a wave in a word. */
export function WaveState({ wave: { status }, language }: { wave: CalendarWave; language: Language }) {
  const tone = status === 'open' ? 'success' : status === 'closed' || status === 'drawn' ? 'waiting' : 'quiet'
  return <parts.StatusTag tone={tone}>{infoWords[language].when.states[status] ?? status}</parts.StatusTag>
}
