import { type Queryable, rows, statement } from '../database/sql.ts'

/** A wave that people may join now. */
export interface OpenWave {
  readonly waveId: number
  readonly year: number
  /** as people count them: gelombang 12 */
  readonly number: number
  readonly quota: number
}

// Without the counts of recipients: this is read by everybody who looks whether a wave is open.
const selectOpenWaves = statement<[], 'waves/select-open-waves'>(
  'waves/select-open-waves',
  `select wave_id, year, number, quota from wave where status = 'open' order by year, number`,
)

/** The waves that are open, the oldest first. */
export async function openWaves(db: Queryable): Promise<OpenWave[]> {
  const found = await rows(db, selectOpenWaves, [])
  return found.map(({ waveId, year, number, quota }) => ({ waveId: waveId, year, number, quota }))
}
