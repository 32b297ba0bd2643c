/** The reference that goes with a payment through the banks, the same however often it is tried: `BKL0000000123`. */
export function endToEndId(paymentId: string): string {
  return `BKL${paymentId.padStart(10, '0')}`
}

/** The payment that a reference or a text of a bank names; undefined where it names none. */
export function paymentNamed(text: string): string | undefined {
  return /(?<![A-Za-z0-9])BKL0*([1-9]\d{0,17})(?!\d)/i.exec(text)?.[1]
}
