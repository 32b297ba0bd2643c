import type pg from 'pg'
import type { Context } from '../../src/database/context.ts'
import { one, type Statement, statement, touched } from '../../src/database/sql.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import type { EventName } from '../../src/journal/events.ts'
import { writeJournal } from '../../src/journal/write-journal.ts'
import { addBankAccount } from '../../src/money/bank/bank-accounts.ts'
import { setContract, setContractAct } from '../../src/money/contracts.ts'
import { scheme2021 } from '../../src/years/year-rules.ts'
import { createYear } from '../../src/years/years.ts'
import { accountNumber } from '../../test/bank-file.ts'
import { ana, budi, byTwo, twoPeople } from '../../test/two-people.ts'
import { granted, instantOf, type MonthPlan, storefronts } from './month-plan.ts'

export const maker = { actor: 'system:bench', requestId: 'bench-month' }
/** What lies at the bank when the month begins: more than all of it can cost. */
export const opening = 10_000_000_000_000

const insertParties = statement<[storefronts: number, institutions: number, courses: number, now: Date]>(
  'bench/month-parties',
  `
  with storefront as (
    insert into partner (partner_id, client_code, name, kind, domain, created_at)
    select i, 'toko-' || i, 'Toko ' || i, 'storefront', 'toko-' || i || '.example', $4 from generate_series(1, $1::int) i
  ),
  institution as (
    insert into institution (institution_id, name, name_key, slug)
    select i, 'LKP Bulan ' || i, 'lkp bulan ' || i, 'lkp-bulan-' || i from generate_series(1, $2::int) i
    returning institution_id
  ),
  category as (
    insert into category (name, slug) values ('Bulan', 'bulan') returning category_id
  )
  insert into course (
    course_id, course_code, institution_id, category_id, title, title_key, slug, learning_method, price, created_at
  )
  select n, 'bulan-' || n, institution_id, category_id, 'Pelatihan ' || n, 'pelatihan ' || n, 'bulan-' || n, 'self_paced',
    150000 + n % 20 * 20000, $4
  from generate_series(1, $3::int) n
  join institution on institution_id = 1 + n % $2
  cross join category
  `,
)

const insertSchedules = statement<[courses: number, quota: number]>(
  'bench/month-schedules',
  `
  with made as (
    insert into schedule (schedule_id, schedule_code, course_id, quota)
    select n, 'bulan-' || n || '-j1', n, $2::int from generate_series(1, $1::int) n
    returning schedule_id, quota
  )
  insert into seat_bucket (schedule_id, bucket, seats_left) select schedule_id, 0, quota from made
  `,
)

const insertCards = statement<
  [from: number, upto: number, granted: number, year: number, notified: Date, first: Date, usable: Date]
>(
  'bench/month-cards',
  `
  with numbered as (
    select i, '4' || lpad((i::numeric * 389147321789171 % 1000000000000000)::text, 15, '0') as number
    from generate_series($1::int, $2::int) i
  ),
  made as (
    insert into card (
      card_id, person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on, holder_education,
      granted, balance, notified_at, first_purchase_before, usable_before
    )
    select
      i, i, $4::int, 1, number, 'Penerima Bulan ' || i, '+62812' || lpad(i::text, 8, '0'),
      'penerima-' || i || '@contoh.example', date '1970-01-01' + i % 10000, i % 8, $3::int, $3, $5,
      $6::timestamptz, $7::timestamptz
    from numbered
    returning card_id, number
  ),
  routed as (
    insert into card_number (number, card_id) select number, card_id from made
  ),
  planned as (
    insert into deadline (card_id, step, due_at) select card_id, 'end', $6 from made
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, request_id)
    select card_id, $5, 'system:bench', 'card_issued', 'card:' || card_id, 'bench-month' from made
  )
  insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
  select card_id, 0, 'grant', 'treasury', 'card', $3, $5 from made
  `,
)

/** Whoever bought nothing within the term: the card is revoked, and its money went back. */
const revokeCards = statement<[from: number, upto: number, now: Date]>(
  'bench/month-revoke-cards',
  `
  with revoked as (
    update card set status = 'revoked', balance = 0, first_purchase_before = $3
    where card_id between $1::bigint and $2::bigint
    returning card_id, granted
  ),
  ended as (
    delete from deadline using revoked where deadline.card_id = revoked.card_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id)
    select card_id, $3, 'system:bench', 'revoked', 'card:' || card_id, 'first_purchase_missed', 'bench-month' from revoked
  )
  insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
  select card_id, 0, 'forfeit', 'card', 'treasury', granted, $3 from revoked
  `,
)

const insertPersons = statement<[from: number, upto: number, cards: number, now: Date]>(
  'bench/month-persons',
  `
  insert into person (
    person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
    occupation, created_at
  )
  select
    card_id, sha256(('nik ' || card_id)::bytea), '\\x00', lpad((card_id % 10000)::text, 4, '0'),
    sha256(('kk ' || card_id)::bytea), '\\x00', 'Penerima Bulan ' || card_id, date '1970-01-01' + card_id % 10000,
    '+62812' || lpad(card_id::text, 8, '0'), 'penerima-' || card_id || '@contoh.example', card_id % 8, 'Pencari kerja', $4
  from generate_series($1::int, $2::int) i
  cross join lateral (select (i - 1) % $3::int + 1 as card_id) paid
  where case when i <= $3 then i % 100 between 50 and 54 else i % 100 between 55 and 59 end
  `,
)

const insertAccounts = statement<
  [kind: string, partyIds: string[], sealed: Buffer[], marks: Buffer[], tails: string[], now: Date]
>(
  'bench/month-accounts',
  `
  insert into payout_account (
    party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name, language, asked_by,
    asked_at, verified_name, verified_at, approved_by, approved_at, usable_from
  )
  select
    $1::text, party_id, 'bank', 'bca', sealed, mark, tail, 'Pemilik ' || $1 || ' ' || party_id, 'id', 'staff:101', $6::timestamptz,
    'Pemilik ' || $1 || ' ' || party_id, $6, case when $1 <> 'person' then 'staff:102' end,
    case when $1 <> 'person' then $6 end, $6
  from unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::text[]) as asked (party_id, sealed, mark, tail)
  `,
)

const countAccounts: Statement<[], { count: number }> = {
  name: 'bench/month-count-accounts',
  text: 'select count(*)::int as count from payout_account',
}

const chunk = 20_000

/** Does something in a transaction that an event tells of. */
export function told<T>(ctx: Context, event: EventName, work: (tx: pg.PoolClient) => Promise<T>): Promise<T> {
  return inTransaction(ctx.db, async (tx) => {
    const done = await work(tx)
    await writeJournal(tx, maker, ctx.clock.now(), [{ event, subject: 'bench' }])
    return done
  })
}

/** Accounts that these parties may be paid to from now on; where there is one, it is replaced. */
export async function payTo(
  ctx: Context,
  kind: 'institution' | 'storefront' | 'person',
  partyIds: readonly (number | string)[],
): Promise<void> {
  const { count } = await one(ctx.db, countAccounts, [])
  for (let from = 0; from < partyIds.length; from += chunk) {
    const some = partyIds.slice(from, from + chunk).map(String)
    const made = some.map((_, index) => `7${String(count + from + index + 1).padStart(9, '0')}`)
    await told(ctx, 'payout_account_approved', (tx) =>
      touched(tx, insertAccounts, [
        kind,
        some,
        made.map((number) => ctx.secrets.seal(number)),
        made.map((number) => ctx.secrets.hash('payout account', `bca ${number}`)),
        made.map((number) => number.slice(-4)),
        ctx.clock.now(),
      ]),
    )
  }
}

/** Everybody who is there before the month begins: year, storefronts with contracts, institutions, courses, cards, accounts. */
export async function makeParties(ctx: Context, plan: MonthPlan): Promise<void> {
  const now = ctx.clock.now()
  await told(ctx, 'staff_added', (tx) => twoPeople(tx))
  const rules = { ...scheme2021, usableUntil: '2026-12-31', secondPurchaseAfterFinished: false }
  const year = await createYear(ctx, { year: 2026, name: 'Tahun 2026', rules }, ana)
  if (!year.ok) throw new Error(year.refusal)
  await told(ctx, 'course_added', async (tx) => {
    await touched(tx, insertParties, [storefronts, plan.institutions, plan.courses, now])
    await touched(tx, insertSchedules, [plan.courses, Math.ceil((3 * plan.purchases) / plan.courses) + 100])
  })
  for (let partnerId = 1; partnerId <= storefronts; partnerId++) {
    const terms = { commissionBp: 700 + 100 * partnerId, from: '2026-11-01' }
    await byTwo(ctx, await setContractAct(ctx.db, partnerId, terms, now))
    const set = await setContract(ctx, partnerId, terms, budi)
    if (!set.ok) throw new Error(set.refusal)
  }
  const account = { holder: 'Kementerian Contoh', bic: 'BRINIDJA', number: accountNumber, opening }
  const added = await addBankAccount(ctx, account, ana)
  if (!added.ok) throw new Error(added.refusal)
  await makeCards(ctx, plan)
  const parties = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  await payTo(ctx, 'institution', parties(plan.institutions))
  await payTo(ctx, 'storefront', parties(storefronts))
  await payTo(ctx, 'person', await makePersons(ctx, plan))
}

async function makeCards(ctx: Context, plan: MonthPlan): Promise<void> {
  const now = ctx.clock.now()
  const last = plan.cards + plan.revoked
  const [term, end] = [instantOf(29, 0), instantOf(61, 0)]
  for (let from = 1; from <= last; from += chunk) {
    const upto = Math.min(from + chunk - 1, last)
    await inTransaction(ctx.db, (tx) => touched(tx, insertCards, [from, upto, granted, 2026, now, term, end]))
  }
  await inTransaction(ctx.db, (tx) => touched(tx, revokeCards, [plan.cards + 1, last, instantOf(5, 8)]))
}

async function makePersons(ctx: Context, plan: MonthPlan): Promise<string[]> {
  await told(ctx, 'person_registered', (tx) =>
    touched(tx, insertPersons, [1, plan.purchases, plan.cards, ctx.clock.now()]),
  )
  const persons: string[] = []
  for (let i = 1; i <= plan.purchases; i++) if (plan.bringsIncentive(i)) persons.push(String(plan.cardOf(i)))
  return persons
}
