import { Hono } from 'hono'
import type { AppParts } from '../app-parts.ts'
import type { Sessions } from '../http/sessions.ts'
import { type Site, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { programmeTheme } from '../parts/themes.ts'
import { verifyWords } from '../verify/verify-words.ts'
import { cardPage } from './card-page.tsx'
import { journeysPage, tutorialPage } from './journeys-page.tsx'
import { words } from './portal-words.ts'
import { Storefronts } from './storefront-tiles.tsx'

/** The programme's own site. */
export function portalSite({ demo }: Pick<AppParts, 'demo'>): Site {
  return {
    theme: programmeTheme,
    home: '/',
    nav: (language, session, path) => {
      const said = words[language]
      const item = (label: string, href: string) => ({ label, href, current: path === href })
      // One place: the card of who has one, the way to it of who has none. Each address leads on to the other's.
      const home = { label: said.myHome, href: session?.personId ? '/kartu' : '/beranda' }
      if (session?.personId ?? session?.accountId)
        return [{ ...home, current: path === '/kartu' || path === '/beranda' }]
      return [item(said.myCard, '/kartu'), item(said.register, '/daftar'), item(said.logIn, '/masuk')]
    },
    foot: (language) => [
      { label: words[language].journeys, href: '/perjalanan' },
      { label: words[language].institutions, href: '/lembaga' },
      { label: verifyWords[language].title, href: '/verifikasi' },
      { label: words[language].draws, href: '/undian' },
      { label: words[language].journal, href: '/jurnal' },
      { label: words[language].reference, href: '/api' },
    ],
    ...(demo && { demo: demo.nav }),
  }
}

/** `/` (in production; the demo has a first page of its own), `/perjalanan`, `/cara-beli/...`, `/kartu`, `/keluar`. */
export function portalRoutes({ ctx }: AppParts, portal: Sessions): Hono<Web> {
  const routes = new Hono<Web>()
  routes.get('/', (c) => {
    const said = words[c.get('language')]
    return show(
      c,
      <parts.Page
        view={viewOf(c)}
        title={said.home}
        description={said.homeLead}
        indexed
        width="full"
        scripted={false}
      >
        <h1>{said.home}</h1>
        <p class="lead">{said.homeLead}</p>
        <parts.Buttons>
          <parts.LinkButton href="/daftar">{said.register}</parts.LinkButton>
          <parts.LinkButton look="second" href="/masuk">
            {said.logIn}
          </parts.LinkButton>
        </parts.Buttons>
        <h2>{said.shops}</h2>
        <Storefronts language={c.get('language')} />
      </parts.Page>,
    )
  })
  routes.get('/perjalanan', (c) => journeysPage(c))
  routes.get('/cara-beli/:storefront', (c) => tutorialPage(c))
  routes.get('/kartu', (c) => cardPage(c, ctx, portal))
  routes.post('/keluar', async (c) => {
    await portal.logOut(c)
    return c.redirect('/', 303)
  })
  return routes
}
