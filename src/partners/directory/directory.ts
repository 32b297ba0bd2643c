import type { Context } from '../../database/context.ts'
import { rememberedMs } from '../../database/remembered.ts'
import type { BuyingPartner } from '../../purchase/purchases.ts'
import { type SigningKey, signingKey } from '../signatures/signature.ts'
import { listPartners, type PartnerRow } from './store.ts'

/** A partner as a call meets it, with its keys ready to verify by. */
export interface Partner extends BuyingPartner {
  readonly kind: 'storefront' | 'institution'
  /** whose calls it may make: those of its kind, and of its second role if it has one */
  readonly roles: readonly Partner['kind'][]
  readonly institutionId: number | undefined
  readonly suspended: boolean
  readonly demandsSha256: boolean
  readonly keys: readonly SigningKey[]
  /** how this partner's last good call was signed, by algorithm: tried first next time */
  readonly habit: { sha1: number; sha256: number }
}

/** All partners, kept in memory: a call asks the database for none. */
export interface PartnerDirectory {
  /** The partner of a client code. Throws if the partners cannot be read. */
  find(clientCode: string): Promise<Partner | undefined>
  /** To be called after a change of partners or keys in this process: the next call reads them anew. */
  changed(): void
}

/** The roles of a partner: its kind, and its second role if it has one. */
export function rolesOf(row: { kind: Partner['kind']; actsAsInstitution: boolean }): Partner['roles'] {
  return row.actsAsInstitution ? [row.kind, 'institution'] : [row.kind]
}

/**
 * Reads all partners at once, at most every second however many unknown clients ask, so that a change made elsewhere
 * holds within 2 s: between 1 and 2 s the old list still answers while the new one is read.
 */
export function partnerDirectory(ctx: Context): PartnerDirectory {
  let partners: ReadonlyMap<string, Partner> | undefined
  let readAtMs = 0
  let changes = 0
  let reading: Promise<ReadonlyMap<string, Partner>> | undefined

  async function read(): Promise<ReadonlyMap<string, Partner>> {
    const before = changes
    const startedAtMs = ctx.clock.now().getTime()
    const found = new Map<string, Partner>()
    for (const row of await listPartners(ctx.db)) {
      found.set(row.clientCode, partnerOf(ctx, row, partners?.get(row.clientCode)))
    }
    // What was read before a change of ours may lack it.
    if (before !== changes) return read()
    partners = found
    readAtMs = startedAtMs
    return found
  }

  function readOnce(): Promise<ReadonlyMap<string, Partner>> {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }

  return {
    async find(clientCode) {
      if (!partners) return (await readOnce()).get(clientCode)
      // A clock that was set back must not keep an old list alive.
      const age = Math.abs(ctx.clock.now().getTime() - readAtMs)
      if (age < rememberedMs) return partners.get(clientCode)
      const next = readOnce()
      if (age >= 2 * rememberedMs) return (await next).get(clientCode)
      // Whoever needs it next sees the fault.
      next.catch(() => {})
      return partners.get(clientCode)
    },
    changed() {
      changes += 1
      partners = undefined
    },
  }
}

function partnerOf(ctx: Context, row: PartnerRow, known: Partner | undefined): Partner {
  const { sealedKeys, actsAsInstitution, status, ...partner } = row
  return {
    ...partner,
    roles: rolesOf(row),
    suspended: status === 'suspended',
    keys: sealedKeys.map((sealed) => signingKey(ctx.secrets.open(sealed))),
    habit: known?.habit ?? { sha1: 0, sha256: 0 },
  }
}
