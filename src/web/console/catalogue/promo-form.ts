import { z } from 'zod'
import type { Journey } from '../../../storefronts/journey.ts'
import { journeys } from '../../../storefronts/journeys.ts'
import { field } from '../../http/form-fields.ts'
import { ask, form } from '../../site/form.tsx'
import { promosWords } from './promos-words.ts'

/** The storefronts whose journey has a place for a promo code. */
export function withPromo(): readonly Journey[] {
  return journeys.filter(({ promo }) => promo)
}

const rupiahAtMost = 1_000_000_000

/** What a promo code is; as the command asks it. */
export const promoForm = form((language) => {
  const said = promosWords[language]
  const date = { type: 'date', short: true } as const
  const amount = (label: string, hint?: string) =>
    ask.text(field.whole(1, rupiahAtMost).optional(), label, {
      inputmode: 'numeric',
      short: true,
      ...(hint !== undefined && { hint }),
    })
  const lines = (label: string, hint: string) =>
    ask.text(field.text(5000).optional(), label, { hint, lines: 3 })
  return {
    toko_promo: ask.select(
      z.string().max(40),
      said.storefront,
      withPromo().map(({ id, name }) => ({ value: id, label: name })),
      { short: true },
    ),
    kode: ask.text(field.text(40), said.code, { short: true, maxlength: 20 }),
    jenis: ask.radios(field.choice(['percent', 'amount']), said.kind, [
      { value: 'percent', label: said.kinds.percent },
      { value: 'amount', label: said.kinds.amount },
    ]),
    besar: ask.whole(1, rupiahAtMost, said.value, { hint: said.valueHint }),
    paling_banyak: amount(said.max, said.maxHint),
    mulai: ask.text(field.date().optional(), said.begins, { ...date, hint: said.beginsHint }),
    sampai: ask.text(field.date().optional(), said.ends, { ...date, hint: said.endsHint }),
    batas: amount(said.limit),
    batas_akun: amount(said.limitEach),
    harga_minimum: amount(said.minPrice),
    pelatihan: lines(said.courses, said.coursesHint),
    kategori: lines(said.categories, said.categoriesHint),
  }
})
