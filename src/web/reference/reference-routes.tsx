import { Hono } from 'hono'
import { openApiDocument } from '../../partners/openapi.ts'
import { onSite, type Site, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { Page } from '../parts/page.tsx'
import { Reference } from './reference-page.tsx'

/** `/api`, the reference for partners, and `/api/openapi.json`, the same for programs. */
export function referenceRoutes(site: Site, baseUrl: string): Hono<Web> {
  const routes = new Hono<Web>()
  routes.use(onSite(site))
  routes.get('/openapi.json', (c) => c.json(openApiDocument(baseUrl, c.get('language'))))
  routes.get('/', (c) => {
    const title = c.get('language') === 'id' ? 'API mitra' : 'Partner API'
    return show(
      c,
      <Page view={viewOf(c)} title={title} width="full" indexed scripted={false}>
        <Reference language={c.get('language')} baseUrl={baseUrl} openApiUrl="/api/openapi.json" />
      </Page>,
    )
  })
  return routes
}
