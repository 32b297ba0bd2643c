import type { Context } from '../database/context.ts'
import { day } from '../kernel/clock.ts'
import type { Actor } from '../kernel/request.ts'
import { storefrontFiles } from '../storefronts/journeys.ts'
import { addPromo } from '../storefronts/promo/add-promo.ts'
import { listPromos } from '../storefronts/promo/list-promos.ts'

/** A promo code of the demo, for whoever wants to try it. */
export interface DemoPromo {
  readonly storefront: string
  readonly code: string
  readonly kind: 'percent' | 'amount'
  /** percent, or rupiah */
  readonly value: number
  readonly max_discount: number | null
  readonly min_price: number | null
  readonly state: 'usable' | 'ended' | 'not_begun' | 'used_up'
  /** null: without a limit */
  readonly left: number | null
  readonly per_person: number | null
}

/** Brings in the promo codes that the files of the storefronts have for the demo; those that are there stay as they are. */
export async function seedPromos(ctx: Context, actor: Actor): Promise<void> {
  const now = ctx.clock.now()
  const seeds = storefrontFiles.flatMap(({ journey, demo }) =>
    (demo?.promos ?? []).map((promo) => ({ ...promo, storefront: journey.id })),
  )
  for (const { daysLeft, ...seed } of seeds) {
    const outcome = await addPromo(
      ctx,
      {
        maxDiscount: undefined,
        minPrice: undefined,
        limitTotal: undefined,
        limitPerAccount: undefined,
        ...seed,
        startsAt: new Date(now.getTime() - 30 * day),
        endsAt: daysLeft === undefined ? undefined : new Date(now.getTime() + daysLeft * day),
        courses: [],
        categories: [],
      },
      actor,
    )
    if (!outcome.ok && outcome.refusal !== 'code_taken')
      throw new Error(`promo ${seed.code} of the demo could not be made: ${outcome.refusal}`)
  }
}

/** All promo codes as they stand, those that can be used first. */
export async function demoPromos(ctx: Context): Promise<DemoPromo[]> {
  const promos = await listPromos(ctx)
  return [
    ...promos.filter(({ state }) => state === 'usable'),
    ...promos.filter(({ state }) => state !== 'usable'),
  ].map((promo) => ({
    storefront: promo.storefront,
    code: promo.code,
    kind: promo.kind,
    value: promo.value,
    max_discount: promo.maxDiscount ?? null,
    min_price: promo.minPrice ?? null,
    state: promo.state,
    left: promo.left ?? null,
    per_person: promo.limitPerAccount ?? null,
  }))
}
