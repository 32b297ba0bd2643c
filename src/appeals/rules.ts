/** How long an appeal may wait for its answer. */
export const appealRules = {
  days: 14,
  /** of the law on personal data, where an appeal asks to correct or to erase */
  dataRequestHours: 72,
} as const
