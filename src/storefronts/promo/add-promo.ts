import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { journeyOf } from '../journeys.ts'
import { promoKey, type Reduction } from './rules.ts'

export interface NewPromo extends Reduction {
  readonly storefront: string
  readonly code: string
  /** rupiah */
  readonly minPrice: number | undefined
  readonly startsAt: Date
  /** the first instant at which it is over */
  readonly endsAt: Date | undefined
  readonly limitTotal: number | undefined
  readonly limitPerAccount: number | undefined
  /** course codes and category slugs; with neither it is for every course */
  readonly courses: readonly string[]
  readonly categories: readonly string[]
}

/** Why a promo is not made, in the order in which it is asked. */
export const addPromoRefusals = refusalWords({
  id: {
    storefront_unknown: 'Toko itu tidak ada: bekal journeys menunjukkan semuanya.',
    storefront_without_promo: 'Alur toko ini tidak punya tempat untuk kode promo. Pilih toko lain.',
    code_malformed: 'Tulis kode promo dengan 3 sampai 20 huruf, angka, tanda hubung, atau garis bawah.',
    value_wrong: 'Sebutkan persentase dari 1 sampai 100.',
    period_wrong:
      'Promo ini akan berakhir sebelum dimulai. Pilih --until yang lebih lambat: itu hari terakhirnya.',
    course_unknown: 'Salah satu pelatihan tidak ada di katalog: sebutkan dengan kodenya.',
    category_unknown: 'Salah satu kategori tidak ada di katalog: sebutkan dengan slug-nya.',
    code_taken: 'Toko ini punya, atau pernah punya, promo dengan kode ini: pilih yang lain.',
  },
  en: {
    storefront_unknown: 'There is no storefront of this id: bekal journeys shows them.',
    storefront_without_promo:
      'The journey of this storefront has no place for a promo code. Choose another one.',
    code_malformed: 'Write a promo code of 3 to 20 letters, digits, dashes or underscores.',
    value_wrong: 'Give a percentage from 1 to 100.',
    period_wrong: 'The promo would be over before it begins. Choose a later --until: it is the last day.',
    course_unknown: 'One of the courses is not in the catalogue: name them by their codes.',
    category_unknown: 'One of the categories is not in the catalogue: name them by their slugs.',
    code_taken: 'This storefront has, or had, a promo of this code: choose another.',
  },
})
export type AddPromoRefusal = ReasonOf<typeof addPromoRefusals>

const insertPromo = statement<
  [
    storefront: string,
    code: string,
    kind: string,
    value: number,
    maxDiscount: number | null,
    minPrice: number | null,
    startsAt: Date,
    endsAt: Date | null,
    limitTotal: number | null,
    limitPerAccount: number | null,
    now: Date,
    actor: string,
  ],
  'storefronts/insert-promo'
>(
  'storefronts/insert-promo',
  `
  insert into promo (
    storefront, code, kind, value, max_discount, min_price, starts_at, ends_at, limit_total, limit_per_account,
    created_at, actor
  )
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (storefront, code) do nothing
  returning promo_id
  `,
)

const unknownScope = statement<
  [courses: readonly string[], categories: readonly string[]],
  'storefronts/unknown-promo-scope',
  'courses' | 'categories'
>(
  'storefronts/unknown-promo-scope',
  `
  select
    (select count(*)::int from unnest($1::text[]) as wanted (code)
      where not exists (select from course where course_code = wanted.code)) as courses,
    (select count(*)::int from unnest($2::text[]) as wanted (slug)
      where not exists (select from category where category.slug = wanted.slug)) as categories
  `,
)

const insertScope = statement<[promoId: number, courses: readonly string[], categories: readonly string[]]>(
  'storefronts/insert-promo-scope',
  `
  with courses as (
    insert into promo_course select $1::int, course_id from course where course_code = any ($2::text[])
  )
  insert into promo_category select $1, category_id from category where slug = any ($3::text[])
  `,
)

/** Makes a promo for a storefront whose journey takes promo codes. Codes are unique in their storefront, for ever. */
export async function addPromo(
  ctx: Context,
  wanted: NewPromo,
  actor: Actor,
): Promise<Outcome<{ promoId: number; code: string }, AddPromoRefusal>> {
  const code = promoKey(wanted.code)
  const journey = journeyOf(wanted.storefront)
  if (!journey) return refuse('storefront_unknown')
  if (!journey.promo) return refuse('storefront_without_promo')
  if (!code) return refuse('code_malformed')
  if (wanted.value < 1 || (wanted.kind === 'percent' && wanted.value > 100)) return refuse('value_wrong')
  if (wanted.endsAt && wanted.endsAt <= wanted.startsAt) return refuse('period_wrong')
  return inTransaction(ctx.db, (tx) => insert(tx, ctx.clock.now(), { ...wanted, code }, actor))
}

async function insert(
  tx: Queryable,
  now: Date,
  wanted: NewPromo,
  actor: Actor,
): Promise<Outcome<{ promoId: number; code: string }, AddPromoRefusal>> {
  const unknown = await one(tx, unknownScope, [wanted.courses, wanted.categories])
  if (unknown.courses > 0) return refuse('course_unknown')
  if (unknown.categories > 0) return refuse('category_unknown')
  const { storefront, code, kind, value } = wanted
  const made = await first(tx, insertPromo, [
    storefront,
    code,
    kind,
    value,
    wanted.maxDiscount,
    wanted.minPrice,
    wanted.startsAt,
    wanted.endsAt,
    wanted.limitTotal,
    wanted.limitPerAccount,
    now,
    actor.actor,
  ])
  if (!made) return refuse('code_taken')
  await rows(tx, insertScope, [made.promoId, wanted.courses, wanted.categories])
  const facts = { storefront, code, kind, value }
  await writeJournal(tx, actor, now, [{ event: 'promo_added', subject: `promo:${made.promoId}`, facts }])
  return done({ promoId: made.promoId, code })
}
