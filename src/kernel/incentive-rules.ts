/** What a year's first finished and reviewed training brings, in rupiah, unless its rules say otherwise. */
export const usualIncentive = {
  completionPayments: 4,
  completionRupiah: 600_000,
  surveyPayments: 3,
  surveyRupiah: 50_000,
  /** between one payment and the next; the first is due at once */
  everyDays: 30,
} as const

export type IncentiveRules = { readonly [name in keyof typeof usualIncentive]: number }
