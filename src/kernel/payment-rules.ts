/** How what was earned is paid, in rupiah, unless the rules of the year say otherwise. */
export const usualPayments: PaymentRules = {
  minimumRupiah: 10_000,
  secondApprovalRupiah: 1_000_000_000,
  budgetRupiah: null,
}

export interface PaymentRules {
  /** less waits for the next run */
  readonly minimumRupiah: number
  /** a run of so much or more takes two approvals besides who made it */
  readonly secondApprovalRupiah: number
  /** what may be paid of the cards of the year; null: no limit */
  readonly budgetRupiah: number | null
}
