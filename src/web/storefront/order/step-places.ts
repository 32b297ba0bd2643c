import type { StepOf } from '../../../storefronts/step-types.ts'

/**
 * Where a buyer meets the steps that stand before an order and after it, as the route table writes it, with the
 * storefront's id for `:shop`. The steps in between have their pages in step-drawers.tsx and order-pages.tsx.
 */
export const stepPlaces: Readonly<Record<StepOf<'shop' | 'after'>, string>> = {
  arrive: '/:shop',
  enter_programme: '/:shop',
  see_features: '/:shop/prakerja',
  search: '/:shop',
  choose_category: '/:shop/prakerja',
  choose_institution: '/:shop/prakerja',
  see_detail: '/:shop/kursus',
  choose_course: '/:shop/kursus/:slug',
  see_result: '/:shop/pesanan/:no',
  see_history: '/:shop/riwayat',
  redeem: '/lembaga/:slug/tukar',
  learn: '/:shop/belajar/:no',
  review: '/:shop/pesanan/:no/ulasan',
}
