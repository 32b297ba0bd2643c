import type { Child } from 'hono/jsx'
import { type Cell, inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import type { Href } from '../../site/link.ts'
import type { ConsoleRequest, Request } from '../console-request.ts'
import { fileAnswer, formatAsked } from '../csv.ts'
import { consolePage, instant, Nothing, type Shown, whole } from '../page.tsx'
import { addressInOrder, inOrder, orderAsked } from './list-order.ts'
import { inFile, listWords, Pages, rowsAsked } from './list-parts.tsx'
import { SavedViews, viewsOf } from './saved-views.tsx'

/** A column of a list, on the page, in files and in its order. */
export interface ListColumn<One> {
  readonly label: string
  /** its name in the address, where the list can be put in its order */
  readonly key?: string
  /** digits stand right, aligned */
  readonly right?: boolean
  /** what a file has of it, and what is compared; a column without is of the page alone */
  readonly cell?: (one: One) => Cell
  /** what the page shows, where that is more than the cell in words */
  readonly show?: (one: One) => Child
}

export interface List<One> {
  readonly title: string
  /** the address of the list: of its filters, and of views that are saved of it */
  readonly place: Page
  /** the name of its files, without their ending */
  readonly file: string
  readonly columns: readonly ListColumn<One>[]
  readonly rows: readonly One[]
  /** the rows are those of this page, in the order that was asked for; undefined: they are all that there are */
  readonly total?: number
  readonly lead?: string
  /** the fields that it is narrowed by, see `Filter` */
  readonly filter?: Child
  /** what is said where there is no row; else that there is none */
  readonly empty?: string
  /** stands before the table */
  readonly before?: Child
  /** stands behind it */
  readonly after?: Child
}

/**
 * A list of the console: narrowed and put in order by its address, a page at a time; the same as a file, whole, with the
 * columns and words that the page has; and the views of it that were saved.
 */
export async function listPage<One>(
  request: ConsoleRequest,
  list: List<One>,
  shown: Shown = {},
): Promise<Response> {
  const { c, language } = request
  const { columns, place, title } = list
  const order = orderAsked(c, keysOf(columns))
  const all = list.total === undefined ? inOrder(list.rows, columns, order) : list.rows
  const format = formatAsked(c)
  if (format) return fileAnswer(c, format, list.file, ...asFile(all, columns))
  const { offset, limit } = rowsAsked(c, false)
  const rows = list.total === undefined ? all.slice(offset, offset + limit) : all
  const views = await viewsOf(request, place)
  return consolePage(
    request,
    { title, files: place, ...shown },
    <>
      {list.lead ? <p class="lead">{list.lead}</p> : ''}
      {list.filter ?? ''}
      <SavedViews request={request} place={place} views={views} />
      {list.before ?? ''}
      {rows.length === 0 ? (
        list.empty ? (
          <p>{list.empty}</p>
        ) : (
          <Nothing language={language} />
        )
      ) : (
        <ListTable request={request} list={list} rows={rows} />
      )}
      {all.length >= inFile ? (
        <p class="small">{listWords[language].onlyFirst(whole(inFile, language))}</p>
      ) : (
        ''
      )}
      <Pages request={request} total={list.total ?? all.length} />
      {list.after ?? ''}
    </>,
  )
}

const keysOf = (columns: readonly ListColumn<never>[]) => columns.flatMap(({ key }) => key ?? [])

/** Headings and rows of a file: what the page says, and of instants when they were. */
function asFile<One>(
  rows: readonly One[],
  columns: readonly ListColumn<One>[],
): [head: string[], rows: Cell[][]] {
  const told = columns.flatMap(({ label, cell }) => (cell ? [{ label, cells: rows.map(cell) }] : []))
  const head = told.map(({ label, cells }) =>
    cells.some((cell) => cell instanceof Date) ? inWib(label) : label,
  )
  return [head, rows.map((_, at) => told.map(({ cells }) => cells[at]))]
}

function ListTable<One>(props: { request: ConsoleRequest; list: List<One>; rows: readonly One[] }) {
  const { request, rows } = props
  const { columns, place, title } = props.list
  const { c, language } = request
  const order = orderAsked(c, keysOf(columns))
  return (
    <parts.Table
      caption={title}
      captionHidden
      columns={columns.map(({ label, right, key }) => ({
        label,
        ...(right && { right }),
        ...(key && sortable(c, place, key, order)),
      }))}
      rows={rows.map((one) =>
        columns.map(({ cell, show }) => (show ? show(one) : inWords(cell?.(one), language))),
      )}
    />
  )
}

function sortable(
  c: Request,
  place: Page,
  key: string,
  order: string | undefined,
): { order: Href; sorted?: 'up' | 'down' } {
  const sorted = order === key ? ('up' as const) : order === `-${key}` ? ('down' as const) : undefined
  return { order: addressInOrder(c, order === key ? `-${key}` : key, place), ...(sorted && { sorted }) }
}

function inWords(cell: Cell, language: ConsoleRequest['language']): string {
  if (cell === undefined || cell === '') return '-'
  if (cell instanceof Date) return instant(cell, language)
  return typeof cell === 'number' ? whole(cell, language) : cell
}
