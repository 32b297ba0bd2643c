import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { giveConsent } from '../../partners/sign-on/consents.ts'
import type { Interaction } from '../../partners/sign-on/site.ts'
import { readForm } from '../http/forms.ts'
import { tabFacts } from '../http/sessions/tab-facts.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo, here, outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { type Answer, type Route, rowsOf } from '../site/site-table.ts'
import type { OpenIdentityProvider } from './identity-provider.ts'
import { identityProviders, words } from './sign-on-words.ts'

type Request = Context<Web>

/** What waits for a login, by the authorization's uid: each tab of a browser may have one. */
const waits = tabFacts<{
  /** the partner's origin: the login's forms may lead on to it, so their page must allow it */
  readonly target: string
  /** a login of now is asked for */
  readonly afresh: boolean
}>('sign-on')

type InteractionPage = (c: Request, identityProvider: OpenIdentityProvider, open: Interaction) => Answer

async function interaction(
  c: Request,
  identityProvider: OpenIdentityProvider,
  page: InteractionPage,
): Promise<Response> {
  const { incoming, outgoing } = nodeOf(c)
  const open = await identityProvider.provider.interaction(incoming, outgoing)
  if (!open || open.uid !== c.req.param('uid')) return overPage(c)
  c.set('formTarget', open.target)
  return page(c, identityProvider, open)
}

/** `/izin/:uid` of an identity provider: who logs in, and whether the partner may be told. */
export function interactionRows<Deps>(
  path: string,
  identityProviderOf: (deps: Deps) => OpenIdentityProvider,
): Route<Deps>[] {
  const { get, post } = rowsOf({
    interaction: (c: Request, deps: Deps, page: InteractionPage) =>
      interaction(c, identityProviderOf(deps), page),
  })
  return [get(`${path}/:uid`, 'interaction', ask), post(`${path}/:uid`, 'interaction', take)]
}

const ask: InteractionPage = async (c, identityProvider, open) => {
  const accountId = identityProvider.accountOf(c.get('session'))
  if (!accountId) return toLogIn(c, identityProvider, open)
  if (open.asks === 'login') {
    // Asked for a login of now: whoever was logged in before must show again who they are.
    if (open.afresh && !waits.of(c.get('session'), open.uid, identityProvider.ctx.clock.now())?.afresh) {
      await identityProvider.sessions.logOut(c)
      return toLogIn(c, identityProvider, open)
    }
    return goOn(c, identityProvider, { login: accountId })
  }
  const claims = accountId === open.accountId ? await identityProvider.claimsOf(accountId) : undefined
  return claims ? consentPage(c, identityProvider, open, claims) : overPage(c)
}

const take: InteractionPage = async (c, identityProvider, open) => {
  const accountId = identityProvider.accountOf(c.get('session'))
  const answer = (await readForm(c)).get('answer')
  if (open.asks !== 'consent') return ask(c, identityProvider, open)
  if (answer === 'refuse') return goOn(c, identityProvider, { refused: true })
  if (answer !== 'allow' || !accountId || accountId !== open.accountId) return ask(c, identityProvider, open)
  const { issuer } = identityProvider
  const actor = issuer === 'programme' ? `person:${accountId}` : `account:${issuer}:${accountId}`
  const by = { actor, requestId: c.get('requestId') }
  await giveConsent(
    identityProvider.ctx,
    { issuer, accountId },
    { clientId: open.clientId, scopes: open.scopes },
    by,
  )
  return goOn(c, identityProvider, { consented: true })
}

async function goOn(
  c: Request,
  identityProvider: OpenIdentityProvider,
  answer: Parameters<OpenIdentityProvider['provider']['resolve']>[2],
): Promise<Response> {
  const { incoming, outgoing } = nodeOf(c)
  const to = await identityProvider.provider.resolve(incoming, outgoing, answer)
  return to ? goTo(c, outside(to)) : overPage(c)
}

const toLogIn: InteractionPage = async (c, identityProvider, open) => {
  const { target, afresh, uid } = open
  await waits.keep(c, identityProvider.sessions, uid, { target, afresh }, identityProvider.ctx.clock.now())
  const next = encodeURIComponent(`${identityProvider.interactionPath}/${open.uid}`)
  return goTo(c, `${identityProvider.logInPath}?lanjut=${next}`)
}

/** For the pages of a identity provider's login: lets their forms lead on to the partner that waits for it. */
export function allowTarget(
  c: Request,
  { interactionPath, ctx }: Pick<OpenIdentityProvider, 'interactionPath' | 'ctx'>,
  next: string,
): void {
  if (!next.startsWith(`${interactionPath}/`)) return
  const waiting = waits.of(c.get('session'), next.slice(interactionPath.length + 1), ctx.clock.now())
  if (waiting) c.set('formTarget', waiting.target)
}

type Claims = NonNullable<Awaited<ReturnType<OpenIdentityProvider['claimsOf']>>>

async function consentPage(
  c: Request,
  identityProvider: OpenIdentityProvider,
  open: Interaction,
  claims: Claims,
) {
  const said = words[c.get('language')]
  const { partner } = open
  return showPage(
    c,
    { title: said.consentTitle(partner) },
    <>
      <p class="lead">
        {said.consentLead(partner, identityProviders[c.get('language')][identityProvider.issuer])}
      </p>
      <parts.SummaryList rows={passedOn(c, open, claims)} />
      {open.scopes.includes('prakerja') ? <p>{said.consentCard(partner)}</p> : ''}
      <p>{said.consentKept(partner)}</p>
      <parts.Form action={here(c)}>
        <parts.Buttons>
          <parts.Button name="answer" value="allow">
            {said.allow}
          </parts.Button>
          <parts.Button name="answer" value="refuse" look="second">
            {said.refuse}
          </parts.Button>
        </parts.Buttons>
      </parts.Form>
    </>,
  )
}

/** In plain words, with the very values: what the partner will know. */
function passedOn(c: Request, { scopes, partner }: Interaction, claims: Claims) {
  const said = words[c.get('language')]
  const card = claims.no_prakerja
  const rows = {
    openid: { label: said.identifier, value: said.identifierText(partner) },
    profile: { label: said.name, value: claims.name },
    email: { label: said.email, value: claims.email ?? said.unknown },
    phone: { label: said.phone, value: claims.phone_number ?? said.unknown },
    prakerja: { label: said.card, value: card ? said.cardText(card.slice(-4)) : said.unknown },
  }
  return scopes.map((scope) => rows[scope])
}

function overPage(c: Request): Response {
  const said = words[c.get('language')]
  const view = viewOf(c)
  return show(
    c,
    <parts.Page view={view} title={said.overTitle} scripted={false}>
      <h1>{said.overTitle}</h1>
      <p class="lead">{said.overText}</p>
      <parts.Buttons>
        <parts.LinkButton href={view.home}>{said.home}</parts.LinkButton>
      </parts.Buttons>
    </parts.Page>,
    410,
  )
}

/** The provider's library reads its cookies from Node's own request. */
function nodeOf(c: Request): HttpBindings {
  return c.env as unknown as HttpBindings
}
