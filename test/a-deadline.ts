import assert from 'node:assert/strict'
import { cardStatement } from '../src/card/card-statement.ts'
import { type RunOptions, runDeadlines } from '../src/deadlines/run-deadlines.ts'
import type { YearRules } from '../src/years/year-rules.ts'
import { aProgramme } from './a-programme.ts'
import { aWave, aYear, type WaveCard } from './a-wave.ts'

/** When every card of {@link aDeadline} is notified, and the first instants that are too late for it. */
export const notifiedAt = '2026-11-23T10:00:00+07:00'
export const deadline = new Date('2026-12-24T00:00:00+07:00')
export const cutOff = new Date('2027-12-16T00:00:00+07:00')
export const justBefore = (instant: Date) => new Date(instant.getTime() - 1)
export const nothing = {
  reminded: 0,
  revoked: 0,
  cutOff: 0,
  revokedAmount: 0,
  cutOffAmount: 0,
  extended: 0,
  held: 0,
  stopped: [],
}
export const link = 'https://bekal.example/kartu'
const actor = { actor: 'system:deadlines', requestId: 'r-sweep' }

/** A programme with real waves, all with the same deadlines, to buy in and to run deadlines over. */
export async function aDeadline(rules: Partial<YearRules> = {}) {
  const programme = await aProgramme()
  const { aCourse, clock, ctx, otpFor, pool, purchases, toko } = programme
  await aYear(ctx, rules)
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

  /** A message of this kind has reached the holders; at the moment of the notification unless said. */
  async function tell(cards: readonly WaveCard[], template: string, at: Date | string = notifiedAt) {
    await pool.query(
      `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
       select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', $2, '{}', 'sent', $3, $3
       from unnest($1::bigint[]) as holder (card_id)`,
      [cards.map(({ cardId }) => cardId), template, at],
    )
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
      runDeadlines(ctx, { actor, link, consoleLink: link, ...more }),
    async buy(card: WaveCard) {
      const sent = await send(card)
      assert.ok(sent.ok)
      const paid = await pay(card, sent.value.paymentToken)
      assert.ok(paid.ok)
      return paid.value
    },
    /** cards of a wave of their own, whatever the clock says now; designation and a reminder have arrived */
    async cards(count: number, { told = true } = {}): Promise<WaveCard[]> {
      const now = clock.now()
      clock.set(notifiedAt)
      const { cards } = await aWave(ctx, count)
      clock.set(now)
      if (told) for (const template of ['designation', 'deadline-reminder']) await tell(cards, template)
      return cards
    },
    tell,
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
