import { only, type ReasonOf, refusalWords } from '../../kernel/refusal.ts'
import { waveRefusals } from '../wave-refusals.ts'

/** Why rules are not tried on a wave; nobody learns of a draw before all do. */
export const simulateRefusals = refusalWords({
  id: {
    ages_contradict: 'Usia tertinggi di bawah usia terendah. Perbaiki salah satunya.',
    nothing_to_simulate:
      'Gelombang ini tidak diundi dengan aturan: penerimanya diimpor. Pilih gelombang yang sudah diundi.',
  },
  en: {
    ages_contradict: 'The highest age is below the lowest. Correct one of them.',
    nothing_to_simulate:
      'This wave was not drawn by rules: its recipients were imported. Choose one that was drawn.',
  },
  also: [only(waveRefusals, 'wave_unknown', 'not_announced', 'rules_malformed')],
})
export type SimulateRefusal = ReasonOf<typeof simulateRefusals>
