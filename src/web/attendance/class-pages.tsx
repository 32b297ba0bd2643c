import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { type Refusal, sentenceOf } from '../../kernel/refusal.ts'
import { attendClass, findClass, mayAttendClass, type Scan } from '../../learning/attendance/attend-class.ts'
import { classCodeHolds } from '../../learning/attendance/class-code.ts'
import type { AttendRefusal } from '../../learning/attendance/class-rules.ts'
import { attendRefusals } from '../../learning/attendance/class-rules.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { everybody, rowsOf } from '../site/site-table.ts'
import { classWords } from './class-words.ts'

type Request = RequestContext<Web>

export interface ClassDeps {
  readonly ctx: Context
  readonly portal: Sessions
}

/** Of the code that a phone has scanned, in the browser's session: whoever is handed the address has not scanned it. */
interface KeptScan {
  readonly scheduleId: number
  readonly sequence: number
  readonly scannedAt: string
}

const { get, post } = rowsOf({ everybody: everybody<ClassDeps>() })
const session = '/hadir/:schedule{[1-9][0-9]{0,8}}/:session{[1-9][0-9]{0,2}}'

/**
 * `/hadir/SCHEDULE/SESSION/CODE`, from the screen of a class: the scan is remembered in this browser, then the
 * participant logs in if need be, and presses one button. The code itself stands in no address after that.
 */
export const classRoutes = [
  get(`${session}/:code`, 'everybody', submitScan),
  get(session, 'everybody', askPage),
  post(session, 'everybody', submitPresence),
]

function askedOf(c: Request) {
  return { scheduleId: Number(c.req.param('schedule')), sequence: Number(c.req.param('session')) }
}

async function submitScan(c: Request, { ctx, portal }: ClassDeps): Promise<Response> {
  const asked = askedOf(c)
  const found = await findClass(ctx.db, asked.scheduleId)
  if (!found) return refusalPage(c, { refusal: 'class_unknown', facts: {} })
  const of = { ...asked, institutionId: found.institutionId }
  if (!classCodeHolds(ctx, of, c.req.param('code') ?? ''))
    return refusalPage(c, { refusal: 'class_code_old', facts: {} })
  const scan: KeptScan = { ...asked, scannedAt: ctx.clock.now().toISOString() }
  await portal.remember(c, { scan })
  return goTo(c, pathOf(asked))
}

function pathOf({ scheduleId, sequence }: { scheduleId: number; sequence: number }) {
  return `/hadir/${scheduleId}/${sequence}` as const
}

/** What this browser has scanned, if it was this class. */
function scanOf(c: Request): Scan | undefined {
  const { scheduleId, sequence } = askedOf(c)
  const kept = c.get('session')?.state.scan as KeptScan | undefined
  if (kept?.scheduleId !== scheduleId || kept.sequence !== sequence) return undefined
  return { scheduleId, sequence, scannedAt: new Date(kept.scannedAt) }
}

async function askPage(c: Request, deps: ClassDeps): Promise<Response> {
  const said = classWords[c.get('language')]
  const scan = scanOf(c)
  if (!scan) return refusalPage(c, { refusal: 'class_code_old', facts: {} })
  const personId = c.get('session')?.personId
  if (!personId) {
    return showPage(
      c,
      { title: said.title },
      <>
        <p class="lead">{said.logInLead}</p>
        <parts.LinkButton href={`/masuk?lanjut=${encodeURIComponent(pathOf(scan))}`}>
          {said.logIn}
        </parts.LinkButton>
      </>,
    )
  }
  const may = await mayAttendClass(deps.ctx, scan, personId)
  if (!may.ok) return refusalPage(c, may)
  return showPage(
    c,
    { title: said.title },
    <>
      <p class="lead">{said.lead(may.value.course, may.value.institution)}</p>
      <p>{said.session(scan.sequence)}</p>
      <parts.Form action={pathOf(scan)}>
        <parts.Button>{said.confirm}</parts.Button>
      </parts.Form>
    </>,
  )
}

async function submitPresence(c: Request, { ctx }: ClassDeps): Promise<Response> {
  const scan = scanOf(c)
  const personId = c.get('session')?.personId
  if (!scan) return refusalPage(c, { refusal: 'class_code_old', facts: {} })
  if (!personId) return goTo(c, pathOf(scan))
  const outcome = await attendClass(ctx, scan, { personId, requestId: c.get('requestId') })
  // Done now or before: the page says since when.
  return outcome.ok ? goTo(c, pathOf(scan)) : refusalPage(c, outcome)
}

const statuses = {
  class_unknown: 404,
  class_code_old: 410,
  not_a_participant: 403,
  transaction_cancelled: 410,
  already_attended: 200,
  schedule_not_running: 409,
} as const satisfies Record<AttendRefusal, number>

function refusalPage(
  c: Request,
  { refusal, facts }: Pick<Refusal<AttendRefusal>, 'refusal' | 'facts'>,
): Response {
  const language = c.get('language')
  const said = classWords[language]
  const sentence = sentenceOf(attendRefusals, refusal, facts, language)
  const good = refusal === 'already_attended'
  const title = good ? said.done : said.cannot
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} scripted={false}>
      {good ? (
        <parts.Confirmation title={title}>
          <p>{sentence}</p>
        </parts.Confirmation>
      ) : (
        <>
          <h1>{title}</h1>
          <p class="lead">{sentence}</p>
        </>
      )}
    </parts.Page>,
    statuses[refusal],
  )
}
