import { hour } from '../../kernel/clock.ts'
import { foldedName } from '../../kernel/text.ts'

/** Who is paid: the id is that of an institution, of a partner, or of a person. */
export interface Party {
  readonly kind: 'institution' | 'storefront' | 'person'
  readonly id: string
}

export const endings = [
  'account_unknown',
  'name_differs',
  'declined',
  'replaced',
  'withdrawn',
  'closed',
] as const
export type Ending = (typeof endings)[number]

/** What decides where an account stands. */
export interface AccountFacts {
  readonly verifiedAt: Date | undefined
  readonly usableFrom: Date | undefined
  readonly endedAt: Date | undefined
  /** the next one of its party took its place */
  readonly usableUntil: Date | undefined
}

/**
 * Where an account stands: its holder's name is asked for; a second person must look at it; it rests; it is paid; another
 * one took its place; or it ended, which its own words explain.
 */
export type AccountState = 'checking' | 'waiting' | 'resting' | 'usable' | 'succeeded' | 'ended'

/** Where an account stands now. */
export function accountState(account: AccountFacts, now: Date): AccountState {
  const { verifiedAt, usableFrom, endedAt, usableUntil } = account
  if (endedAt) return 'ended'
  if (!verifiedAt) return 'checking'
  if (!usableFrom) return 'waiting'
  if (usableFrom > now) return 'resting'
  return usableUntil && usableUntil <= now ? 'succeeded' : 'usable'
}

/** Whether an account may still be stopped before anything is paid to it. */
export function isPending(account: AccountFacts, now: Date): boolean {
  return ['checking', 'waiting', 'resting'].includes(accountState(account, now))
}

/**
 * From when on an account may be paid, decided at `now`. The first one of its party at once. A change rests from `from`
 * on, when everybody who may object was told, and never ends its rest before it is decided.
 */
export function usableFrom(terms: {
  readonly now: Date
  readonly from: Date
  readonly hasOne: boolean
  readonly restHours: number
}): Date {
  const { now, from, hasOne, restHours } = terms
  const rested = new Date(from.getTime() + restHours * hour)
  return hasOne && rested > now ? rested : now
}

/** Whether the holder whom a bank names is who was asked for: as names of people are compared, by all letters. */
export function sameHolder(asked: string, answered: string): boolean {
  return foldedName(asked) === foldedName(answered)
}

/** As the journal names whom something happened to. */
export function partySubject({ kind, id }: Party): string {
  return `${kind === 'storefront' ? 'partner' : kind}:${id}`
}
