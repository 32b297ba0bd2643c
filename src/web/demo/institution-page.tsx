import { Hono } from 'hono'
import type { Context } from '../../database/context.ts'
import { listInstitutionUsers } from '../../learning/institution-desk/users.ts'
import { ownPagesOnly } from '../http/csrf.ts'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import type { Sessions } from '../http/sessions.ts'
import { onSite, type Site, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { deskWords } from '../institution-site/desk-words.ts'
import * as parts from '../parts/parts.ts'

/** `/dev/mitra`: enter the institutions' site as one of the demo's. Mounted only in demo mode. */
export function demoInstitutionRoutes(ctx: Context, site: Site, sessions: Sessions): Hono<Web> {
  const routes = new Hono<Web>()
  routes.use('*', onSite(site), ownPagesOnly({ refused: (c) => errorPage(c, 403) }))
  const users = async () => (await listInstitutionUsers(ctx.db)).filter(({ disabledAt }) => !disabledAt)
  routes.get('/', async (c) => {
    const said = deskWords[c.get('language')]
    return show(
      c,
      <parts.Page view={viewOf(c)} title={said.demoTitle}>
        <h1>{said.demoTitle}</h1>
        <p class="lead">{said.demoLead}</p>
        {(await users()).map(({ userId, institution }) => (
          <form method="post" action="/dev/mitra" class="form">
            <input type="hidden" name="user" value={userId} />
            <parts.Button look="second">{said.enterAs(institution)}</parts.Button>
          </form>
        ))}
      </parts.Page>,
    )
  })
  routes.post('/', async (c) => {
    const wanted = (await readForm(c)).get('user')
    const user = (await users()).find(({ userId }) => userId === wanted)
    if (!user) return errorPage(c, 404)
    await sessions.load(c, async () => {})
    await sessions.logIn(c, { accountId: user.userId })
    return c.redirect('/mitra', 303)
  })
  return routes
}
