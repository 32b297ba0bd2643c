import { type Queryable, rows, statement } from '../../database/sql.ts'
import { rankWidth } from './lines.ts'
import { pageLines } from './published/pages.ts'

/** A reserve as the published ranks name it. */
export interface ReserveLine {
  readonly rank: number
  readonly ref: Buffer
}

const pagesAtOnce = 16

/** Only pages that have reserves: before them lie those of all who were selected. */
const selectReservePages = statement<
  [waveId: number, fromPage: number, limit: number],
  'waves/select-reserve-pages'
>(
  'waves/select-reserve-pages',
  `
  select page, lines from draw_page
  where wave_id = $1 and tree = 'ranks' and page >= $2 and position(E' R\\n' in lines) > 0
  order by page
  limit $3::int
  `,
)

/** The next reserves of a drawn wave after a rank (0: the first ones), in the order of the published ranks, at most `count`. */
export async function reservesAfter(
  db: Queryable,
  waveId: number,
  rank: number,
  count: number,
): Promise<ReserveLine[]> {
  const found: ReserveLine[] = []
  // Ranks are counted from 1 on: the page of the next one.
  let from = Math.floor(rank / pageLines)
  while (found.length < count) {
    const pages = await rows(db, selectReservePages, [waveId, from, pagesAtOnce])
    for (const { lines } of pages) found.push(...reservesIn(lines).filter((reserve) => reserve.rank > rank))
    if (pages.length < pagesAtOnce) break
    from = pages.at(-1)!.page + 1
  }
  return found.slice(0, count)
}

function reservesIn(lines: string): ReserveLine[] {
  const found: ReserveLine[] = []
  for (let at = 0; at < lines.length; at += rankWidth) {
    const line = lines.slice(at, at + rankWidth - 1)
    if (line.endsWith(' R'))
      found.push({ rank: Number(line.slice(0, 9)), ref: Buffer.from(line.slice(10, 42), 'hex') })
  }
  return found
}
