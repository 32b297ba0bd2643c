import type { Context as RequestContext } from 'hono'
import type { Child } from 'hono/jsx'
import { pictureRefusals } from '../../catalogue/pictures/picture-rules.ts'
import { findProposal } from '../../catalogue/proposals/proposals.ts'
import { editRefusals } from '../../catalogue/proposals/rules.ts'
import { proposeScheduleRefusals } from '../../catalogue/proposals/write-proposal.ts'
import type { Context } from '../../database/context.ts'
import type { Clock } from '../../kernel/clock.ts'
import { smallIdOf } from '../../kernel/ids.ts'
import { type ReasonOf, type Refusal, refusalWords, sentenceOf } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { formatInstant, formatPeriod } from '../../kernel/wib.ts'
import { markRefusals } from '../../learning/attendance/class-rules.ts'
import { cancellationRefusals } from '../../learning/cancellation/cancellation-refusals.ts'
import { gradeRefusals, reportRefusals } from '../../learning/completion/report-rules.ts'
import { participantOf, scheduleOfInstitution } from '../../learning/institution-portal/participants.ts'
import { redeemFileRefusals } from '../../learning/institution-portal/read-code-file.ts'
import { redeemBatch, redeemByInstitutionRefusals } from '../../learning/institution-portal/redeem-file.ts'
import { reviewOfInstitution } from '../../learning/institution-portal/reviews.ts'
import { meetingRefusals } from '../../learning/institution-portal/set-meeting.ts'
import { setPlaceRefusals } from '../../learning/institution-portal/set-place.ts'
import {
  findInstitutionUser,
  type InstitutionUser,
  userActor,
} from '../../learning/institution-portal/users.ts'
import { reviewById } from '../../learning/reviews/reviews.ts'
import { type Cell, csvText } from '../../lists/csv-text.ts'
import { institutionAccountRefusals } from '../../money/accounts/account-refusals.ts'
import type { Accounts } from '../../money/accounts/accounts.ts'
import { errorPage } from '../http/errors.tsx'
import { onTheWay } from '../http/next-path.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import type { Answer } from '../site/site-table.ts'
import { institutionPortalWords } from './institution-portal-words.ts'

export type Request = RequestContext<Web>

export interface InstitutionPortalDeps {
  readonly ctx: Context
  readonly sessions: Sessions
  /** the time of the world outside, by which authenticator apps go */
  readonly systemClock: Clock
  /** an address as phones outside reach it */
  readonly link: (path: string) => string
  /** purchases with sandbox cards count in statements: in the demo there are no others */
  readonly demo: boolean
  readonly accounts: Accounts
}

type UserPage = (c: Request, deps: InstitutionPortalDeps, user: InstitutionUser) => Answer
/** A page of a thing of their institution, or what takes its form. */
export type ThingPage<Thing> = (
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  thing: Thing,
) => Answer

/** Somebody who acts for an institution and may still do so. */
async function user(c: Request, deps: InstitutionPortalDeps, page: UserPage): Promise<Response> {
  const userId = c.get('session')?.accountId
  const found = userId === undefined ? undefined : await findInstitutionUser(deps.ctx.db, { userId })
  if (found && !found.disabledAt) return page(c, deps, found)
  if (userId !== undefined) await deps.sessions.logOut(c)
  return goTo(c, onTheWay('/mitra/masuk', c.req.path, '/mitra'))
}

/** A thing of their institution, as the address names it: whatever belongs to another one is not there. */
const own =
  <Thing,>(
    name: string,
    find: (ctx: Context, institutionId: number, named: string) => Promise<Thing | undefined>,
  ) =>
  (c: Request, deps: InstitutionPortalDeps, page: ThingPage<Thing>) =>
    user(c, deps, async (_c, _deps, who) => {
      const thing = await find(deps.ctx, who.institutionId, c.req.param(name) ?? '')
      return thing === undefined ? errorPage(c, 404) : page(c, deps, who, thing)
    })

/** The one place that says who may see what. */
export const institutionPortalGuards = {
  user,
  schedule: own('schedule', async (ctx, institutionId, named) => {
    const id = smallIdOf(named)
    return id === undefined ? undefined : scheduleOfInstitution(ctx, institutionId, id)
  }),
  participant: own('participant', async (ctx, institutionId, named) => {
    const enrolment = reviewById(named)
    return enrolment && participantOf(ctx.db, institutionId, enrolment)
  }),
  review: own('review', async (ctx, institutionId, named) => {
    const enrolment = reviewById(named)
    return enrolment && reviewOfInstitution(ctx, institutionId, enrolment)
  }),
  draft: own('draft', (ctx, institutionId, named) => findProposal(ctx.db, named, institutionId)),
  batch: own('batch', (ctx, institutionId, named) =>
    redeemBatch(ctx, institutionId, named.replace(/\.csv$/, '')),
  ),
}

/** On whose behalf a request of the site is. */
export function actorOf(c: Request, { userId }: InstitutionUser): Actor {
  return userActor(userId, c.get('requestId'))
}

/** Every refusal that an institution can meet at its portal. */
const institutionPortalRefusals = refusalWords({
  id: {},
  en: {},
  also: [
    redeemByInstitutionRefusals,
    redeemFileRefusals,
    editRefusals,
    proposeScheduleRefusals,
    markRefusals,
    gradeRefusals,
    reportRefusals,
    meetingRefusals,
    setPlaceRefusals,
    cancellationRefusals,
    institutionAccountRefusals,
    pictureRefusals,
  ],
})

/** Why not, in the reader's language. */
export function whyNot(
  c: Request,
  { refusal, facts }: Pick<Refusal<ReasonOf<typeof institutionPortalRefusals>>, 'refusal' | 'facts'>,
): string {
  return sentenceOf(institutionPortalRefusals, refusal, facts, c.get('language'))
}

export interface Shown {
  readonly problems?: readonly parts.FieldProblem[]
  readonly wide?: boolean
}

/** A page of the site. After a form was taken it says so. */
export function institutionPortalPage(
  c: Request,
  title: string,
  content: Child,
  { problems = [], wide = false }: Shown = {},
): Response {
  const said = institutionPortalWords[c.get('language')]
  const saved = c.req.query('tersimpan') !== undefined && problems.length === 0 && (
    <parts.Notice tone="success" title={said.saved}>
      <p>{said.savedText}</p>
    </parts.Notice>
  )
  return showPage(c, { title, problems, above: saved || '', ...(wide && { width: 'full' }) }, content)
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
  const said = institutionPortalWords[language]
  if (!startsAt) return said.anyTime
  return endsAt ? formatPeriod(startsAt, endsAt, language) : formatInstant(startsAt, language)
}
