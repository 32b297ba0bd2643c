import type { Context } from 'hono'
import type { Web } from '../web.ts'
import type { Owner, Session } from './session.ts'

/** Whose session of this browser ended by its time, and the secret that the forms drawn in it carry a token of. */
export interface FormerSession {
  readonly owner: Owner
  readonly csrf: string
}

/** What is left of a session that ended by its time; undefined when nobody was logged in. */
export function formerOf(ended: Session | undefined): FormerSession | undefined {
  if (ended?.accountId !== undefined) return { owner: { accountId: ended.accountId }, csrf: ended.csrf }
  if (ended?.personId !== undefined) return { owner: { personId: ended.personId }, csrf: ended.csrf }
  return undefined
}

/**
 * The session of this browser that ended by its time, while nobody has logged in since; undefined after a logout. It
 * lets nobody in: it says whom a form belonged to, and that the login is not the first one.
 */
export function formerSession(c: Context<Web>): FormerSession | undefined {
  const session = c.get('session')
  if (session && (session.accountId ?? session.personId) !== undefined) return undefined
  return formerOf(c.get('ended')) ?? (session?.state.was as FormerSession | undefined)
}

/** Whether a session, or what is left of one, is of the same owner. */
export function isOf(
  { accountId, personId }: Pick<Session, 'accountId' | 'personId'>,
  owner: Owner,
): boolean {
  return 'accountId' in owner ? accountId === owner.accountId : personId === owner.personId
}
