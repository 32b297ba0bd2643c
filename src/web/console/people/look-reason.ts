import { noReasonGiven } from '../../../staff/person-file.ts'
import { findPeople } from '../../../staff/search/find-people.ts'
import type { ConsoleRequest } from '../console-request.ts'

/** Why somebody is looked at: as typed with a search, or on the page of that very person. Sealed in the session. */
interface LookReason {
  readonly reason: string
  /** whose it is; not known before the first of those found is opened */
  readonly personId?: string | undefined
}

/** What is to be kept in the session of a reason; undefined, and nothing is kept, where none was given. */
export function sealedReason(
  { ctx }: ConsoleRequest,
  reason: string | null,
  personId?: string,
): string | undefined {
  const given = (reason ?? '').trim().slice(0, 200)
  if (given === '') return undefined
  const kept: LookReason = { reason: given, personId }
  return ctx.secrets.seal(JSON.stringify(kept)).toString('base64')
}

/**
 * The reason for looking at this person: one that was given for them, or with the search that found them, if they are
 * the first of those found to be opened. From then on it is theirs alone: whoever else is looked at needs another one.
 */
export async function reasonFor(
  request: ConsoleRequest,
  personId: string,
  searched: string | undefined,
): Promise<string> {
  const kept = request.c.get('session')?.state.lookReason
  if (typeof kept !== 'string') return noReasonGiven
  const { reason, personId: whose }: LookReason = JSON.parse(
    request.ctx.secrets.open(Buffer.from(kept, 'base64')),
  )
  if (whose !== undefined) return whose === personId ? reason : noReasonGiven
  const found = searched === undefined ? [] : await findPeople(request.ctx, searched)
  if (!found.some((one) => one.personId === personId)) return noReasonGiven
  await request.deps.sessions.remember(request.c, { lookReason: sealedReason(request, reason, personId) })
  return reason
}
