import type { Language } from '../../../kernel/wib.ts'
import { dictionary } from '../../words/dictionary.ts'

export const waitingLineWords = dictionary({
  id: {
    waitingFor: (count: number) =>
      `${count} orang menunggu kursi jadwal ini. Minta program menambah kursi bila kelas masih muat.`,
  },
  en: {
    waitingFor: (count) =>
      `${count === 1 ? '1 person waits' : `${count} people wait`} for a seat of this schedule. Ask the programme for more seats if the class has room.`,
  },
})

/** How many wait for a seat of a schedule; draws nothing where nobody does. */
export function WaitingLine({ waiting, language }: { waiting: number; language: Language }) {
  return waiting > 0 ? <p>{waitingLineWords[language].waitingFor(waiting)}</p> : null
}
