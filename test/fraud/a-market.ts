import type { Context } from '../../src/database/context.ts'
import { day, hour, stoppedClock } from '../../src/kernel/clock.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { testDatabase } from '../database.ts'
import { testSecret } from '../test-secret.ts'

/** One purchase with the card that made it: what is not said is ordinary. Times are hours, unless they say otherwise. */
export interface Sale {
  readonly course: number
  readonly storefront: number
  readonly paidAt: Date
  readonly price?: number
  readonly granted?: number
  readonly person?: number
  readonly phone?: string
  readonly email?: string
  /** how long after the purchase the term for it would have ended */
  readonly termLeft?: number
  /** how long before the purchase a changed phone might pay again */
  readonly phoneRestedFor?: number
  readonly redeemedAfterSeconds?: number
  readonly redeemedBy?: string
  readonly finishedAfter?: number
  readonly finishedAs?: 'proven' | 'reported'
  readonly firstUse?: string
}

export interface Sold {
  readonly cardId: string
  readonly purchaseId: string
  readonly person: number
}

/** Institutions with courses, storefronts, and a way to fill in what they have sold, as it would lie after a while. */
export async function aMarket(now = new Date('2026-11-23T10:00:00+07:00')) {
  const database = await testDatabase()
  const { pool } = database
  const clock = stoppedClock(now.toISOString())
  const ctx: Context = { db: pool, clock, secrets: secretsFrom(testSecret) }
  await pool.query(`
    insert into category (name, slug) values ('Umum', 'umum');
    insert into partner (partner_id, client_code, name, kind, domain, created_at)
    select i, 'toko-' || i, 'Toko ' || i, 'storefront', 'toko-' || i || '.example', '2026-01-01Z' from generate_series(1, 5) i`)
  let made = 1000

  async function sell(sales: readonly Sale[]): Promise<Sold[]> {
    const rows = sales.map((sale) => {
      const id = ++made
      return {
        id,
        person: id,
        phone: `+62811${10_000_000 + id}`,
        email: `p${id}@surat.example`,
        granted: 3_500_000,
        price: 400_000,
        termLeft: 200,
        ...sale,
      }
    })
    for (let at = 0; at < rows.length; at += 1000)
      await pool.query(insertSales, [JSON.stringify(rows.slice(at, at + 1000))])
    return rows.map(({ id, person }) => ({ cardId: String(id), purchaseId: String(id), person }))
  }

  return {
    database,
    pool,
    clock,
    ctx,
    now,
    daysAgo: (days: number) => new Date(now.getTime() - days * day),
    hoursAgo: (hours: number) => new Date(now.getTime() - hours * hour),
    sell,
    async anInstitution(): Promise<number> {
      const { rows } = await pool.query(
        `insert into institution (name, name_key, slug) select 'Lembaga ' || $1, 'lembaga ' || $1, 'lembaga-' || $1
         returning institution_id`,
        [String(++made)],
      )
      return rows[0].institution_id
    },
    /** a course of so many lessons of so many minutes */
    async aCourse(institution: number, lessons = 4, minutes = 15): Promise<number> {
      const { rows } = await pool.query(
        `with made as (
           insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price, created_at)
           select 'kursus-' || $1, $2, 1, 'Kursus ' || $1, 'kursus ' || $1, 'kursus-' || $1, 'self_paced', 400000, '2026-01-01Z'
           returning course_id
         ), taught as (
           insert into lesson (course_id, number, title, body, min_seconds)
           select course_id, n, 'Materi ' || n, 'Isi', $4::int * 60 from made, generate_series(1, $3::int) n
         ), dated as (
           insert into schedule (schedule_code, course_id, quota) select 'j-' || $1, course_id, 100000 from made
         ) select course_id from made`,
        [String(++made), institution, lessons, minutes],
      )
      return rows[0].course_id
    },
    async review(sold: Sold, text: string, at: Date): Promise<void> {
      await pool.query(
        `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
         select card_id, purchase_id, course_id, 5, $3, 'S. A.', $4 from purchase where card_id = $1 and purchase_id = $2`,
        [sold.cardId, sold.purchaseId, text, at],
      )
    },
    async handIn(sold: Sold, content: string, at: Date): Promise<void> {
      await pool.query(
        `with kept as (
           insert into submission_file (card_id, purchase_id, media_type, content)
           values ($1, $2, 'application/pdf', convert_to($3, 'UTF8')) returning file_id
         )
         insert into submission (card_id, purchase_id, kind, scope, sequence, file_id, submitted_at, submitted_by)
         select $1, $2, 'assignment', 'tpm', 1, file_id, $4, 'card:' || $1 from kept`,
        [sold.cardId, sold.purchaseId, content, at],
      )
    },
    /** a verified account, usable since a while */
    async anAccount(
      kind: 'institution' | 'storefront' | 'person',
      id: number,
      number: string,
      at: Date,
    ): Promise<void> {
      if (kind === 'person') await pool.query(insertPerson, [id])
      await pool.query(
        `insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail,
           holder_name, language, asked_by, asked_at, verified_name, verified_at, approved_by, approved_at, usable_from)
         values ($1, $2, 'bank', 'bca', 'x', $3, $4, 'A', 'id', 'staff:1', $5, 'A', $5,
           case when $1 <> 'person' then 'staff:2' end, case when $1 <> 'person' then $5::timestamptz end, $5)`,
        [kind, id, ctx.secrets.hash('account', number), number.slice(-4), at],
      )
    },
  }
}

export type Market = Awaited<ReturnType<typeof aMarket>>

const insertPerson = `
  insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email,
    education, occupation, created_at)
  values ($1::bigint, sha256(int8send($1)), 'x', '0001', 'x', 'x', 'Orang', '1990-01-01', '+62', 'x', 3, 'worker', '2026-01-01Z')
  on conflict do nothing`

const insertSales = `
  with sale as (
    select * from jsonb_to_recordset($1::jsonb) as sale (
      id bigint, course int, storefront int, "paidAt" timestamptz, price int, granted int, person bigint, phone text,
      email text, "termLeft" numeric, "phoneRestedFor" numeric, "redeemedAfterSeconds" numeric, "redeemedBy" text,
      "finishedAfter" numeric, "finishedAs" text, "firstUse" text
    )
  ), carded as (
    insert into card (card_id, person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on,
      holder_education, granted, balance, notified_at, first_purchase_before, usable_before, first_paid_at, paying_from)
    select id, person, 2026, 1, 'n' || id, 'Siti', phone, email, '1990-01-01', 3, granted, granted - price,
      "paidAt" - interval '3 days', "paidAt" + make_interval(mins => ("termLeft" * 60)::int), '2027-12-16Z', "paidAt",
      "paidAt" - make_interval(mins => ("phoneRestedFor" * 60)::int)
    from sale
  )
  insert into purchase (card_id, purchase_id, partner_id, user_platform_id, course_id, schedule_id, amount, status,
    created_at, expires_at, otp_hashes, otp_expire_at, otp_sent_at, otp_consumed, invoice_code, invoice_url,
    transaction_code, redeem_code, paid_at, redeemed_at, redeemed_email, first_use, finished_at, finished_as)
  select id, id, storefront, 'akun-' || id, course, (select schedule_id from schedule where course_id = course limit 1),
    price, 'paid', "paidAt" - interval '1 minute', "paidAt" + interval '4 minutes', '{}', '{}',
    "paidAt" - interval '1 minute', 'x', 'I' || id, 'https://toko.example', 'T' || id, 'R' || id, "paidAt",
    redeemed.at, case when redeemed.at is not null then "redeemedBy" end,
    case when redeemed.at is not null then coalesce("firstUse", 'redeemed') end,
    redeemed.at + make_interval(secs => ("finishedAfter" * 3600)::int), case when "finishedAfter" is not null then coalesce("finishedAs", 'proven') end
  from sale
  cross join lateral (select "paidAt" + make_interval(secs => "redeemedAfterSeconds"::int) as at) redeemed`
