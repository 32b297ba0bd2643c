import { createHash, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import type { Context } from '../database/context.ts'
import type { HostWatch } from '../database/hosts/host-watch.ts'
import { measurePool } from './measure-work.ts'
import type { Meters } from './meters.ts'
import { forgetStanding, readStanding } from './read-standing.ts'

/** Who asks for the figures. */
export interface Asker {
  /** the header `authorization` */
  readonly authorization: string | undefined
  /** the other end of the connection, where it is known */
  readonly remoteAddress: string | undefined
  /** a proxy says that it stands between */
  readonly forwarded: boolean
}

/** The figures as text; `unknown`: there is no such page here; `refused`: the token is another. */
export type MetricsAnswer = { readonly type: string; readonly text: string } | 'unknown' | 'refused'

export interface MetricsTerms {
  /** its database is for what somebody waits for */
  readonly ctx: Pick<Context, 'db' | 'clock'>
  readonly pools: Readonly<Record<string, pg.Pool>>
  /** what Prometheus shows; without it only the demo answers, and only this machine */
  readonly token: string | undefined
  readonly demo: boolean
  /** where `DATABASE_URL` names several hosts */
  readonly hosts?: HostWatch | undefined
  /** true, or why not */
  ready(): Promise<true | string>
  /** visitors who wait until they may come in */
  waiting(): number
}

/** What stands in the database is read so often at most, in ms, whoever asks. */
const standingLivesMs = 5000
/** A scrape ends after ten seconds as a rule: a database that hangs must not take the other figures along. */
const standingPatienceMs = 5000

/** The page `/metrics`: the figures for whoever may see them, in the text format of Prometheus. */
export function metricsPage(meters: Meters, terms: MetricsTerms): (asker: Asker) => Promise<MetricsAnswer> {
  let standing: Promise<unknown> | undefined
  let readAt = Number.NEGATIVE_INFINITY

  function standingRead(): Promise<unknown> {
    if (standing && performance.now() - readAt < standingLivesMs) return standing
    readAt = performance.now()
    standing = readStanding(terms.ctx, meters.standing).catch(() => forgetStanding(meters.standing))
    return standing
  }

  return async (asker) => {
    const allowed = mayRead(terms, asker)
    if (allowed !== 'yes') return allowed
    for (const [name, pool] of Object.entries(terms.pools)) measurePool(meters, name, pool)
    const [ready] = await Promise.all([terms.ready(), inTime(standingRead())])
    meters.databaseHosts.reset()
    for (const { host, role } of terms.hosts?.seen() ?? [])
      meters.databaseHosts.set({ host: host.name, role }, 1)
    meters.visitorsWaiting.set(terms.waiting())
    meters.ready.reset()
    meters.ready.set({ because: ready === true ? '' : ready }, ready === true ? 1 : 0)
    return { type: meters.registry.contentType, text: await meters.registry.metrics() }
  }
}

function mayRead({ token, demo }: Pick<MetricsTerms, 'token' | 'demo'>, asker: Asker) {
  if (token === undefined) return demo && isHere(asker) ? 'yes' : 'unknown'
  return sameText(asker.authorization ?? '', `Bearer ${token}`) ? 'yes' : 'refused'
}

/** Asked from this machine, by nobody in between. */
function isHere({ remoteAddress, forwarded }: Asker): boolean {
  return !forwarded && /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/.test(remoteAddress ?? '')
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, standingPatienceMs)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
