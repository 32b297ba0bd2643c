import type pg from 'pg'
import type { Context } from '../src/database/context.ts'
import type { Database } from '../src/database/open.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { newCardNumber } from '../src/kernel/codes.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { endOfTerm } from '../src/kernel/wib.ts'
import { createPurchases } from '../src/purchase/create-purchases.ts'
import type { PurchaseRules } from '../src/purchase/purchase-rules.ts'
import type { BuyingPartner } from '../src/purchase/purchases.ts'
import { testDatabase } from './database.ts'

export const testRules: PurchaseRules = {
  secondPurchaseAfterFinished: true,
  otp: {
    validSeconds: 300,
    triesPerPurchase: 5,
    liveCodes: 3,
    gapsSeconds: [30, 60, 120],
    failuresPerCardPerDay: 10,
    sendsPerCardPerHour: 20,
    unresolvedPerDay: { new: 2000, known: 1000 },
    unresolvedPerPartnerPerDay: 300,
    unresolvedPercentOfPaid: 1,
    refusedPerPartnerPerHour: 500,
    refusedPercentOfSent: 25,
    refusalNoticesPerDay: 3,
  },
}

export interface ACard {
  readonly cardId: string
  readonly number: string
  readonly phone: string
}

/**
 * A small programme to buy in: one storefront, one sandbox storefront, courses and cards made as a test needs them,
 * a clock that stands still at 2026-11-23 10:00 WIB, and a purchase room whose drawn codes can be read.
 */
export async function aProgramme(rules: Partial<PurchaseRules> = {}) {
  const database: Database = await testDatabase()
  const { pool } = database
  const clock = stoppedClock('2026-11-23T10:00:00+07:00')
  const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
  await pool.query(`
    insert into partner (partner_id, client_code, name, kind, domain, gives_voucher, sandbox, created_at) values
      (1, 'toko', 'Toko', 'storefront', 'toko.example', false, false, now()),
      (2, 'uji', 'Uji', 'storefront', 'uji.example', false, true, now()),
      (3, 'kupon', 'Kupon', 'storefront', 'kupon.example', true, false, now());
    insert into institution (name, name_key, slug) values ('LKP Contoh', 'lkp contoh', 'lkp-contoh');
    insert into category (name, slug) values ('Umum', 'umum')`)
  const drawn: string[] = []
  const purchases = createPurchases(ctx, {
    connection: database.connection,
    rules: () => ({ ...testRules, ...rules }),
    cardLink: () => 'https://bekal.example/kartu',
    demo: false,
    drawOtp: () => {
      const code = String(100000 + ((drawn.length * 7919) % 900000))
      drawn.push(code)
      return code
    },
    onMessages: () => {},
  })
  return {
    database,
    pool,
    clock,
    ctx,
    purchases,
    /** the codes drawn so far, in order */
    drawn,
    toko: partner(1, 'toko', 'Toko', false, false),
    uji: partner(2, 'uji', 'Uji', true, false),
    kupon: partner(3, 'kupon', 'Kupon', false, true),
    aCard: (options: CardOptions = {}) => aCard(pool, clock.now(), options),
    aCourse: (options: CourseOptions = {}) => aCourse(pool, options),
    /** the code in the newest SMS that waits for a phone */
    async otpFor(phone: string): Promise<string> {
      const { rows } = await pool.query(
        `select sealed from outbox where address = $1 and template = 'payment-otp' order by message_id desc limit 1`,
        [phone],
      )
      return JSON.parse(ctx.secrets.open(rows[0].sealed)).otp
    },
    async close() {
      await purchases.close()
      await database.close()
    },
  }
}

function partner(
  partnerId: number,
  clientCode: string,
  name: string,
  sandbox: boolean,
  givesVoucher: boolean,
): BuyingPartner {
  return { partnerId, clientCode, name, domain: `${clientCode}.example`, sandbox, givesVoucher }
}

export interface CardOptions {
  readonly balance?: number
  readonly sandbox?: boolean
  readonly bornOn?: string
  readonly education?: number
  readonly notifiedAt?: Date
  readonly status?: string
}

let cards = 0

async function aCard(pool: pg.Pool, now: Date, options: CardOptions): Promise<ACard> {
  const number = newCardNumber()
  const phone = `+62812${String(10_000_000 + ++cards)}`
  const granted = options.balance ?? 1_000_000
  const notifiedAt = options.notifiedAt ?? now
  const { rows } = await pool.query(
    `with made as (
       insert into card (person_id, year, wave_id, number, status, sandbox, holder_name, holder_phone, holder_email,
         holder_born_on, holder_education, granted, balance, notified_at, first_purchase_before, usable_before)
       values ($1, 2026, 1, $2, $3, $4, 'Siti Aminah', $5, 'siti@contoh.test', $6, $7, $8, $8, $9, $10, '2027-12-16T00:00:00+07:00')
       returning card_id
     ), numbered as (insert into card_number select $2, card_id from made
     ), granted as (
       insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
       select card_id, 0, 'grant', 'treasury', 'card', $8, $9 from made where $8 > 0
     ), planned as (
       insert into deadline (card_id, step, due_at) select card_id, case $3 when 'active' then 'reminder' else 'end' end, $9 from made
     ) select card_id from made`,
    [
      cards,
      number,
      options.status ?? 'active',
      options.sandbox ?? false,
      phone,
      options.bornOn ?? '1995-05-17',
      options.education ?? 3,
      granted,
      notifiedAt,
      endOfTerm(notifiedAt, 30),
    ],
  )
  return { cardId: rows[0].card_id, number, phone }
}

export interface CourseOptions {
  readonly price?: number | null
  readonly quota?: number
  readonly startsAt?: string
  readonly minAge?: number
  readonly maxAge?: number
  readonly minEducation?: number
  readonly soldBy?: number[]
  readonly buckets?: number
}

let courses = 0

async function aCourse(pool: pg.Pool, options: CourseOptions) {
  const code = `kursus-${++courses}`
  const quota = options.quota ?? 100
  const buckets = options.buckets ?? 4
  const price = options.price === undefined ? 350_000 : options.price
  await pool.query(
    `with made as (
       insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price,
         min_age, max_age, min_education, created_at)
       values ($1, 1, 1, $1, $1, $1, 'self_paced', $2, $3, $4, $5, now()) returning course_id
     ), dated as (
       insert into schedule (schedule_code, course_id, starts_at, quota) select $1 || '-j1', course_id, $6, $7 from made
       returning schedule_id
     ), seated as (
       insert into seat_bucket select schedule_id, bucket, $7 / $8 + case when bucket < $7 % $8 then 1 else 0 end
       from dated, generate_series(0, $8 - 1) as bucket
     ) insert into offer select partner_id, course_id from made, unnest($9::int[]) as partner_id`,
    [
      code,
      price,
      options.minAge ?? null,
      options.maxAge ?? null,
      options.minEducation ?? 0,
      options.startsAt ?? null,
      quota,
      buckets,
      options.soldBy ?? [1, 2, 3],
    ],
  )
  return { courseCode: code, scheduleCode: `${code}-j1`, amount: price ?? 0 }
}
