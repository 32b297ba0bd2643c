import type { Language } from '../../../kernel/wib.ts'
import type { Wave } from '../../../waves/waves.ts'
import { simulateWords } from './simulate-words.ts'

/** The way to the trials of rules from a wave that was drawn. */
export function SimulateLink({ wave, language }: { wave: Wave; language: Language }) {
  if (!wave.byDraw || !['announced', 'notified'].includes(wave.status)) return ''
  return (
    <p>
      <a href={`/konsol/gelombang/${wave.waveId}/coba-aturan`}>{simulateWords[language].title}</a>
    </p>
  )
}
