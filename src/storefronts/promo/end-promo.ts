import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { promoKey } from './rules.ts'

const endActive = statement<[storefront: string, code: string], 'storefronts/end-promo'>(
  'storefronts/end-promo',
  `
  update promo set status = 'ended'
  where storefront = $1 and code = $2 and status = 'active'
  returning promo_id
  `,
)

const promoExists = statement<[storefront: string, code: string], 'storefronts/promo-exists'>(
  'storefronts/promo-exists',
  'select promo_id from promo where storefront = $1 and code = $2',
)

/** Why a promo is not ended. */
export const endPromoRefusals = refusalWords({
  id: {
    promo_unknown: 'Toko ini tidak punya promo dengan kode ini: bekal promo list menunjukkan yang ada.',
    promo_ended: 'Promo ini sudah diakhiri. Tidak perlu apa-apa lagi.',
  },
  en: {
    promo_unknown: 'This storefront has no promo of this code: bekal promo list shows those it has.',
    promo_ended: 'This promo has been ended before. There is nothing to do.',
  },
})

/** Ends a promo at once. An OTP that was sent under it can still be paid: its buyer has been told the price. */
export async function endPromo(
  ctx: Context,
  storefront: string,
  typed: string,
  actor: Actor,
): Promise<Outcome<null, ReasonOf<typeof endPromoRefusals>>> {
  const code = promoKey(typed)
  if (!code) return refuse('promo_unknown')
  return inTransaction(ctx.db, async (tx) => {
    const ended = await first(tx, endActive, [storefront, code])
    if (!ended)
      return refuse((await first(tx, promoExists, [storefront, code])) ? 'promo_ended' : 'promo_unknown')
    await writeJournal(tx, actor, ctx.clock.now(), [
      { event: 'promo_ended', subject: `promo:${ended.promoId}`, facts: { storefront, code } },
    ])
    return done(null)
  })
}
