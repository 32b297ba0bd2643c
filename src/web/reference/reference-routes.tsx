import type { Context } from 'hono'
import { openApiDocument } from '../../partners/reference/openapi.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { Page } from '../parts/page/page.tsx'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { Reference } from './reference-page.tsx'

interface Deps {
  /** as partners reach the API */
  readonly baseUrl: string
}

const { get } = rowsOf({ everybody: everybody<Deps>() })

/** `/api`, the reference for partners, and `/api/openapi.json`, the same for programs. */
export const referenceTable: SiteTable<Deps> = {
  base: '/api',
  limits: [],
  routes: [
    get('/openapi.json', 'everybody', (c, { baseUrl }) =>
      c.json(openApiDocument(baseUrl, c.get('language'))),
    ),
    get('/', 'everybody', referencePage),
  ],
}

function referencePage(c: Context<Web>, { baseUrl }: Deps): Response {
  const language = c.get('language')
  const title = language === 'id' ? 'API mitra' : 'Partner API'
  return show(
    c,
    <Page view={viewOf(c)} title={title} width="full" indexed scripted={false}>
      <Reference language={language} baseUrl={baseUrl} openApiUrl="/api/openapi.json" />
    </Page>,
  )
}
