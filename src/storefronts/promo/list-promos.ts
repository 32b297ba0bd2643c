import type { Context } from '../../database/context.ts'
import { type Row, rows, statement } from '../../database/sql.ts'
import type { NewPromo } from './add-promo.ts'
import { paidWithPromo } from './promo-store.ts'

/** What can be said of a promo now; `used_up` may pass when reservations end unpaid. */
export const promoStates = ['usable', 'not_begun', 'used_up', 'ended'] as const

/** A promo with what became of it. */
export interface Promo extends NewPromo {
  readonly promoId: number
  readonly state: (typeof promoStates)[number]
  /** paid with it, or reserved by an order at present */
  readonly uses: number
  /** undefined: without a limit */
  readonly left: number | undefined
}

type PromoRow = Row<
  'storefronts/select-promos',
  'courses' | 'categories' | 'uses' | { state: Promo['state'] }
>

const selectPromos = statement<[now: Date, storefront: string | null], 'storefronts/select-promos', PromoRow>(
  'storefronts/select-promos',
  `
  with counted as (
    select promo.*, (
      select count(*)::int from promo_use
      where promo_use.promo_id = promo.promo_id and (used or expires_at > $1 or ${paidWithPromo})
    ) as all_uses
    from promo
    where $2::text is null or storefront = $2
  )
  select
    promo_id, storefront, code, kind, value, max_discount, min_price, starts_at, ends_at, limit_total,
    limit_per_account, all_uses as uses,
    case
      when status = 'ended' or ends_at <= $1 then 'ended'
      when starts_at > $1 then 'not_begun'
      when all_uses >= limit_total then 'used_up'
      else 'usable'
    end as state,
    array(
      select course_code from promo_course join course using (course_id)
      where promo_course.promo_id = counted.promo_id order by course_code
    ) as courses,
    array(
      select slug from promo_category join category using (category_id)
      where promo_category.promo_id = counted.promo_id order by slug
    ) as categories
  from counted
  order by storefront, promo_id
  `,
)

/** The promos of one storefront, or of all. */
export async function listPromos(ctx: Context, storefront?: string): Promise<Promo[]> {
  const found = await rows(ctx.db, selectPromos, [ctx.clock.now(), storefront])
  return found.map((row) => ({
    ...row,
    left: row.limitTotal === undefined ? undefined : Math.max(0, row.limitTotal - row.uses),
  }))
}
