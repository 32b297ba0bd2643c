import { randomInt } from 'node:crypto'
import { createCredential, createList } from '@digitalbazaar/vc-bitstring-status-list'
import { first, rows, statement } from '../../database/sql.ts'
import { credentialInstant, didOf, type Issuer } from './issuer.ts'
import { type Signed, sign } from './sign.ts'

/** How many certificates share a list: the least that hides the single one among the others (Bitstring Status List). */
export const listLength = 131_072

/**
 * How many certificates are put into a list before the next one begins: half of it, so that each place that is drawn
 * is free at least every second time.
 */
export const listShare = listLength / 2

/** Drawn anew for each certificate: 64 of them are all taken less often than anything ever happens. */
const candidates = 64

/** Places of a list (bits, from 0 on) at random, of which a certificate takes the first that is free. */
export function drawnPlaces(): number[] {
  return Array.from({ length: candidates }, () => randomInt(listLength))
}

/** Where in the published lists a certificate stands: which list, from 1 on, and which bit of it. */
export function statusPosition(statusIndex: string): { list: number; bit: number } {
  const index = Number(statusIndex)
  return { list: Math.floor(index / listLength) + 1, bit: index % listLength }
}

/** The address of a list. */
export function statusListAddress({ url }: Pick<Issuer, 'url'>, list: number): string {
  return `${url}/status/${list}`
}

const listBegun = statement<[from: string], 'learning/status-list-begun', 'one'>(
  'learning/status-list-begun',
  'select 1 as one from certificate where status_index >= $1 limit 1',
)

const revokedBits = statement<[from: string, to: string], 'learning/revoked-bits'>(
  'learning/revoked-bits',
  `
  select status_index from certificate
  where revoked_at is not null and status_index >= $1 and status_index < $2
  `,
)

/**
 * The signed list of what is revoked among `listLength` certificates, with nothing about any of them but a bit.
 * The first list is there from the beginning, each next one when its first certificate is; undefined before.
 */
export async function statusList(issuer: Issuer, list: number): Promise<Signed<object> | undefined> {
  const from = (list - 1) * listLength
  if (list > 1 && !(await first(issuer.db, listBegun, [String(from)]))) return undefined
  const bits = await createList({ length: listLength })
  for (const { statusIndex } of await rows(issuer.db, revokedBits, [String(from), String(from + listLength)]))
    bits.setStatus(statusPosition(statusIndex).bit, true)
  const unsigned = await createCredential({
    id: statusListAddress(issuer, list),
    list: bits,
    statusPurpose: 'revocation',
  })
  return sign(issuer, {
    ...unsigned,
    issuer: didOf(issuer),
    validFrom: credentialInstant(issuer.clock.now()),
  })
}
