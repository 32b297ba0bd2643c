import { createHash } from 'node:crypto'

/** How a sample is drawn, as the manifest says it. */
export const sampleRule =
  'of the payments that a bank was asked for: those with the lowest SHA-256 of "SEED:PAYMENT_ID" in UTF-8, by its hexadecimal digits'

/** The payments of a sample, in the order of their digests: anybody who knows the seed draws the same. */
export function sampleOf(paymentIds: Iterable<string>, seed: string, size: number): string[] {
  return [...new Set(paymentIds)]
    .map((paymentId) => ({
      paymentId,
      digest: createHash('sha256').update(`${seed}:${paymentId}`).digest('hex'),
    }))
    .sort((one, other) => (one.digest < other.digest ? -1 : 1))
    .slice(0, size)
    .map(({ paymentId }) => paymentId)
}

/** The states of a line that a bank was asked for. */
export const askedStates: readonly string[] = ['ordered', 'paid', 'refused', 'returned']
