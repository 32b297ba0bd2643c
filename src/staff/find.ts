import type { Context } from '../database/context.ts'
import { rows, statement } from '../database/sql.ts'
import { codeReadings } from '../kernel/codes.ts'
import { longNumber } from '../kernel/long-number.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { bare, foldedName, tidyName } from '../kernel/text.ts'

/** By what somebody was found. */
export type FoundBy =
  | 'card'
  | 'nik'
  | 'phone'
  | 'email'
  | 'name'
  | 'invoice'
  | 'redeem'
  | 'voucher'
  | 'order'
  | 'certificate'

/** Somebody that a search leads to. */
export interface Found {
  readonly personId: string
  readonly by: FoundBy
  readonly name: string
  /** E.164 */
  readonly phone: string
  readonly nikTail: string
  /** the last four digits of the card's number */
  readonly cardTail: string | undefined
  readonly cardStatus: string | undefined
}

/** More than that nobody reads: the search is narrowed instead. */
export const mostFound = 50

/** Each kind by its own index; what was typed never stands in an address, a log or the journal. */
const find = statement<
  [
    exact: string,
    nikHash: Buffer | null,
    phone: string | null,
    email: string | null,
    name: string | null,
    codes: readonly string[],
    limit: number,
  ],
  'staff/find-anything',
  'personId' | { by: FoundBy }
>(
  'staff/find-anything',
  `
  with hit as (
    select card.person_id, 'card' as found_by, 1 as place
    from card_number join card using (card_id) where card_number.number = any($6)
    union all
    select person_id, 'nik', 2 from person where nik_hash = $2
    union all
    select person_id, 'phone', 3 from person where phone = $3
    union all
    select person_id, 'email', 4 from person where lower(email) = $4
    union all
    select card.person_id, 'invoice', 5
    from partner
    join invoice on invoice.partner_id = partner.partner_id and invoice.invoice_code = $1
    join card using (card_id)
    union all
    select card.person_id, code.kind, 6 from code join card using (card_id) where code = any($6)
    union all
    select card.person_id, 'certificate', 7
    from certificate_code join card using (card_id) where certificate_id = any($6)
    union all
    select card.person_id, 'order', 8
    from storefront_order join card using (card_id) where order_no = upper($1)
    union all
    (
      select person_id, 'name', 9 from person
      -- in the order of the index: all names that begin with what was typed, however either is written
      where folded_name(name) ~>=~ folded_name($5) and folded_name(name) ~<~ (folded_name($5) || chr(1114111))
      order by folded_name(name) using ~<~ limit $7::int
    )
  ),
  once as (
    select distinct on (person_id) person_id, found_by, place from hit order by person_id, place
  )
  select
    once.person_id, found_by as by, person.name, person.phone, nik_tail,
    right(card.number, 4) as card_tail, card.status as card_status
  from once
  join person using (person_id)
  left join recipient using (person_id)
  left join card on card.card_id = recipient.card_id
  order by place, folded_name(person.name), once.person_id
  limit $7::int
  `,
)

/**
 * Finds people by whatever is typed: a card number, a NIK (compared by its keyed hash), a phone, an email, the beginning of
 * a name, an invoice, a redeem or voucher code, an order or a certificate. At most {@link mostFound}.
 */
export async function findAnything(ctx: Pick<Context, 'db' | 'secrets'>, typed: string): Promise<Found[]> {
  const words = tidyName(typed).slice(0, 200)
  if (words === '') return []
  const plain = bare(words)
  const number = longNumber(words)
  const email = /^[^\s@]+@[^\s@]+$/.test(words) ? words.toLowerCase() : null
  // A name has letters and no more digits than a person's; shorter than two letters it is no question.
  const name = /\p{L}{2}/u.test(words) && !/[\d@]/.test(words) && foldedName(words) !== '' ? words : null
  const found = (codes: readonly string[]) =>
    rows(ctx.db, find, [
      words,
      /^\d{16}$/.test(number) ? ctx.secrets.hash('nik', number) : null,
      indonesianMobile(words),
      email,
      name,
      codes.filter((code) => /^[A-Z0-9]{8,32}$/.test(code)),
      mostFound,
    ])
  const { exact, forgiven } = codeReadings(plain.replaceAll('.', ''))
  const sure = await found(exact)
  return sure.length > 0 || forgiven.length === 0 ? sure : await found(forgiven)
}
