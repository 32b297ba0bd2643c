import pg from 'pg'
import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { one, type Statement } from '../src/database/sql.ts'

const chunk = 250_000
/** Above every person of the demo that shares the database. */
export const firstPerson = 2_000_000_000
/** One in so many is a recipient, with a card and a purchase. */
export const peopleToACard = 6

/** As often as in life, the first ones most: whoever is called Siti is one in twenty-five. */
const given =
  'muhammad dewi nur sri ahmad agus eko budi rina yanti fitri dian ani ratna wati indah lestari putri ayu rizki andi dedi hendra ' +
  'yusuf ibrahim abdul rahman hidayat kurniawan setiawan nugroho wahyu joko bambang slamet maria yohanes made wayan ketut nyoman ' +
  'komang putu kadek fatimah aisyah khadijah zainab aminah halimah hasan husein ali umar usman lukman hakim rahmat taufik arif'
const family =
  'saputra lestari wulandari rahayu susanti handayani permata sari hidayah aminah pratama wijaya santoso gunawan siregar nasution ' +
  'harahap lubis simanjuntak situmorang hutapea sinaga manurung tanjung chaniago sihombing panjaitan purba ginting sembiring tarigan ' +
  'halim tanoto wibowo hartono suryadi kusuma maulana firmansyah ramadhan syahputra anggraini oktaviani puspita maharani utami'
const syllables =
  'ba be da di fa ga ha hi ja ka ki la li lu ma mi mu na ni nu pa ra ri ru sa si su ta ti tu wa ya yu za'

// Nothing is drawn: the hash of the person's number picks, so that every run has the same people.
const insertPeople = `
  with pool as (
    select string_to_array($4, ' ') as given, string_to_array($5, ' ') as family, string_to_array($6, ' ') as part
  ),
  wanted as (
    select i, $3::bigint + i as person_id, h[1] as a, h[2] as b, h[3] as c, h[4] as d
    from generate_series($1::int, $2::int) i,
      lateral (select array(select (hashint8extended(i, seed) & 1048575) / 1048576.0::float8 from generate_series(1, 4) seed) as h)
  ),
  named as (
    select
      i, person_id,
      initcap(
        case when i % 25 = 0 then 'siti' else given[1 + floor(power(a, 2) * cardinality(given))::int] end || ' ' ||
        family[1 + floor(power(b, 2) * cardinality(family))::int] ||
        case when i % 10 < 6 then ' ' || (
          select string_agg(part[1 + floor(x * cardinality(part))::int], '')
          from unnest(array[c, d, (c * 7919)::numeric % 1, (d * 104729)::numeric % 1]::float8[]) x
        ) else '' end
      ) as name
    from wanted, pool
  )
  insert into person (
    person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
    occupation, created_at
  )
  select
    person_id, sha256(('nik ' || i)::bytea), '\\x00112233445566778899', lpad((i % 10000)::text, 4, '0'),
    sha256(('kk ' || i / 3)::bytea), '\\x00112233445566778899', name, date '1970-01-01' + i % 10000,
    '+62813' || lpad(i::text, 8, '0'), 'orang-' || i || '@contoh.example', i % 8, 'Pencari kerja', $7::timestamptz
  from named
`

/** A card, its number, a paid purchase with its codes and a certificate, of one in {@link peopleToACard}. */
const insertCards = `
  with wanted as (
    select i, $3::bigint + i * ${peopleToACard} as person_id, '4' || lpad((i::numeric * 38914732178917 % 1000000000000000)::text, 15, '0') as number
    from generate_series($1::int, $2::int) i
  ),
  made as (
    insert into card (
      card_id, person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on, holder_education,
      granted, balance, notified_at, first_purchase_before, usable_before
    )
    select person_id, person_id, 2026, 1, number, 'x', '+62', 'x', date '1990-01-01', 3, 1000000, 1000000, $4, $4, $4::timestamptz from wanted
  ),
  routed as (insert into card_number (number, card_id) select number, person_id from wanted),
  chosen as (
    insert into recipient (wave_id, person_id, status, card_id, selected_at, notified_at)
    select 1, person_id, 'notified', person_id, $4, $4 from wanted
  ),
  paid as (
    insert into purchase (
      card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, status, created_at, expires_at, otp_hashes,
      otp_expire_at, otp_sent_at, otp_consumed, invoice_code, transaction_code, redeem_code, paid_at
    )
    select
      person_id, i, (select max(partner_id) from partner), 'u', 1, 1, 100000, 'paid', $4, $4, '{}', '{}', $4, '\\x00', 'INV-' || i,
      upper(substr(md5('t' || i), 1, 16)), upper(substr(md5('r' || i), 1, 12)), $4
    from wanted
  ),
  invoiced as (
    insert into invoice (partner_id, invoice_code, card_id, purchase_id, captured)
    select (select max(partner_id) from partner), 'INV-' || i, person_id, i, true from wanted
  ),
  coded as (
    insert into code (code, kind, card_id, purchase_id) select upper(substr(md5('r' || i), 1, 12)), 'redeem', person_id, i from wanted
    union all select upper(substr(md5('v' || i), 1, 12)), 'voucher', person_id, i from wanted
  )
  insert into certificate_code (certificate_id, card_id) select upper(substr(md5('c' || i), 1, 14)), person_id from wanted
`

/**
 * So many people with names as they are spread in life, in the database itself: without triggers, and with the indexes that
 * no key needs made afterwards.
 */
export async function makePeople(superuser: pg.ClientConfig, ctx: Context, count: number): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(
      `set session_replication_role = replica; set maintenance_work_mem = '1GB'; set synchronous_commit = off`,
    )
    const { rows } = await client.query<{ name: string; made: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made
       from pg_index left join pg_constraint on conindid = indexrelid
       where indrelid in ('person'::regclass, 'purchase'::regclass) and pg_constraint.oid is null`,
    )
    for (const { name } of rows) await client.query(`drop index ${name}`)
    const now = ctx.clock.now()
    await inChunks('people', count, (from, upto) =>
      client.query(insertPeople, [from, upto, firstPerson, given, family, syllables, now]),
    )
    await inChunks('cards', Math.floor(count / peopleToACard), (from, upto) =>
      client.query(insertCards, [from, upto, firstPerson, now]),
    )
    for (const { name, made } of rows) {
      const begun = performance.now()
      await client.query(made)
      process.stderr.write(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
    }
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

const count: Statement<[firstPerson: number], { people: number }> = {
  name: 'bench/count-people',
  text: 'select count(*)::int as people from person where person_id > $1::bigint',
}

/** How many of them there are. */
export async function countPeople(ctx: Context): Promise<number> {
  return (await one(ctx.db, count, [firstPerson])).people
}

interface Known {
  readonly name: string
  readonly phone: string
  readonly number: string
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly redeemCode: string
}

const known: Statement<[personId: number], Known> = {
  name: 'bench/known-person',
  text: `
  select person.name, phone, card.number, invoice_code, transaction_code, redeem_code
  from card join person using (person_id) join purchase using (card_id)
  where person_id = $1`,
}

/** What is typed into the search box, by its kind: that of people who lie far from each other. */
export async function searchedFor(
  ctx: Context,
  people: number,
  times: number,
): Promise<readonly (readonly [kind: string, typed: readonly string[]])[]> {
  const cards = Math.floor(people / peopleToACard)
  const some: Known[] = []
  for (let i = 1; i <= times; i++)
    some.push(await one(ctx.db, known, [firstPerson + (1 + ((i * 7919_311) % cards)) * peopleToACard]))
  const of = (typed: (known: Known) => string) => some.map(typed)
  const words = ({ name }: Known) => name.split(' ')
  const every = (typed: readonly string[]) => some.map((_, i) => typed[i % typed.length]!)
  return [
    ['card number', of(({ number }) => number)],
    ['phone', of(({ phone }) => phone.replace('+62', '0'))],
    ['invoice', of(({ invoiceCode }) => invoiceCode)],
    ['transaction code', of(({ transactionCode }) => transactionCode)],
    ['redeem code', of(({ redeemCode }) => redeemCode.toLowerCase())],
    ['whole name', of(({ name }) => name)],
    ['name backwards, small', of((known) => words(known).reverse().join(' ').toLowerCase())],
    [
      'beginnings of its words',
      of((known) =>
        words(known)
          .map((word) => word.slice(0, 4))
          .join(' '),
      ),
    ],
    ['last word alone', of((known) => words(known).at(-1)!)],
    ['one common word', every(['siti', 'muhammad', 'dewi', 'nur'])],
    ['beginning of a common word', every(['sit', 'muh', 'de', 'nu'])],
    ['two common words', every(['siti saputra', 'lestari muhammad', 'dewi wulandari', 'nur rahayu'])],
    ['two that nobody has together', every(['siti muhammad', 'dewi siti', 'lestari saputra'])],
    ['beginnings of two common words', every(['sit sap', 'muh le', 'nu wul', 'de les'])],
    ['a common word and nonsense', every(['siti qwxz', 'muhammad qwxz'])],
  ]
}

async function inChunks(
  what: string,
  count: number,
  make: (from: number, upto: number) => Promise<unknown>,
): Promise<void> {
  const shown = progress(what)
  for (let from = 1; from <= count; from += chunk) {
    const upto = Math.min(from + chunk - 1, count)
    await make(from, upto)
    shown.at(upto, count, `${upto} of ${count}`)
  }
  shown.end()
}
