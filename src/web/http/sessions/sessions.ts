import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type pg from 'pg'
import type { Clock } from '../../../kernel/clock.ts'
import type { Secrets } from '../../../kernel/secrets/secrets.ts'
import { hashOfToken, newToken } from '../../../kernel/secrets/session-token.ts'
import type { Web } from '../web.ts'
import { deviceOf } from './device.ts'
import { formerOf, isOf } from './former-session.ts'
import { alive, isOwned, type Owner, type Session, type SessionLimits } from './session.ts'
import { sessionStore } from './session-store.ts'
import { type StatelessVisit, visitCookies } from './stateless-visit.ts'

export interface SessionsOptions {
  readonly db: pg.Pool
  readonly clock: Clock
  readonly secrets: Pick<Secrets, 'hash'>
  /** `tokopedia`, `portal`, `console` ...: a cookie and sessions of its own */
  readonly site: string
  readonly limits: SessionLimits
  /** the site is reached by https */
  readonly secure: boolean
  /** browsers keep a copy of a page of the site: it goes with the session, and with the next log-in */
  readonly keepsCopy?: boolean
}

/** Has a browser forget the copy of a page that it keeps, and whatever gives it. */
export function forgetCopy(c: Context): void {
  c.header('Clear-Site-Data', '"storage"')
}

export interface Sessions {
  /**
   * Finds the request's session (`c.var.session`): one select when it has a cookie of a session that is written down,
   * else nothing.
   */
  readonly load: MiddlewareHandler<Web>
  /**
   * The session of the request, made now when there is none: every form asks for it when it is drawn. Of a stranger
   * nothing is written down for it: the cookie itself carries what holds the form's token.
   */
  ensure(c: Context<Web>): Session
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

/** The token of a session that is written down: it has to be asked for. */
const written = /^[\w-]{43}$/

/** The token in a cookie of {@link sessionCookie}, where it may be that of a session that is written down. */
export function writtenToken(c: Context<Web>, cookie: string): string | undefined {
  const value = getCookie(c, cookie) ?? ''
  return written.test(value) ? value : undefined
}

/** The sessions of one site. */
export function sessions(options: SessionsOptions): Sessions {
  const cookie = sessionCookie(options.site, options.secure)
  const kept = {
    ...options,
    cookie,
    store: sessionStore(options),
    visits: visitCookies(options.secrets, options.site),
  }
  const all: Sessions = {
    load: async (c, next) => {
      c.set('sessions', all)
      await find(kept, c)
      await next()
      const drawnIn = c.get('session')
      if (drawnIn?.unwritten && drawnIn.state.was) await kept.store.insert(drawnIn)
    },
    ensure: (c) => c.get('session') ?? ensure(kept, c),
    remember: (c, facts) => remember(kept, c, facts),
    logIn: (c, owner) => logIn(kept, c, owner),
    async logOut(c) {
      const session = c.get('session')
      if (session && !session.unwritten) await kept.store.remove(session)
      c.set('session', undefined)
      if (options.keepsCopy) forgetCopy(c)
      deleteCookie(c, cookie, { path: '/', secure: options.secure })
    },
    list: kept.store.list,
    revoke: kept.store.revoke,
    revokeOthers: kept.store.revokeOthers,
  }
  return all
}

interface Kept extends SessionsOptions {
  readonly cookie: string
  readonly store: ReturnType<typeof sessionStore>
  readonly visits: ReturnType<typeof visitCookies>
}

/** Finds who the cookie of the request is of, and notes whose session has ended. */
async function find(kept: Kept, c: Context<Web>): Promise<void> {
  const { store, limits } = kept
  const value = getCookie(c, kept.cookie) ?? ''
  const stateless = kept.visits.read(value)
  const found = stateless
    ? visitor(kept, stateless, deviceOf(c.req.header('user-agent')))
    : written.test(value)
      ? await store.find(value)
      : undefined
  const now = kept.clock.now()
  const live = found !== undefined && alive(found, limits, now)
  c.set('session', live ? found : undefined)
  c.set('ended', live ? undefined : found)
  if (live && !found.unwritten) await store.see(found, now)
}

function ensure(kept: Kept, c: Context<Web>): Session {
  // Of whom was logged in a while ago a form may still come: it is kept for them alone.
  const was = formerOf(c.get('ended'))
  if (was) return drawn(kept, c, { was })
  const visitor = visit(kept, c)
  give(kept, c, visitor.cookie)
  c.set('session', visitor.session)
  return visitor.session
}

async function remember(kept: Kept, c: Context<Web>, facts: Record<string, unknown>): Promise<Session> {
  const known = c.get('session') ?? visit(kept, c).session
  const session = known.unwritten ? await write(kept, c, known.unwritten, known) : known
  const gone = Object.keys(facts).filter((name) => facts[name] === undefined)
  const state = (await kept.store.remember(session, facts, gone)) ?? session.state
  const changed = { ...session, state }
  c.set('session', changed)
  return changed
}

async function logIn(kept: Kept, c: Context<Web>, owner: Owner): ReturnType<Sessions['logIn']> {
  const before = c.get('session')
  if (kept.keepsCopy) forgetCopy(c)
  // Facts of another person's session must not come along; those of one's own other tabs do.
  const strange = before !== undefined && isOwned(before) && !isOf(before, owner)
  if (before && !before.unwritten) await kept.store.remove(before)
  const made = begin(kept, c, owner, newToken())
  const { was: _, ...facts } = before?.state ?? {}
  const state = strange ? {} : facts
  const session = await write(kept, c, made.token, { ...made.session, state })
  return { session, before: strange ? undefined : before }
}

type SomeOwner = Partial<Record<'accountId' | 'personId', string>>

function begin({ site, clock }: Kept, c: Context<Web>, { accountId, personId }: SomeOwner, csrf: string) {
  const token = newToken()
  const now = clock.now()
  const device = deviceOf(c.req.header('user-agent'))
  const made = { site, accountId, personId, csrf, state: {}, device, createdAt: now, seenAt: now }
  return { token, session: { ...made, tokenHash: hashOfToken(token) } satisfies Session }
}

/** Writes a session down and lets the browser keep its token. */
async function write(kept: Kept, c: Context<Web>, token: string, session: Session): Promise<Session> {
  const { store, limits } = kept
  await store.insert(session)
  const lasting = limits.persistent && (session.accountId ?? session.personId) !== undefined
  give(kept, c, token, lasting ? { maxAge: limits.absoluteMs / 1000 } : {})
  const { unwritten: _, ...written } = session
  c.set('session', written)
  return written
}

function give(
  { cookie, secure }: Kept,
  c: Context<Web>,
  value: string,
  lasting: { maxAge?: number } = {},
): void {
  setCookie(c, cookie, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, ...lasting })
}

/** A visitor of whom nothing is written down. */
function visit(kept: Kept, c: Context<Web>): { readonly session: Session; readonly cookie: string } {
  const { token, session } = begin(kept, c, {}, '')
  const made = kept.visits.begin(token, session.createdAt)
  return { session: { ...session, csrf: made.csrf, unwritten: token }, cookie: made.cookie }
}

/** A visitor whose page is being drawn; written down when it is. */
function drawn(kept: Kept, c: Context<Web>, state: Session['state']): Session {
  const { token, session } = begin(kept, c, {}, newToken())
  const made = { ...session, state, unwritten: token }
  give(kept, c, token)
  c.set('session', made)
  return made
}

function visitor({ site, clock }: Kept, { token, csrf, beganAt }: StatelessVisit, device: string): Session {
  const owner = { accountId: undefined, personId: undefined }
  const times = { createdAt: beganAt, seenAt: clock.now() }
  const known = { tokenHash: hashOfToken(token), site, ...owner, csrf, state: {}, device, ...times }
  return { ...known, unwritten: token }
}
