import type { Language } from '../../../kernel/wib.ts'
import { wordsOf } from './bank-words.ts'

const places = {
  runs: '/konsol/keuangan/pembayaran',
  bank: '/konsol/keuangan/bank',
  differences: '/konsol/keuangan/selisih-bank',
  holds: '/konsol/keuangan/penahanan',
} as const
type Place = keyof typeof places

/** The ways between the pages of payments. */
export function PaymentPlaces({ language, here }: { language: Language; here: Place }) {
  const said = wordsOf(language)
  const labels = { runs: said.payments, bank: said.bank, differences: said.differences, holds: said.holds }
  return (
    <p>
      {(Object.keys(places) as Place[])
        .filter((place) => place !== here)
        .map((place, index) => (
          <>
            {index > 0 ? ' · ' : ''}
            <a href={places[place]}>{labels[place]}</a>
          </>
        ))}
    </p>
  )
}
