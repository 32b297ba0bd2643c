import assert from 'node:assert/strict'
import { cardStatement } from '../src/card/statement.ts'
import { type RunOptions, runDeadlines } from '../src/programme/deadlines/run-deadlines.ts'
import { aProgramme } from './a-programme.ts'
import { aWave, aYear, type WaveCard } from './a-wave.ts'

/** When every card of {@link aDeadline} is notified, and the first instants that are too late for it. */
export const notifiedAt = '2026-11-23T10:00:00+07:00'
export const deadline = new Date('2026-12-24T00:00:00+07:00')
export const cutOff = new Date('2027-12-16T00:00:00+07:00')
export const justBefore = (instant: Date) => new Date(instant.getTime() - 1)
export const nothing = { reminded: 0, revoked: 0, cutOff: 0, revokedAmount: 0, cutOffAmount: 0 }
export const link = 'https://bekal.example/kartu'
const actor = { actor: 'system:deadlines', requestId: 'r-sweep' }

/** A programme with real waves, all with the same deadlines, to buy in and to run deadlines over. */
export async function aDeadline() {
  const programme = await aProgramme()
  const { aCourse, clock, ctx, otpFor, pool, purchases, toko } = programme
  await aYear(ctx)
  let serial = 0

  async function send(card: WaveCard) {
    const course = await aCourse({ price: 350_000 })
    const userPlatformId = `akun-${card.cardId}`
    const asked = { partner: toko, userPlatformId, cardNumber: card.number, ...course, requestId: 'r' }
    return purchases.sendOtp(asked)
  }

  async function pay(card: WaveCard, paymentToken: string, room = purchases) {
    const invoiceCode = `DP-${++serial}`
    const otp = await otpFor(card.phone)
    const invoiceUrl = `https://toko.example/${invoiceCode}`
    return room.authorize({ partner: toko, paymentToken, otp, invoiceCode, invoiceUrl, requestId: 'r' })
  }

  async function rowsOf(sql: string, card: WaveCard) {
    return (await pool.query({ text: sql, values: [card.cardId], rowMode: 'array' })).rows
  }

  return {
    ...programme,
    send,
    pay,
    rowsOf,
    run: (more: Partial<Pick<RunOptions, 'chunk' | 'onProgress' | 'signal'>> = {}) =>
      runDeadlines(ctx, { actor, link, ...more }),
    async buy(card: WaveCard) {
      const sent = await send(card)
      assert.ok(sent.ok)
      const paid = await pay(card, sent.value.paymentToken)
      assert.ok(paid.ok)
      return paid.value
    },
    /** cards of a wave of their own, whatever the clock says now */
    async cards(count: number): Promise<WaveCard[]> {
      const now = clock.now()
      clock.set(notifiedAt)
      const { cards } = await aWave(ctx, count)
      clock.set(now)
      return cards
    },
    messagesOf: (card: WaveCard, template: string) =>
      rowsOf(
        `select channel from outbox where card_id = $1 and template = '${template}' order by message_id`,
        card,
      ),
    movementsOf: async (card: WaveCard) =>
      (await cardStatement(ctx, card.cardId)).movements.map(({ kind, amount, balance }) => [
        kind,
        amount,
        balance,
      ]),
  }
}
