import { one, type Queryable, statement } from '../database/sql.ts'

/** How many came how far in a wave. */
export interface WaveFunnel {
  /** joined and did not leave by themselves */
  readonly joined: number
  /** of them: taken out because they may not be drawn */
  readonly takenOut: number
  /** in the closed list; 0 before */
  readonly listed: number
  readonly selected: number
  readonly notified: number
  /** of the notified: have bought their first training */
  readonly bought: number
  readonly revoked: number
}

const countFunnel = statement<
  [waveId: number],
  'waves/count-funnel',
  'joined' | 'takenOut' | 'listed' | 'selected' | 'notified' | 'bought' | 'revoked'
>(
  'waves/count-funnel',
  `
  select
    (select count(*)::int from wave_application
      where wave_application.wave_id = $1 and left_because is distinct from 'left') as joined,
    (select count(*)::int from wave_application
      where wave_application.wave_id = $1 and left_because <> 'left') as taken_out,
    coalesce((select applicants from draw where draw.wave_id = $1), 0) as listed,
    count(recipient.person_id)::int as selected,
    count(recipient.notified_at)::int as notified,
    count(card.first_paid_at)::int as bought,
    count(*) filter (where recipient.status = 'revoked')::int as revoked
  from recipient
  left join card using (card_id)
  where recipient.wave_id = $1
  `,
)

/** Counts a wave from its rows; reads all of them. */
export async function waveFunnel(db: Queryable, waveId: number): Promise<WaveFunnel> {
  const { takenOut, ...counts } = await one(db, countFunnel, [waveId])
  return { ...counts, takenOut }
}
