import { Hono } from 'hono'
import type { ProviderPage, SignOnSite, Visit } from '../../partners/sign-on/site.ts'
import { headers } from '../http/headers.ts'
import { onSite, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { language } from '../words/language.ts'
import type { Keeper } from './keeper.ts'
import { keepers, words } from './sign-on-words.ts'

/** What a provider asks of its site: who is logged in, and its few own pages. */
export function providerSite(keeper: Keeper): SignOnSite {
  const { sessions, secure } = keeper
  const who = new Hono<Web>()
  who.use(sessions.load)
  who.get('*', (c) => c.json({ accountId: keeper.accountOf(c.get('session')) }))
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
    claimsOf: (accountId) => keeper.claimsOf(accountId),
    interactionPath: (uid) => `${keeper.interactionPath}/${uid}`,
    async page(page, visit) {
      const pages = new Hono<Web>()
      pages.use(headers({ secure }), language({ secure }), onSite(keeper.site), sessions.load)
      pages.get('*', (c) => {
        if (page.kind === 'log_out') c.set('formTarget', page.target)
        const view = viewOf(c)
        return show(c, <Drawn page={page} keeper={keeper} view={view} />, statusOf(page))
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

function Drawn({ page, keeper, view }: { page: ProviderPage; keeper: Keeper; view: parts.View }) {
  const said = words[view.language]
  if (page.kind === 'log_out') return <LogOut page={page} keeper={keeper} view={view} />
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
        <parts.LinkButton href={keeper.site.home}>{said.home}</parts.LinkButton>
      </parts.Buttons>
    </parts.Page>
  )
}

/** Its form carries the provider's own token instead of the session's. */
function LogOut(props: {
  page: Extract<ProviderPage, { kind: 'log_out' }>
  keeper: Keeper
  view: parts.View
}) {
  const { page, keeper, view } = props
  const said = words[view.language]
  const title = said.logOutTitle(keepers[view.language][keeper.issuer])
  return (
    <parts.Page view={view} title={title} scripted={false}>
      <h1>{title}</h1>
      <p class="lead">{page.partner ? said.logOutText(page.partner) : said.logOutPlain}</p>
      <form method="post" action={page.action} class="form">
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
