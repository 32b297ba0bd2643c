import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { PartnerDirectory } from './directory.ts'
import { journalPartner, type KeySlot, listKeySlots, lockPartner, putKey, removeKey } from './store.ts'

/** Who changes keys, and why. */
export interface KeyChange extends Actor {
  readonly clientCode: string
  readonly reason?: string
}

/** A key at the only moment when it is shown: afterwards it is known sealed alone. */
export interface ShownKey {
  readonly slot: 1 | 2
  readonly key: string
}

export type KeyRefusal = 'partner_unknown' | 'key_unknown'

/** 40 letters and digits: 200 bits. */
export function newKeyText(): string {
  return randomCode(40)
}

/** Adds a key and, where two are live, drops the older: what signs today goes on until the next rotation. */
export function rotateKey(ctx: Context, directory: PartnerDirectory, change: KeyChange) {
  return changeKeys<ShownKey, never>(ctx, directory, change, async (client, partnerId, live) => {
    const free = live.length === 2 ? live[0]!.slot : live[0]?.slot === 1 ? 2 : 1
    const shown = { slot: free, key: newKeyText() } as const
    const now = ctx.clock.now()
    await putKey(client, partnerId, free, ctx.secrets.seal(shown.key), now)
    await journalPartner(client, change, now, 'partner_key_rotated', { slot: free })
    return done(shown)
  })
}

/** Ends a key at once. Refuses `partner_unknown` and `key_unknown`. */
export function revokeKey(
  ctx: Context,
  directory: PartnerDirectory,
  change: KeyChange & { readonly slot: 1 | 2 },
) {
  return changeKeys<{ slot: 1 | 2 }, 'key_unknown'>(ctx, directory, change, async (client, partnerId) => {
    if (!(await removeKey(client, partnerId, change.slot))) return refuse('key_unknown')
    const facts = { slot: change.slot }
    await journalPartner(client, change, ctx.clock.now(), 'partner_key_revoked', facts)
    return done(facts)
  })
}

async function changeKeys<Value, Kind extends KeyRefusal>(
  ctx: Context,
  directory: PartnerDirectory,
  change: KeyChange,
  work: (client: pg.ClientBase, partnerId: number, live: KeySlot[]) => Promise<Outcome<Value, Kind>>,
): Promise<Outcome<Value, Kind | 'partner_unknown'>> {
  const outcome = await inTransaction(ctx.db, async (client) => {
    const partnerId = await lockPartner(client, change.clientCode)
    if (partnerId === undefined) return refuse('partner_unknown')
    return work(client, partnerId, await listKeySlots(client, partnerId))
  })
  directory.changed()
  return outcome
}
