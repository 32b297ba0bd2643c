import type { Child } from 'hono/jsx'
import type { Link } from '../../site/link.ts'

export interface ListingRow {
  readonly title: string
  readonly href: Link
  /** what else to know, in one muted line */
  readonly line?: Child
  /** the amount or the date, on the right */
  readonly end?: Child
  /** usually a StatusTag */
  readonly state?: Child
}

/** Things that happened, one below the other, each leading to its page: purchases, messages, sessions. */
export function Listing(props: { rows: readonly ListingRow[] }) {
  return (
    <ul class="listing">
      {props.rows.map(({ title, href, line, end, state }) => (
        <li>
          <a class="whole" href={href}>
            {title}
          </a>
          <span class="number end">{end ?? state}</span>
          {line === undefined && end === undefined ? '' : <span class="small muted">{line}</span>}
          {end === undefined ? '' : <span class="end">{state}</span>}
        </li>
      ))}
    </ul>
  )
}
