import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import {
  joinWaiting,
  leaveWaiting,
  type WaitingRefusal,
  waitingRefusals,
} from '../../../learning/waiting/join-waiting.ts'
import {
  type Wait,
  type WaitingSchedule,
  waitingSchedule,
  waitsOfCard,
} from '../../../learning/waiting/waiting-schedule.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { journeys } from '../../../storefronts/journeys.ts'
import { errorPage } from '../../http/errors.tsx'
import { type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { goTo } from '../../site/link.ts'
import { path } from '../../storefront/shop.ts'
import { portalPage, type Request, type VisitorPage } from '../register/visitor.tsx'
import { waitingWords } from './waiting-words.ts'

/** On the page of the card: the schedules that it waits for; draws nothing without any. */
export function Waits({ waits, language }: { waits: readonly Wait[]; language: Language }) {
  const said = waitingWords[language]
  if (waits.length === 0) return null
  return (
    <section class="stack">
      <h2>{said.title}</h2>
      <parts.Listing
        rows={waits.map(({ scheduleCode, course, place, firstUntil }) => ({
          title: course,
          href: `/kartu/tunggu/${encodeURIComponent(scheduleCode)}`,
          line: firstUntil ? said.lineFirst(formatInstant(firstUntil, language)) : said.line(place),
        }))}
      />
    </section>
  )
}

/** `/kartu/tunggu/JDW-1`: the waiting list of a schedule, and where one stands on it. */
export const waitingPage: VisitorPage<string, Shown> = async (c, deps, personId, shown = {}) => {
  const { ctx } = deps.registrations
  const cardId = await cardOfPerson(ctx.db, personId)
  const schedule = await waitingSchedule(ctx, c.req.param('schedule') ?? '')
  if (!schedule || !cardId) return errorPage(c, 404)
  const language = c.get('language')
  const said = waitingWords[language]
  const mine = (await waitsOfCard(ctx, cardId)).find(({ scheduleId }) => scheduleId === schedule.scheduleId)
  const begins = schedule.startsAt ? formatInstant(schedule.startsAt, language) : said.anyTime
  return portalPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      {mine?.firstUntil ? (
        <parts.Notice tone="success" title={said.first(formatInstant(mine.firstUntil, language))}>
          <p>{said.notKept}</p>
        </parts.Notice>
      ) : (
        <p>{said.notKept}</p>
      )}
      <parts.SummaryList
        rows={[
          { label: said.course, value: schedule.course },
          { label: said.institution, value: schedule.institution },
          { label: said.begins, value: begins },
          ...(schedule.place
            ? [{ label: placeWords[language].place, value: <Place place={schedule.place} /> }]
            : []),
          { label: said.waiting, value: said.people(schedule.waiting) },
          ...(mine ? [{ label: said.place, value: said.placeOf(mine.place, schedule.waiting) }] : []),
        ]}
      />
      {schedule.state === 'open' ? <Sellers schedule={schedule} language={language} /> : ''}
      {schedule.state === 'full' || schedule.state === 'open' ? '' : <p>{said.begun}</p>}
      <Forms schedule={schedule} waits={mine !== undefined} language={language} />
      <p>
        <a href="/kartu">{said.toCard}</a>
      </p>
    </>,
  )
}

function Sellers({ schedule, language }: { schedule: WaitingSchedule; language: Language }) {
  const said = waitingWords[language]
  const sellers = journeys.filter(({ id }) => schedule.storefronts.includes(id))
  if (sellers.length === 0) return <p>{said.none}</p>
  return (
    <>
      <p>{said.free}</p>
      <ul class="list">
        {sellers.map((journey) => (
          <li>
            <a href={path({ journey }, `/kursus/${schedule.slug}`)}>{journey.name}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Forms(props: { schedule: WaitingSchedule; waits: boolean; language: Language }) {
  const said = waitingWords[props.language]
  const address = `/kartu/tunggu/${encodeURIComponent(props.schedule.scheduleCode)}` as const
  if (props.waits)
    return (
      <parts.Form action={`${address}/keluar`} plain>
        <parts.Button look="second">{said.leave}</parts.Button>
      </parts.Form>
    )
  return props.schedule.state === 'full' ? <parts.Form action={address} button={said.join} plain /> : null
}

/** Joins, and shows the place. */
export const submitWaiting: VisitorPage<string> = (c, deps, personId) => move(c, deps, personId, joinWaiting)

/** Leaves. */
export const submitLeaveWaiting: VisitorPage<string> = (c, deps, personId) =>
  move(c, deps, personId, leaveWaiting)

async function move(
  c: Request,
  deps: Parameters<typeof waitingPage>[1],
  personId: string,
  how: typeof joinWaiting | typeof leaveWaiting,
): Promise<Response> {
  const { ctx } = deps.registrations
  const cardId = await cardOfPerson(ctx.db, personId)
  if (!cardId) return errorPage(c, 404)
  const code = c.req.param('schedule') ?? ''
  const actor = { actor: `person:${personId}`, requestId: c.get('requestId') }
  const made = await how(ctx, cardId, code, actor)
  if (made.ok) return goTo(c, `/kartu/tunggu/${encodeURIComponent(code)}`)
  return waitingPage(c, deps, personId, wrong('', sentence(c, made.refusal)))
}

function sentence(c: Request, refusal: WaitingRefusal): string {
  return sentenceOf(waitingRefusals, refusal, {}, c.get('language'))
}
