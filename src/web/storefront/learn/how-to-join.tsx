import { isWebLink } from '../../../kernel/text.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import type { Training } from '../../../learning/completion/completion-facts.ts'
import { sessionsOf } from '../../../learning/completion/rules.ts'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { outside } from '../../site/link.ts'
import { learnWords } from './learn-words.ts'

/** When a training is held, where, and how attendance is taken; draws nothing where one learns alone at any time. */
export function HowToJoin({ training, language }: { training: Training; language: Language }) {
  const { startsAt, endsAt, place, meeting, institution } = training
  const sessions = sessionsOf(training)
  if (!startsAt && sessions.length === 0) return null
  const said = learnWords[language]
  const times = [startsAt, endsAt].filter((at) => at !== undefined)
  const where = !meeting ? (
    said.joinUnknown(institution)
  ) : isWebLink(meeting) ? (
    <a href={outside(meeting)} rel="noopener noreferrer">
      {meeting}
    </a>
  ) : (
    meeting
  )
  const named = sessions.map((session) => (session === 999 ? said.joinTest(session) : String(session)))
  return (
    <section class="panel stack">
      <h2>{said.joinTitle}</h2>
      <parts.SummaryList
        rows={[
          ...(startsAt
            ? [
                { label: said.joinWhen, value: times.map((at) => formatInstant(at, language)).join(' – ') },
                ...(place ? [{ label: placeWords[language].place, value: <Place place={place} /> }] : []),
                ...(place && !meeting ? [] : [{ label: said.joinWhere, value: where }]),
              ]
            : []),
          ...(sessions.length > 0
            ? [{ label: said.joinHow, value: said.joinSessions(named.join(', ')) }]
            : []),
        ]}
      />
    </section>
  )
}
