import type { Child } from 'hono/jsx'
import type { Link } from '../../site/link.ts'
import { Icon } from '../icon.tsx'
import { useView } from '../view.ts'
import { words } from '../words.ts'

export interface Column {
  readonly label: string
  /** digits stand right, aligned */
  readonly right?: boolean
  /** instants, with more than their words: two lines of each at most */
  readonly when?: boolean
  /** leads to the same rows in the order of this column */
  readonly order?: Link
  /** they stand in it now: from the least on, or from the greatest */
  readonly sorted?: 'up' | 'down'
}

const ariaSort = { up: 'ascending', down: 'descending' } as const

/** Rows of facts under a caption; scrolls sideways by itself when the screen is narrow. */
export function Table(props: {
  caption: string
  captionHidden?: boolean
  /** what happened: where it stands at the side of a page, a list */
  history?: true
  columns: readonly Column[]
  rows: readonly (readonly Child[])[]
  /** its cells are sentences: on a phone each row stands as a card */
  folds?: boolean
}) {
  const kind = props.history ? ' history' : props.columns.length === 2 ? ' pairs' : ''
  return (
    <section class={`table${kind}${props.folds ? ' folds' : ''}`} aria-label={props.caption} tabindex={0}>
      <table>
        <caption class={props.captionHidden ? 'hidden' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                scope="col"
                class={column.right ? 'right' : undefined}
                aria-sort={column.sorted && ariaSort[column.sorted]}
              >
                {column.order ? (
                  <a href={column.order} rel="nofollow">
                    {column.label}
                    {column.sorted ? <Icon name={column.sorted} size={14} /> : ''}
                  </a>
                ) : (
                  column.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr>
              {row.map((cell, index) => (
                <td
                  class={classOf(cell, props.columns[index])}
                  data-of={props.folds ? props.columns[index]?.label : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** An instant takes two lines at most: beside many columns it took five. */
function classOf(cell: Child, column: Column | undefined): string | undefined {
  if (column?.right) return 'right number'
  if (column?.when || (typeof cell === 'string' && cell.endsWith(' WIB'))) return 'when'
  return typeof cell === 'string' && isShort(cell) ? 'number' : undefined
}

/** A day, a masked number and the end of one are read as one word: they stay on one line. */
function isShort(cell: string): boolean {
  return /^\d{1,2} \p{L}+ \d{4}$|^…\w+$|^\+62[ \d*-]+$/u.test(cell)
}

/** The pages of a list: first, last, and those around the current one. `href` gives a page's address. */
export function Pagination(props: { current: number; count: number; href: (page: number) => Link }) {
  const said = words[useView().language]
  const { current, count, href } = props
  if (count < 2) return null
  // The neighbours give way on a phone, where seven places of 44 px fit.
  const isNear = (page: number) => page !== current && page !== 1 && page !== count
  return (
    <nav class="pages" aria-label={said.pages}>
      {current > 1 ? (
        <a href={href(current - 1)} rel="prev">
          <Icon name="back" size={20} />
          <span class="hidden">{said.previous}</span>
        </a>
      ) : (
        ''
      )}
      {shownPages(current, count).map((page) =>
        page === undefined ? (
          <span aria-hidden="true">…</span>
        ) : (
          <a
            class={isNear(page) ? 'near' : undefined}
            href={href(page)}
            aria-label={said.page(page)}
            aria-current={page === current ? 'page' : undefined}
          >
            {page}
          </a>
        ),
      )}
      {current < count ? (
        <a href={href(current + 1)} rel="next">
          <Icon name="arrow" size={20} />
          <span class="hidden">{said.next}</span>
        </a>
      ) : (
        ''
      )}
    </nav>
  )
}

/** Page numbers to show; undefined stands for those left out. Never more than seven places, to fit a phone. */
export function shownPages(current: number, count: number): (number | undefined)[] {
  const near = [1, current - 1, current, current + 1, count].filter((page) => page >= 1 && page <= count)
  const shown: (number | undefined)[] = []
  let last = 0
  for (const page of [...new Set(near)].sort((a, b) => a - b)) {
    if (page - last === 2) shown.push(last + 1)
    else if (page - last > 2) shown.push(undefined)
    shown.push(page)
    last = page
  }
  return shown
}
