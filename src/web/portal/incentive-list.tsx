import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate, type Language } from '../../kernel/wib.ts'
import type { Incentive } from '../../learning/incentives/incentives.ts'
import * as parts from '../parts/parts.ts'
import { dictionary } from '../words/dictionary.ts'

export const words = dictionary({
  id: {
    title: 'Insentif',
    lead: (sum: string) => `${sum} setelah pelatihan pertama Anda selesai dan diulas, dibayar bertahap.`,
    completion: (number: number) => `Insentif pelatihan ke-${number}`,
    survey: (number: number) => `Insentif survei ke-${number}`,
    dueOn: (date: string) => `Dijadwalkan ${date}`,
    due: 'Dijadwalkan',
    paid: 'Sudah dibayar',
  },
  en: {
    title: 'Incentive',
    lead: (sum) => `${sum} after your first training was finished and reviewed, paid in parts.`,
    completion: (number) => `Training incentive ${number}`,
    survey: (number) => `Survey incentive ${number}`,
    dueOn: (date) => `Planned for ${date}`,
    due: 'Planned',
    paid: 'Paid',
  },
})

/** The payments of a card's incentive with their days; draws nothing before the first review. */
export function IncentiveList({
  payments,
  language,
}: {
  payments: readonly Incentive[]
  language: Language
}) {
  if (payments.length === 0) return null
  const said = words[language]
  const sum = payments.reduce((total, { amount }) => total + amount, 0)
  return (
    <section class="stack">
      <h2>{said.title}</h2>
      <p>{said.lead(formatRupiah(sum))}</p>
      <ul class="listing">
        {payments.map(({ kind, number, amount, dueAt, status }) => (
          <li>
            <span>{said[kind](number)}</span>
            <strong class="number end">{formatRupiah(amount)}</strong>
            <span class="small muted">{said.dueOn(formatDate(dueAt, language))}</span>
            <span class="end">
              <parts.StatusTag tone={status === 'paid' ? 'success' : 'waiting'}>
                {said[status]}
              </parts.StatusTag>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
