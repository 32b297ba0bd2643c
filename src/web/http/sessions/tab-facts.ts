import type { Context } from 'hono'
import { hour } from '../../../kernel/clock.ts'
import type { Web } from '../web.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

/** How many tabs of one browser may have something kept at a time; the oldest gives way. */
const mostTabs = 8

/** Facts of a session that each of several tabs has for itself, by an id: one tab never undoes another's. */
export interface TabFacts<Fact> {
  /** Keeps a fact for an hour, and drops what is older and what is too much. */
  keep(c: Context<Web>, sessions: Sessions, id: string, fact: Fact, now: Date): Promise<void>
  /** undefined: never kept here, taken, given up for newer ones, or older than an hour */
  of(session: Session | undefined, id: string, now: Date): Fact | undefined
  forget(c: Context<Web>, sessions: Sessions, id: string): Promise<void>
}

interface Kept<Fact> {
  readonly fact: Fact
  readonly at: string
}

/** The facts of one kind: a word, which their names in the session begin with. */
export function tabFacts<Fact>(kind: string): TabFacts<Fact> {
  const nameOf = (id: string) => `${kind} ${id}`
  const live = ({ at }: Kept<Fact>, now: Date) => now.getTime() - new Date(at).getTime() < hour
  return {
    async keep(c, sessions, id, fact, now) {
      const before = Object.entries(c.get('session')?.state ?? {})
        .filter(([name]) => name.startsWith(`${kind} `) && name !== nameOf(id))
        .map(([name, kept]) => [name, kept as Kept<Fact>] as const)
        .sort(([, one], [, other]) => (one.at < other.at ? 1 : -1))
      const gone = before.filter(([, kept], place) => place >= mostTabs - 1 || !live(kept, now))
      const kept: Kept<Fact> = { fact, at: now.toISOString() }
      await sessions.remember(c, {
        ...Object.fromEntries(gone.map(([name]) => [name, undefined])),
        [nameOf(id)]: kept,
      })
    },
    of(session, id, now) {
      const kept = session?.state[nameOf(id)] as Kept<Fact> | undefined
      return kept && live(kept, now) ? kept.fact : undefined
    },
    async forget(c, sessions, id) {
      await sessions.remember(c, { [nameOf(id)]: undefined })
    },
  }
}
