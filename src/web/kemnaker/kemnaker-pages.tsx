import type { Context } from 'hono'
import { guardedLogIn } from '../../identity/count-try.ts'
import { done } from '../../kernel/refusal.ts'
import { minutesLeft, passwordRules } from '../../kernel/secrets/log-in-rules.ts'
import { checkPassword, findAccount, signUp } from '../../storefronts/accounts/accounts.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { callerOf } from '../http/edge/caller.ts'
import { onTheWay } from '../http/next-path.ts'
import type { Web } from '../http/web.ts'
import {
  type LogInForm,
  logInPage,
  type SignUpForm,
  signUpPage,
  submitLogIn,
  submitSignUp,
} from '../identity/password-pages.tsx'
import * as parts from '../parts/parts.ts'
import type { OpenIdentityProvider } from '../sign-on/identity-provider.ts'
import { allowTarget, interactionRows } from '../sign-on/interaction-pages.tsx'
import { goTo, type Href, outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { words } from './kemnaker-words.ts'

type Request = Context<Web>

/** Its accounts lie beside those of the storefronts, under a name that is none of theirs. */
const place = 'kemnaker'

const { get, post } = rowsOf({ everybody: everybody<OpenIdentityProvider>() })

/** `/kemnaker`: the ministry's accounts. Who is logged in here can log in at Sisnaker. */
export const kemnakerTable: SiteTable<OpenIdentityProvider> = {
  base: '/kemnaker',
  limits: [{ under: '/*', purpose: 'kemnaker', perMinute: 300 }],
  routes: [
    ...interactionRows<OpenIdentityProvider>('/izin', (identityProvider) => identityProvider),
    get('/', 'everybody', homePage),
    get('/masuk', 'everybody', (c, identityProvider) => logInPage(c, logInForm(c, identityProvider))),
    post('/masuk', 'everybody', (c, identityProvider) => submitLogIn(c, logInForm(c, identityProvider))),
    get('/daftar', 'everybody', (c, identityProvider) => signUpPage(c, signUpForm(c, identityProvider))),
    post('/daftar', 'everybody', (c, identityProvider) => submitSignUp(c, signUpForm(c, identityProvider))),
    post('/keluar', 'everybody', async (c, identityProvider) => {
      await identityProvider.sessions.logOut(c)
      return goTo(c, '/kemnaker')
    }),
  ],
}

async function homePage(c: Request, identityProvider: OpenIdentityProvider): Promise<Response> {
  const said = words[c.get('language')]
  const accountId = c.get('session')?.accountId
  const account = accountId && (await findAccount(identityProvider.ctx.db, place, accountId))
  return showPage(
    c,
    { title: said.home, scripted: false },
    <>
      <p class="lead">{said.homeLead}</p>
      {account ? (
        <>
          <parts.SummaryList
            rows={[
              { label: said.name, value: account.name },
              { label: said.email, value: account.email },
            ]}
          />
          <p>{said.goOnText}</p>
          <parts.Buttons>
            {journeys
              .filter(({ account: kept }) => kept === 'external')
              .map(({ id, name }) => (
                <parts.LinkButton href={outside(`/${id}/masuk`)}>{said.goOn(name)}</parts.LinkButton>
              ))}
          </parts.Buttons>
          <parts.Form action="/kemnaker/keluar" plain>
            <parts.Button look="second">{said.logOut}</parts.Button>
          </parts.Form>
        </>
      ) : (
        <parts.Buttons>
          <parts.LinkButton href="/kemnaker/masuk">{said.logIn}</parts.LinkButton>
          <parts.LinkButton href="/kemnaker/daftar" look="second">
            {said.signUp}
          </parts.LinkButton>
        </parts.Buttons>
      )}
    </>,
  )
}

/** A page of this site to go on to, or its home; never another site. */
function goOnTo(wanted: string | undefined | null): Href {
  return (wanted && /^\/kemnaker(\/[\w-]+)*$/.test(wanted) ? wanted : '/kemnaker') as Href
}

function logInForm(c: Request, identityProvider: OpenIdentityProvider): LogInForm {
  const said = words[c.get('language')]
  const next = goOnTo(c.req.query('lanjut'))
  const { ctx } = identityProvider
  allowTarget(c, identityProvider, next)
  return {
    action: onTheWay('/kemnaker/masuk', next),
    said: {
      ...said,
      title: said.logInTitle,
      locked: ({ until }) => said.tooOften(minutesLeft(ctx.clock.now(), until)),
    },
    already: c.get('session')?.accountId && next,
    below: (
      <section class="stack">
        <h2>{said.noAccount}</h2>
        <parts.LinkButton look="second" href={onTheWay('/kemnaker/daftar', next)}>
          {said.signUp}
        </parts.LinkButton>
      </section>
    ),
    async logIn({ email, password }) {
      const asked = { realm: place, email, caller: callerOf(c) }
      const check = () => checkPassword(ctx, place, email, password)
      const checked = await guardedLogIn(ctx, asked, passwordRules, check)
      return checked.ok ? done(await enter(c, identityProvider, checked.value.accountId)) : checked
    },
  }
}

function signUpForm(c: Request, identityProvider: OpenIdentityProvider): SignUpForm {
  const said = words[c.get('language')]
  const next = goOnTo(c.req.query('lanjut'))
  allowTarget(c, identityProvider, next)
  return {
    action: onTheWay('/kemnaker/daftar', next),
    said: { ...said, title: said.signUpTitle },
    below: (
      <p>
        {said.haveAccount} <a href={onTheWay('/kemnaker/masuk', next)}>{said.logIn}</a>
      </p>
    ),
    async signUp(given) {
      const made = await signUp(identityProvider.ctx, {
        storefront: place,
        requestId: c.get('requestId'),
        ...given,
      })
      return made.ok ? done(await enter(c, identityProvider, made.value.accountId)) : made
    },
  }
}

async function enter(
  c: Request,
  identityProvider: OpenIdentityProvider,
  accountId: string,
): Promise<Response> {
  await identityProvider.sessions.logIn(c, { accountId })
  return goTo(c, goOnTo(c.req.query('lanjut')))
}
