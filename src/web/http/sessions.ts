import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type pg from 'pg'
import { first, rows, touched } from '../../database/sql.ts'
import { type Clock, day, hour, minute } from '../../kernel/clock.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { hashOfToken, newToken } from '../../kernel/session-token.ts'
import { deviceOf } from './device.ts'
import { formerOf, isOf } from './former-session.ts'
import { sql } from './sessions-sql.ts'
import { type StatelessVisit, visitCookies } from './stateless-visit.ts'
import type { Web } from './web.ts'

/** A browser's session at one site. Its token is only ever in the cookie; here it goes by the token's hash. */
export interface Session {
  /** sha256 of the token; the id of the session in lists and orders */
  readonly tokenHash: Buffer
  readonly site: string
  /** a storefront's account */
  readonly accountId: string | undefined
  /** a person of the programme */
  readonly personId: string | undefined
  /** the secret behind the tokens of its forms */
  readonly csrf: string
  readonly state: Readonly<Record<string, unknown>>
  readonly device: string
  readonly createdAt: Date
  readonly seenAt: Date
  /** the token itself, of a visitor about whom nothing is written down yet */
  readonly unwritten?: string
}

/** How long a session lives, in ms. */
export interface SessionLimits {
  readonly idleMs: number
  readonly absoluteMs: number
  /** outlives the browser's window */
  readonly persistent: boolean
}

/** The limits of the kinds of sites. Nobody is logged in: the `anonymous` ones hold everywhere. */
export const sessionLimits = {
  anonymous: { idleMs: 12 * hour, absoluteMs: day, persistent: false },
  storefront: { idleMs: 30 * day, absoluteMs: 90 * day, persistent: true },
  portal: { idleMs: 30 * minute, absoluteMs: 12 * hour, persistent: false },
  console: { idleMs: 15 * minute, absoluteMs: 8 * hour, persistent: false },
} as const satisfies Record<string, SessionLimits>

/** Who logs in: one of the two. */
export type Owner = { readonly accountId: string } | { readonly personId: string }

export interface SessionsOptions {
  readonly db: pg.Pool
  readonly clock: Clock
  readonly secrets: Pick<Secrets, 'hash'>
  /** `tokopedia`, `portal`, `console` ...: a cookie and sessions of its own */
  readonly site: string
  readonly limits: SessionLimits
  /** the site is reached by https */
  readonly secure: boolean
}

export interface Sessions {
  /**
   * Finds the request's session (`c.var.session`): one select when it has a cookie of a session that is written down,
   * else nothing.
   */
  readonly load: MiddlewareHandler<Web>
  /**
   * The session of the request, made now when there is none: for pages that show a form. Of a stranger nothing is
   * written down for it: the cookie itself carries what holds the form's token.
   */
  ensure(c: Context<Web>): Promise<Session>
  /** Keeps facts of the session (`undefined` forgets one). */
  remember(c: Context<Web>, facts: Record<string, unknown>): Promise<Session>
  /** Logs in under a new token; `before` is the session that ended, whose orders may be taken over. */
  logIn(c: Context<Web>, owner: Owner): Promise<{ session: Session; before: Session | undefined }>
  /** Ends the session of the request, in the browser and here. */
  logOut(c: Context<Web>): Promise<void>
  /** The live sessions of an owner, last seen first. */
  list(owner: Owner): Promise<Session[]>
  /** Ends one session of an owner by its hash; false when it is none of theirs. */
  revoke(owner: Owner, tokenHash: Buffer): Promise<boolean>
  /** Ends all sessions of an owner but one, as after a change of password; returns how many. */
  revokeOthers(owner: Owner, but: Buffer | undefined): Promise<number>
}

/** The cookie's name: bound to host and https wherever https is. */
export function sessionCookie(site: string, secure: boolean): string {
  return secure ? `__Host-${site}` : `bekal_${site}`
}

/** Whether a session may still be used. */
export function alive(session: Session, limits: SessionLimits, now: Date): boolean {
  const { idleMs, absoluteMs } = session.accountId || session.personId ? limits : sessionLimits.anonymous
  const at = now.getTime()
  return at - session.seenAt.getTime() < idleMs && at - session.createdAt.getTime() < absoluteMs
}

/** The sessions of one site. */
export function sessions(options: SessionsOptions): Sessions {
  const { db, clock, site, limits, secure } = options
  const cookie = sessionCookie(site, secure)
  const visits = visitCookies(options.secrets, site)

  function begin(c: Context<Web>, owner: Partial<Record<'accountId' | 'personId', string>>, csrf: string) {
    const token = newToken()
    const now = clock.now()
    const device = deviceOf(c.req.header('user-agent'))
    const { accountId, personId } = owner
    const made = { site, accountId, personId, csrf, state: {}, device, createdAt: now, seenAt: now }
    return { token, session: { ...made, tokenHash: hashOfToken(token) } satisfies Session }
  }

  /** Writes a session down and lets the browser keep its token. */
  async function write(c: Context<Web>, token: string, session: Session): Promise<Session> {
    const { tokenHash, accountId = null, personId = null, csrf, state, device, createdAt, seenAt } = session
    const facts = JSON.stringify(state)
    const times = [createdAt, seenAt] as const
    await rows(db, sql.insert, [tokenHash, site, accountId, personId, csrf, facts, device, ...times])
    const lasting = limits.persistent && (accountId ?? personId) !== null
    give(c, token, lasting ? { maxAge: limits.absoluteMs / 1000 } : {})
    const { unwritten: _, ...written } = session
    c.set('session', written)
    return written
  }

  function give(c: Context<Web>, value: string, lasting: { maxAge?: number } = {}): void {
    setCookie(c, cookie, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, ...lasting })
  }

  /** A visitor of whom nothing is written down. */
  function visit(c: Context<Web>): { readonly session: Session; readonly cookie: string } {
    const { token, session } = begin(c, {}, '')
    const made = visits.begin(token, session.createdAt)
    return { session: { ...session, csrf: made.csrf, unwritten: token }, cookie: made.cookie }
  }

  function visitor({ token, csrf, beganAt }: StatelessVisit, device: string): Session {
    const owner = { accountId: undefined, personId: undefined }
    const times = { createdAt: beganAt, seenAt: clock.now() }
    return {
      tokenHash: hashOfToken(token),
      site,
      ...owner,
      csrf,
      state: {},
      device,
      ...times,
      unwritten: token,
    }
  }

  async function remember(c: Context<Web>, facts: Record<string, unknown>): Promise<Session> {
    const known = c.get('session') ?? visit(c).session
    const session = known.unwritten ? await write(c, known.unwritten, known) : known
    const gone = Object.keys(facts).filter((name) => facts[name] === undefined)
    // Merged where it is kept, so that two tabs do not undo each other's facts.
    const kept = await first(db, sql.remember, [session.tokenHash, JSON.stringify(facts), gone])
    const state = kept?.state ?? session.state
    const changed = { ...session, state }
    c.set('session', changed)
    return changed
  }

  return {
    load: async (c, next) => {
      const value = getCookie(c, cookie) ?? ''
      const stateless = visits.read(value)
      const found = stateless
        ? visitor(stateless, deviceOf(c.req.header('user-agent')))
        : /^[\w-]{43}$/.test(value)
          ? await find(value)
          : undefined
      const now = clock.now()
      const live = found !== undefined && alive(found, limits, now)
      c.set('session', live ? found : undefined)
      c.set('ended', live ? undefined : found)
      if (live && !found.unwritten) await see(found, now)
      await next()
    },
    async ensure(c) {
      const known = c.get('session')
      if (known) return known
      // Of whom was logged in a while ago a form may still come: it is kept for them alone.
      const was = formerOf(c.get('ended'))
      if (was) return remember(c, { was })
      const visitor = visit(c)
      give(c, visitor.cookie)
      c.set('session', visitor.session)
      return visitor.session
    },
    remember,
    async logIn(c, owner) {
      const before = c.get('session')
      // Facts of another person's session must not come along; those of one's own other tabs do.
      const strange = before !== undefined && isOwned(before) && !isOf(before, owner)
      if (before && !before.unwritten) await rows(db, sql.remove, [before.tokenHash])
      const made = begin(c, owner, newToken())
      const { was: _, ...facts } = before?.state ?? {}
      const state = strange ? {} : facts
      const session = await write(c, made.token, { ...made.session, state })
      return { session, before: strange ? undefined : before }
    },
    async logOut(c) {
      const session = c.get('session')
      if (session && !session.unwritten) await rows(db, sql.remove, [session.tokenHash])
      c.set('session', undefined)
      deleteCookie(c, cookie, { path: '/', secure })
    },
    async list(owner) {
      const found = await rows(db, sql.list, [site, ...columns(owner)])
      return found.filter((session) => alive(session, limits, clock.now()))
    },
    async revoke(owner, tokenHash) {
      return (await touched(db, sql.revoke, [site, ...columns(owner), tokenHash])) === 1
    },
    async revokeOthers(owner, but) {
      return touched(db, sql.revokeOthers, [site, ...columns(owner), but ?? Buffer.alloc(0)])
    },
  }

  async function find(token: string): Promise<Session | undefined> {
    const row = await first(db, sql.find, [hashOfToken(token), site])
    return row
  }

  /** Once a minute is enough for limits of half an hour and more, and spares a write per page. */
  async function see({ tokenHash, seenAt }: Session, now: Date): Promise<void> {
    if (now.getTime() - seenAt.getTime() >= minute) await rows(db, sql.see, [tokenHash, now])
  }
}

/** Removes what has been idle for longer than any limit that holds for it; returns how many. For the timetable. */
export async function forgetOldSessions(db: pg.Pool, now: Date): Promise<number> {
  const idleFor = ({ idleMs }: SessionLimits) => new Date(now.getTime() - idleMs)
  await rows(db, sql.forgetKept, [idleFor(sessionLimits.anonymous)])
  return touched(db, sql.forget, [idleFor(sessionLimits.storefront), idleFor(sessionLimits.anonymous)])
}

/** Somebody is logged in. */
function isOwned({ accountId, personId }: Session): boolean {
  return (accountId ?? personId) !== undefined
}

function columns(owner: Owner): [string | null, string | null] {
  return 'accountId' in owner ? [owner.accountId, null] : [null, owner.personId]
}
