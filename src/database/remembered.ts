import { second } from '../kernel/clock.ts'

/** How old, in ms, what a process remembers of the database is at most: that soon what another process changes holds here. */
export const rememberedMs = second

/**
 * What `read` says, remembered for {@link rememberedMs}; who asks while it is read waits for the same answer. A read that
 * fails is not remembered.
 */
export function remembered<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined
  let since = 0
  return () => {
    // The age of a memory is measured, not decided: the machine's own monotonic time, not the clock of the programme.
    const now = performance.now()
    if (known && now - since <= rememberedMs) return known
    const reading = read()
    known = reading
    since = now
    reading.catch(() => {
      if (known === reading) known = undefined
    })
    return reading
  }
}
