import { z } from 'zod'
import { usualIncentive } from '../kernel/incentive-rules.ts'
import { usualPayments } from '../kernel/payment-rules.ts'
import { usualReportRestDays } from '../kernel/report-rest.ts'
import { usualReviewReminderDays } from '../kernel/review-reminder.ts'
import { addDays, startOfWibDate, wibDate } from '../kernel/wib.ts'
import { fraudRules, usualFraud } from './fraud-rules.ts'

const whole = z.number().int()
const percent = whole.min(0).max(100)

const calendarDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written 2026-12-15')
  .refine((date) => {
    const at = Date.parse(`${date}T00:00:00Z`)
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
  }, 'there is no such date')

const otpRules = z.strictObject({
  /** seconds that a code is valid; never over ten minutes */
  validSeconds: whole.min(30).max(600),
  /** wrong codes per purchase, shared by all its codes */
  triesPerPurchase: whole.min(1).max(10),
  /** codes of one purchase that are valid beside each other, so that a late SMS still works */
  liveCodes: whole.min(1).max(3),
  /** seconds between one sending and the next; the last one holds for all that follow */
  gapsSeconds: z.array(whole.min(0).max(3600)).min(1),
  /** wrong codes that lock a card until the next day in WIB */
  failuresPerCardPerDay: whole.min(1),
  sendsPerCardPerHour: whole.min(1),
  /** wrong codes of a day that no payment followed, of all storefronts; beyond them codes pause for those accounts */
  unresolvedPerDay: z
    .strictObject({
      /** by accounts that have not paid with the card before */
      new: whole.min(1),
      known: whole.min(1),
    })
    .default({ new: 2000, known: 1000 }),
  /** ... of one storefront: so many, or so many percent of what was paid there, whichever is more */
  unresolvedPerPartnerPerDay: whole.min(1).default(300),
  unresolvedPercentOfPaid: percent.default(1),
  /** cards of an hour that one storefront was refused before the holder consented: so many, or percent of its OTPs */
  refusedPerPartnerPerHour: whole.min(1).default(500),
  refusedPercentOfSent: percent.default(25),
  /** SMS of a day that tell a holder why the card was refused somewhere */
  refusalNoticesPerDay: whole.min(0).default(3),
})

const incentiveRules = z.strictObject({
  /** payments after the training; 0: none */
  completionPayments: whole.min(0).max(12),
  completionRupiah: whole.min(1).max(1_000_000_000),
  surveyPayments: whole.min(0).max(12),
  surveyRupiah: whole.min(1).max(1_000_000_000),
  /** days between one payment and the next; the first is due at once, the first survey after the first of them */
  everyDays: whole.min(1).max(366),
})

const rupiah = whole.min(0).max(Number.MAX_SAFE_INTEGER)

const paymentRules = z.strictObject({
  /** less waits for the next run */
  minimumRupiah: rupiah,
  /** a run of so much or more takes two approvals besides who made it */
  secondApprovalRupiah: rupiah,
  /** what may be paid of the cards of this year; null: no limit */
  budgetRupiah: rupiah.nullable(),
})

const noticeRules = z.strictObject({
  /** days that are left at least from the day on which the notice of a term really went out; no more than its term has */
  days: whole.min(0).max(366),
  /** days that are left at least from the day on which the first reminder really went out, where the year reminds */
  reminderDays: whole.min(0).max(366),
  /** days that are left at least from the message that others cancelled the first purchase; once a card */
  cancelledDays: whole.min(0).max(366),
})

/** What years that were stored without a word on notices promise. */
export const usualNotice = { days: 14, reminderDays: 3, cancelledDays: 7 }

const sweepRules = z.strictObject({
  /** a sweep that would revoke more than this share of a wave's recipients at once stops for two people ... */
  stopPercent: percent,
  /** ... if it would revoke more than so many */
  stopCards: whole.min(0),
})

/** When sweeps stop in years that were stored without a word on it. */
export const usualSweep = { stopPercent: 20, stopCards: 1000 }

const reserveRules = z.strictObject({
  /**
   * days after the notification of a wave in which a seat that becomes free goes to its next reserve; later ones, and what its
   * reserves leave, go to extra waves. 0: all of them do
   */
  moveUpDays: whole.min(0).max(366),
})

/** How reserves move up in years that were stored without a word on it: the first term, its extensions and restores are over by then. */
export const usualReserves = { moveUpDays: 60 }

/** Each rule by itself; `rule-conflicts.ts` says which contradict each other. */
export const yearRuleFields = z.strictObject({
  /** rupiah that a recipient's card is granted */
  grantRupiah: whole.positive().max(1_000_000_000),
  /** days after the notification of designation in which the first training must be bought */
  firstPurchaseWithinDays: whole.min(1).max(366),
  ageMin: whole.min(0).max(150),
  /** null: no upper limit */
  ageMax: whole.min(0).max(150).nullable(),
  /** recipients of one family card (KK) */
  maxPerFamilyCard: whole.min(1),
  /** the year's cut-off: the last day, inclusive, on which what is left may be used */
  usableUntil: calendarDate,
  /** a second training only after the first is finished */
  secondPurchaseAfterFinished: z.boolean(),
  /** ... and reviewed; years that were stored without a word on it promised less */
  secondPurchaseAfterReview: z.boolean().default(false),
  /** days that an institution's report of a completion rests before it counts, unless the programme accepts it sooner */
  reportRestDays: whole.min(0).max(90).default(usualReportRestDays),
  /** days after a training was finished on which who has not reviewed it is reminded, once; 0: nobody is */
  reviewReminderDays: whole.min(0).max(366).default(usualReviewReminderDays),
  /** cash after the first training that is finished and reviewed */
  incentive: incentiveRules.default({ ...usualIncentive }),
  /** how the price is paid out to the institution: percent at redeem and at completion */
  settlement: z.strictObject({ redeemPercent: percent, completionPercent: percent }),
  /** the most that a storefront may keep of the price */
  maxCommissionPercent: percent,
  /** how runs pay what was earned */
  payments: paymentRules.default({ ...usualPayments }),
  otp: otpRules,
  /** days before the deadline on which holders are reminded, the earliest first */
  reminders: z.array(whole.min(0).max(366)),
  /** the hour of the day in WIB from which on they are, so that nobody is woken */
  remindersFromHour: whole.min(0).max(23).default(8),
  /** nobody is revoked who was not told in time: what is missing is added to the term */
  notice: noticeRules.default({ ...usualNotice }),
  /** when a sweep stops */
  sweep: sweepRules.default({ ...usualSweep }),
  /** who gets a seat that becomes free */
  reserves: reserveRules.default({ ...usualReserves }),
  /** from what on something looks like fraud */
  fraud: fraudRules.default({ ...usualFraud }),
})

/** The rules of a programme year, as they stand in `programme_year.rules`. Amounts in rupiah, dates in WIB. */
export const yearRulesSchema = yearRuleFields
  .refine((rules) => rules.settlement.redeemPercent + rules.settlement.completionPercent === 100, {
    path: ['settlement'],
    error: 'the shares at redeem and at completion must make 100 percent',
  })
  .refine(({ otp }) => (otp.unresolvedPerDay.new + otp.unresolvedPerDay.known) * otp.liveCodes < 10_000, {
    path: ['otp', 'unresolvedPerDay'],
    error:
      'so many guesses would find more than one code in a hundred days: allow fewer, or fewer live codes',
  })
  .refine((rules) => rules.ageMax === null || rules.ageMax >= rules.ageMin, {
    path: ['ageMax'],
    error: 'the highest age is below the lowest',
  })

export type YearRules = z.infer<typeof yearRulesSchema>

/** The scheme of 2020 to 2022: Rp1.000.000, thirty days. The default of the product. */
export const scheme2021: YearRules = {
  grantRupiah: 1_000_000,
  firstPurchaseWithinDays: 30,
  ageMin: 18,
  ageMax: null,
  maxPerFamilyCard: 2,
  usableUntil: '2021-12-15',
  secondPurchaseAfterFinished: true,
  secondPurchaseAfterReview: false,
  reportRestDays: usualReportRestDays,
  reviewReminderDays: usualReviewReminderDays,
  incentive: { ...usualIncentive },
  settlement: { redeemPercent: 30, completionPercent: 70 },
  maxCommissionPercent: 15,
  payments: { ...usualPayments },
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
  reminders: [7, 3, 1],
  remindersFromHour: 8,
  notice: { ...usualNotice },
  sweep: { ...usualSweep },
  reserves: { ...usualReserves },
  fraud: { ...usualFraud },
}

/** The scheme from 2023 on: Rp3.500.000, fifteen days, at most 64 years of age. */
export const scheme2023: YearRules = {
  ...scheme2021,
  grantRupiah: 3_500_000,
  firstPurchaseWithinDays: 15,
  ageMax: 64,
  usableUntil: '2023-12-15',
}

export const schemes: Readonly<Record<string, YearRules>> = { '2021': scheme2021, '2023': scheme2023 }

/**
 * The cut-off for a year that begins at `now`: 15 December of the year, or of the next year if fewer than sixty days
 * remain until then, so that no term of thirty days runs into it.
 */
export function cutOffFrom(now: Date): string {
  const today = wibDate(now)
  const year = Number(today.slice(0, 4))
  return addDays(today, 60) <= `${year}-12-15` ? `${year}-12-15` : `${year + 1}-12-15`
}

/** The first instant at which the year's cut-off has passed; the last day is still good until 23:59:59.999 WIB. */
export function usableBefore(rules: YearRules): Date {
  return startOfWibDate(addDays(rules.usableUntil, 1))
}

/** The first instant at which a wave of the year gives no card any more: a term that begins then would outlast its money. */
export function lastGrantBefore(rules: Pick<YearRules, 'usableUntil' | 'firstPurchaseWithinDays'>): Date {
  return startOfWibDate(addDays(rules.usableUntil, 1 - rules.firstPurchaseWithinDays))
}
