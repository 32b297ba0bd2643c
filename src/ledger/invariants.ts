import { cardInvariants } from './card-invariants.ts'
import { incentiveInvariants } from './incentive-invariants.ts'
import type { Invariant } from './invariant.ts'
import { moneyInvariants } from './money-invariants.ts'
import { paymentInvariants } from './payment-invariants.ts'
import { purchaseInvariants } from './purchase-invariants.ts'

/** Every invariant of money, purchases and cards that the tables can tell. */
export const invariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...incentiveInvariants,
  ...paymentInvariants,
  ...purchaseInvariants,
  ...cardInvariants,
]
