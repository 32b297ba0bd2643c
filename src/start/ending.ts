/** How to stop what was started, in the order in which it was. */
export interface Ending {
  push(end: () => Promise<unknown>): void
  /** stops everything, the newest first; asked again, it has nothing left to stop */
  stop(): Promise<void>
}

/** Nothing is started yet. */
export function openEnding(): Ending {
  const ends: (() => Promise<unknown>)[] = []
  return {
    push: (end) => ends.push(end),
    async stop() {
      for (const end of ends.splice(0).reverse()) await end()
    },
  }
}
