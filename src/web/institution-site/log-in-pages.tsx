import { z } from 'zod'
import { machineClock } from '../../kernel/clock.ts'
import { totpAddress } from '../../kernel/second-factor.ts'
import {
  acceptInvitation,
  findLiveInvitation,
  type Invitation,
  logInInstitutionUser,
} from '../../learning/institution-desk/factors.ts'
import { callerOf } from '../http/caller.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import { nextBelow, onTheWay } from '../http/next-path.ts'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { type DeskDeps, deskPage, errorsOf, QrCode, type Request, sentenceOf } from './desk.tsx'
import { deskWords } from './desk-words.ts'

/** `/mitra/masuk`: email, password and second factor on one page, so that nobody learns which of them was right. */
export async function logInPage(
  c: Request,
  deps: DeskDeps,
  { problems = [], email }: { problems?: readonly parts.FieldProblem[]; email?: string | undefined } = {},
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const next = nextBelow(c, '/mitra')
  if (c.get('session')?.accountId) return c.redirect(next, 303)
  const errors = errorsOf(problems)
  return deskPage(
    c,
    deps,
    said.logInTitle,
    <>
      <p class="lead">{said.logInLead}</p>
      <parts.Form action={onTheWay('/mitra/masuk', next, '/mitra')}>
        <parts.Field
          name="email"
          label={said.email}
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
        />
        <parts.Field
          name="password"
          label={said.password}
          type="password"
          autocomplete="current-password"
          error={errors.password}
        />
        <parts.Field
          name="otp"
          label={said.code}
          hint={said.codeHint}
          autocomplete="one-time-code"
          maxlength={40}
          error={errors.otp}
        />
        <parts.Button>{said.logIn}</parts.Button>
      </parts.Form>
    </>,
    { problems },
  )
}

const logInForm = z.object({
  email: field.email(),
  password: field.passwordGiven(),
  otp: field.text(40),
})

export async function takeLogIn(c: Request, deps: DeskDeps): Promise<Response> {
  const said = deskWords[c.get('language')]
  const labels = { email: said.email, password: said.password, otp: said.code }
  const answers = await parseForm(c, logInForm, labels)
  if (!answers.ok) return logInPage(c, deps, { problems: answers.problems, email: answers.typed.email })
  const { email, password, otp: code } = answers.values
  const requestId = c.get('requestId')
  const known = await logInInstitutionUser(deps.ctx, {
    email,
    password,
    code,
    wireNow: machineClock.now(),
    caller: callerOf(c),
    requestId,
  })
  if (!known.ok) {
    const problems = [{ field: 'email', message: sentenceOf(c, known) }]
    return logInPage(c, deps, { problems, email })
  }
  await deps.sessions.logIn(c, { accountId: known.value.userId })
  return c.redirect(nextBelow(c, '/mitra'), 303)
}

export async function takeLogOut(c: Request, { sessions }: DeskDeps): Promise<Response> {
  await sessions.logOut(c)
  return c.redirect('/mitra/masuk', 303)
}

/** `/mitra/undangan/TOKEN`: password and second factor, once. */
export async function invitationPage(c: Request, deps: DeskDeps): Promise<Response> {
  const found = await findLiveInvitation(deps.ctx, deps.ctx.db, c.req.param('token') ?? '')
  return found.ok ? factorsPage(c, deps, found.value) : endPage(c, sentenceOf(c, found))
}

function endPage(c: Request, sentence: string): Response {
  const said = deskWords[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.cannotUse}>
      <h1>{said.cannotUse}</h1>
      <p class="lead">{sentence}</p>
      <parts.LinkButton href="/mitra/masuk">{said.logIn}</parts.LinkButton>
    </parts.Page>,
    410,
  )
}

async function factorsPage(
  c: Request,
  deps: DeskDeps,
  { email, institution, totpSecret }: Invitation,
  problems: readonly parts.FieldProblem[] = [],
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const errors = errorsOf(problems)
  // The secret of the second factor is never kept by a browser.
  c.header('Cache-Control', 'private, no-store')
  return deskPage(
    c,
    deps,
    said.invitation,
    <>
      <p class="lead">{said.invitationLead(email, institution)}</p>
      <p>{said.scan}</p>
      <p>
        <QrCode words={totpAddress(totpSecret, email, 'Bekal Mitra')} label={said.qrOfSecret} />
      </p>
      <p class="small">
        {said.secret} <code>{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <parts.Form action={c.req.path}>
        <parts.Field
          name="password"
          label={said.password}
          hint={said.newPasswordHint}
          type="password"
          autocomplete="new-password"
          error={errors.password}
        />
        <parts.Field
          name="otp"
          label={said.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={20}
          error={errors.otp}
        />
        <parts.Button>{said.enrol}</parts.Button>
      </parts.Form>
    </>,
    { problems },
  )
}

const factorsForm = z.object({ password: field.password(), otp: field.digits(6) })

export async function takeInvitation(c: Request, deps: DeskDeps): Promise<Response> {
  const said = deskWords[c.get('language')]
  const token = c.req.param('token') ?? ''
  const found = await findLiveInvitation(deps.ctx, deps.ctx.db, token)
  if (!found.ok) return endPage(c, sentenceOf(c, found))
  const answers = await parseForm(c, factorsForm, { password: said.password, otp: said.code })
  if (!answers.ok) return factorsPage(c, deps, found.value, answers.problems)
  const { password, otp: code } = answers.values
  const given = { token, password, code, wireNow: machineClock.now(), requestId: c.get('requestId') }
  const accepted = await acceptInvitation(deps.ctx, given)
  if (!accepted.ok) {
    const { refusal, facts } = accepted
    const again = (field: string, message: string) => factorsPage(c, deps, found.value, [{ field, message }])
    if (isAboutPassword(refusal)) return again('password', passwordProblem(c, refusal, said.password))
    const sentence = sentenceOf(c, { refusal, facts })
    return refusal === 'code_wrong' ? again('otp', sentence) : endPage(c, sentence)
  }
  c.header('Cache-Control', 'private, no-store')
  // Shown in the answer to the form: they are kept nowhere, so no address could show them again.
  return deskPage(
    c,
    deps,
    said.enrolled,
    <>
      <p class="lead">{said.recovery}</p>
      <ul class="list">
        {accepted.value.recoveryCodes.map((recovery) => (
          <li class="number" translate="no">
            {recovery.replace(/(.{4})(?=.)/g, '$1 ')}
          </li>
        ))}
      </ul>
      <parts.LinkButton href="/mitra/masuk">{said.logIn}</parts.LinkButton>
    </>,
  )
}
