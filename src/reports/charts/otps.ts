import { rows, statement } from '../../database/sql.ts'
import { mobileNetworkOf, mobileNetworks } from '../../kernel/mobile-network.ts'
import type { ReadFigures, Window } from './figures.ts'

/** By the beginning of the holder's number, which is the number of several thousand people at least. */
const countOtps = statement<
  [from: Date, until: Date],
  'reports/chart-otps',
  'beginning' | 'sent' | 'confirmed'
>(
  'reports/chart-otps',
  `
  select left(card.holder_phone, 6) as beginning, sum(otp_sends)::int as sent, count(paid_at)::int as confirmed
  from purchase
  join card using (card_id)
  where purchase.created_at >= $1 and purchase.created_at < $2
  group by 1
  `,
)

/** Codes that paid, and codes that were sent and paid nothing, by network of the phone, for purchases begun in a window. */
export const otps: ReadFigures<Window> = async (db, { from, until }) => {
  const counted = new Map<string, [number, number]>(
    [...mobileNetworks, 'others'].map((name) => [name, [0, 0]]),
  )
  for (const { beginning, sent, confirmed } of await rows(db, countOtps, [from, until])) {
    const of = counted.get(mobileNetworkOf(beginning) ?? 'others')!
    of[0] += confirmed
    of[1] += sent - confirmed
  }
  return [...counted].map(([name, values]) => ({ name, values }))
}
