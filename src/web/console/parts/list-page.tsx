import type { Child } from 'hono/jsx'
import { type Cell, inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import type { Href } from '../../site/link.ts'
import type { ConsoleRequest, Request } from '../console-request.ts'
import { fileAnswer, formatAsked } from '../csv.ts'
import { WholeList, wholeListWords } from '../exports/whole-list.tsx'
import { consolePage, instant, type Shown, whole } from '../page.tsx'
import { addressInOrder, inOrder, orderAsked } from './list-order.ts'
import {
  inFile,
  inWork,
  listWords,
  type Next,
  NoRows,
  onPage,
  Pages,
  PagesByKey,
  rowsAsked,
} from './list-parts.tsx'
import { SavedViews } from './saved-views.tsx'

/** A column of a list, on the page, in files and in its order. */
export interface ListColumn<One> {
  readonly label: string
  /** its name in the address, where the list can be put in its order */
  readonly key?: string
  /** digits stand right, aligned */
  readonly right?: boolean
  /** what a file has of it, and what is compared; a column without is of the page alone */
  readonly cell?: (one: One) => Cell
  /** its cells are instants, even where the first rows have none: its heading in files names their zone */
  readonly instants?: true
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
  /**
   * Where the database pages the list: how many rows there are in all, `rows` being those of this page, in the order that was
   * asked for. Without it and `next` they are all that there are, or `mostRows`.
   */
  readonly total?: number
  /** where the list is paged by its key, because counting it would read millions: the rows of this page, and where they go on */
  readonly next?: Next
  readonly lead?: string
  /** the fields that it is narrowed by, see `Filter` */
  readonly filter?: Child
  /** what is said where there is no row; else that there is none */
  readonly empty?: Child
  /** stands before the table */
  readonly before?: Child
  /** stands behind it */
  readonly after?: Child
}

/**
 * A list of the console: narrowed and put in order by its address, a page at a time; the same as a file, whole, with the
 * columns and words that the page has; and the views of it that were saved. What is longer than a file at once is written as
 * long work. Every page with a table that grows is one (`test/console/not-lists.ts`).
 */
export async function listPage<One>(
  request: ConsoleRequest,
  list: List<One>,
  shown: Shown = {},
): Promise<Response> {
  const { c, language } = request
  const { columns, place, title } = list
  const order = orderAsked(c, keysOf(columns))
  const all = isPaged(list) ? list.rows : inOrder(list.rows, columns, order)
  const taking = c.get('taking')
  if (taking) {
    const [head, rows] = asFile(all, columns)
    taking.give(all.length > inWork ? undefined : { head, rows, next: list.next?.after })
    return c.body(null, 204)
  }
  const format = formatAsked(c)
  const long = (list.total ?? all.length) > inFile || (format !== undefined && list.next?.after !== undefined)
  if (format && !long) return fileAnswer(c, format, list.file, ...asFile(all, columns))
  const { offset } = format ? { offset: 0 } : rowsAsked(c)
  const rows = isPaged(list) ? all.slice(0, onPage) : all.slice(offset, offset + onPage)
  const views = await request.views(place)
  const problem = format && long ? wholeListWords[language].tooLong(whole(inFile, language)) : undefined
  return consolePage(
    request,
    { title, ...(!long && { files: place }), problem, ...shown },
    <>
      {list.lead ? <p class="lead">{list.lead}</p> : ''}
      {list.filter ?? ''}
      <SavedViews request={request} place={place} views={views} />
      {list.before ?? ''}
      {rows.length > 0 ? (
        <ListTable request={request} list={list} rows={rows} />
      ) : (
        <NoRows request={request} place={place} empty={list.empty} />
      )}
      {!isPaged(list) && long ? (
        <p class="small">{listWords[language].onlyFirst(whole(inFile, language))}</p>
      ) : (
        ''
      )}
      {list.next ? (
        <PagesByKey request={request} place={place} next={list.next} />
      ) : (
        <Pages request={request} total={list.total ?? Math.min(all.length, inFile)} />
      )}
      {long || list.next?.after ? <WholeList request={request} place={place} /> : ''}
      {list.after ?? ''}
    </>,
  )
}

/** Whether the database pages it, so that the rows are not all that there are. */
const isPaged = ({ total, next }: Pick<List<never>, 'total' | 'next'>) =>
  total !== undefined || next !== undefined

const keysOf = (columns: readonly ListColumn<never>[]) => columns.flatMap(({ key }) => key ?? [])

/** Headings and rows of a file: what the page says, and of instants when they were. */
function asFile<One>(
  rows: readonly One[],
  columns: readonly ListColumn<One>[],
): [head: string[], rows: Cell[][]] {
  const told = columns.flatMap(({ label, cell, instants }) =>
    cell ? [{ label, instants, cells: rows.map(cell) }] : [],
  )
  const head = told.map(({ label, instants, cells }) =>
    instants || cells.some((cell) => cell instanceof Date) ? inWib(label) : label,
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
      columns={columns.map(({ label, right, key, cell }) => ({
        label,
        ...(right && { right }),
        ...(rows.some((one) => cell?.(one) instanceof Date) && { when: true }),
        ...(key && sortable(c, place, key, order)),
      }))}
      rows={rows.map((one) => columns.map((column) => inCell(column, one, language)))}
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

/** What a table shows of a row in a column. */
export function inCell<One>(
  { cell, show }: ListColumn<One>,
  one: One,
  language: ConsoleRequest['language'],
): Child {
  return show ? show(one) : inWords(cell?.(one), language)
}

function inWords(cell: Cell, language: ConsoleRequest['language']): string {
  if (cell === undefined || cell === '') return '-'
  if (cell instanceof Date) return instant(cell, language)
  return typeof cell === 'number' ? whole(cell, language) : cell
}
