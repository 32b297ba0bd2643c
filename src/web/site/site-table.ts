import type { Context } from 'hono'
import type { Web } from '../http/web.ts'

export type Answer = Response | Promise<Response>

/**
 * Lets a request in and hands its page what the page is about, or turns it away with an answer of its own. A table calls
 * it by its name, which is what the map of addresses says of who may.
 */
type Guard = (c: Context<Web>, deps: never, page: never) => Answer

type DepsOf<Guards> = Guards[keyof Guards] extends (c: never, deps: infer Deps, page: never) => unknown
  ? Deps
  : never
type PageFor<Guarding> = Guarding extends (c: never, deps: never, page: infer Page) => unknown ? Page : never

/** A row of a site's table: what is asked for where, who may, and what answers. */
export interface Route<Deps> {
  readonly method: 'get' | 'post'
  /** below the site's base; as Hono writes patterns */
  readonly path: string
  /** the guard's name */
  readonly who: string
  /** for programs in pages of other origins, too */
  readonly anyOrigin?: true
  /**
   * Whoever has no session is shown the same as everybody, but for the token of a form: such a page is drawn once for all who come within
   * a second (http/common-pages.ts). `true`: it has no form, and may lie on the way for some seconds besides (http/edge/headers.ts).
   */
  readonly sameForAll?: true | 'here'
  answer(c: Context<Web>, deps: Deps): Answer
}

/** How often requests under a path are taken, counted apart for each `purpose`. */
export interface SiteLimit {
  /** below the site's base: `/masuk/*` */
  readonly under: string
  readonly purpose: string
  readonly perMinute: number
  /** whose requests are counted; the network address where nothing is said */
  readonly of?: 'visitor'
  /** what only reads counts as well */
  readonly reads?: true
}

/** Every address of one site, with who may ask and how often. Nothing of it depends on an installation. */
export interface SiteTable<Deps> {
  /** where its addresses begin: `/konsol`; empty where they share the root */
  readonly base: string
  readonly limits: readonly SiteLimit[]
  readonly routes: readonly Route<Deps>[]
}

/** `get` and `post`: a row whose page is given what the guard named in it hands on. */
export function rowsOf<const Guards extends Readonly<Record<string, Guard>>>(guards: Guards) {
  const row =
    (method: Route<never>['method']) =>
    <Who extends keyof Guards & string>(
      path: string,
      who: Who,
      page: PageFor<Guards[Who]>,
      more: Pick<Route<never>, 'anyOrigin' | 'sameForAll'> = {},
    ): Route<DepsOf<Guards>> => ({
      ...more,
      method,
      path,
      who,
      answer: (c, deps) => (guards[who] as Guard)(c, deps as never, page as never),
    })
  return { get: row('get'), post: row('post') }
}

/** The guard that lets everybody in. */
export function everybody<Deps>() {
  return (c: Context<Web>, deps: Deps, page: (c: Context<Web>, deps: Deps) => Answer): Answer => page(c, deps)
}
