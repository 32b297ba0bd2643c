import type { Hono, Context as WebContext } from 'hono'
import { z } from 'zod'
import type { Context } from '../../database/context.ts'
import { type LogInRefusal, logInRefusals } from '../../identity/log-in-refusals.ts'
import type { LogIn } from '../../identity/second-factors.ts'
import type { LinkRefusal } from '../../identity/single-use-links.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { PasswordRefusal } from '../../kernel/passwords.ts'
import { done, type Outcome, sentenceOf } from '../../kernel/refusal.ts'
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
import { deadLinkPage } from './dead-link-page.tsx'
import { asked, formPage, type Shown, wrong } from './form-page.tsx'
import { type LogInForm, logInPage, takeLogIn } from './password-pages.tsx'
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

/** Adds the pages `masuk`, `keluar`, `undangan/TOKEN` and `kode-pemulihan` to the routes of a site. */
export function addSecondFactorPages(routes: Hono<Web>, site: SecondFactorSite): void {
  routes.get('/masuk', (c) => logInPage(c, logInForm(c, site)))
  routes.post('/masuk', (c) => takeLogIn(c, logInForm(c, site)))
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

function logInForm(c: Request, site: SecondFactorSite): LogInForm {
  const language = c.get('language')
  const said = secondFactorWords[language]
  const { title, lead, whom } = site.words[language]
  const next = nextBelow(c, site.base)
  return {
    sessions: site.sessions,
    action: onTheWay(`${site.base}/masuk`, next, site.base),
    said: {
      title,
      email: said.email,
      password: said.password,
      logIn: said.logIn,
      wrong: sentenceOf(logInRefusals, 'log_in_wrong', {}, language),
      locked: (facts) => sentenceOf(logInRefusals, 'log_in_locked', facts, language),
    },
    already: c.get('session')?.accountId && next,
    code: { label: said.code, hint: said.codeHint },
    lead: lead && <p class="lead">{lead}</p>,
    below: <p class="small muted">{said.help(whom)}</p>,
    async logIn(given) {
      const by = { wireNow: site.wireClock.now(), caller: callerOf(c), requestId: c.get('requestId') }
      const entered = await site.logIn({ ...given, ...by })
      if (!entered.ok) return entered
      await site.sessions.logIn(c, entered.value)
      return done(c.redirect(next, 303))
    },
  }
}

async function shownInvitation(
  c: Request,
  site: SecondFactorSite,
  token: string,
  shown?: Shown,
): Promise<Response> {
  const found = await site.findInvitation(token)
  return found.ok ? invitationPage(c, site, found.value, shown) : gonePage(c, site, found.refusal)
}

/** The authenticator app is shown its secret, and answers with a code. */
async function invitationPage(
  c: Request,
  site: SecondFactorSite,
  { email, totpSecret, lead }: Invited,
  shown: Shown = {},
): Promise<Response> {
  const said = secondFactorWords[c.get('language')]
  // The secret of the second factor is never kept by a browser.
  c.header('Cache-Control', 'private, no-store')
  return formPage(c, site.sessions, {
    title: said.inviteTitle,
    shown,
    children: (
      <>
        <p class="lead">{lead(c.get('language'))}</p>
        <h2>{said.scanTitle}</h2>
        <p>
          <QrCode words={totpAddress(totpSecret, email, site.issuer)} label={said.scanAlt} />
        </p>
        <p class="small">
          {said.typeSecret} <code class="hash">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </p>
        <parts.Form action={c.req.path}>
          <parts.OtpField label={said.firstCode} hint={said.firstCodeHint} error={shown.errors?.otp} />
          <parts.Field
            {...asked(shown, 'password')}
            label={said.newPassword}
            hint={said.newPasswordHint}
            type="password"
            autocomplete="new-password"
          />
          <parts.Button>{said.finish}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

const factorsForm = z.object({ otp: field.otp(), password: field.password() })

async function takeInvitation(c: Request, site: SecondFactorSite, token: string): Promise<Response> {
  const said = secondFactorWords[c.get('language')]
  const again = (shown: Shown) => shownInvitation(c, site, token, shown)
  const answers = await parseForm(c, factorsForm, { otp: said.firstCode, password: said.newPassword })
  if (!answers.ok) return again(answers)
  const { password, otp: code } = answers.values
  const given = { token, password, code, wireNow: site.wireClock.now(), requestId: c.get('requestId') }
  const accepted = await site.acceptInvitation(given)
  if (!accepted.ok) {
    const { refusal } = accepted
    if (isAboutPassword(refusal))
      return again(wrong('password', passwordProblem(c, refusal, said.newPassword)))
    if (refusal === 'code_wrong') return again(wrong('otp', said.code_wrong))
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
  const text = said[refusal](site.words[c.get('language')].whom)
  return deadLinkPage(c, { title: said.gone, text, ways: [[said.logIn, `${site.base}/masuk`]] })
}
