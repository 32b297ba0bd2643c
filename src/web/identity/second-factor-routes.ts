import type { Context } from 'hono'
import type { Web } from '../http/web.ts'
import { goTo } from '../site/link.ts'
import { type Answer, type Route, rowsOf } from '../site/site-table.ts'
import { logInPage, submitLogIn } from './password-pages.tsx'
import {
  logInForm,
  recoveryPage,
  type SecondFactorSite,
  shownInvitation,
  submitInvitation,
} from './second-factor-pages.tsx'

type Request = Context<Web>

/** The pages `masuk`, `keluar`, `undangan/TOKEN` and `kode-pemulihan` of a site, as rows of its table. */
export function secondFactorRows<Deps>(siteOf: (deps: Deps) => SecondFactorSite): Route<Deps>[] {
  const { get, post } = rowsOf({
    everybody: (c: Request, deps: Deps, page: (c: Request, site: SecondFactorSite) => Answer) =>
      page(c, siteOf(deps)),
  })
  return [
    get('/masuk', 'everybody', (c, site) => logInPage(c, logInForm(c, site))),
    post('/masuk', 'everybody', (c, site) => submitLogIn(c, logInForm(c, site))),
    post('/keluar', 'everybody', async (c, site) => {
      await site.sessions.logOut(c)
      return goTo(c, `${site.base}/masuk`)
    }),
    get('/undangan/:token', 'everybody', (c, site) => shownInvitation(c, site, tokenOf(c))),
    post('/undangan/:token', 'everybody', (c, site) => submitInvitation(c, site, tokenOf(c))),
    get('/kode-pemulihan', 'everybody', recoveryPage),
    post('/kode-pemulihan', 'everybody', async (c, site) => {
      await site.sessions.remember(c, { recovery: undefined })
      return goTo(c, `${site.base}/masuk`)
    }),
  ]
}

function tokenOf(c: Request): string {
  return c.req.param('token') ?? ''
}
