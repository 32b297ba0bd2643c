import type { Rows } from '../database/rows.ts'
import { type Queryable, type Row, rows, type Statement, statement } from '../database/sql.ts'
import type { AccountKind } from '../ledger/trial-balance.ts'
import { foldMovements, type Movement, type Position, positionOf } from './fold-movements.ts'

/** What a position can be told by. */
export const dimensions = ['year', 'wave', 'storefront', 'institution', 'province'] as const
export type Dimension = (typeof dimensions)[number]

type Summed = Extract<keyof Rows, `reports/movements${string}`>
type Moves = Statement<
  [at: Date],
  Row<Summed, 'kind' | 'amount' | { debit: AccountKind; credit: AccountKind }>
>

/** How an entry of the ledger, or an entry that a payment pays, comes to its value of a dimension. */
interface Way {
  readonly of: string
  readonly joins: (moved: string) => string
}

const ofCard = (of: string): Way => ({
  of,
  joins: (moved) => `join card on card.card_id = ${moved}.card_id`,
})
const ofPurchase = (of: string, more = ''): Way => ({
  of,
  joins: (moved) =>
    `left join purchase on purchase.card_id = ${moved}.card_id and purchase.purchase_id = ${moved}.purchase_id ${more}`,
})

const ways: Readonly<Record<Dimension, Way>> = {
  year: ofCard('card.year::text'),
  wave: ofCard('card.wave_id::text'),
  storefront: ofPurchase('purchase.partner_id::text'),
  institution: ofPurchase(
    'course.institution_id::text',
    'left join course on course.course_id = purchase.course_id',
  ),
  // That of the NIK, as the list of a wave has it: it is kept of nobody who never joined one, and no NIK is opened for this.
  province: {
    of: 'lived.province',
    joins: (moved) => `
      join card on card.card_id = ${moved}.card_id
      left join (
        select distinct on (person_id) person_id, province, wave_id from wave_application order by person_id, wave_id desc
      ) lived on lived.person_id = card.person_id`,
  },
}

/**
 * What a payment moved is shared out among the entries that it pays, to the rupiah: what is netted by the floor of each
 * share, all else by its ceiling, so that both together are the entries themselves.
 */
function movementsBy(by: Dimension): Moves {
  const { of, joins } = ways[by]
  const text = `
  with moved as (
    select ${of} as of, kind, debit, credit, sum(entry.amount)::numeric as amount
    from entry ${joins('entry')}
    where entry.at <= $1
    group by ${of}, kind, debit, credit
  ),
  paid_for as (
    select payment_id, ${of} as of, sum(payment_item.amount)::numeric as amount
    from payment_item ${joins('payment_item')}
    where removed_in is null
    group by payment_id, ${of}
  ),
  shared as (
    select payment_id, of, amount,
      sum(amount) over (partition by payment_id order by of nulls first) as upto,
      sum(amount) over (partition by payment_id) as whole
    from paid_for
  ),
  through_bank as (
    select
      coalesce(shared.of, ${ofParty(by)}) as of,
      case kind when 'return' then 'return_of_payment' else kind end as kind, debit, credit,
      case
        when shared.payment_id is null then payment_entry.amount
        when kind = 'net' then ${floorTo('upto')} - ${floorTo('(upto - shared.amount)')}
        else ${ceilingTo('upto')} - ${ceilingTo('(upto - shared.amount)')}
      end as amount
    from payment_entry
    left join shared using (payment_id)
    where payment_entry.at <= $1
  )
  select of, kind, debit, credit, sum(amount)::bigint as amount
  from (select * from moved union all select * from through_bank) every
  group by of, kind, debit, credit
  order by of nulls last, kind, debit, credit
  `
  return statement<[at: Date], Summed, 'kind' | 'amount' | { debit: AccountKind; credit: AccountKind }>(
    `reports/movements-by-${by}` as Summed,
    text,
  )
}

const floorTo = (upto: string) => `div(payment_entry.amount * ${upto}, whole)`
const ceilingTo = (upto: string) => `div(payment_entry.amount * ${upto} + whole - 1, whole)`

/** Whose account it is, where nothing says for which purchases: an account of a party of that kind. */
function ofParty(by: Dimension): string {
  if (by !== 'storefront' && by !== 'institution') return 'null'
  return `case when debit ~ '_${by}$' or credit ~ '_${by}$' then payment_entry.party_id::text end`
}

const movements = statement<
  [at: Date],
  Summed,
  'kind' | 'amount' | { debit: AccountKind; credit: AccountKind }
>(
  'reports/movements' as Summed,
  `
  select null::text as of, kind, debit, credit, sum(amount)::bigint as amount
  from (
    select kind, debit, credit, amount from entry where at <= $1
    union all
    select case kind when 'return' then 'return_of_payment' else kind end, debit, credit, amount
    from payment_entry where at <= $1
  ) every
  group by kind, debit, credit
  `,
)

const by = Object.fromEntries(dimensions.map((dimension) => [dimension, movementsBy(dimension)])) as Record<
  Dimension,
  Moves
>

/** Where all of the money was at an instant, from the ledger alone. */
export async function positionAt(db: Queryable, at: Date): Promise<Position> {
  return positionOf(undefined, await movementsAt(db, movements, at))
}

/**
 * The same for each value of a dimension; what belongs to none comes last. They sum to {@link positionAt}, to the rupiah.
 */
export async function positionsAt(db: Queryable, at: Date, dimension: Dimension): Promise<Position[]> {
  return foldMovements(await movementsAt(db, by[dimension], at))
}

async function movementsAt(db: Queryable, sums: Moves, at: Date): Promise<Movement[]> {
  return (await rows(db, sums, [at])).map((row) => ({ ...row, amount: Number(row.amount) }))
}
