/** A statement of a bank, as a file says it; all amounts in rupiah. */
export interface BankStatement {
  readonly format: 'camt.053' | 'mt940' | 'csv'
  /** as the bank calls it */
  readonly reference: string
  /** as the bank counts its statements of the account, where it does */
  readonly sequence: number | undefined
  /** the number of the account, where the file says it */
  readonly account: string | undefined
  /** calendar days: 2026-11-29 */
  readonly fromOn: string
  readonly untilOn: string
  readonly opening: number
  readonly closing: number
  readonly lines: readonly BankLine[]
}

/** One movement on an account of the programme. */
export interface BankLine {
  /** what came in is positive */
  readonly amount: number
  readonly bookedOn: string
  /** what the order was called by whoever gave it */
  readonly endToEndId: string | undefined
  /** everything else that the bank says of it */
  readonly reference: string
  /** why it is given back */
  readonly reason: string | undefined
}

/** What a bank says of an order before anything moves: it will not pay it. */
export interface BankRefusal {
  readonly endToEndId: string
  readonly reason: string
}
