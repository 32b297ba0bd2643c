import { raw } from 'hono/html'

/** So many of a kind; they follow from what is written in the source, or are drawn anew. */
const most = 256

/** Keeps what is drawn the same on page after page: `key` names all that it is drawn from, and nothing of a person. */
export function drawnOnce() {
  const known = new Map<string, ReturnType<typeof raw>>()
  return (key: string, draw: () => { toString(): string | Promise<string> }) => {
    const before = known.get(key)
    if (before) return before
    const drawn = raw(String(draw()))
    if (known.size >= most) known.clear()
    known.set(key, drawn)
    return drawn
  }
}
