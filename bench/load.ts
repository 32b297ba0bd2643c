/** What buyers do to the server: the purchases of one run, whoever of the buyers makes them. */
export interface Load {
  readonly name: string
  /** how long it takes until buyers who begin at once have spread over the steps of a purchase */
  readonly leadSeconds: number
  /** opens what the buyer of this number keeps open; the answer makes one whole purchase and says what it took */
  buyer(at: number): Promise<Buyer>
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
  /** of the window in which is counted: the slice without its lead */
  readonly seconds: number
  /** of each purchase that ended in the window */
  readonly milliseconds: readonly number[]
  /** made in the window */
  readonly requests: number
  /** purchases of the whole slice, those included that ended before the window or after it */
  readonly allPurchases: number
}

/**
 * Lets buyers buy side by side for a while, each one thing after the other. All begin at once, so what ends in the
 * lead is not counted, and neither is what ends after the slice; both are acknowledged like the rest.
 */
export async function runSlice(
  buyers: readonly Buyer[],
  { leadSeconds, seconds }: { readonly leadSeconds: number; readonly seconds: number },
  acknowledged: Acknowledged,
): Promise<SliceOfLoad> {
  const milliseconds: number[] = []
  const before = acknowledged.purchases.size
  const began = performance.now()
  const opens = began + leadSeconds * 1000
  const ends = opens + seconds * 1000
  let requests = 0

  async function shop(buyer: Buyer): Promise<void> {
    for (let from = began; from < ends; from = performance.now()) {
      try {
        const bought = await buyer.buy()
        const now = performance.now()
        acknowledged.purchases.set(bought.invoiceCode, bought.transactionCode)
        if (now < opens || now > ends) continue
        milliseconds.push(now - from)
        requests += bought.requests
      } catch (error) {
        if (!(error instanceof FailedPurchase)) throw error
        const { failures } = acknowledged
        failures.set(error.message, (failures.get(error.message) ?? 0) + 1)
      }
    }
  }

  await Promise.all(buyers.map(shop))
  return { seconds, milliseconds, requests, allPurchases: acknowledged.purchases.size - before }
}

/** Opens as many buyers as wanted. */
export function openBuyers(load: Load, count: number): Promise<Buyer[]> {
  return Promise.all(Array.from({ length: count }, (_, at) => load.buyer(at)))
}
