import type { Context } from 'hono'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import { goTo } from '../site/link.ts'
import { everybody, rowsOf, type SiteTable } from '../site/site-table.ts'
import { clockJson, clockPage, turnClock, turnClockJson } from './clock-page.tsx'
import type { DemoDeps } from './demo-deps.ts'
import { inboxJson, inboxPage } from './inbox-page.tsx'
import { becomeInstitutionUser, demoInstitutionPage } from './institution-page.tsx'
import { failedFormPage, partsPage } from './parts/parts-page.tsx'
import { populationPage } from './population-page.tsx'
import { demoStaffPage } from './staff-page.tsx'
import { startPage } from './start-page.tsx'

const { get, post } = rowsOf({ everybody: everybody<DemoDeps>() })

/**
 * The demo's own addresses: `/` and all under `/dev/`. Mounted only in demo mode. They know no tokens: what changes
 * something is taken from our own pages and from programs, never from another site's page.
 */
export const demoTable: SiteTable<DemoDeps> = {
  base: '',
  limits: [],
  routes: [
    get('/', 'everybody', (c, deps) => startPage(c, deps)),
    post('/dev/masuk', 'everybody', become),
    get('/dev/konsol', 'everybody', demoStaffPage),
    post('/dev/konsol', 'everybody', becomeStaff),
    get('/dev/mitra', 'everybody', demoInstitutionPage),
    post('/dev/mitra', 'everybody', becomeInstitutionUser),
    get('/dev/inbox', 'everybody', inboxPage),
    get('/dev/inbox.json', 'everybody', inboxJson),
    get('/dev/clock', 'everybody', clockPage),
    post('/dev/clock', 'everybody', turnClock),
    get('/dev/clock.json', 'everybody', clockJson),
    post('/dev/clock.json', 'everybody', turnClockJson),
    get('/dev/kependudukan', 'everybody', populationPage),
    get('/dev/parts', 'everybody', partsPage),
    get('/dev/parts/form', 'everybody', failedFormPage),
    // The samples' forms lead here.
    post('/dev/parts', 'everybody', (c) => goTo(c, '/dev/parts')),
    get('/dev/demo.json', 'everybody', async (c, deps) => c.json(await deps.facts())),
  ],
}

async function become(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const next = await deps.become(c, (await readForm(c)).get('persona') ?? '')
  return next === undefined ? startPage(c, deps, 'unknown') : goTo(c, next)
}

async function becomeStaff(c: Context<Web>, deps: DemoDeps): Promise<Response> {
  const email = (await readForm(c)).get('email') ?? ''
  return (await deps.becomeStaff(c, email)) ? goTo(c, '/konsol') : errorPage(c, 404)
}
