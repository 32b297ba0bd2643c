import { type Queryable, rows, statement } from '../../database/sql.ts'

/** The columns of `sample/items.csv`. */
export const itemHead = [
  ...['payment_id', 'card_id', 'purchase_id', 'kind', 'serial', 'amount'],
  ...['invoice_code', 'course_code', 'wave', 'ref'],
] as const

const sampleItems = statement<[paymentIds: string[]], 'reports/sample-items', 'cells'>(
  'reports/sample-items',
  `
  select array[
    payment_id::text, card_id::text, purchase_id::text, payment_item.kind, serial::text, payment_item.amount::text,
    invoice_code, course_code, wave.year || '-' || wave.number, encode(ref, 'hex')
  ] as cells
  from payment_item
  join card using (card_id)
  join wave using (wave_id)
  left join wave_application
    on wave_application.wave_id = wave.wave_id and wave_application.person_id = card.person_id
  left join purchase using (card_id, purchase_id)
  left join course using (course_id)
  where payment_id = any($1) and removed_in is null
  order by payment_id, card_id, purchase_id, payment_item.kind, serial
  `,
)

/** The entries that the payments of a sample pay, each with its purchase, the wave of the card, and the ref of its holder there. */
export async function itemsOfSample(db: Queryable, paymentIds: readonly string[]): Promise<string[][]> {
  return (await rows(db, sampleItems, [[...paymentIds]])).map(({ cells }) => cells as string[])
}
