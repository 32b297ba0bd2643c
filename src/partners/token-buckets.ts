/** A rate limit: so many calls a second for each key, with a burst of one second's worth. */
export interface TokenBuckets {
  /** Takes `cost` calls from the bucket of `key`; 0 if there were enough, else the seconds to wait. */
  take(key: string | number, nowMs: number, cost?: number): number
}

interface Bucket {
  tokens: number
  at: number
}

/** At most `most` keys are remembered; beyond that the oldest one is forgotten, and would start full again. */
export function tokenBuckets(perSecond: number, most = 20_000): TokenBuckets {
  const burst = Math.max(1, perSecond)
  const buckets = new Map<string | number, Bucket>()

  function bucketOf(key: string | number, nowMs: number): Bucket {
    const known = buckets.get(key)
    if (known) return known
    if (buckets.size >= most) buckets.delete(buckets.keys().next().value!)
    const made = { tokens: burst, at: nowMs }
    buckets.set(key, made)
    return made
  }

  return {
    take(key, nowMs, cost = 1) {
      const bucket = bucketOf(key, nowMs)
      const elapsed = Math.max(0, nowMs - bucket.at)
      bucket.tokens = Math.min(burst, bucket.tokens + (elapsed * perSecond) / 1000)
      bucket.at = nowMs
      if (bucket.tokens >= 1) {
        bucket.tokens -= cost
        return 0
      }
      return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    },
  }
}
