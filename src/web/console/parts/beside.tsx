import type { Child } from 'hono/jsx'

/**
 * What a page of one thing is about, and at its side what goes with it on every such page: what happened, and whose it is. At
 * the side where there is room, below where there is none.
 */
export function Beside({ side, children }: { side: Child; children?: Child }) {
  if (side === '') return <>{children}</>
  return (
    <div class="desk">
      <div class="flow">{children}</div>
      <div class="desk-side flow">{side}</div>
    </div>
  )
}
