import { type Queryable, rows, statement } from '../../database/sql.ts'

/** A draw that is not announced yet, and how far it has come. */
export interface DrawProgress {
  readonly year: number
  readonly number: number
  /** its rules stand; its list is closed and published; its public value is entered; it has run */
  readonly stage: 'committed' | 'listed' | 'valued' | 'drawn'
  readonly applicants: number | undefined
  /** from when on the public value can be known */
  readonly valueFrom: Date
}

const openDraws = statement<[], 'waves/open-draws', DrawProgress>(
  'waves/open-draws',
  `
  select
    wave.year, wave.number,
    case
      when draw.drawn_at is not null then 'drawn'
      when draw.public_value is not null then 'valued'
      when draw.listed_at is not null then 'listed'
      else 'committed'
    end as stage,
    draw.applicants, draw.value_from
  from draw
  join wave using (wave_id)
  where wave.status in ('planned', 'open', 'closed', 'drawn')
  order by wave.year, wave.number
  `,
)

/** The draws that are under way. */
export function drawProgress(db: Queryable): Promise<DrawProgress[]> {
  return rows(db, openDraws, [])
}
