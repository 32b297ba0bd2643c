/** How many bytes may be held at once for each key, and in all. Kept in memory, of this process. */
export interface ByteBudget {
  /** Takes bytes for `key`; `key` or `all`: whose share is used up, and nothing was taken. */
  take(key: string, bytes: number): 'taken' | 'key' | 'all'
  /** Gives back what was taken. */
  give(key: string, bytes: number): void
}

/** A budget in bytes. */
export function byteBudget(most: { readonly perKey: number; readonly inAll: number }): ByteBudget {
  const held = new Map<string, number>()
  let all = 0
  return {
    take(key, bytes) {
      const own = (held.get(key) ?? 0) + bytes
      if (own > most.perKey) return 'key'
      if (all + bytes > most.inAll) return 'all'
      held.set(key, own)
      all += bytes
      return 'taken'
    },
    give(key, bytes) {
      const left = (held.get(key) ?? 0) - bytes
      if (left > 0) held.set(key, left)
      else held.delete(key)
      all -= bytes
    },
  }
}
