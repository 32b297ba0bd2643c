import QRCode from 'qrcode'
import { z } from 'zod'
import type { LinkRefusal } from '../../identity/single-use-links.ts'
import { totpAddress } from '../../kernel/second-factor.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { acceptInvitation, findLiveInvitation, type Invitation, logInStaff } from '../../staff/factors.ts'
import { callerOf } from '../http/caller.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import { nextBelow, onTheWay } from '../http/next-path.ts'
import { show, viewOf } from '../http/site.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import { words } from './account-words.ts'
import type { ConsoleDeps, Request } from './desk.ts'

/** `/konsol/masuk`: email, password and code together, so that nobody learns which of them was wrong. */
export async function logInPage(
  c: Request,
  deps: ConsoleDeps,
  shown: { email?: string; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const said = words[c.get('language')]
  const next = nextBelow(c, '/konsol')
  if (c.get('session')?.accountId) return c.redirect(next, 303)
  await deps.sessions.ensure(c)
  const { problems = [] } = shown
  const errorOf = (name: string) => problems.find((problem) => problem.field === name)?.message
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.logInTitle} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{said.logInTitle}</h1>
      <parts.Form action={onTheWay('/konsol/masuk', next, '/konsol')}>
        <parts.Field
          name="email"
          label={said.email}
          type="email"
          autocomplete="username"
          value={shown.email}
          error={errorOf('email')}
        />
        <parts.Field
          name="password"
          label={said.password}
          type="password"
          autocomplete="current-password"
          error={errorOf('password')}
        />
        <parts.Field
          name="otp"
          label={said.code}
          hint={said.codeHint}
          autocomplete="one-time-code"
          short
          error={errorOf('otp')}
        />
        <parts.Button>{said.logIn}</parts.Button>
      </parts.Form>
      <p class="small muted">{said.help}</p>
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}

export async function takeLogIn(c: Request, deps: ConsoleDeps): Promise<Response> {
  const said = words[c.get('language')]
  const form = z.object({ email: field.email(), password: field.passwordGiven(), otp: field.text(40) })
  const answers = await parseForm(c, form, { otp: said.code })
  const email = answers.typed.email ?? ''
  if (!answers.ok) return logInPage(c, deps, { email, problems: answers.problems })
  const { values } = answers
  const entered = await logInStaff(deps.ctx, {
    email: values.email,
    password: values.password,
    code: values.otp,
    wireNow: deps.wireClock.now(),
    caller: callerOf(c),
    requestId: c.get('requestId'),
  })
  if (entered.ok) {
    await deps.sessions.logIn(c, { accountId: entered.value.staffId })
    return c.redirect(nextBelow(c, '/konsol'), 303)
  }
  const until = entered.facts.until && formatInstant(entered.facts.until, c.get('language'))
  const message = entered.refusal === 'log_in_locked' ? said.log_in_locked(until ?? '') : said.log_in_wrong
  return logInPage(c, deps, { email, problems: [{ field: 'email', message }] })
}

export async function logOut(c: Request, deps: ConsoleDeps): Promise<Response> {
  await deps.sessions.logOut(c)
  return c.redirect('/konsol/masuk', 303)
}

/** `/konsol/undangan/TOKEN`: the authenticator app is shown its secret, and answers with a code. */
export async function invitationPage(c: Request, deps: ConsoleDeps): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const found = await findLiveInvitation(deps.ctx, deps.ctx.db, token)
  if (!found.ok) return goneInvitation(c, found.refusal)
  return drawInvitation(c, deps, token, found.value)
}

export async function takeInvitation(c: Request, deps: ConsoleDeps): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const said = words[c.get('language')]
  const found = await findLiveInvitation(deps.ctx, deps.ctx.db, token)
  if (!found.ok) return goneInvitation(c, found.refusal)
  const form = z.object({ otp: field.otp(), password: field.password() })
  const answers = await parseForm(c, form, { otp: said.firstCode, password: said.newPassword })
  if (!answers.ok) return drawInvitation(c, deps, token, found.value, answers.problems)
  const accepted = await acceptInvitation(deps.ctx, {
    token,
    password: answers.values.password,
    code: answers.values.otp,
    wireNow: deps.wireClock.now(),
    restHours: deps.restHours,
    requestId: c.get('requestId'),
  })
  if (!accepted.ok) {
    if (isAboutPassword(accepted.refusal)) {
      const message = passwordProblem(c, accepted.refusal, said.newPassword)
      return drawInvitation(c, deps, token, found.value, [{ field: 'password', message }])
    }
    if (accepted.refusal !== 'code_wrong') return goneInvitation(c, accepted.refusal)
    const problems = [{ field: 'otp', message: said.code_wrong }]
    return drawInvitation(c, deps, token, found.value, problems)
  }
  // Sealed, and only until they were seen: a form leads on to a page, and the page must show them.
  const codes = deps.ctx.secrets.seal(JSON.stringify(accepted.value.recoveryCodes)).toString('base64')
  await deps.sessions.remember(c, { recovery: codes })
  return c.redirect('/konsol/kode-pemulihan', 303)
}

/** `/konsol/kode-pemulihan`: shown until whoever was invited says that they are kept. */
export function recoveryPage(c: Request, deps: ConsoleDeps): Response {
  const kept = c.get('session')?.state.recovery
  if (typeof kept !== 'string') return c.redirect('/konsol/masuk', 303)
  const codes: string[] = JSON.parse(deps.ctx.secrets.open(Buffer.from(kept, 'base64')))
  const said = words[c.get('language')]
  c.header('Cache-Control', 'no-store')
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.codesTitle}>
      <h1>{said.codesTitle}</h1>
      <p class="lead">{said.codesLead}</p>
      <ul class="list">
        {codes.map((code) => (
          <li>
            <code>{code.replace(/(.{4})(?=.)/g, '$1-')}</code>
          </li>
        ))}
      </ul>
      <parts.Form action="/konsol/kode-pemulihan" plain>
        <parts.Button>{said.codesKept}</parts.Button>
      </parts.Form>
    </parts.Page>,
  )
}

export async function takeRecoverySeen(c: Request, deps: ConsoleDeps): Promise<Response> {
  await deps.sessions.remember(c, { recovery: undefined })
  return c.redirect('/konsol/masuk', 303)
}

function goneInvitation(c: Request, refusal: LinkRefusal): Response {
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.inviteTitle} scripted={false}>
      <h1>{said.inviteTitle}</h1>
      <parts.Notice tone="error">
        <p>{said[refusal]}</p>
      </parts.Notice>
      <p>
        <a href="/konsol/masuk">{said.logInTitle}</a>
      </p>
    </parts.Page>,
    410,
  )
}

async function drawInvitation(
  c: Request,
  deps: ConsoleDeps,
  token: string,
  { email, name, totpSecret }: Invitation,
  problems: readonly FieldProblem[] = [],
): Promise<Response> {
  const said = words[c.get('language')]
  await deps.sessions.ensure(c)
  const svg = await QRCode.toString(totpAddress(totpSecret, email, 'Bekal'), { type: 'svg', margin: 2 })
  const errorOf = (wanted: string) => problems.find((problem) => problem.field === wanted)?.message
  c.header('Cache-Control', 'no-store')
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.inviteTitle} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{said.inviteTitle}</h1>
      <p class="lead">{said.inviteLead(name, email)}</p>
      <h2>{said.scanTitle}</h2>
      <img class="qr" alt={said.scanAlt} src={`data:image/svg+xml;base64,${btoa(svg)}`} />
      <p>
        {said.typeSecret} <code class="hash">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <parts.Form action={`/konsol/undangan/${token}`}>
        <parts.OtpField label={said.firstCode} hint={said.firstCodeHint} error={errorOf('otp')} />
        <parts.Field
          name="password"
          label={said.newPassword}
          hint={said.newPasswordHint}
          type="password"
          autocomplete="new-password"
          error={errorOf('password')}
        />
        <parts.Button>{said.finish}</parts.Button>
      </parts.Form>
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}
