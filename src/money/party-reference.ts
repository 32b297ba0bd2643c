import type { Party } from './accounts/rules.ts'

/** How people write whom they mean: `institution:3`, `storefront:1` or `person:12`. */
export const partyPattern = /^(institution|storefront|person):([1-9]\d{0,17})$/

/** ... or a purchase, `purchase:9`. */
export const heldPattern = /^(institution|storefront|person|purchase):([1-9]\d{0,17})$/

/** Whom a text names; undefined where it names nobody so. */
export function readParty(text: string): Party | undefined {
  const [, kind, id] = partyPattern.exec(text) ?? []
  return kind ? { kind: kind as Party['kind'], id: id! } : undefined
}

/** ... or what purchase. */
export function readHeld(text: string): { kind: Party['kind'] | 'purchase'; id: string } | undefined {
  const [, kind, id] = heldPattern.exec(text) ?? []
  return kind ? { kind: kind as Party['kind'] | 'purchase', id: id! } : undefined
}
