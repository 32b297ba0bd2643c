import type { CoursePage } from '../../../catalogue/courses.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { judgingWords } from './judging-words.ts'

/** As many as a page shows; those after them are chosen where one buys. */
const mostShown = 8

/** When a course is held, with the seats that are left, and how one gets there. Nothing for one that begins at any time. */
export function CourseDates({ course, language }: { course: CoursePage; language: Language }) {
  const said = judgingWords[language]
  const dated = datedOf(course)
  if (dated.length === 0) return null
  const someRoom = dated.some(({ place }) => place)
  const inOrder = dated.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  return (
    <section class="stack">
      <parts.Table
        caption={said.dates}
        columns={[
          { label: said.begins },
          { label: said.ends },
          ...(someRoom ? [{ label: placeWords[language].place }] : []),
          { label: said.seatsLeft, right: true },
        ]}
        rows={inOrder
          .slice(0, mostShown)
          .map(({ startsAt, endsAt, place, seatsLeft, state }) => [
            formatInstant(startsAt, language),
            endsAt ? formatInstant(endsAt, language) : '-',
            ...(someRoom ? [<Place place={place} />] : []),
            state === 'full' ? said.full : String(seatsLeft),
          ])}
      />
      {dated.every(({ place }) => place) ? '' : <p class="small muted">{said.linkAfterwards}</p>}
    </section>
  )
}

/** Whether there is a date to be told. */
export function hasDates(course: CoursePage): boolean {
  return datedOf(course).length > 0
}

function datedOf({ schedules }: CoursePage) {
  return schedules.flatMap(({ startsAt, ...schedule }) =>
    startsAt && (schedule.state === 'open' || schedule.state === 'full') ? [{ ...schedule, startsAt }] : [],
  )
}
