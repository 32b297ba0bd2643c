import assert from 'node:assert/strict'
import type { Context } from '../src/database/context.ts'
import { finishLesson } from '../src/learning/lesson-progress.ts'
import { addBankAccount } from '../src/money/bank/bank-accounts.ts'
import type { aProgramme } from './a-programme.ts'
import { tamper } from './database.ts'
import { ana } from './two-people.ts'

type Programme = Awaited<ReturnType<typeof aProgramme>>

let bought = 0

/** Buys a course of two lessons with a card of its own, at the first storefront. */
export async function buyTraining(
  programme: Programme,
  { price, discount = 0, institutionId = 1 }: { price: number; discount?: number; institutionId?: number },
) {
  const { pool, purchases } = programme
  const card = await programme.aCard()
  const course = await programme.aCourse({ price })
  await pool.query(
    `with moved as (update course set institution_id = $2 where course_code = $1 returning course_id)
     insert into lesson (course_id, number, title, body)
     select course_id, number, 'Materi ' || number, 'Isi' from moved, generate_series(1, 2) as number`,
    [course.courseCode, institutionId],
  )
  const request = { partner: programme.toko, requestId: 'r-buy' }
  const sent = await purchases.sendOtp({
    ...request,
    ...course,
    amount: price - discount,
    discount,
    userPlatformId: `pembeli-${card.cardId}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const invoiceCode = `BAYAR-${++bought}`
  const paid = await purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: `https://toko.example/${invoiceCode}`,
  })
  assert.ok(paid.ok, paid.ok ? '' : paid.refusal)
  return { ...paid.value, invoiceCode, courseCode: course.courseCode }
}

/** Works through so many of the two lessons of a training that was bought. */
export async function learn(ctx: Context, purchase: { cardId: string; purchaseId: string }, lessons: 1 | 2) {
  for (let lesson = 1; lesson <= lessons; lesson++)
    assert.ok((await finishLesson(ctx, purchase, lesson, 'r-learn')).ok)
}

let accounts = 0

/** An account that a party may be paid to from now on, verified and approved; returns its id. */
export async function payTo(
  { ctx, pool }: Pick<Programme, 'ctx' | 'pool'>,
  kind: 'institution' | 'storefront' | 'person',
  partyId: number | string,
  number = `8000${String(++accounts).padStart(6, '0')}`,
): Promise<string> {
  const { rows } = await pool.query(
    `insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name,
       language, asked_by, asked_at, verified_name, verified_at, approved_by, approved_at, usable_from)
     values ($1::text, $2, 'bank', 'bca', $3, $4, right($5, 4), 'Yayasan & Rekan', 'id', 'staff:101', $6, 'Yayasan & Rekan', $6,
       case when $1 <> 'person' then 'staff:102' end, case when $1 <> 'person' then $6::timestamptz end, $6)
     returning account_id`,
    [
      kind,
      partyId,
      ctx.secrets.seal(number),
      ctx.secrets.hash('payout account', `bca ${number}`),
      number,
      ctx.clock.now(),
    ],
  )
  return rows[0].account_id
}

/** An account of the programme at a bank with so much on it. */
export async function aBankAccount(ctx: Context, opening: number): Promise<number> {
  const account = { holder: 'Kementerian Contoh', bic: 'BRINIDJA', number: '002001000123456', opening }
  const made = await addBankAccount(ctx, account, ana)
  assert.ok(made.ok, made.ok ? '' : made.refusal)
  return made.value.bankAccountId
}

/** A contract that gives the first storefront so much of every price, since ever. */
export function contractOf(pool: Programme['pool'], commissionBp: number): Promise<void> {
  return tamper(
    pool,
    `alter table contract drop constraint contract_approval_id_act_subject_performed_fkey;
     insert into contract (partner_id, commission_bp, holds_from, approval_id) values (1, ${commissionBp}, '2026-01-01', 1)`,
  )
}
