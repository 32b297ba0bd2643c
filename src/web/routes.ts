import { Hono, type MiddlewareHandler } from 'hono'
import { unreservedParts } from '../identity/reserved-names.ts'
import { collapseSlashes } from '../partners/collapse-slashes.ts'
import { journeyOf } from '../storefronts/journeys.ts'
import type { AppDeps } from './app-deps.ts'
import { bodies } from './http/bodies.ts'
import { caller } from './http/edge/caller.ts'
import { compress } from './http/edge/compress.ts'
import { headers } from './http/edge/headers.ts'
import { metricsAnswer } from './http/edge/metrics-answer.ts'
import { pictureAnswer } from './http/edge/picture-answer.ts'
import { plainAddress } from './http/edge/plain-address.ts'
import { rateLimit } from './http/edge/rate-limit.ts'
import { requestId } from './http/edge/request-id.ts'
import { routeNoted } from './http/edge/route-noted.ts'
import { notFound, onFault } from './http/errors.tsx'
import { bodyBytes } from './http/uploads.ts'
import type { Web } from './http/web.ts'
import { assets } from './parts/page/assets.ts'
import { pocketAssets } from './portal/pocket/pocket-assets.ts'
import { answerFormAddresses } from './site/form-addresses.ts'
import { mountSites, uploads } from './site/sites.ts'
import { language } from './words/language.ts'

/** Every address of the product, but for those of the partners' API and of single sign-on (their listeners). */
export function routes(deps: AppDeps): Hono<Web> {
  const app = new Hono<Web>({ getPath: (request) => collapseSlashes(new URL(request.url).pathname) })
  app.use(routeNoted())
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const ready = await deps.ready()
    // By their place in the list: whoever asks here need not learn what our hosts are called.
    const hosts = deps.databaseHosts?.()
    const seen = hosts && { databaseHosts: hosts }
    if (ready === true) return c.json({ status: 'ready', ...seen })
    return c.json({ status: 'not_ready', because: ready, ...seen }, 503)
  })
  app.get('/metrics', metricsAnswer(deps))
  app.route('/', assets())
  app.route('/', pocketAssets({ demo: deps.demo !== undefined }))

  app.use(requestId(deps), caller(deps), compress(), headers(deps), language(deps), plainAddress())
  app.get('/assets/pelatihan/:file', ...pictureAnswer(deps))
  app.use(limitPages(deps), bodies({ mostBytes: bodyBytes(uploads) }))
  app.notFound(notFound)
  app.onError(onFault((fault, c) => deps.report(fault, c.get('requestId') ?? '')))

  mountSites(app, deps)
  answerFormAddresses(app)
  const own = app.routes.map(({ path }) => path).filter((path) => !journeyOf(path.split('/')[1] ?? ''))
  const open = unreservedParts(own)
  if (open.length > 0) throw new Error(`reserve in identity/reserved-names.ts: ${open.join(', ')}`)
  return app
}

/**
 * Pages of all kinds for one address, by the machine's own time: a village on opening day shares one, and may have a
 * page for each of some hundred people every few seconds; nobody may have a whole server for himself.
 */
function limitPages({ systemClock, behindProxy, processes }: AppDeps): MiddlewareHandler<Web> {
  const window = { quota: 1500, windowMs: 15_000 }
  const shared = { clock: systemClock, behindProxy, processes }
  return rateLimit({ purpose: 'halaman', ...window, ...shared, changesOnly: false })
}
