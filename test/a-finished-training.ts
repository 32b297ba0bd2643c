import assert from 'node:assert/strict'
import { finishLesson } from '../src/learning/lesson-progress.ts'
import type { ACard, aProgramme } from './a-programme.ts'

type Programme = Awaited<ReturnType<typeof aProgramme>>

let bought = 0

/** A course of two lessons, bought with the card (a new one unless given) and not yet learnt. */
export async function aBoughtTraining(programme: Programme, given?: ACard) {
  const card = given ?? (await programme.aCard())
  const course = await programme.aCourse()
  await programme.pool.query(
    `insert into lesson (course_id, number, title, body)
     select course_id, number, 'Materi ' || number, 'Isi' from course, generate_series(1, 2) as number
     where course_code = $1`,
    [course.courseCode],
  )
  const request = { partner: programme.toko, requestId: 'r-buy' }
  const invoiceCode = `SERT-${++bought}`
  const sent = await programme.purchases.sendOtp({
    ...request,
    ...course,
    userPlatformId: `pembeli-${card.cardId}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok, sent.ok ? '' : `send-otp was refused: ${sent.refusal}`)
  const paid = await programme.purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: `https://toko.example/${invoiceCode}`,
  })
  assert.ok(paid.ok, 'authorize was refused')
  const { cardId, purchaseId } = paid.value
  return { card, course, paid: paid.value, cardId, purchaseId }
}

/** Learns both lessons of it. */
export async function learn(programme: Programme, training: { cardId: string; purchaseId: string }) {
  for (const lesson of [1, 2]) {
    const outcome = await finishLesson(programme.ctx, training, lesson, 'r-learn')
    assert.ok(outcome.ok, 'a lesson was refused')
  }
}
