import type { Context as WebContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { type LogInRefusal, logInRefusals } from '../../identity/log-in-refusals.ts'
import type { LogIn } from '../../identity/second-factors.ts'
import type { LinkRefusal } from '../../identity/single-use-links.ts'
import type { Clock } from '../../kernel/clock.ts'
import { done, type Outcome, sentenceOf } from '../../kernel/refusal.ts'
import type { PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import { totpAddress } from '../../kernel/secrets/second-factor.ts'
import type { Language } from '../../kernel/wib.ts'
import { callerOf } from '../http/edge/caller.ts'
import { isAboutPassword, passwordProblem, type Shown, wrong } from '../http/forms.ts'
import { nextBelow, onTheWay } from '../http/next-path.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { QrCode } from '../parts/qr-code.tsx'
import { ask, form } from '../site/form.tsx'
import { goTo, here } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { deadLinkPage } from './dead-link-page.tsx'
import type { LogInForm } from './password-pages.tsx'
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
  readonly systemClock: Clock
  /** where the site begins: `/konsol` */
  readonly base: '/konsol' | '/mitra'
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

export function logInForm(c: Request, site: SecondFactorSite): LogInForm {
  const language = c.get('language')
  const said = secondFactorWords[language]
  const { title, lead, whom } = site.words[language]
  const next = nextBelow(c, site.base)
  return {
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
      const by = { wireNow: site.systemClock.now(), caller: callerOf(c), requestId: c.get('requestId') }
      const entered = await site.logIn({ ...given, ...by })
      if (!entered.ok) return entered
      await site.sessions.logIn(c, entered.value)
      return done(goTo(c, next))
    },
  }
}

export async function shownInvitation(
  c: Request,
  site: SecondFactorSite,
  token: string,
  shown?: Shown,
): Promise<Response> {
  const found = await site.findInvitation(token)
  return found.ok ? invitationPage(c, site, found.value, shown) : gonePage(c, site, found.refusal)
}

const factorsForm = form((language) => {
  const said = secondFactorWords[language]
  return {
    otp: ask.otp(said.firstCode, { hint: said.firstCodeHint }),
    password: ask.newPassword(said.newPassword, { hint: said.newPasswordHint }),
  }
})

/** The authenticator app is shown its secret, and answers with a code. */
function invitationPage(
  c: Request,
  site: SecondFactorSite,
  { email, totpSecret, lead }: Invited,
  shown: Shown = {},
): Response {
  const said = secondFactorWords[c.get('language')]
  // The secret of the second factor is never kept by a browser.
  c.header('Cache-Control', 'private, no-store')
  return showPage(
    c,
    { title: said.inviteTitle, ...shown },
    <>
      <p class="lead">{lead(c.get('language'))}</p>
      <h2>{said.scanTitle}</h2>
      <p>
        <QrCode words={totpAddress(totpSecret, email, site.issuer)} label={said.scanAlt} />
      </p>
      <p class="small">
        {said.typeSecret} <code class="hash">{totpSecret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <parts.Form action={here(c)} button={said.finish}>
        {factorsForm.fields(c, shown)}
      </parts.Form>
    </>,
  )
}

export async function submitInvitation(c: Request, site: SecondFactorSite, token: string): Promise<Response> {
  const said = secondFactorWords[c.get('language')]
  const again = (shown: Shown) => shownInvitation(c, site, token, shown)
  const answers = await factorsForm.read(c)
  if (!answers.ok) return again(answers)
  const { password, otp: code } = answers.values
  const given = { token, password, code, wireNow: site.systemClock.now(), requestId: c.get('requestId') }
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
  return goTo(c, `${site.base}/kode-pemulihan`)
}

/** Shown until whoever was invited says that they are kept. */
export function recoveryPage(c: Request, site: SecondFactorSite): Response {
  const kept = c.get('session')?.state.recovery
  if (typeof kept !== 'string') return goTo(c, `${site.base}/masuk`)
  const codes: string[] = JSON.parse(site.ctx.secrets.open(Buffer.from(kept, 'base64')))
  const said = secondFactorWords[c.get('language')]
  c.header('Cache-Control', 'private, no-store')
  return showPage(
    c,
    { title: said.codesTitle },
    <>
      <p class="lead">{said.codesLead}</p>
      <ul class="list">
        {codes.map((code) => (
          <li translate="no">
            <code>{code.replace(/(.{4})(?=.)/g, '$1-')}</code>
          </li>
        ))}
      </ul>
      <parts.Form action={`${site.base}/kode-pemulihan`} plain button={said.codesKept} />
    </>,
  )
}

function gonePage(c: Request, site: SecondFactorSite, refusal: LinkRefusal): Response {
  const said = secondFactorWords[c.get('language')]
  const text = said[refusal](site.words[c.get('language')].whom)
  return deadLinkPage(c, { title: said.gone, text, ways: [[said.logIn, `${site.base}/masuk`]] })
}
