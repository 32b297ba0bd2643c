import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { done, refuse } from '../../../kernel/refusal.ts'
import type { Language } from '../../../kernel/wib.ts'
import type {
  ExportPart,
  ExportSource,
  ExportSources,
  RowsTaken,
} from '../../../staff/exports/export-source.ts'
import { type Permission, permissions } from '../../../staff/permissions.ts'
import { staffSite } from '../../../staff/staff.ts'
import type { Session } from '../../http/sessions/session.ts'
import type { Web } from '../../http/web.ts'
import type { ConsoleDeps } from '../console-request.ts'
import { consoleTable } from '../console-routes.ts'

const pages = consoleTable.routes.filter(({ method }) => method === 'get')

/**
 * Every list of the console that can be taken away whole: `{ place, query }` is its address as somebody looks at it. Its rows
 * are those that its page would show them, so a list says once what it is, and who may not see the page any more gets no row.
 */
export function exportSources(deps: () => ConsoleDeps): ExportSources {
  return { list: listSource(deps) }
}

const listSource = (deps: () => ConsoleDeps): ExportSource => ({
  permission: ({ place = '', query, ...others }) =>
    query === undefined || Object.keys(others).length > 0 ? undefined : permissionOf(place),
  async read(_, { terms, after, limit, language, staffId }) {
    let part: ExportPart | undefined
    let given = false
    const give = (one: ExportPart | undefined) => {
      part = one
      given = true
    }
    const app = consoleFor(deps(), { staffId, language, taking: { after, limit, give } })
    const { status } = await app.request(`${terms.place}?${terms.query}`)
    if (status === 303 || status === 403) return refuse('export_not_yours')
    if (!given) return refuse('export_unknown')
    return part ? done(part) : refuse('export_too_long')
  },
})

/** What the page at a place asks for; undefined where there is none, or one for everybody. */
function permissionOf(place: string): Permission | undefined {
  const steps = place.split('/').slice(2)
  const page = pages.find(({ path }) => {
    const asked = path.split('/').slice(1)
    return (
      asked.length === steps.length && asked.every((step, at) => step.startsWith(':') || step === steps[at])
    )
  })
  return permissions.find((one) => one === page?.who)
}

/** The pages of the console as somebody of the staff asks for them, without a browser. */
function consoleFor(
  deps: ConsoleDeps,
  whose: { readonly staffId: string; readonly language: Language; readonly taking: RowsTaken },
): Hono<Web> {
  const app = new Hono<Web>()
  const now = deps.ctx.clock.now()
  const session: Session = {
    tokenHash: randomBytes(32),
    site: staffSite,
    accountId: whose.staffId,
    personId: undefined,
    csrf: '',
    state: {},
    device: '',
    createdAt: now,
    seenAt: now,
  }
  app.use(async (c, next) => {
    c.set('session', session)
    c.set('language', whose.language)
    c.set('requestId', 'export')
    c.set('taking', whose.taking)
    await next()
  })
  app.onError((fault) => {
    throw fault
  })
  for (const { path, answer } of pages) app.get(`${consoleTable.base}${path}`, (c) => answer(c, deps))
  return app
}
