import type { Context } from 'hono'
import { z } from 'zod'
import { day, hour, minute } from '../../kernel/clock.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { field } from '../http/form-fields.ts'
import { checkForm, readForm } from '../http/forms.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { groupDigits } from '../parts/card.tsx'
import { Field, Select } from '../parts/forms/field.tsx'
import { Button } from '../parts/forms/form.tsx'
import { ErrorSummary } from '../parts/notice.tsx'
import { Page } from '../parts/page/page.tsx'
import { goTo } from '../site/link.ts'
import type { DemoDeps } from './demo-deps.ts'
import { demoWords } from './demo-words.ts'

const furthestMs = 20 * 366 * day

type Problem = 'tooFar' | 'nothing' | 'noDeadline'

/** `/dev/clock`: the time that the whole system goes by, and how to turn it. */
export async function clockPage(c: Context<Web>, deps: DemoDeps, problem?: Problem): Promise<Response> {
  const language = c.get('language') ?? 'id'
  const words = demoWords[language].clock
  const now = deps.clock.now()
  const { cards } = await deps.facts()
  const cardOptions = cards.map((card) => ({
    value: card.prakerja_id,
    label: `${card.name}, ${groupDigits(card.prakerja_id)}`,
  }))
  return show(
    c,
    <Page view={viewOf(c)} title={words.title} failed={problem !== undefined} scripted={false}>
      <h1>{words.title}</h1>
      <ErrorSummary problems={problem ? [{ field: '', message: words[problem] }] : []} />
      <p class="lead">{words.lead}</p>
      <Reading now={now} moved={deps.clockControl.offsetMs() !== 0} language={language} />
      <form method="post" action="/dev/clock" class="form">
        <h2>{words.move}</h2>
        <p class="hint">{words.moveHint}</p>
        <div class="trio">
          <Field name="days" label={words.days} inputmode="numeric" value="0" />
          <Field name="hours" label={words.hours} inputmode="numeric" value="0" />
          <Field name="minutes" label={words.minutes} inputmode="numeric" value="0" />
        </div>
        <Button name="act" value="move">
          {words.moveButton}
        </Button>
      </form>
      <form method="post" action="/dev/clock" class="form">
        <Field name="at" label={words.set} type="datetime-local" short value={localWib(now)} />
        <Button look="second" name="act" value="set">
          {words.setButton}
        </Button>
      </form>
      {cardOptions.length > 0 ? (
        <form method="post" action="/dev/clock" class="form">
          <h2>{words.deadline}</h2>
          <Select name="card" label={words.card} options={cardOptions} />
          <Button look="second" name="act" value="deadline">
            {words.deadlineButton}
          </Button>
        </form>
      ) : (
        ''
      )}
    </Page>,
    problem ? 422 : 200,
  )
}

/** What the clock shows, and the way back. */
function Reading(props: { now: Date; moved: boolean; language: Language }) {
  const words = demoWords[props.language].clock
  return (
    <div class="panel stack">
      <p>{words.now}</p>
      <p class="huge">
        <time datetime={props.now.toISOString()}>{formatInstant(props.now, props.language)}</time>
      </p>
      <p class="muted">{props.moved ? words.moved : words.real}</p>
      {props.moved ? (
        <form method="post" action="/dev/clock">
          <Button look="second" name="act" value="reset">
            {words.reset}
          </Button>
        </form>
      ) : (
        ''
      )}
    </div>
  )
}

const moves = z.object({
  days: field.whole(-9999, 9999).optional(),
  hours: field.whole(-9999, 9999).optional(),
  minutes: field.whole(-99_999, 99_999).optional(),
})

/** The form of `/dev/clock`. */
export async function turnClock(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const turned = await turn(await readForm(c), deps)
  return turned === undefined ? goTo(c, '/dev/clock') : clockPage(c, deps, turned)
}

async function turn(form: URLSearchParams, deps: DemoDeps): Promise<Problem | undefined> {
  const act = form.get('act')
  if (act === 'reset') return setOffset(deps, 0)
  if (act === 'move') {
    const read = checkForm(form, moves, 'id')
    if (!read.ok) return 'nothing'
    const { days = 0, hours = 0, minutes = 0 } = read.values
    return setOffset(deps, deps.clockControl.offsetMs() + days * day + hours * hour + minutes * minute)
  }
  if (act === 'set') return setNow(deps, Date.parse(`${form.get('at')}+07:00`))
  if (act === 'deadline') {
    const card = form.get('card') ?? ''
    const before = /^\d{16}$/.test(card) ? await deps.deadlineOf(card) : undefined
    return before ? setNow(deps, before.getTime() - minute) : 'noDeadline'
  }
  return 'nothing'
}

const orders = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_ms: z.number().int() }),
  z.strictObject({ reset: z.literal(true) }),
])

/** `POST /dev/clock.json`: `{"now": ISO}`, `{"advance_ms": n}` or `{"reset": true}`. */
export async function turnClockJson(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const order = orders.safeParse(await c.req.json().catch(() => undefined))
  const usage = '{"now":"2026-12-21T23:58:00+07:00"} | {"advance_ms":60000} | {"reset":true}'
  if (!order.success) return c.json({ success: false, code: 'bad_request', message: usage }, 400)
  const { data } = order
  const problem =
    'now' in data
      ? await setNow(deps, Date.parse(data.now))
      : await setOffset(deps, 'reset' in data ? 0 : deps.clockControl.offsetMs() + data.advance_ms)
  if (problem)
    return c.json({ success: false, code: 'bad_request', message: demoWords.en.clock[problem] }, 400)
  return clockJson(c, deps)
}

/** `GET /dev/clock.json`. */
export function clockJson(c: Context<Web>, deps: DemoDeps): Response {
  return c.json({ now: deps.clock.now().toISOString(), offset_ms: deps.clockControl.offsetMs() })
}

async function setNow(deps: DemoDeps, at: number): Promise<Problem | undefined> {
  if (Number.isNaN(at)) return 'nothing'
  const machine = deps.clock.now().getTime() - deps.clockControl.offsetMs()
  return setOffset(deps, at - machine)
}

async function setOffset(deps: DemoDeps, offsetMs: number): Promise<Problem | undefined> {
  if (Math.abs(offsetMs) > furthestMs) return 'tooFar'
  await deps.clockControl.setOffsetMs(Math.round(offsetMs))
  return undefined
}

/** `2026-12-21T23:58`, as the browser's field has it. */
function localWib(at: Date): string {
  return new Date(at.getTime() + 7 * hour).toISOString().slice(0, 16)
}
