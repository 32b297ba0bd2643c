import type { CardFacts } from '../../../card/card-facts.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { Wait } from '../../../learning/waiting/waiting-schedule.ts'
import { declineWords } from './decline-words.ts'
import { Waits } from './waiting-pages.tsx'

/** On the page of a card: the schedules that it waits for, and how its own seat is given up while nothing was bought. */
export function CardSeats(props: { waits: readonly Wait[]; facts: CardFacts; language: Language }) {
  const { waits, facts, language } = props
  const declinable = facts.status === 'active' && !facts.firstPaidAt && !facts.deadlinePassed
  return (
    <>
      <Waits waits={waits} language={language} />
      {declinable ? (
        <p class="small">
          <a href="/kartu/tolak">{declineWords[language].link}</a>
        </p>
      ) : (
        ''
      )}
    </>
  )
}
