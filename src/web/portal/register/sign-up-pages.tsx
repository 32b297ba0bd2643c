import { guardedLogIn } from '../../../identity/count-try.ts'
import { done, refuse } from '../../../kernel/refusal.ts'
import { minutesLeft, passwordRules } from '../../../kernel/secrets/log-in-rules.ts'
import {
  checkPortalPassword,
  findEmailLink,
  openAccount,
  type PortalAccount,
  sendEmailLink,
} from '../../../registration/account.ts'
import { callerOf } from '../../http/edge/caller.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import { onTheWay } from '../../http/next-path.ts'
import { deadLinkPage } from '../../identity/dead-link-page.tsx'
import type { NewPassword } from '../../identity/new-password-pages.tsx'
import type { LogInForm } from '../../identity/password-pages.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, type Href, type Link } from '../../site/link.ts'
import { words } from './sign-up-words.ts'
import { portalPage, type RegisterDeps, type Request, sentence, visitorOf } from './visitor.tsx'

const emailForm = form((language) => ({
  email: ask.email(words[language].email, { hint: words[language].emailHint, inputmode: 'email' }),
}))

/** `/daftar`: an email, and a link is on its way. */
export async function signUpPage(c: Request, deps: RegisterDeps, shown: Shown = {}): Promise<Response> {
  if (await visitorOf(c, deps)) return goTo(c, '/daftar/lanjut')
  const said = words[c.get('language')]
  return portalPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <p>{said.noHurry}</p>
      <parts.Form action="/daftar" button={said.send}>
        {emailForm.fields(c, shown)}
      </parts.Form>
      <p>
        <a href="/masuk/sandi">{said.haveAccount}</a>
      </p>
    </>,
  )
}

export async function submitEmail(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const answers = await emailForm.read(c)
  if (!answers.ok) return signUpPage(c, deps, answers)
  const { email } = answers.values
  const sent = await sendEmailLink(deps.registrations, { email, language })
  if (!sent.ok) return signUpPage(c, deps, wrong('email', sentence(c, sent), { email }))
  await deps.portal.remember(c, { linkSentTo: email })
  return goTo(c, '/daftar/terkirim')
}

/** `/daftar/terkirim`: where the link went. */
export function sentPage(c: Request): Response {
  const email = c.get('session')?.state.linkSentTo
  if (typeof email !== 'string') return goTo(c, '/daftar')
  const said = words[c.get('language')]
  return portalPage(
    c,
    { title: said.sentTitle, scripted: false },
    <>
      <p class="lead">{said.sentLead(email)}</p>
      <p>{said.sentHelp}</p>
      <p>
        <a href="/daftar">{said.again}</a>
      </p>
    </>,
  )
}

/** `/daftar/email/:token`: a password for the email that the link has proved. */
export function passwordOf(c: Request, deps: RegisterDeps): NewPassword {
  const token = c.req.param('token') ?? ''
  const said = words[c.get('language')]
  return {
    action: `/daftar/email/${token}`,
    said: {
      title: said.passwordTitle,
      label: said.password,
      hint: said.passwordHint,
      save: said.setPassword,
    },
    lead: said.passwordLead,
    find: () => findEmailLink(deps.registrations.ctx, token),
    async set(password) {
      const opened = await openAccount(deps.registrations, { token, password, requestId: c.get('requestId') })
      return opened.ok ? done(await enter(c, deps, opened.value, '/daftar/lanjut')) : opened
    },
    gone: (refusal) =>
      deadLinkPage(c, {
        title: said.linkTitle,
        text: sentence(c, refuse(refusal)),
        ways: [
          [said.askLink, '/daftar'],
          [said.logIn, '/masuk'],
        ],
      }),
  }
}

/** `/masuk/sandi`: email and password, for those who registered here. */
export function passwordLogIn(c: Request, deps: RegisterDeps): LogInForm {
  const said = words[c.get('language')]
  const next = ownPath(c.req.query('lanjut'))
  const { ctx } = deps.registrations
  const session = c.get('session')
  return {
    action: onTheWay('/masuk/sandi', next),
    said: {
      ...said,
      title: said.logInTitle,
      wrong: sentence(c, refuse('log_in_wrong')),
      locked: ({ until }) => said.tooMany(minutesLeft(ctx.clock.now(), until)),
    },
    already: (session?.personId ?? session?.accountId) && next,
    below: (
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
    ),
    async logIn({ email, password }) {
      const asked = { realm: 'portal', email, caller: callerOf(c) }
      const check = () => checkPortalPassword(ctx, email, password)
      const checked = await guardedLogIn(ctx, asked, passwordRules, check)
      return checked.ok ? done(await enter(c, deps, checked.value, next)) : checked
    },
  }
}

async function enter(
  c: Request,
  deps: RegisterDeps,
  { accountId, personId }: PortalAccount,
  next: Link,
): Promise<Response> {
  await deps.portal.logIn(c, personId ? { personId } : { accountId })
  await deps.portal.remember(c, { linkSentTo: undefined, logIn: undefined })
  return goTo(c, next)
}

/** A page of the portal to go on to; never another site, and never the login itself. */
function ownPath(wanted: string | undefined): Href {
  const ours = wanted && /^(\/[\w-]+)+$/.test(wanted) && !wanted.startsWith('/masuk')
  return (ours ? wanted : '/kartu') as Href
}
