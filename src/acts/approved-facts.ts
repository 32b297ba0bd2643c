import type { Facts } from '../journal/facts.ts'

/** A contract of a storefront, of the facts that two people approved. */
export const termsOf = ({ institution_id, commission_bp, from }: Facts) => ({
  institutionId: numberOf(institution_id),
  commissionBp: Number(commission_bp),
  from: String(from),
})

/** Why a suspension begins, and what becomes of trainings that have begun. */
export const suspendingOf = ({ because, begun }: Facts) => ({
  because: String(because),
  begun: String(begun),
})

/** A number of the facts, where there is one. */
export const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value))
