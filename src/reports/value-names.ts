import { type Queryable, rows, statement } from '../database/sql.ts'
import { provinceNames } from '../people/region-codes.ts'
import type { Dimension } from './position.ts'

const selectNames = statement<[dimension: string], 'reports/value-names', 'value' | 'name'>(
  'reports/value-names',
  `
  select value, name
  from (
    select 'wave' as dimension, wave_id::text as value, year || '-' || number as name from wave
    union all select 'storefront', partner_id::text, name from partner
    union all select 'institution', institution_id::text, name from institution
  ) named
  where dimension = $1
  `,
)

/** What the values of a dimension are called: `3` of the waves is `2026-1`. A year is its own name. */
export async function valueNames(db: Queryable, dimension: Dimension): Promise<(value: string) => string> {
  const names =
    dimension === 'province'
      ? await provinceNames()
      : new Map((await rows(db, selectNames, [dimension])).map(({ value, name }) => [value, name]))
  return (value) => names.get(value) ?? value
}
