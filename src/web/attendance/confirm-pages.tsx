import { maskPhone } from '../../kernel/phone.ts'
import { formatDeadline, formatInstant, formatPeriod, type Language } from '../../kernel/wib.ts'
import {
  type Confirmation,
  confirmAttendance,
  findConfirmation,
  mayConfirm,
} from '../../learning/attendance/confirm-attendance.ts'
import { firstSequence, lastSequence } from '../../learning/attendance/rules.ts'
import { confirmationPath } from '../../partners/calls/url-generate.ts'
import { checkLogInCode, sendLogInCode } from '../../people/log-in/log-in-codes.ts'
import { signOnClaims } from '../../people/log-in/sign-on-claims.ts'
import { wrong } from '../http/forms.ts'
import { EnterCode, codeForm as otpForm } from '../identity/enter-code.tsx'
import * as parts from '../parts/parts.ts'
import { Place, placeWords } from '../parts/schedule-place.tsx'
import { type LogInDeps, sentence, wantedBy } from '../portal/log-in-pages.tsx'
import { goTo, outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { type Answer, everybody, rowsOf } from '../site/site-table.ts'
import { logInPage, type Request, refusalPage } from './confirm-ends.tsx'
import { words } from './confirm-words.ts'

/** Of the code that was sent for a link, in the browser's session. */
interface Kept {
  readonly state: string
  readonly attempt: string
  readonly againAt: string
}

const { get, post } = rowsOf({ everybody: everybody<LogInDeps>(), holder })

/**
 * `/konfirmasi-kehadiran?state=...`, as institutions are told it: the participant logs in, sees what it is about, and
 * confirms with a fresh code; then they are back at the institution.
 */
export const confirmRoutes = [
  get(confirmationPath, 'everybody', (c) => {
    const state = c.req.query('state') ?? ''
    // A path of our own, which the login can come back to.
    return isState(state) ? goTo(c, pathOf(state)) : refusalPage(c, 'confirmation_unknown')
  }),
  get(`${confirmationPath}/:state`, 'holder', askPage),
  post(`${confirmationPath}/:state`, 'holder', submitCode),
  post(`${confirmationPath}/:state/kode`, 'holder', sendCode),
]

interface Asked extends Confirmation {
  readonly state: string
}

function isState(text: string): boolean {
  return /^[A-Z0-9]{32}$/.test(text)
}

function pathOf(state: string) {
  return `${confirmationPath}/${state}` as const
}

/** Only the holder of the purchase gets on, and only while the link lives. */
async function holder(
  c: Request,
  deps: LogInDeps,
  page: (c: Request, deps: LogInDeps, asked: Asked) => Answer,
): Promise<Response> {
  const state = c.req.param('state') ?? ''
  const found = isState(state) ? await findConfirmation(deps.ctx, state) : undefined
  if (!found) return refusalPage(c, 'confirmation_unknown')
  const personId = c.get('session')?.personId
  if (!personId) return logInPage(c, pathOf(state))
  const outcome = await mayConfirm(deps.ctx, state, personId)
  if (outcome.ok) return page(c, deps, { ...outcome.value, state })
  return refusalPage(c, outcome.refusal, { facts: outcome.facts, found })
}

async function askPage(c: Request, deps: LogInDeps, asked: Asked, problem?: string): Promise<Response> {
  const said = words[c.get('language')]
  const kept = keptFor(c, asked.state)
  // The confirmation leads to the institution, which browsers must be told beforehand.
  if (kept && asked.returnTo) c.set('formTarget', asked.returnTo)
  const shown = wrong(kept ? 'otp' : '', problem)
  return showPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead(asked.institution)}</p>
      <parts.SummaryList rows={summaryOf(asked, c.get('language'))} />
      {kept ? await codeForm(c, deps, asked, kept, problem) : <SendForm c={c} asked={asked} />}
    </>,
  )
}

function SendForm({ c, asked }: { c: Request; asked: Asked }) {
  const said = words[c.get('language')]
  return (
    <parts.Form action={`${pathOf(asked.state)}/kode`}>
      <p>{said.sendLead}</p>
      <parts.Button>{said.send}</parts.Button>
    </parts.Form>
  )
}

async function codeForm(
  c: Request,
  { ctx }: LogInDeps,
  asked: Asked,
  kept: Kept,
  problem: string | undefined,
) {
  const said = words[c.get('language')]
  const now = ctx.clock.now()
  const waitMs = new Date(kept.againAt).getTime() - now.getTime()
  const person = await signOnClaims(ctx, asked.personId)
  return (
    <>
      <p>{said.codeLead(maskPhone(person?.phone_number ?? ''))}</p>
      <EnterCode
        code={{ waitSeconds: Math.max(0, Math.ceil(waitMs / 1000)) }}
        now={now}
        action={pathOf(asked.state)}
        again={`${pathOf(asked.state)}/kode`}
        button={said.confirm}
        error={problem}
      />
    </>
  )
}

function summaryOf(asked: Asked, language: Language) {
  const said = words[language]
  const { startsAt, endsAt } = asked
  const from = startsAt ? formatInstant(startsAt, language) : said.anyTime
  return [
    { label: said.course, value: asked.course },
    { label: said.institution, value: asked.institution },
    { label: said.schedule, value: startsAt && endsAt ? formatPeriod(startsAt, endsAt, language) : from },
    ...(asked.place ? [{ label: placeWords[language].place, value: <Place place={asked.place} /> }] : []),
    { label: said.session, value: sessionName(asked.sequence, language) },
    { label: said.validUntil, value: formatDeadline(asked.expiresAt, language) },
  ]
}

function sessionName(sequence: number, language: Language): string {
  const said = words[language]
  if (sequence === firstSequence) return said.firstSession
  return sequence === lastSequence ? said.lastSession : said.nthSession(sequence)
}

function keptFor(c: Request, state: string): Kept | undefined {
  const kept = c.get('session')?.state.confirming as Kept | undefined
  return kept?.state === state ? kept : undefined
}

async function sendCode(c: Request, deps: LogInDeps, asked: Asked): Promise<Response> {
  const kept = keptFor(c, asked.state)
  const { personId, institution } = asked
  const wanted = { ...wantedBy(c, deps), institution, attempt: kept?.attempt }
  const sent = await sendLogInCode(deps.ctx, { personId }, wanted)
  if (!sent.ok) return askPage(c, deps, asked, sentence(c, sent))
  deps.onMessages()
  const { attempt, againAt } = sent.value
  const confirming: Kept = { state: asked.state, attempt, againAt: againAt.toISOString() }
  await deps.portal.remember(c, { confirming })
  return goTo(c, pathOf(asked.state))
}

async function submitCode(c: Request, deps: LogInDeps, asked: Asked): Promise<Response> {
  const kept = keptFor(c, asked.state)
  if (!kept) return goTo(c, pathOf(asked.state))
  const answers = await otpForm.read(c)
  if (!answers.ok) return askPage(c, deps, asked, answers.errors.otp)
  const { personId } = asked
  const checked = await checkLogInCode(deps.ctx, { personId }, kept.attempt, answers.values.otp)
  if (!checked.ok) {
    if (checked.refusal !== 'code_wrong' && checked.refusal !== 'code_expired')
      await deps.portal.remember(c, { confirming: undefined })
    return askPage(c, deps, asked, sentence(c, checked))
  }
  await deps.portal.remember(c, { confirming: undefined })
  const confirmed = await confirmAttendance(deps.ctx, asked.state, {
    personId,
    requestId: c.get('requestId'),
  })
  if (!confirmed.ok) return refusalPage(c, confirmed.refusal, { facts: confirmed.facts, found: asked })
  const { returnTo } = confirmed.value
  return goTo(c, returnTo ? outside(returnTo) : pathOf(asked.state))
}
