import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { newCardNumber } from '../kernel/codes.ts'
import type { Actor } from '../kernel/request.ts'

/** Who gets a card: what a purchase must know of the holder is copied onto it. */
export interface CardHolder {
  readonly personId: string
  readonly name: string
  /** E.164 */
  readonly phone: string
  readonly email: string
  /** calendar date */
  readonly bornOn: string
  readonly education: number
}

/** What all cards of one notification have in common. */
export interface CardTerms {
  readonly year: number
  readonly waveId: number
  readonly grantRupiah: number
  readonly notifiedAt: Date
  /** first instant at which the first purchase is too late */
  readonly firstPurchaseBefore: Date
  /** first instant after the year's cut-off */
  readonly usableBefore: Date
  readonly sandbox: boolean
}

export interface IssuedCard {
  readonly cardId: string
  readonly number: string
  readonly holder: CardHolder
}

const nextCardIds = statement<[count: number], 'card/next-card-ids', 'cardId'>(
  'card/next-card-ids',
  "select nextval(pg_get_serial_sequence('card', 'card_id')) as card_id from generate_series(1, $1)",
)

const insertCards = statement<
  [
    year: number,
    waveId: number,
    granted: number,
    notifiedAt: Date,
    firstPurchaseBefore: Date,
    usableBefore: Date,
    sandbox: boolean,
    cardIds: string[],
    personIds: string[],
    numbers: string[],
    names: string[],
    phones: string[],
    emails: string[],
    bornOn: string[],
    educations: number[],
  ]
>(
  'card/insert-cards',
  `
  insert into card (
    year, wave_id, granted, balance, notified_at, first_purchase_before, usable_before, sandbox,
    card_id, person_id, number, holder_name, holder_phone, holder_email, holder_born_on, holder_education
  )
  select
    $1::int, $2::int, $3::int, $3::int, $4::timestamptz, $5::timestamptz, $6::timestamptz, $7::boolean, issued.*
  from unnest(
    $8::bigint[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::date[], $15::smallint[]
  ) as issued
  where exists (select from wave where wave_id = $2 and grant_approval_id is not null)
  `,
  { traced: 'whole' },
)

const insertCardNumbers = statement<[numbers: string[], cardIds: string[]]>(
  'card/insert-card-numbers',
  'insert into card_number (number, card_id) select * from unnest($1::text[], $2::bigint[])',
)

const insertGrants = statement<[cardIds: string[], amount: number, at: Date]>(
  'card/insert-grants',
  `
  insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
  select card_id, 0, 'grant', 'treasury', 'card', $2, $3 from unnest($1::bigint[]) as issued (card_id)
  `,
  { traced: 'whole' },
)

/** Whether a transaction failed because a freshly drawn card number is taken: drawn again, it will pass. */
export function cardNumberTaken(error: unknown): boolean {
  const fault = error as { code?: unknown; constraint?: unknown }
  return fault.code === '23505' && fault.constraint === 'card_number_pkey'
}

/**
 * Issues a card with its number and the grant on it to each holder, in the caller's transaction, journal included.
 * The caller answers for nobody getting two. A number that is taken fails the transaction ({@link cardNumberTaken}).
 */
export async function issueCards(
  tx: Queryable,
  holders: readonly CardHolder[],
  terms: CardTerms,
  actor: Actor,
): Promise<IssuedCard[]> {
  if (holders.length === 0) return []
  const ids = await rows(tx, nextCardIds, [holders.length])
  const cards = holders.map((holder, i) => ({ cardId: ids[i]!.cardId, number: newCardNumber(), holder }))
  const cardIds = cards.map(({ cardId }) => cardId)
  const numbers = cards.map(({ number }) => number)
  const issued = await touched(tx, insertCards, [
    terms.year,
    terms.waveId,
    terms.grantRupiah,
    terms.notifiedAt,
    terms.firstPurchaseBefore,
    terms.usableBefore,
    terms.sandbox,
    cardIds,
    holders.map(({ personId }) => personId),
    numbers,
    holders.map(({ name }) => name),
    holders.map(({ phone }) => phone),
    holders.map(({ email }) => email),
    holders.map(({ bornOn }) => bornOn),
    holders.map(({ education }) => education),
  ])
  if (issued !== cards.length)
    throw new Error(`two people have not approved the cards of wave ${terms.waveId}`)
  await touched(tx, insertCardNumbers, [numbers, cardIds])
  await touched(tx, insertGrants, [cardIds, terms.grantRupiah, terms.notifiedAt])
  await writeJournal(
    tx,
    actor,
    terms.notifiedAt,
    cards.map(({ cardId, holder }) => ({
      event: 'card_issued',
      subject: `card:${cardId}`,
      cardId,
      facts: { person_id: holder.personId, wave_id: terms.waveId, granted: terms.grantRupiah },
    })),
  )
  return cards
}
