import { z } from 'zod'
import { guardedLogIn } from '../../../identity/count-try.ts'
import { minutesLeft, passwordRules } from '../../../kernel/log-in-rules.ts'
import {
  checkPortalPassword,
  findEmailLink,
  openAccount,
  type PortalAccount,
  sendEmailLink,
} from '../../../registration/account.ts'
import { callerOf } from '../../http/caller.ts'
import { field } from '../../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../../http/forms.ts'
import { onTheWay } from '../../http/next-path.ts'
import * as parts from '../../parts/parts.ts'
import { words } from './sign-up-words.ts'
import { portalPage, problemsOf, type RegisterDeps, type Request, sentence, visitorOf } from './visitor.tsx'

interface Shown {
  readonly typed?: string | undefined
  readonly problem?: string | undefined
}

/** `/daftar`: an email, and a link is on its way. */
export async function signUpPage(c: Request, deps: RegisterDeps, shown: Shown = {}): Promise<Response> {
  if (await visitorOf(c, deps)) return c.redirect('/daftar/lanjut', 303)
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.title,
    problems: problemsOf('email', shown.problem),
    body: (
      <>
        <p class="lead">{said.lead}</p>
        <parts.Form action="/daftar">
          <parts.Field
            name="email"
            type="email"
            label={said.email}
            hint={said.emailHint}
            autocomplete="email"
            inputmode="email"
            value={shown.typed}
            error={shown.problem}
          />
          <parts.Button>{said.send}</parts.Button>
        </parts.Form>
        <p>
          <a href="/masuk/sandi">{said.haveAccount}</a>
        </p>
      </>
    ),
  })
}

export async function takeEmail(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const answers = await parseForm(c, z.object({ email: field.email() }), { email: words[language].email })
  if (!answers.ok) return signUpPage(c, deps, { typed: answers.typed.email, problem: answers.errors.email })
  const { email } = answers.values
  const sent = await sendEmailLink(deps.registrations, { email, language })
  if (!sent.ok) return signUpPage(c, deps, { typed: email, problem: sentence(c, sent) })
  await deps.portal.remember(c, { linkSentTo: email })
  return c.redirect('/daftar/terkirim', 303)
}

/** `/daftar/terkirim`: where the link went. */
export function sentPage(c: Request): Response {
  const email = c.get('session')?.state.linkSentTo
  if (typeof email !== 'string') return c.redirect('/daftar', 303)
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.sentTitle,
    scripted: false,
    body: (
      <>
        <p class="lead">{said.sentLead(email)}</p>
        <p>{said.sentHelp}</p>
        <p>
          <a href="/daftar">{said.again}</a>
        </p>
      </>
    ),
  })
}

/** `/daftar/email/:token`: a password for the email that the link has proved. */
export async function passwordPage(c: Request, deps: RegisterDeps, problem?: string): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const link = await findEmailLink(deps.registrations.ctx, token)
  if (!link.ok) return deadLinkPage(c, sentence(c, link))
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  // The address holds the token: nobody we link to may see it.
  c.header('Referrer-Policy', 'no-referrer')
  return portalPage(c, {
    title: said.passwordTitle,
    problems: problemsOf('password', problem),
    body: (
      <>
        <p class="lead">{said.passwordLead(link.value.email)}</p>
        <parts.Form action={`/daftar/email/${token}`}>
          <input type="hidden" name="username" autocomplete="username" value={link.value.email} />
          <parts.Field
            name="password"
            type="password"
            label={said.password}
            hint={said.passwordHint}
            autocomplete="new-password"
            error={problem}
          />
          <parts.Button>{said.setPassword}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

export async function takePassword(c: Request, deps: RegisterDeps): Promise<Response> {
  const said = words[c.get('language')]
  const answers = await parseForm(c, z.object({ password: field.password() }), { password: said.password })
  if (!answers.ok) return passwordPage(c, deps, answers.errors.password)
  const opened = await openAccount(deps.registrations, {
    token: c.req.param('token') ?? '',
    password: answers.values.password,
    requestId: c.get('requestId'),
  })
  if (opened.ok) return enter(c, deps, opened.value, '/daftar/lanjut')
  if (isAboutPassword(opened.refusal))
    return passwordPage(c, deps, passwordProblem(c, opened.refusal, said.password))
  return deadLinkPage(c, sentence(c, { ...opened, refusal: opened.refusal }))
}

function deadLinkPage(c: Request, why: string): Response {
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.linkTitle,
    scripted: false,
    body: (
      <>
        <p>{why}</p>
        <parts.Buttons>
          <parts.LinkButton href="/daftar">{said.askLink}</parts.LinkButton>
          <parts.LinkButton look="second" href="/masuk">
            {said.logIn}
          </parts.LinkButton>
        </parts.Buttons>
      </>
    ),
  })
}

/** `/masuk/sandi`: email and password, for those who registered here. */
export async function passwordLogInPage(
  c: Request,
  deps: RegisterDeps,
  shown: Shown = {},
): Promise<Response> {
  const next = ownPath(c.req.query('lanjut'))
  if (await visitorOf(c, deps)) return c.redirect(next, 303)
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.logInTitle,
    problems: problemsOf('email', shown.problem),
    body: (
      <>
        <parts.Form action={onTheWay('/masuk/sandi', next)}>
          <parts.Field
            name="email"
            type="email"
            label={said.email}
            autocomplete="username"
            inputmode="email"
            value={shown.typed}
            error={shown.problem}
          />
          <parts.Field
            name="password"
            type="password"
            label={said.password}
            autocomplete="current-password"
          />
          <parts.Button>{said.logIn}</parts.Button>
        </parts.Form>
        <ul class="list">
          <li>
            <a href={onTheWay('/masuk', next)}>{said.byCode}</a>
          </li>
          <li>
            <a href="/daftar">{said.forgotten}</a>
          </li>
          <li>
            <a href="/daftar">{said.register}</a>
          </li>
        </ul>
      </>
    ),
  })
}

export async function takeLogIn(c: Request, deps: RegisterDeps): Promise<Response> {
  const said = words[c.get('language')]
  const next = ownPath(c.req.query('lanjut'))
  const schema = z.object({ email: field.email(), password: field.passwordGiven() })
  const answers = await parseForm(c, schema, { email: said.email, password: said.password })
  const again = (problem: string | undefined) =>
    passwordLogInPage(c, deps, { typed: answers.typed.email, problem })
  if (!answers.ok) return again(answers.errors.email ?? answers.errors.password)
  const { ctx } = deps.registrations
  const { email, password } = answers.values
  const asked = { realm: 'portal', email, caller: callerOf(c) }
  const checked = await guardedLogIn(ctx, asked, passwordRules, () =>
    checkPortalPassword(ctx, email, password),
  )
  if (checked.ok) return enter(c, deps, checked.value, next)
  const { refusal, facts } = checked
  if (refusal === 'log_in_locked') return again(said.tooMany(minutesLeft(ctx.clock.now(), facts.until)))
  return again(sentence(c, { ...checked, refusal }))
}

async function enter(
  c: Request,
  deps: RegisterDeps,
  { accountId, personId }: PortalAccount,
  next: string,
): Promise<Response> {
  await deps.portal.logIn(c, personId ? { personId } : { accountId })
  await deps.portal.remember(c, { linkSentTo: undefined, logIn: undefined })
  return c.redirect(next, 303)
}

/** A page of the portal to go on to; never another site, and never the login itself. */
function ownPath(wanted: string | undefined): string {
  return wanted && /^(\/[\w-]+)+$/.test(wanted) && !wanted.startsWith('/masuk') ? wanted : '/beranda'
}
