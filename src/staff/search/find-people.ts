import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import type { FoundBy, FoundPerson } from './found-person.ts'
import { peopleNamed, shownPeople } from './people-named.ts'
import { type Question, questionOf } from './question.ts'

/** More than that nobody reads: the search is narrowed instead. */
export const mostFound = 50

/** Each kind by its own index; what was typed never stands in an address, a log or the journal. */
const findExactly = statement<
  [
    exact: string,
    nikHash: Buffer | undefined,
    phone: string | undefined,
    email: string | undefined,
    codes: readonly string[],
    limit: number,
  ],
  'staff/find-people',
  'personId' | { by: FoundBy }
>(
  'staff/find-people',
  `
  with hit as (
    select card.person_id, 'card' as found_by, 1 as place
    from card_number join card using (card_id) where card_number.number = any($5)
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
    select card.person_id, code.kind, 6 from code join card using (card_id) where code = any($5)
    union all
    select card.person_id, 'transaction', 7
    from purchase join card using (card_id) where transaction_code = any($5)
    union all
    select card.person_id, 'certificate', 8
    from certificate_code join card using (card_id) where certificate_id = any($5)
    union all
    select card.person_id, 'order', 9
    from storefront_order join card using (card_id) where order_no = upper($1)
  ),
  once as (
    select distinct on (person_id) person_id, found_by, place from hit order by person_id, place
  )
  ${shownPeople}
  limit $6::int
  `,
)

/**
 * Finds people by whatever is typed: a card number, a NIK (compared by its keyed hash), a phone, an email, the words of a
 * name in any order or their beginnings, an invoice, a transaction, redeem or voucher code, an order or a certificate. At
 * most {@link mostFound}: those found by more than a name first, then whole words before beginnings.
 */
export async function findPeople(
  ctx: Pick<Context, 'db' | 'secrets'>,
  typed: string,
): Promise<FoundPerson[]> {
  const question = questionOf(typed, ctx.secrets)
  return question ? peopleMeant(ctx, question) : []
}

/** {@link findPeople}, of what was read already. */
export async function peopleMeant(
  { db }: Pick<Context, 'db'>,
  { words, nikHash, phone, email, name, codes }: Question,
): Promise<FoundPerson[]> {
  const exactly = (codes: readonly string[]) =>
    rows(db, findExactly, [words, nikHash, phone, email, codes, mostFound])
  const [named, sure] = await Promise.all([
    name === undefined ? [] : peopleNamed(db, name, mostFound),
    exactly(codes.exact),
  ])
  const found = sure.length > 0 || codes.forgiven.length === 0 ? sure : await exactly(codes.forgiven)
  return onceEach([...found, ...named])
}

function onceEach(found: readonly FoundPerson[]): FoundPerson[] {
  const seen = new Map<string, FoundPerson>()
  for (const one of found) if (!seen.has(one.personId)) seen.set(one.personId, one)
  return [...seen.values()].slice(0, mostFound)
}
