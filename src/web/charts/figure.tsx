import type { Child } from 'hono/jsx'

/** What every drawing has: what it is called, what it shows in a sentence, and whole numbers as people write them. */
export interface Drawn {
  /** unlike that of any other drawing of the page */
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly write: (value: number) => string
}

/**
 * A drawing as an image with a name and a sentence; its content is the table beside it. Widths are percents of the place
 * that there is, heights are pixels: text is as large on a phone as on a desk.
 */
export function Figure({
  id,
  title,
  summary,
  height,
  children,
}: Omit<Drawn, 'write'> & { height: number; children: Child }) {
  return (
    <figure class="chart-figure">
      <svg
        class="chart"
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        width="100%"
        height={height}
        xmlns="http://www.w3.org/2000/svg"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        {children}
      </svg>
    </figure>
  )
}

/** `12.5%`, as short as it can be. */
export function percentOf(part: number): string {
  return `${Number((100 * part).toFixed(2))}%`
}

const most = 34

/** A label that fits beside its number on a phone; the table has all of it. */
export function shortened(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}

/** As many rows as a drawing can show; the table has all of them. */
export const rowsAtMost = 20
