import { Hono, type Context as RequestContext } from 'hono'
import { cors } from 'hono/cors'
import { type DailyHead, listDailyHeads } from '../../journal/daily-heads.ts'
import { minute } from '../../kernel/clock.ts'
import type { AppParts } from '../app-parts.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { onSite, type Site, show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { words } from './journal-words.ts'

/** `/jurnal`: the last seal of each day, for whoever keeps them elsewhere. No row of the journal is public. */
export function journalRoutes(
  { ctx, behindProxy }: Pick<AppParts, 'ctx' | 'behindProxy'>,
  site: Site,
): Hono<Web> {
  const routes = new Hono<Web>()
  const limits = { purpose: 'jurnal', quota: 60, windowMs: minute, clock: ctx.clock, behindProxy }
  for (const path of ['/', '/*']) routes.use(path, onSite(site), rateLimit({ ...limits, changesOnly: false }))
  routes.use('/segel.txt', cors({ origin: '*', allowMethods: ['GET'] }))
  routes.get('/', async (c) => headsPage(c, await listDailyHeads(ctx.db, ctx.clock.now())))
  // What "bekal audit --heads" reads.
  routes.get('/segel.txt', async (c) => {
    const heads = await listDailyHeads(ctx.db, ctx.clock.now())
    return c.text(heads.map(({ date, seal, hash }) => `${date} ${seal} ${hash}\n`).join(''))
  })
  return routes
}

function headsPage(c: RequestContext<Web>, heads: readonly DailyHead[]): Response | Promise<Response> {
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.title} description={said.lead} indexed scripted={false}>
      <h1>{said.title}</h1>
      <p class="lead">{said.lead}</p>
      {heads.length === 0 ? (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      ) : (
        <>
          <parts.Table
            caption={said.caption}
            columns={[{ label: said.date }, { label: said.seal, right: true }, { label: said.hash }]}
            rows={heads.map(({ date, seal, hash }) => [date, seal, <span class="small hash">{hash}</span>])}
          />
          <p>
            <a href="/jurnal/segel.txt">{said.file}</a>
          </p>
        </>
      )}
    </parts.Page>,
  )
}
