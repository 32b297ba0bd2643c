import { type Queryable, type Row, rows, statement } from '../database/sql.ts'

/** A wave as everybody may know it, with the instants of what has happened; `valueFrom`: its list is closed before that. */
export type CalendarWave = Row<'waves/select-calendar'>

// Without counts of people: this is read for visitors, and there are a few dozen waves a year.
const selectCalendar = statement<[year: number], 'waves/select-calendar'>(
  'waves/select-calendar',
  `
  select
    wave.year, wave.number, wave.quota, wave.kind, wave.status, wave.opened_at, wave.closed_at, wave.drawn_at,
    wave.announced_at, wave.notified_at, draw.value_from
  from wave
  left join draw using (wave_id)
  where wave.year = $1 and wave.status <> 'cancelled'
  order by wave.number
  `,
)

/** The waves of a year that were not cancelled, in the order of their numbers. */
export function waveCalendar(db: Queryable, year: number): Promise<CalendarWave[]> {
  return rows(db, selectCalendar, [year])
}
