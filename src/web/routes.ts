import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { type RealmName, unreservedParts } from '../identity/reserved-names.ts'
import { mostFileBytes } from '../learning/assignments/file-rules.ts'
import { deskSite as deskUsers } from '../learning/institution-desk/factors.ts'
import { redeemFileLimits } from '../learning/institution-desk/read-code-file.ts'
import { confirmationPath } from '../partners/calls/url-generate.ts'
import { collapseSlashes } from '../partners/collapse-slashes.ts'
import { staffSite } from '../staff/staff.ts'
import { journeyOf, journeys } from '../storefronts/journeys.ts'
import type { AppParts } from './app-parts.ts'
import { classRoutes } from './attendance/class-pages.tsx'
import { confirmRoutes } from './attendance/confirm-pages.tsx'
import { becomeStaff } from './console/become-staff.ts'
import { consoleRoutes } from './console/console-routes.ts'
import { consoleSite } from './console/console-site.ts'
import type { ConsoleDeps } from './console/desk.ts'
import { demoRoutes } from './demo/demo-routes.ts'
import { demoInstitutionRoutes } from './demo/institution-page.tsx'
import { drawRoutes } from './draw/draw-routes.ts'
import { bodies } from './http/bodies.ts'
import { caller } from './http/caller.ts'
import { compress } from './http/compress.ts'
import { csrf } from './http/csrf.ts'
import { notFound, onFault, sessionEndedPage, tooOldPage } from './http/errors.tsx'
import { answerFormAddresses } from './http/form-addresses.ts'
import { formerSession } from './http/former-session.ts'
import { headers } from './http/headers.ts'
import { keptForms } from './http/kept-forms.ts'
import { plainAddress } from './http/plain-address.ts'
import { rateLimit } from './http/rate-limit.ts'
import { requestId } from './http/request-id.ts'
import { type Owner, type Sessions, sessionLimits, sessions } from './http/sessions.ts'
import { onSite } from './http/site.ts'
import { bodyBytes, readUpload, type UploadTerms } from './http/uploads.ts'
import type { Web } from './http/web.ts'
import { institutionRoutes, institutionSite } from './institution/institution-routes.ts'
import { replyRoutes } from './institution/reply-pages.tsx'
import { codeFilePath, deskRoutes, deskSite } from './institution-site/desk-routes.tsx'
import { journalRoutes } from './journal/journal-routes.tsx'
import { kemnakerRoutes } from './kemnaker/kemnaker-pages.tsx'
import { assets } from './parts/assets.ts'
import { becomePersona } from './portal/become-persona.ts'
import { homeRoutes } from './portal/home/home-routes.ts'
import { logInRoutes } from './portal/log-in-pages.tsx'
import { portalRoutes, portalSite } from './portal/portal-routes.tsx'
import { registerRoutes } from './portal/register/register-routes.ts'
import { portalLogIn } from './portal/register/visitor.tsx'
import { referenceRoutes } from './reference/reference-routes.tsx'
import { interactionRoutes } from './sign-on/interaction-pages.tsx'
import { storefrontRoutes } from './storefront/storefront-routes.ts'
import { storefrontSite } from './storefront/storefront-site.ts'
import { verifyRoutes } from './verify/verify-routes.ts'
import { language } from './words/language.ts'

/** Registration and home: with all that is below them. */
const homePaths = ['daftar', 'beranda', 'data-saya', 'keberatan', 'ganti-hp'].map((path) => `/${path}/*`)

/** Pages of the programme's site for everybody: they ask for nothing, and greet who has logged in all the same. */
const publicPlaces = ['verifikasi', 'undian', 'jurnal', 'api', 'dev'].flatMap((path) => [
  `/${path}`,
  `/${path}/*`,
])

/** The addresses that take a file: works that are handed in, and codes that an institution redeems together. */
const uploads: readonly UploadTerms[] = [
  { path: /^\/[\w-]+\/belajar\/[\w-]+\/tugas\/(?:tpm|uk)$/, mostFileBytes, kept: 'bytes' },
  { path: /^\/mitra\/peserta\/[\d-]+\/selesai$/, mostFileBytes, kept: 'bytes' },
  { path: new RegExp(`^${codeFilePath}$`), mostFileBytes: redeemFileLimits.bytes, kept: 'text' },
]

/** Every address of the product, on one page, but for those of the partners' API and of single sign-on (their listeners). */
export function routes(parts: AppParts): Hono<Web> {
  const app = new Hono<Web>({ getPath: (request) => collapseSlashes(new URL(request.url).pathname) })
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const ready = await parts.ready()
    if (ready === true) return c.json({ status: 'ready' })
    return c.json({ status: 'not_ready', ...(ready && { because: ready }) }, 503)
  })
  app.route('/', assets())

  app.use(requestId(parts), caller(parts), compress(), headers(parts), language(parts), plainAddress())
  app.use(limitPages(parts), bodies({ mostBytes: bodyBytes(uploads) }))
  app.notFound(notFound)
  app.onError(onFault((fault, c) => parts.report(fault, c.get('requestId') ?? '')))

  const portal = sessionsOf(parts, 'portal', sessionLimits.portal)
  const desks = sessionsOf(parts, staffSite, sessionLimits.console)
  const shops = journeys.map((journey) => ({
    journey,
    sessions: sessions({
      ...parts.ctx,
      site: journey.id,
      limits: sessionLimits.storefront,
      secure: parts.secure,
    }),
  }))

  for (const path of publicPlaces) app.use(path, knowsWhoIsThere(portal))
  app.route('/api', referenceRoutes(portalSite(parts), parts.storefronts.link('')))
  app.route('/', verifyRoutes(parts, portalSite(parts)))
  app.route('/undian', drawRoutes(parts, portalSite(parts)))
  app.route('/jurnal', journalRoutes(parts, portalSite(parts)))
  for (const shop of shops) {
    const base = `/${shop.journey.id}`
    const guards = [
      onSite(storefrontSite(parts, shop.journey)),
      ...guard(parts, shop.sessions, () => `${base}/masuk`),
    ]
    app.use(base, ...guards)
    app.use(`${base}/*`, ...guards)
    // Whole villages share one address of their mobile network: an address may try often, one buyer or one email not.
    // Codes and cards count in the purchase room, passwords and links of one email in password-tries.ts.
    for (const guessed of ['masuk', 'daftar', 'sandi-baru', 'email-baru'])
      app.use(`${base}/${guessed}/*`, limit(parts, `${guessed} ${shop.journey.id}`, 300))
    // What sends an email or an SMS to whoever is named.
    for (const sending of ['lupa-sandi', 'akun/hp', 'akun/email'])
      app.use(`${base}/${sending}/*`, limit(parts, `${sending} ${shop.journey.id}`, 60))
    app.use(`${base}/akun/*`, limit(parts, `akun ${shop.journey.id}`, 30, buyerOf))
    app.use(`${base}/pesanan/*`, limit(parts, `pesanan ${shop.journey.id}`, 60, buyerOf))
    app.use(`${base}/belajar/*`, limit(parts, `belajar ${shop.journey.id}`, 120, buyerOf))
    const { storefronts, maxGrant, signOn } = parts
    const party = signOn.parties.get(shop.journey.id)
    app.route(base, storefrontRoutes({ ...shop, storefronts, maxGrant, signOn: party }))
  }

  if (parts.demo) {
    const { demo } = parts
    const site = portalSite(parts)
    app.use('/', knowsWhoIsThere(portal))
    const become = becomePersona(demo, portal, new Map(shops.map((shop) => [shop.journey.id, shop.sessions])))
    app.route('/', demoRoutes({ ...demo.deps, site, become, becomeStaff: becomeStaff(parts.ctx, desks) }))
  }
  const institutions = sessionsOf(parts, 'lembaga', sessionLimits.portal)
  for (const path of ['/lembaga', '/lembaga/*'])
    app.use(path, onSite(institutionSite(parts)), ...guard(parts, institutions, () => '/lembaga'))
  // Of one code redeem-form.tsx counts the tries; a class that redeems together has one address.
  app.use('/lembaga/*', limit(parts, 'tukar', 120))
  app.use('/lembaga/balas/*', limit(parts, 'balas', 60))
  app.route('/lembaga/balas', replyRoutes(parts.ctx, institutions))
  app.route('/lembaga', institutionRoutes({ ctx: parts.ctx, sessions: institutions }))
  for (const path of ['/', '/perjalanan', '/cara-beli/*', '/kartu', '/keluar', '/masuk/*', ...homePaths])
    app.use(path, onSite(portalSite(parts)), ...guard(parts, portal, portalLogIn))
  app.use('/masuk/*', limit(parts, 'masuk', 300))
  const { programme, kemnaker } = parts.signOn.keepers
  app.route(programme.interactionPath, interactionRoutes(programme))
  app.route('/masuk', logInRoutes(logInDeps(parts, portal)))
  // The opening day: many of one village register through one address; one email and one phone count in their room.
  app.use('/daftar/*', limit(parts, 'daftar', 600))
  app.use('/keberatan', limit(parts, 'keberatan', 60))
  app.use('/ganti-hp/*', limit(parts, 'ganti-hp', 60))
  const register = { registrations: parts.registrations, portal }
  app.route('/daftar', registerRoutes(register))
  app.route('/', homeRoutes(register))
  app.use(`${confirmationPath}/*`, onSite(portalSite(parts)), ...guard(parts, portal, portalLogIn))
  // A class that confirms together has one address.
  app.use(`${confirmationPath}/*`, limit(parts, 'konfirmasi', 300))
  app.route(confirmationPath, confirmRoutes(logInDeps(parts, portal)))

  app.use('/hadir/*', onSite(portalSite(parts)), ...guard(parts, portal, portalLogIn))
  app.use('/hadir/*', limit(parts, 'hadir', 300))
  app.route('/hadir', classRoutes({ ctx: parts.ctx, portal }))

  const desk = sessionsOf(parts, deskUsers, sessionLimits.portal)
  for (const path of ['/mitra', '/mitra/*'])
    app.use(path, onSite(deskSite(parts)), ...guard(parts, desk, () => '/mitra/masuk'))
  // Of one email log-in-user.ts counts the tries; files are costly.
  app.use('/mitra/masuk', limit(parts, 'mitra masuk', 60))
  app.use('/mitra/undangan/*', limit(parts, 'mitra undangan', 60))
  app.use(codeFilePath, limit(parts, 'mitra berkas', 10, buyerOf))
  app.use('/mitra/*', limit(parts, 'mitra', 120, buyerOf))
  const link = parts.storefronts.link
  app.route(
    '/mitra',
    deskRoutes({
      ctx: parts.ctx,
      sessions: desk,
      wireClock: parts.wireClock,
      link,
      demo: parts.demo !== undefined,
    }),
  )
  if (parts.demo) app.route('/dev/mitra', demoInstitutionRoutes(parts.ctx, portalSite(parts), desk))

  app.use('/kemnaker/*', onSite(kemnaker.site), ...guard(parts, kemnaker.sessions, () => kemnaker.logInPath))
  app.use('/kemnaker/*', limit(parts, 'kemnaker', 300))
  app.route(kemnaker.interactionPath, interactionRoutes(kemnaker))
  app.route('/kemnaker', kemnakerRoutes(kemnaker))
  for (const path of ['/konsol', '/konsol/*'])
    app.use(path, onSite(consoleSite(parts)), ...guard(parts, desks, () => '/konsol/masuk'))
  // Tries for one email are counted in the database, for all processes.
  for (const guessed of ['masuk', 'undangan'])
    app.use(`/konsol/${guessed}/*`, limit(parts, `konsol ${guessed}`, 60))
  app.route('/konsol', consoleRoutes(consoleDeps(parts, desks), parts))
  app.route('/', portalRoutes(parts, portal))
  answerFormAddresses(app)
  const own = app.routes.map(({ path }) => path).filter((path) => !journeyOf(path.split('/')[1] ?? ''))
  const open = unreservedParts(own)
  if (open.length > 0) throw new Error(`reserve in identity/reserved-names.ts: ${open.join(', ')}`)
  return app
}

function consoleDeps(parts: AppParts, sessions: Sessions): ConsoleDeps {
  const { longWork: ctx, tasks, wireClock, storefronts, staffRestHours, demo } = parts
  const { link, onMessages } = storefronts
  const restHours = staffRestHours
  return { ctx, sessions, tasks, wireClock, restHours, link, onMessages, sandbox: demo !== undefined }
}

function logInDeps(parts: AppParts, portal: Sessions) {
  return {
    ctx: parts.ctx,
    portal,
    behindProxy: parts.behindProxy,
    domain: new URL(parts.storefronts.link('/')).hostname,
    interactionPath: parts.signOn.keepers.programme.interactionPath,
    onMessages: parts.storefronts.onMessages,
  }
}

function sessionsOf(
  parts: AppParts,
  site: RealmName,
  limits: Parameters<typeof sessions>[0]['limits'],
): Sessions {
  return sessions({ ...parts.ctx, site, limits, secure: parts.secure })
}

/** Who is there, for the head of a page that changes nothing. */
function knowsWhoIsThere(of: Sessions): MiddlewareHandler<Web> {
  return (c, next) => (c.req.method === 'GET' ? of.load(c, next) : next())
}

/**
 * Who is there, and whether a form really comes from our own page. What comes from a page of ours whose session has ended
 * is kept until its owner has logged in again, at `logIn`.
 */
function guard(
  parts: AppParts,
  of: Sessions,
  logIn: (owner: Owner) => string,
): [MiddlewareHandler<Web>, ...MiddlewareHandler<Web>[]] {
  const kept = keptForms(parts.ctx, of)
  const refused = async (c: Context<Web>, mayResend: boolean) => {
    const former = formerSession(c)
    const keeps = mayResend && former !== undefined && (await kept.keep(c))
    return keeps ? sessionEndedPage(c, logIn(former.owner)) : tooOldPage(c, of, mayResend)
  }
  const token = csrf({ ...(parts.ownHost && { ownHost: parts.ownHost }), refused })
  return [of.load, readUpload(uploads), token, kept.give]
}

function limit(
  parts: AppParts,
  purpose: string,
  perMinute: number,
  key?: (c: Context<Web>) => string | undefined,
): MiddlewareHandler<Web> {
  const { behindProxy, ctx } = parts
  const limits = { purpose, quota: perMinute, windowMs: 60_000, clock: ctx.clock, behindProxy }
  return rateLimit(key ? { ...limits, key } : limits)
}

/**
 * Pages of all kinds for one address, by the machine's own time: a village on opening day shares one, and may have a
 * page for each of some hundred people every few seconds; nobody may have a whole server for himself.
 */
function limitPages({ wireClock, behindProxy }: AppParts): MiddlewareHandler<Web> {
  const window = { quota: 1500, windowMs: 15_000 }
  return rateLimit({ purpose: 'halaman', ...window, clock: wireClock, behindProxy, changesOnly: false })
}

function buyerOf(c: Context<Web>): string | undefined {
  const session = c.get('session')
  return session && (session.accountId ?? session.tokenHash.toString('base64url'))
}
