import { Hono } from 'hono'
import type { ProviderPage, SignOnSite, Visit } from '../../partners/sign-on/site.ts'
import { headers } from '../http/edge/headers.ts'
import { onSite, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { outside } from '../site/link.ts'
import { language } from '../words/language.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { identityProviders, words } from './sign-on-words.ts'

/** What a provider asks of its site: who is logged in, and its few own pages. */
export function providerSite(identityProvider: IdentityProvider): SignOnSite {
  const { sessions, secure } = identityProvider
  const who = new Hono<Web>()
  who.use(sessions.load)
  who.get('*', (c) => c.json({ accountId: identityProvider.accountOf(c.get('session')) }))
  who.post('*', async (c) => {
    await sessions.logOut(c)
    return c.body(null, 204)
  })
  return {
    async accountOf(visit) {
      const answer = await who.fetch(requestOf(visit))
      return ((await answer.json()) as { accountId?: string }).accountId
    },
    logOut: async (visit) => (await who.fetch(requestOf(visit, 'POST'))).headers.getSetCookie(),
    claimsOf: (accountId) => identityProvider.claimsOf(accountId),
    interactionPath: (uid) => `${identityProvider.interactionPath}/${uid}`,
    async page(page, visit) {
      const pages = new Hono<Web>()
      pages.use(headers({ secure }), language({ secure }), onSite(identityProvider.site), sessions.load)
      pages.get('*', (c) => {
        if (page.kind === 'log_out') c.set('formTarget', page.target)
        const view = viewOf(c)
        return show(c, <Drawn page={page} identityProvider={identityProvider} view={view} />, statusOf(page))
      })
      return pages.fetch(requestOf(visit))
    },
  }
}

function requestOf({ cookies, url }: Visit, method = 'GET'): Request {
  return new Request(new URL(url, 'http://site'), { method, headers: { cookie: cookies } })
}

function statusOf(page: ProviderPage) {
  if (page.kind !== 'error') return 200
  return page.status === 500 ? 500 : page.status === 404 ? 404 : 400
}

function Drawn({
  page,
  identityProvider,
  view,
}: {
  page: ProviderPage
  identityProvider: IdentityProvider
  view: parts.View
}) {
  const said = words[view.language]
  if (page.kind === 'log_out') return <LogOut page={page} identityProvider={identityProvider} view={view} />
  const title = page.kind === 'error' ? said.errorTitle : said.loggedOutTitle
  return (
    <parts.Page view={view} title={title} scripted={false}>
      <h1>{title}</h1>
      <p class="lead">{page.kind === 'error' ? said.errorText : said.loggedOutText}</p>
      {page.kind === 'error' ? (
        <p class="small muted">
          {said.errorCode}: <code>{page.error}</code>
        </p>
      ) : (
        ''
      )}
      <parts.Buttons>
        <parts.LinkButton href={identityProvider.site.home}>{said.home}</parts.LinkButton>
      </parts.Buttons>
    </parts.Page>
  )
}

/** Its form carries the provider's own token instead of the session's. */
function LogOut(props: {
  page: Extract<ProviderPage, { kind: 'log_out' }>
  identityProvider: IdentityProvider
  view: parts.View
}) {
  const { page, identityProvider, view } = props
  const said = words[view.language]
  const title = said.logOutTitle(identityProviders[view.language][identityProvider.issuer])
  return (
    <parts.Page view={view} title={title} scripted={false}>
      <h1>{title}</h1>
      <p class="lead">{page.partner ? said.logOutText(page.partner) : said.logOutPlain}</p>
      <form method="post" action={outside(page.action)} class="form">
        <input type="hidden" name="xsrf" value={page.token} />
        <parts.Buttons>
          <parts.Button name="logout" value="yes">
            {said.logOut}
          </parts.Button>
          <parts.Button look="second">{said.stay}</parts.Button>
        </parts.Buttons>
      </form>
    </parts.Page>
  )
}
