import type { Cell } from '../../../lists/csv-text.ts'
import type { Page } from '../../site/addresses.ts'
import type { Href } from '../../site/link.ts'
import type { Request } from '../console-request.ts'
import { addressWith } from '../csv.ts'

/** What a column is compared by. */
interface Compared<One> {
  readonly key?: string
  readonly cell?: (one: One) => Cell
}

/** `?urut=`: the name of a column that the list can be put in the order of, `-` before it: from the greatest on. */
export function orderAsked<Key extends string>(
  c: Request,
  keys: readonly Key[],
): Key | `-${Key}` | undefined {
  const asked = c.req.query('urut') ?? ''
  const key = keys.find((one) => asked === one || asked === `-${one}`)
  return key && (asked as Key | `-${Key}`)
}

/** The same list in another order, from its first page on. */
export function addressInOrder(c: Request, order: string, place: Page): Href {
  return addressWith(c, { urut: order, halaman: undefined, format: undefined }, place)
}

/** How a list is looked at, as it stands behind its address: which page of it, and what was just done, are no part of it. */
export function queryOf(c: Request): string {
  const { searchParams } = new URL(c.req.url)
  for (const name of ['halaman', 'sesudah', 'kabar', 'format']) searchParams.delete(name)
  for (const [name, value] of [...searchParams]) if (value === '') searchParams.delete(name, value)
  return searchParams.toString().slice(0, 500)
}

/** The address of a list as it is sent with a form; undefined where it is none. */
export function placeSent(sent: URLSearchParams): Href | undefined {
  const place = sent.get('place') ?? ''
  return /^\/konsol(\/[a-z0-9-]+)*$/.test(place) ? (place as Href) : undefined
}

/** Rows in the order of a column; what has no value comes last, equals stay as they were. */
export function inOrder<One>(
  rows: readonly One[],
  columns: readonly Compared<One>[],
  order: string | undefined,
): readonly One[] {
  const column = columns.find(({ key }) => key !== undefined && (order === key || order === `-${key}`))
  const { cell } = column ?? {}
  if (!cell || !order) return rows
  const way = order.startsWith('-') ? -1 : 1
  return rows
    .map((row) => ({ row, by: cell(row) }))
    .sort((one, other) => compare(one.by, other.by, way))
    .map(({ row }) => row)
}

function compare(one: Cell, other: Cell, way: 1 | -1): number {
  const [none, no] = [one === undefined || one === '', other === undefined || other === '']
  if (none || no) return Number(none) - Number(no)
  if (typeof one === 'string' && typeof other === 'string')
    return way * one.localeCompare(other, 'id', { numeric: true })
  return way * (Number(one) - Number(other))
}
