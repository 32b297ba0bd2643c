/** By what somebody was found. */
export type FoundBy =
  | 'card'
  | 'nik'
  | 'phone'
  | 'email'
  | 'name'
  | 'invoice'
  | 'transaction'
  | 'redeem'
  | 'voucher'
  | 'order'
  | 'certificate'

/** Somebody that a search leads to. */
export interface FoundPerson {
  readonly personId: string
  readonly by: FoundBy
  readonly name: string
  /** E.164 */
  readonly phone: string
  readonly nikTail: string
  /** the last four digits of the card's number */
  readonly cardTail: string | undefined
  readonly cardStatus: string | undefined
}
