import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { documentsPage, homePage, lostPage, oneDocumentPage, onePage, searchPage } from './guide-pages.tsx'

type Deps = Readonly<Record<never, never>>

const { get } = rowsOf({ everybody: everybody<Deps>() })

/** `/panduan`: the guides in both languages, the documents, and one search over all of them. Nothing of it asks the database. */
export const guideTable: SiteTable<Deps> = {
  base: '/panduan',
  limits: [{ under: '/*', purpose: 'panduan', perMinute: 240, reads: true }],
  routes: [
    get('/', 'everybody', homePage),
    get('/cari', 'everybody', searchPage),
    get('/dokumen', 'everybody', documentsPage),
    get('/dokumen/:document', 'everybody', oneDocumentPage),
    get('/:guide', 'everybody', onePage),
    get('/:guide/:below{.+}', 'everybody', lostPage),
  ],
}
