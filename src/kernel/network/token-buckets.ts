/** So many at once, and so many in every window after that. */
export interface BucketSize {
  readonly quota: number
  readonly windowMs: number
}

/** The part of a rate that each of so many processes allows, where a balancer spreads the requests over them. */
export function partOf(quota: number, processes = 1): number {
  return Math.ceil(quota / processes)
}

/** A rate limit: a bucket for each key, which fills again steadily. Kept in memory, of this process. */
export interface TokenBuckets {
  /** Takes `cost` from the bucket of `key`; 0 if there was something in it, else the seconds to wait. */
  take(key: string | number, nowMs: number, cost?: number): number
  /** How many may still be taken at once, whole ones. */
  left(key: string | number, nowMs: number): number
}

interface Bucket {
  tokens: number
  at: number
}

/** At most `most` keys are remembered; beyond that the oldest one is forgotten, and would start full again. */
export function tokenBuckets({ quota, windowMs }: BucketSize, most = 20_000): TokenBuckets {
  const burst = Math.max(1, quota)
  const perMs = quota / windowMs
  const buckets = new Map<string | number, Bucket>()

  function filled(key: string | number, nowMs: number): Bucket {
    const known = buckets.get(key)
    if (known) {
      // A clock that was set back fills nothing, and holds nobody for long.
      known.tokens = Math.min(burst, known.tokens + Math.max(0, nowMs - known.at) * perMs)
      known.at = nowMs
      return known
    }
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value!)
    const made = { tokens: burst, at: nowMs }
    buckets.set(key, made)
    return made
  }

  return {
    take(key, nowMs, cost = 1) {
      const bucket = filled(key, nowMs)
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000))
      bucket.tokens -= cost
      return 0
    },
    left: (key, nowMs) => Math.max(0, Math.floor(filled(key, nowMs).tokens)),
  }
}
