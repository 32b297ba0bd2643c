import { Hono } from 'hono'
import { ownPagesOnly } from '../http/csrf.ts'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import { onSite } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { clockJson, clockPage, turnClock, turnClockJson } from './clock-page.tsx'
import type { DemoDeps } from './demo-deps.ts'
import { inboxJson, inboxPage } from './inbox-page.tsx'
import { populationPage } from './population-page.tsx'
import { demoStaffPage } from './staff-page.tsx'
import { startPage } from './start-page.tsx'

/**
 * The demo's own addresses: `/` and all under `/dev/`. Mounted only in demo mode. They know no sessions and no tokens:
 * what changes something is taken from our own pages and from programs, never from another site's page.
 */
export function demoRoutes(deps: DemoDeps): Hono<Web> {
  const routes = new Hono<Web>()
  const guard = [onSite(deps.site), ownPagesOnly({ refused: (c) => errorPage(c, 403) })] as const
  routes.use('/', ...guard)
  routes.use('/dev/*', ...guard)
  routes.get('/', (c) => startPage(c, deps))
  routes.post('/dev/masuk', async (c) => {
    const persona = (await readForm(c)).get('persona') ?? ''
    const next = await deps.become(c, persona)
    return next === undefined ? startPage(c, deps, 'unknown') : c.redirect(next, 303)
  })
  routes.get('/dev/konsol', (c) => demoStaffPage(c, deps))
  routes.post('/dev/konsol', async (c) => {
    const email = (await readForm(c)).get('email') ?? ''
    return (await deps.becomeStaff(c, email)) ? c.redirect('/konsol', 303) : errorPage(c, 404)
  })
  routes.get('/dev/inbox', (c) => inboxPage(c, deps))
  routes.get('/dev/inbox.json', (c) => inboxJson(c, deps))
  routes.get('/dev/clock', (c) => clockPage(c, deps))
  routes.post('/dev/clock', (c) => turnClock(c, deps))
  routes.get('/dev/clock.json', (c) => clockJson(c, deps))
  routes.post('/dev/clock.json', (c) => turnClockJson(c, deps))
  routes.get('/dev/kependudukan', (c) => populationPage(c, deps))
  routes.get('/dev/demo.json', async (c) => c.json(await deps.facts()))
  return routes
}
