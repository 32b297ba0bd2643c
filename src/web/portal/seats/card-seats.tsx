import type { CardFacts } from '../../../card/card-facts.ts'
import type { Context } from '../../../database/context.ts'
import type { Language } from '../../../kernel/wib.ts'
import { waitsOfCard } from '../../../learning/waiting/waiting-schedule.ts'
import { declineWords } from './decline-words.ts'
import { Waits } from './waiting-pages.tsx'

/** On the page of a card: the schedules that it waits for, and how its own seat is given up while nothing was bought. */
export async function CardSeats(props: { ctx: Context; facts: CardFacts; language: Language }) {
  const { ctx, facts, language } = props
  const declinable = facts.status === 'active' && !facts.firstPaidAt && !facts.deadlinePassed
  return (
    <>
      <Waits waits={await waitsOfCard(ctx, facts.cardId)} language={language} />
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
