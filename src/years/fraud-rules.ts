import { z } from 'zod'

const whole = z.number().int()
const count = whole.min(1)
const percent = whole.min(1).max(100)

/** From what on something looks like fraud. Counts are of the days of the window, unless they say otherwise. */
export const fraudRules = z.strictObject({
  /** how many days back purchases, reviews and work are looked at */
  windowDays: whole.min(1).max(366).default(30),
  /** purchases of one course that are a case */
  coursePurchases: count.default(5_000),
  /** ... of one institution */
  institutionPurchases: count.default(20_000),
  /** purchases within a day that are so many times its own usual day ... */
  spikeTimes: whole.min(2).default(10),
  /** ... if there are so many */
  spikePurchases: count.default(200),
  /** recipients whose cards have one phone, email or redeeming account */
  recipientsPerContact: whole.min(2).default(5),
  /** participants who are paid to one bank account or wallet */
  participantsPerAccount: whole.min(2).default(3),
  /** a first purchase so many hours before its term ends is a late one */
  lateHours: count.default(24),
  /** late ones of one course, and their share of all its purchases in percent */
  latePurchases: count.default(20),
  latePercent: percent.default(50),
  /** completions in less than this share of the time that the material takes */
  fastPercent: percent.default(50),
  fastCompletions: count.default(10),
  /** ... and so many percent of all completions of the course */
  fastSharePercent: percent.default(20),
  /** completions that the institution alone tells of, and their share of all completions of the course in percent */
  tracelessCompletions: count.default(20),
  tracelessPercent: percent.default(80),
  /** participants of one course with the same file, answers or review */
  sameWorks: whole.min(2).default(5),
  /** voucher redeemed within so many seconds of the payment ... */
  instantSeconds: count.default(15),
  /** ... by so many of one course, and so many percent of its buyers */
  instantRedeems: count.default(20),
  instantPercent: percent.default(50),
  /** first purchases within so many hours after a changed phone may pay again ... */
  changedPhoneHours: count.default(72),
  /** ... of one course, and so many percent of its buyers */
  changedPhones: count.default(5),
  changedPhonePercent: percent.default(20),
  /** a price of so many percent of the grant is at the limit ... */
  limitPricePercent: percent.default(95),
  /** ... so many purchases of one institution, and so many percent of all of them */
  limitPurchases: count.default(50),
  limitSharePercent: percent.default(90),
  /** purchases at a storefront of courses of an institution that has the same owner */
  ownerPurchases: count.default(10),
  /** reviews of one institution that speak of gifts */
  giftReviews: count.default(3),
  /** ... and so many percent of all its reviews */
  giftPercent: percent.default(5),
})

export type FraudRules = z.infer<typeof fraudRules>

/** What years that were stored without a word on fraud go by. */
export const usualFraud: FraudRules = fraudRules.parse({})
