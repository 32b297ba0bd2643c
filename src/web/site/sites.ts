import type { Context, Hono, MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { mostPictureBytes } from '../../catalogue/pictures/picture-rules.ts'
import type { RealmName } from '../../identity/reserved-names.ts'
import { mostListBytes } from '../../imports/uploads.ts'
import { mostFileBytes } from '../../learning/assignments/file-rules.ts'
import { institutionRealm } from '../../learning/institution-portal/factors.ts'
import { redeemFileLimits } from '../../learning/institution-portal/read-code-file.ts'
import { journeys } from '../../storefronts/journeys.ts'
import type { AppDeps } from '../app-deps.ts'
import { consoleDeps, staffSessions } from '../console/console-deps.ts'
import { consoleTable } from '../console/console-routes.ts'
import { consoleSite } from '../console/console-site.ts'
import { lostInside } from '../console/lost-inside.ts'
import { mostBankFileBytes } from '../console/payments/bank-page.tsx'
import { mostPartnerFileBytes } from '../console/reconciliation/reconciliation-page.tsx'
import { becomeStaff } from '../console/staff/become-staff.ts'
import { staffAhead } from '../console/staff/who-is-there.ts'
import { demoTable } from '../demo/demo-routes.ts'
import { drawTable } from '../draw/draw-routes.ts'
import { guideTable } from '../guide/guide-routes.ts'
import { commonPages } from '../http/common-pages.ts'
import { csrf, ownPagesOnly } from '../http/csrf.ts'
import { errorPage } from '../http/errors.tsx'
import { keptForms } from '../http/kept-forms.ts'
import { formerSession } from '../http/sessions/former-session.ts'
import { type Owner, type SessionLimits, sessionLimits } from '../http/sessions/session.ts'
import { type Sessions, sessionCookie, sessions } from '../http/sessions/sessions.ts'
import { readUpload, type UploadTerms } from '../http/uploads.ts'
import type { Web } from '../http/web.ts'
import { institutionSite, institutionTable } from '../institution/institution-routes.ts'
import {
  codeFilePath,
  institutionPortalSite,
  institutionPortalTable,
} from '../institution-portal/institution-portal-routes.tsx'
import { journalTable } from '../journal/journal-routes.tsx'
import { kemnakerTable } from '../kemnaker/kemnaker-pages.tsx'
import { becomePersona } from '../portal/become-persona.ts'
import { readHolder } from '../portal/next/read-holder.ts'
import { type PortalDeps, portalTable } from '../portal/portal-routes.tsx'
import { portalSite } from '../portal/portal-site.ts'
import { portalLogIn } from '../portal/register/visitor.tsx'
import { referenceTable } from '../reference/reference-routes.tsx'
import { readAhead } from '../storefront/read-ahead.ts'
import { path } from '../storefront/shop.ts'
import { storefrontTable } from '../storefront/storefront-routes.ts'
import { storefrontSite } from '../storefront/storefront-site.ts'
import { verifyTable } from '../verify/verify-routes.ts'
import { sessionEndedPage, tooOldPage } from './ended-pages.tsx'
import type { Link } from './link.ts'
import { type MountedSite, type Mounting, mountSite } from './mount-site.ts'
import type { SiteTable } from './site-table.ts'

/**
 * The addresses that take a file: works that are handed in, what a storefront says of a day, codes that an institution redeems together,
 * and the picture of its course.
 */
export const uploads: readonly UploadTerms[] = [
  { path: /^\/[\w-]+\/belajar\/[\w-]+\/tugas\/(?:tpm|uk)$/, mostFileBytes, kept: 'bytes' },
  { path: /^\/mitra\/peserta\/[\d-]+\/selesai$/, mostFileBytes, kept: 'bytes' },
  { path: /^\/mitra\/pelatihan\/ubah\/[^/]+\/gambar$/, mostFileBytes: mostPictureBytes, kept: 'bytes' },
  { path: /^\/konsol\/keuangan\/rekonsiliasi$/, mostFileBytes: mostPartnerFileBytes, kept: 'bytes' },
  { path: /^\/konsol\/keuangan\/bank\/berkas$/, mostFileBytes: mostBankFileBytes, kept: 'bytes' },
  { path: /^\/konsol\/impor$/, mostFileBytes: mostListBytes, kept: 'bytes' },
  { path: new RegExp(`^${codeFilePath}$`), mostFileBytes: redeemFileLimits.bytes, kept: 'text' },
]

/** The table of every site, for whoever asks which addresses there are: the map, the types of links, tests. */
export const siteTables: Readonly<Record<string, SiteTable<never>>> = {
  portal: portalTable,
  reference: referenceTable,
  guide: guideTable,
  verify: verifyTable,
  draw: drawTable,
  journal: journalTable,
  storefront: storefrontTable(':storefront', { elsewhere: true }),
  institution: institutionTable,
  mitra: institutionPortalTable,
  kemnaker: kemnakerTable,
  konsol: consoleTable,
  demo: demoTable,
}

/** Adds every site of an installation. */
export function mountSites(app: Hono<Web>, given: AppDeps): void {
  const common = commonPages(given.ctx)
  const deps = { ...given, common }
  for (const base of [consoleTable.base, institutionPortalTable.base, '/dev'])
    app.use(`${base}/*`, common.followForms)
  const portal = sessionsOf(deps, 'portal', sessionLimits.portal)
  const staff = staffSessions(deps)
  const users = sessionsOf(deps, institutionRealm, sessionLimits.portal)
  mountPublicSites(app, deps, portal)
  const shops = mountStorefronts(app, deps)
  const { ctx, demo, signOn } = deps
  const mount = <Deps>(site: MountedSite<Deps>) => mountSite(app, deps, site)
  if (demo) {
    const become = becomePersona(demo, portal, shops)
    mount({
      table: demoTable,
      deps: { ...demo.deps, ctx, institutionUsers: users, become, becomeStaff: becomeStaff(ctx, staff) },
      look: portalSite(deps),
      door: [knowsWhoIsThere(portal), ownPagesOnly({ refused: (c) => errorPage(c, 403) })],
    })
  }
  const institutions = sessionsOf(deps, 'lembaga', sessionLimits.portal)
  mount({
    table: institutionTable,
    deps: { ctx, sessions: institutions },
    look: institutionSite(deps),
    door: guard(deps, institutions, () => '/lembaga'),
  })
  mount({
    table: institutionPortalTable,
    deps: { ...deps, link: deps.storefronts.link, sessions: users, demo: demo !== undefined },
    look: institutionPortalSite(deps),
    door: guard(deps, users, () => '/mitra/masuk'),
  })
  const { kemnaker } = signOn.identityProviders
  mount({
    table: kemnakerTable,
    deps: kemnaker,
    look: kemnaker.site,
    door: guard(deps, kemnaker.sessions, () => kemnaker.logInPath),
  })
  const desk = consoleDeps(deps, staff)
  mount({
    table: consoleTable,
    deps: desk,
    look: consoleSite(deps),
    door: [staffAhead(deps), ...guard(deps, staff, () => '/konsol/masuk'), lostInside(desk)],
  })
  mount({
    table: portalTable,
    deps: portalDeps(deps, portal),
    look: portalSite(deps),
    door: [readHolder(ctx, sessionCookie('portal', deps.secure)), ...guard(deps, portal, portalLogIn)],
  })
}

type MountedDeps = AppDeps & Mounting

/** What asks for nothing, and greets who has logged in all the same. */
function mountPublicSites(app: Hono<Web>, deps: MountedDeps, portal: Sessions): void {
  const { ctx, demo, storefronts } = deps
  const url = storefronts.link('')
  const open = { look: portalSite(deps), door: [knowsWhoIsThere(portal), deps.gate.knows] }
  const partners = { ...open, look: portalSite(deps, '/panduan/toko') }
  mountSite(app, deps, { ...partners, table: referenceTable, deps: { baseUrl: url } })
  // Who reads on asks again only whether a page has changed.
  const guides = { ...open, door: [...open.door, etag({ weak: true })] }
  mountSite(app, deps, { ...guides, table: guideTable, deps: {} })
  const verifier = { issuer: { ...ctx, url }, demo: demo !== undefined }
  mountSite(app, deps, { ...open, table: verifyTable, deps: verifier })
  mountSite(app, deps, { ...open, table: drawTable, deps: { ctx } })
  mountSite(app, deps, { ...open, table: journalTable, deps: { ctx } })
}

/** Every storefront; returns its sessions by its id. */
function mountStorefronts(app: Hono<Web>, deps: MountedDeps): ReadonlyMap<string, Sessions> {
  const { ctx, storefronts, maxGrant, secure } = deps
  const all = new Map<string, Sessions>()
  for (const journey of journeys) {
    const { id } = journey
    const own = sessions({ ...ctx, site: id, limits: sessionLimits.storefront, secure })
    const signOn = deps.signOn.parties.get(id)
    mountSite(app, deps, {
      table: storefrontTable(id, { elsewhere: signOn !== undefined }),
      deps: { journey, sessions: own, storefronts, maxGrant, signOn },
      look: storefrontSite(deps, journey),
      door: [
        readAhead(storefronts, { journey }, sessionCookie(id, secure)),
        ...guard(deps, own, () => path({ journey }, '/masuk')),
      ],
    })
    all.set(id, own)
  }
  return all
}

function portalDeps(
  { ctx, behindProxy, registrations, signOn, storefronts, accounts }: AppDeps,
  portal: Sessions,
): PortalDeps {
  return {
    ctx,
    portal,
    registrations,
    accounts,
    behindProxy,
    domain: new URL(storefronts.link('/')).hostname,
    identityProvider: signOn.identityProviders.programme,
    interactionPath: signOn.identityProviders.programme.interactionPath,
    onMessages: storefronts.onMessages,
  }
}

function sessionsOf(deps: AppDeps, site: RealmName, limits: SessionLimits): Sessions {
  return sessions({ ...deps.ctx, site, limits, secure: deps.secure, keepsCopy: site === 'portal' })
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
  deps: AppDeps,
  of: Sessions,
  logIn: (owner: Owner) => Link,
): [MiddlewareHandler<Web>, ...MiddlewareHandler<Web>[]] {
  const kept = keptForms(deps.ctx, of)
  const refused = async (c: Context<Web>, mayResend: boolean) => {
    const former = formerSession(c)
    const keeps = mayResend && former !== undefined && (await kept.keep(c))
    return keeps ? sessionEndedPage(c, logIn(former.owner)) : tooOldPage(c, mayResend)
  }
  const token = csrf({ ...(deps.ownHost && { ownHost: deps.ownHost }), refused })
  return [of.load, deps.gate.knows, readUpload(uploads), token, kept.give]
}
