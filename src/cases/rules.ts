/**
 * Within how many days a case of a kind is to be decided, where its own row does not say so: an appeal has the instant
 * before which it is answered (appeals/rules.ts), and a report of completion the one from which it counts by itself.
 */
export const caseDays = {
  fraud: 30,
  /** one that does not count by resting */
  completion: 7,
  assignment: 7,
  /** a payment of somebody that the bank refused or sent back */
  incentive: 14,
  /** somebody's card is frozen meanwhile */
  recovery: 2,
} as const
