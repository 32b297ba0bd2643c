/** Cards not used yet, in an order that has nothing to do with how they were made; every buyer takes from it. */
export interface CardPile {
  readonly left: number
  /** the next card; throws when there is none */
  take(): { readonly number: string; readonly index: number }
}

/** `numbers`: all card numbers, one behind the other. */
export function cardPile(numbers: string): CardPile {
  const bytes = Buffer.from(numbers, 'latin1')
  const count = bytes.length / 16
  let next = 0
  return {
    get left() {
      return count - next
    },
    take() {
      if (next === count) throw new Error(`all ${count} cards are used: give --cards a larger number`)
      const index = next
      next += 1
      return { index, number: bytes.toString('latin1', index * 16, index * 16 + 16) }
    },
  }
}
