import { first, rows, statement } from '../../database/sql.ts'
import { addDays, wibDate } from '../../kernel/wib.ts'
import type { FigureRow, ReadFigures } from './figures.ts'

const selectTerm = statement<[waveId: number], 'reports/chart-wave-term', 'cards'>(
  'reports/chart-wave-term',
  `
  select count(*)::int as cards, min(card.notified_at) as notified_at, max(card.first_purchase_before) as before
  from recipient
  join card using (card_id)
  where recipient.wave_id = $1
  `,
)

const selectFirstPurchases = statement<[waveId: number], 'reports/chart-first-purchases', 'bought'>(
  'reports/chart-first-purchases',
  `
  select to_char(first_paid_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as day, count(*)::int as bought
  from recipient
  join card using (card_id)
  where recipient.wave_id = $1 and first_paid_at is not null
  group by 1
  `,
)

const daysAtMost = 400

/** Of a wave whose cards are given: by day in WIB, how many have bought their first training by its end, and how many not yet. */
export const deadlineCurve: ReadFigures<{ readonly waveId: number; readonly now: Date }> = async (
  db,
  { waveId, now },
) => {
  const term = await first(db, selectTerm, [waveId])
  if (!term?.notifiedAt || !term.before) return []
  const counted = new Map(
    (await rows(db, selectFirstPurchases, [waveId])).map((row) => [row.day, row.bought]),
  )
  const last = wibDate(new Date(Math.min(now.getTime(), term.before.getTime() - 1)))
  const curve: FigureRow[] = []
  let bought = 0
  for (let day = wibDate(term.notifiedAt); day <= last && curve.length < daysAtMost; day = addDays(day, 1)) {
    bought += counted.get(day) ?? 0
    curve.push({ name: day, values: [bought, term.cards - bought] })
  }
  return curve
}
