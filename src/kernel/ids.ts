const most = 2n ** 63n - 1n

/** An id as an address or a field names it, if a `bigint` column can hold it: digits from 1 to 2^63 - 1. */
export function idOf(text: string | undefined): string | undefined {
  return text && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= most ? text : undefined
}

/** The same for an `integer` column, as a number: 1 to 2^31 - 1. */
export function smallIdOf(text: string | undefined): number | undefined {
  const id = text && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined
  return id !== undefined && id < 2 ** 31 ? id : undefined
}
