import { first, type Queryable, statement } from '../../database/sql.ts'

/** That one person has entered the public value of a draw, and another one must. What was entered is shown to nobody. */
export interface WaitingValue {
  /** `staff:7` */
  readonly enteredBy: string
  readonly enteredAt: Date
}

const selectWaitingValue = statement<[waveId: number], 'waves/select-waiting-draw-value'>(
  'waves/select-waiting-draw-value',
  `
  select entered_by, entered_at
  from draw join draw_value using (wave_id)
  where wave_id = $1 and public_value is null and round = value_round and entry = 1
  `,
)

/** Who has entered the public value that waits for its second person; undefined where none waits. */
export function waitingValue(db: Queryable, waveId: number): Promise<WaitingValue | undefined> {
  return first(db, selectWaitingValue, [waveId])
}
