import { type Queryable, type Row, rows, statement } from '../database/sql.ts'

/** Who was chosen in a wave, with their card. */
export interface ListedRecipient extends Row<'recipients/after'> {}

const selectAfter = statement<[waveId: number, personId: string, limit: number], 'recipients/after'>(
  'recipients/after',
  `
  select
    recipient.person_id, person.name, nik_tail, person.phone, right(card.number, 4) as card_tail, card.status as card_status,
    card.balance, recipient.notified_at, card.first_purchase_before, card.first_paid_at
  from recipient
  join person using (person_id)
  left join card on card.card_id = recipient.card_id
  where recipient.wave_id = $1 and recipient.person_id > $2
  order by recipient.person_id
  limit $3
  `,
)

/** The recipients of a wave by their number: those after one of them. */
export function recipientsAfter(
  db: Queryable,
  waveId: number,
  personId: string,
  limit: number,
): Promise<ListedRecipient[]> {
  return rows(db, selectAfter, [waveId, personId, limit])
}
