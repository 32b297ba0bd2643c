import assert from 'node:assert/strict'
import type { aProgramme } from './a-programme.ts'

/** Buys a course for a card at the test's storefront; with `finished` its training is over, too. */
export async function aPurchase(
  programme: Awaited<ReturnType<typeof aProgramme>>,
  course: Awaited<ReturnType<Awaited<ReturnType<typeof aProgramme>>['aCourse']>>,
  { finished = true } = {},
): Promise<{ cardId: string; purchaseId: string }> {
  const { purchases, toko, pool, clock } = programme
  const card = await programme.aCard()
  const unique = crypto.randomUUID()
  const asked = {
    partner: toko,
    userPlatformId: unique,
    cardNumber: card.number,
    requestId: 'r-1',
    ...course,
  }
  const sent = await purchases.sendOtp(asked)
  assert.ok(sent.ok)
  const paid = await purchases.authorize({
    partner: toko,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode: unique,
    invoiceUrl: `https://toko.example/pesanan/${unique}`,
    requestId: 'r-2',
  })
  assert.ok(paid.ok)
  const { rows } = await pool.query(
    'update purchase set finished_at = $2 where card_id = $1 returning purchase_id',
    [card.cardId, finished ? clock.now() : null],
  )
  return { cardId: card.cardId, purchaseId: rows[0].purchase_id }
}
