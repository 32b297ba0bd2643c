import type { Context as RequestContext } from 'hono'
import type { Child } from 'hono/jsx'
import { type Draft, findDraft } from '../../catalogue/drafts/drafts.ts'
import { editRefusals } from '../../catalogue/drafts/rules.ts'
import { scheduleDraftRefusals } from '../../catalogue/drafts/write-draft.ts'
import type { Context } from '../../database/context.ts'
import type { Clock } from '../../kernel/clock.ts'
import { smallIdOf } from '../../kernel/ids.ts'
import { type ReasonOf, type Refusal, refusalWords, sentenceOf } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { markRefusals } from '../../learning/attendance/class-rules.ts'
import { gradeRefusals, reportRefusals } from '../../learning/completion/desk-rules.ts'
import { type DeskReview, deskReview } from '../../learning/institution-desk/desk-reviews.ts'
import {
  type DeskSchedule,
  deskSchedule,
  type Participant,
  participantOf,
} from '../../learning/institution-desk/participants.ts'
import { redeemFileRefusals } from '../../learning/institution-desk/read-code-file.ts'
import {
  deskRedeemRefusals,
  type RedeemBatch,
  redeemBatch,
} from '../../learning/institution-desk/redeem-file.ts'
import { meetingRefusals } from '../../learning/institution-desk/set-meeting.ts'
import {
  findInstitutionUser,
  type InstitutionUser,
  userActor,
} from '../../learning/institution-desk/users.ts'
import { reviewById } from '../../learning/reviews/reviews.ts'
import { type Cell, csvText } from '../../lists/csv-text.ts'
import { errorPage } from '../http/errors.tsx'
import { onTheWay } from '../http/next-path.ts'
import type { Sessions } from '../http/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { deskWords } from './desk-words.ts'

export type Request = RequestContext<Web>

export interface DeskDeps {
  readonly ctx: Context
  readonly sessions: Sessions
  /** the time of the world outside, by which authenticator apps go */
  readonly wireClock: Clock
  /** an address as phones outside reach it */
  readonly link: (path: string) => string
  /** purchases with sandbox cards count in statements: in the demo there are no others */
  readonly demo: boolean
}

type Handler = (c: Request) => Promise<Response>

/**
 * The one place that says who may see what. `user`: somebody who acts for an institution and may still do so. The rest
 * are things of that institution: whatever belongs to another one is not there.
 */
export function guards(deps: DeskDeps) {
  const { ctx, sessions } = deps
  const user =
    (work: (c: Request, user: InstitutionUser) => Promise<Response>): Handler =>
    async (c) => {
      const userId = c.get('session')?.accountId
      const found = userId === undefined ? undefined : await findInstitutionUser(ctx.db, { userId })
      if (found && !found.disabledAt) return work(c, found)
      if (userId !== undefined) await sessions.logOut(c)
      return c.redirect(onTheWay('/mitra/masuk', c.req.path, '/mitra'), 303)
    }
  const own =
    <Thing,>(find: (c: Request, institutionId: number) => Promise<Thing | undefined>) =>
    (work: (c: Request, user: InstitutionUser, thing: Thing) => Promise<Response>): Handler =>
      user(async (c, who) => {
        const thing = await find(c, who.institutionId)
        return thing === undefined ? errorPage(c, 404) : work(c, who, thing)
      })
  return {
    user,
    schedule: own<DeskSchedule>(async (c, institutionId) => {
      const id = smallIdOf(c.req.param('schedule'))
      return id === undefined ? undefined : deskSchedule(ctx, institutionId, id)
    }),
    participant: own<Participant>(async (c, institutionId) => {
      const enrolment = reviewById(c.req.param('participant') ?? '')
      return enrolment && participantOf(ctx.db, institutionId, enrolment)
    }),
    review: own<DeskReview>(async (c, institutionId) => {
      const enrolment = reviewById(c.req.param('review') ?? '')
      return enrolment && deskReview(ctx, institutionId, enrolment)
    }),
    draft: own<Draft>(async (c, institutionId) =>
      findDraft(ctx.db, c.req.param('draft') ?? '', institutionId),
    ),
    batch: own<RedeemBatch>((c, institutionId) =>
      redeemBatch(ctx, institutionId, (c.req.param('batch') ?? '').replace(/\.csv$/, '')),
    ),
  }
}

/** On whose behalf a request of the site is. */
export function actorOf(c: Request, { userId }: InstitutionUser): Actor {
  return userActor(userId, c.get('requestId'))
}

/** Every refusal that an institution can meet at its desk. */
const deskRefusals = refusalWords({
  id: {},
  en: {},
  also: [
    deskRedeemRefusals,
    redeemFileRefusals,
    editRefusals,
    scheduleDraftRefusals,
    markRefusals,
    gradeRefusals,
    reportRefusals,
    meetingRefusals,
  ],
})

/** Why not, in the reader's language. */
export function whyNot(
  c: Request,
  { refusal, facts }: Pick<Refusal<ReasonOf<typeof deskRefusals>>, 'refusal' | 'facts'>,
): string {
  return sentenceOf(deskRefusals, refusal, facts, c.get('language'))
}

export interface Shown {
  readonly problems?: readonly parts.FieldProblem[]
  readonly wide?: boolean
}

/** A page of the site; it has forms, so there is a session. After a form was taken it says so. */
export async function deskPage(
  c: Request,
  { sessions }: Pick<DeskDeps, 'sessions'>,
  title: string,
  content: Child,
  { problems = [], wide = false }: Shown = {},
): Promise<Response> {
  const said = deskWords[c.get('language')]
  await sessions.ensure(c)
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={title}
      failed={problems.length > 0}
      {...(wide && { width: 'full' as const })}
    >
      <parts.ErrorSummary problems={problems} />
      {c.req.query('tersimpan') !== undefined && problems.length === 0 ? (
        <parts.Notice tone="success" title={said.saved}>
          <p>{said.savedText}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <h1>{title}</h1>
      {content}
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}

/** The errors of a form by field, for `error={...}`. */
export function errorsOf(problems: readonly parts.FieldProblem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]))
}

/** `?halaman=`, from 1. */
export function pageNumber(c: Request): number {
  const asked = c.req.query('halaman') ?? ''
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
}

/** A table as a file to download. A cell that a spreadsheet would take for a formula is kept from being one. */
export function csvFile(c: Request, name: string, rows: readonly (readonly Cell[])[]): Response {
  c.header('Content-Disposition', `attachment; filename="${name}.csv"`)
  c.header('Content-Type', 'text/csv; charset=utf-8')
  return c.body(csvText(rows))
}

/** When a schedule is. */
export function timesOf(
  c: Request,
  { startsAt, endsAt }: { readonly startsAt: Date | undefined; readonly endsAt: Date | undefined },
): string {
  const language = c.get('language')
  const said = deskWords[language]
  if (!startsAt) return said.anyTime
  const from = formatInstant(startsAt, language)
  return endsAt ? said.until(from, formatInstant(endsAt, language)) : from
}
