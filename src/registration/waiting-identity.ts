import type { Context } from '../database/context.ts'
import { wibDate } from '../kernel/wib.ts'
import type { ClaimedIdentity } from '../people/population-registry.ts'
import type { RegistrationRow } from './registration-sql.ts'
import { registrationRules } from './rules.ts'

/** An identity that was typed and is not claimed, with what the registry said of it. */
export interface WaitingIdentity {
  readonly identity: ClaimedIdentity
  /** undefined: it has given no answer yet */
  readonly answer?: 'match' | 'no_match'
  readonly answeredAt?: Date
}

/** What the registry's part of a registration waits for, as its owner is told. */
export type RegistryState =
  /** what was typed is kept; the registry has given no answer */
  | { readonly answer: 'nothing' }
  /** it says that these do not belong together: asking again without a change says nothing new */
  | { readonly answer: 'no_match'; readonly at: Date; readonly triesLeft: number }

export function sealIdentity({ secrets }: Pick<Context, 'secrets'>, typed: WaitingIdentity): Buffer {
  const { identity, answer: said, answeredAt: saidAt } = typed
  // Sealed rows call it so.
  return secrets.seal(JSON.stringify({ ...identity, ...(said && { said, saidAt }) }))
}

export function openIdentity(
  { secrets }: Pick<Context, 'secrets'>,
  sealed: Buffer | undefined,
): WaitingIdentity | undefined {
  if (!sealed) return undefined
  const { said, saidAt, ...identity } = JSON.parse(secrets.open(sealed)) as ClaimedIdentity & {
    said?: 'match' | 'no_match'
    saidAt?: string
  }
  return { identity, ...(said && saidAt && { answer: said, answeredAt: new Date(saidAt) }) }
}

/** Whether the registry is asked the very same. */
export function sameIdentity(one: ClaimedIdentity, other: ClaimedIdentity): boolean {
  return (['name', 'nik', 'kk', 'bornOn'] as const).every((part) => one[part] === other[part])
}

/** How often the registry may still say no today. */
export function registryTriesLeft(
  row: Pick<RegistrationRow, 'identityFailures' | 'identityFailedOn'>,
  now: Date,
): number {
  const failed = row.identityFailedOn === wibDate(now) ? row.identityFailures : 0
  return Math.max(0, registrationRules.registryFailuresPerDay - failed)
}

/** What an owner of a registration is told of the registry; undefined when nothing is to be said. */
export function registryState(
  ctx: Pick<Context, 'secrets' | 'clock'>,
  row: RegistrationRow,
): RegistryState | undefined {
  const typed = row.nikHash ? undefined : openIdentity(ctx, row.identityDraft)
  if (!typed) return undefined
  if (!typed.answeredAt) return { answer: 'nothing' }
  if (typed.answer !== 'no_match') return undefined
  return { answer: 'no_match', at: typed.answeredAt, triesLeft: registryTriesLeft(row, ctx.clock.now()) }
}
