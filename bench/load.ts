/** What buyers do to the server: the purchases of one run, whoever of the buyers makes them. */
export interface Load {
  readonly name: string
  /** opens what one buyer keeps open; the answer makes one whole purchase and says what it took */
  buyer(): Promise<Buyer>
}

export interface Buyer {
  buy(): Promise<Bought>
  close(): void
}

export interface Bought {
  /** requests that were made for it */
  readonly requests: number
  readonly invoiceCode: string
  readonly transactionCode: string
}

/** Why a purchase did not come about; anything else that is thrown ends the bench. */
export class FailedPurchase extends Error {}

/** What the buyers were told, over the whole run, warming up included. */
export interface Acknowledged {
  /** transaction code by invoice */
  readonly purchases: Map<string, string>
  /** how often, by reason */
  readonly failures: Map<string, number>
}

export interface SliceOfLoad {
  readonly seconds: number
  readonly purchases: number
  readonly requests: number
  /** of each purchase that ended within the slice */
  readonly milliseconds: readonly number[]
}

/**
 * Lets buyers buy side by side for a while, each one thing after the other. What ends after the slice is acknowledged
 * like the rest, and not counted in it.
 */
export async function runSlice(
  buyers: readonly Buyer[],
  seconds: number,
  acknowledged: Acknowledged,
): Promise<SliceOfLoad> {
  const milliseconds: number[] = []
  let requests = 0
  const began = performance.now()
  const ends = began + seconds * 1000

  async function shop(buyer: Buyer): Promise<void> {
    for (let from = began; from < ends; ) {
      try {
        const bought = await buyer.buy()
        const now = performance.now()
        acknowledged.purchases.set(bought.invoiceCode, bought.transactionCode)
        if (now <= ends) {
          milliseconds.push(now - from)
          requests += bought.requests
        }
        from = now
      } catch (error) {
        if (!(error instanceof FailedPurchase)) throw error
        const { failures } = acknowledged
        failures.set(error.message, (failures.get(error.message) ?? 0) + 1)
        from = performance.now()
      }
    }
  }

  await Promise.all(buyers.map(shop))
  return { seconds, purchases: milliseconds.length, requests, milliseconds }
}

/** Opens as many buyers as wanted. */
export function openBuyers(load: Load, count: number): Promise<Buyer[]> {
  return Promise.all(Array.from({ length: count }, () => load.buyer()))
}
