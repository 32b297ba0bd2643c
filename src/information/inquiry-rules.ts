/** What holds for those who ask without an account. */
export const inquiryRules = {
  /** within which they are answered */
  days: 7,
  /** questions of one contact that wait at the same time */
  openOfContact: 3,
  /** of one network address in a day; a village shares one */
  perCallerAndDay: 30,
  /** of everybody in an hour: a machine that fills the form hides those who ask */
  perHour: 600,
  /** after its answer a question is forgotten */
  keptDays: 365,
} as const
