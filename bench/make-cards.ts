import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { one, type Statement, statement, touched } from '../src/database/sql.ts'
import { day } from '../src/kernel/clock.ts'
import { endOfTerm } from '../src/kernel/wib.ts'

const granted = 1_000_000
const chunk = 20_000
/** Above every person of the demo that shares the database. */
const firstPerson = 1_000_000_000

const countCards: Statement<[firstPerson: number], { count: number }> = {
  name: 'bench/count-cards',
  text: 'select count(*)::int as count from card where person_id >= $1::bigint',
}

// The multiplier shares no factor with 10, so that no two numbers are the same; the last digit is Luhn's.
const insertCards = statement<
  [
    from: number,
    upto: number,
    firstPerson: number,
    granted: number,
    notified: Date,
    first: Date,
    usable: Date,
  ]
>(
  'bench/insert-cards',
  `
  with wanted as (
    select i, '4' || lpad((i::numeric * 38914732178917 % 100000000000000)::text, 14, '0') as payload
    from generate_series($1::int, $2::int) i
  ),
  numbered as (
    select i, payload || (10 - luhn.sum % 10) % 10 as number
    from wanted, lateral (
      select sum(case when place % 2 = 0 then digit * 2 - case when digit > 4 then 9 else 0 end else digit end) as sum
      from (select place, substr(payload, 15 - place, 1)::int as digit from generate_series(0, 14) place) digits
    ) luhn
  ),
  made as (
    insert into card (
      person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on, holder_education,
      granted, balance, notified_at, first_purchase_before, usable_before
    )
    select
      $3::bigint + i, extract(year from $5::timestamptz)::int, 1, number, 'Penerima Beban ' || i,
      '+62812' || lpad(i::text, 8, '0'), 'penerima-' || i || '@contoh.example',
      date '1970-01-01' + i % 10000, i % 8, $4::int, $4, $5, $6::timestamptz, $7::timestamptz
    from numbered
    returning card_id, number
  ),
  routed as (
    insert into card_number (number, card_id) select number, card_id from made
  ),
  planned as (
    insert into deadline (card_id, step, due_at) select card_id, 'end', $6 from made
  )
  insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
  select card_id, 0, 'grant', 'treasury', 'card', $4, $5 from made
  `,
)

/** Cards with their numbers and grants, in the database itself; makes what is missing to `count`. */
export async function makeCards(ctx: Context, count: number): Promise<void> {
  const there = (await one(ctx.db, countCards, [firstPerson])).count
  const notifiedAt = new Date(ctx.clock.now().getTime() - day)
  const usable = new Date(ctx.clock.now().getTime() + 365 * day)
  const shown = progress('cards')
  for (let from = there + 1; from <= count; from += chunk) {
    const upto = Math.min(from + chunk - 1, count)
    const term = endOfTerm(notifiedAt, 30)
    await touched(ctx.db, insertCards, [from, upto, firstPerson, granted, notifiedAt, term, usable])
    shown.at(upto, count, `${upto} of ${count}`)
  }
  shown.end()
}

const unusedNumbers: Statement<[firstPerson: number], { numbers: string | undefined }> = {
  name: 'bench/unused-numbers',
  text: `
  select string_agg(number, '' order by hashint8(card_id)) as numbers from card
  where person_id >= $1::bigint and first_paid_at is null
  `,
}

/** The numbers of all cards never used, one behind the other, in the order of a hash: no index is walked in order. */
export async function unusedCards(ctx: Context): Promise<string> {
  return (await one(ctx.db, unusedNumbers, [firstPerson])).numbers ?? ''
}
