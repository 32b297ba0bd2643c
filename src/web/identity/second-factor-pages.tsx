import type { Hono, Context as WebContext } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Context } from '../../database/context.ts'
import { type LogInRefusal, logInRefusals } from '../../identity/log-in-refusals.ts'
import type { LogIn } from '../../identity/second-factors.ts'
import type { LinkRefusal } from '../../identity/single-use-links.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { PasswordRefusal } from '../../kernel/passwords.ts'
import { type Outcome, sentenceOf } from '../../kernel/refusal.ts'
import { totpAddress } from '../../kernel/second-factor.ts'
import type { Language } from '../../kernel/wib.ts'
import { callerOf } from '../http/caller.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import { nextBelow, onTheWay } from '../http/next-path.ts'
import type { Sessions } from '../http/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { QrCode } from '../parts/qr-code.tsx'
import { secondFactorWords } from './second-factor-words.ts'

type Request = WebContext<Web>

/** Somebody who was invited, as the page greets them. */
export interface Invited {
  readonly email: string
  /** in base32 */
  readonly totpSecret: string
  /** whose account it is, in the reader's language */
  lead(language: Language): string
}

/** A site whose accounts have a second factor: what differs from the others. */
export interface SecondFactorSite {
  readonly ctx: Context
  readonly sessions: Sessions
  /** the time of the world outside, by which authenticator apps go */
  readonly wireClock: Clock
  /** where the site begins: `/konsol` */
  readonly base: string
  /** what authenticator apps call it */
  readonly issuer: string
  /** the heading of the log-in, what it is for, and whom to ask for an invitation */
  readonly words: Readonly<Record<Language, { title: string; lead?: string; whom: string }>>
  logIn(given: LogIn): Promise<Outcome<{ accountId: string }, LogInRefusal>>
  findInvitation(token: string): Promise<Outcome<Invited, LinkRefusal>>
  acceptInvitation(given: {
    readonly token: string
    readonly password: string
    readonly code: string
    readonly wireNow: Date
    readonly requestId: string
  }): Promise<Outcome<{ recoveryCodes: string[] }, LinkRefusal | PasswordRefusal | 'code_wrong'>>
}

interface Shown {
  readonly email?: string | undefined
  readonly problems?: readonly parts.FieldProblem[]
}

/** Adds the pages `masuk`, `keluar`, `undangan/TOKEN` and `kode-pemulihan` to the routes of a site. */
export function addSecondFactorPages(routes: Hono<Web>, site: SecondFactorSite): void {
  routes.get('/masuk', (c) => logInPage(c, site))
  routes.post('/masuk', (c) => takeLogIn(c, site))
  routes.post('/keluar', async (c) => {
    await site.sessions.logOut(c)
    return c.redirect(`${site.base}/masuk`, 303)
  })
  routes.get('/undangan/:token', (c) => shownInvitation(c, site, c.req.param('token')))
  routes.post('/undangan/:token', (c) => takeInvitation(c, site, c.req.param('token')))
  routes.get('/kode-pemulihan', (c) => recoveryPage(c, site))
  routes.post('/kode-pemulihan', async (c) => {
    await site.sessions.remember(c, { recovery: undefined })
    return c.redirect(`${site.base}/masuk`, 303)
  })
}

/** Email, password and code together, so that nobody learns which of them was wrong. */
async function logInPage(c: Request, site: SecondFactorSite, { email, problems = [] }: Shown = {}) {
  const said = secondFactorWords[c.get('language')]
  const { title, lead, whom } = site.words[c.get('language')]
  const next = nextBelow(c, site.base)
  if (c.get('session')?.accountId) return c.redirect(next, 303)
  const errors = errorsOf(problems)
  return formPage(c, site, title, problems, [
    lead ? <p class="lead">{lead}</p> : '',
    <parts.Form action={onTheWay(`${site.base}/masuk`, next, site.base)}>
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
    </parts.Form>,
    <p class="small muted">{said.help(whom)}</p>,
  ])
}

const logInForm = z.object({ email: field.email(), password: field.passwordGiven(), otp: field.text(40) })

async function takeLogIn(c: Request, site: SecondFactorSite): Promise<Response> {
  const language = c.get('language')
  const said = secondFactorWords[language]
  const labels = { email: said.email, password: said.password, otp: said.code }
  const answers = await parseForm(c, logInForm, labels)
  if (!answers.ok) return logInPage(c, site, { email: answers.typed.email, problems: answers.problems })
  const { email, password, otp: code } = answers.values
  const requestId = c.get('requestId')
  const given = { email, password, code, wireNow: site.wireClock.now(), caller: callerOf(c), requestId }
  const entered = await site.logIn(given)
  if (entered.ok) {
    await site.sessions.logIn(c, { accountId: entered.value.accountId })
    return c.redirect(nextBelow(c, site.base), 303)
  }
  const message = sentenceOf(logInRefusals, entered.refusal, entered.facts, language)
  return logInPage(c, site, { email, problems: [{ field: 'email', message }] })
}

async function shownInvitation(
  c: Request,
  site: SecondFactorSite,
  token: string,
  problems?: readonly parts.FieldProblem[],
): Promise<Response> {
  const found = await site.findInvitation(token)
  return found.ok ? invitationPage(c, site, found.value, problems) : gonePage(c, site, found.refusal)
}

/** The authenticator app is shown its secret, and answers with a code. */
async function invitationPage(
  c: Request,
  site: SecondFactorSite,
  { email, totpSecret, lead }: Invited,
  problems: readonly parts.FieldProblem[] = [],
): Promise<Response> {
  const said = secondFactorWords[c.get('language')]
  const errors = errorsOf(problems)
  // The secret of the second factor is never kept by a browser.
  c.header('Cache-Control', 'private, no-store')
  return formPage(c, site, said.inviteTitle, problems, [
    <p class="lead">{lead(c.get('language'))}</p>,
    <h2>{said.scanTitle}</h2>,
    <p>
      <QrCode words={totpAddress(totpSecret, email, site.issuer)} label={said.scanAlt} />
    </p>,
    <p class="small">
      {said.typeSecret} <code class="hash">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
    </p>,
    <parts.Form action={c.req.path}>
      <parts.OtpField label={said.firstCode} hint={said.firstCodeHint} error={errors.otp} />
      <parts.Field
        name="password"
        label={said.newPassword}
        hint={said.newPasswordHint}
        type="password"
        autocomplete="new-password"
        error={errors.password}
      />
      <parts.Button>{said.finish}</parts.Button>
    </parts.Form>,
  ])
}

const factorsForm = z.object({ otp: field.otp(), password: field.password() })

async function takeInvitation(c: Request, site: SecondFactorSite, token: string): Promise<Response> {
  const said = secondFactorWords[c.get('language')]
  const again = (problems: readonly parts.FieldProblem[]) => shownInvitation(c, site, token, problems)
  const answers = await parseForm(c, factorsForm, { otp: said.firstCode, password: said.newPassword })
  if (!answers.ok) return again(answers.problems)
  const { password, otp: code } = answers.values
  const given = { token, password, code, wireNow: site.wireClock.now(), requestId: c.get('requestId') }
  const accepted = await site.acceptInvitation(given)
  if (!accepted.ok) {
    const { refusal } = accepted
    if (isAboutPassword(refusal))
      return again([{ field: 'password', message: passwordProblem(c, refusal, said.newPassword) }])
    if (refusal === 'code_wrong') return again([{ field: 'otp', message: said.code_wrong }])
    return gonePage(c, site, refusal)
  }
  // Sealed, and only until they were seen: a form leads on to a page, and the page must show them.
  const codes = site.ctx.secrets.seal(JSON.stringify(accepted.value.recoveryCodes)).toString('base64')
  await site.sessions.remember(c, { recovery: codes })
  return c.redirect(`${site.base}/kode-pemulihan`, 303)
}

/** Shown until whoever was invited says that they are kept. */
function recoveryPage(c: Request, site: SecondFactorSite): Response {
  const kept = c.get('session')?.state.recovery
  if (typeof kept !== 'string') return c.redirect(`${site.base}/masuk`, 303)
  const codes: string[] = JSON.parse(site.ctx.secrets.open(Buffer.from(kept, 'base64')))
  const said = secondFactorWords[c.get('language')]
  c.header('Cache-Control', 'private, no-store')
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.codesTitle}>
      <h1>{said.codesTitle}</h1>
      <p class="lead">{said.codesLead}</p>
      <ul class="list">
        {codes.map((code) => (
          <li translate="no">
            <code>{code.replace(/(.{4})(?=.)/g, '$1-')}</code>
          </li>
        ))}
      </ul>
      <parts.Form action={`${site.base}/kode-pemulihan`} plain>
        <parts.Button>{said.codesKept}</parts.Button>
      </parts.Form>
    </parts.Page>,
  )
}

function gonePage(c: Request, site: SecondFactorSite, refusal: LinkRefusal): Response {
  const said = secondFactorWords[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.gone} scripted={false}>
      <h1>{said.gone}</h1>
      <p class="lead">{said[refusal](site.words[c.get('language')].whom)}</p>
      <parts.LinkButton href={`${site.base}/masuk`}>{said.logIn}</parts.LinkButton>
    </parts.Page>,
    410,
  )
}

async function formPage(
  c: Request,
  { sessions }: SecondFactorSite,
  title: string,
  problems: readonly parts.FieldProblem[],
  content: Child,
): Promise<Response> {
  await sessions.ensure(c)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} failed={problems.length > 0}>
      <parts.ErrorSummary problems={problems} />
      <h1>{title}</h1>
      {content}
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}

function errorsOf(problems: readonly parts.FieldProblem[]): Readonly<Record<string, string>> {
  return Object.fromEntries(problems.map(({ field, message }) => [field, message]))
}
