import { first, type Queryable, statement } from '../../database/sql.ts'
import type { Enrolment } from '../enrolment.ts'
import type { TrainingFacts } from './desk-rules.ts'

/** All that is done with a training happens under the lock of its card, one after the other. */
export const lockTrainingCard = statement<[cardId: string]>(
  'learning/lock-training-card',
  'select card_id from card where card_id = $1 for no key update',
)

interface FactsRow {
  cancelled_at: Date | null
  redeemed_at: Date | null
  finished_at: Date | null
  starts_at: Date | null
  ends_at: Date | null
  rests_until: Date | null
  certified: boolean
}

const selectFacts = statement<[cardId: string, purchaseId: string, institutionId: number], FactsRow>(
  'learning/training-facts',
  `
  select purchase.cancelled_at, redeemed_at, finished_at, starts_at, ends_at,
    (
      select rests_until from completion_report report
      where report.card_id = $1 and report.purchase_id = $2 and verdict is distinct from 'refused'
    ) as rests_until,
    exists (
      select from certificate
      where certificate.card_id = $1 and certificate.purchase_id = $2 and kind = 'ministry' and revoked_at is null
    ) as certified
  from purchase
  join course using (course_id)
  join schedule using (schedule_id)
  where purchase.card_id = $1 and purchase.purchase_id = $2 and paid_at is not null and institution_id = $3
  `,
)

/** What has become of a training, for the institution that gives it; undefined where it is none of its own. */
export async function trainingFacts(
  db: Queryable,
  { cardId, purchaseId }: Enrolment,
  institutionId: number,
): Promise<TrainingFacts | undefined> {
  const row = await first(db, selectFacts, [cardId, purchaseId, institutionId])
  return (
    row && {
      cancelledAt: row.cancelled_at ?? undefined,
      redeemedAt: row.redeemed_at ?? undefined,
      finishedAt: row.finished_at ?? undefined,
      startsAt: row.starts_at ?? undefined,
      endsAt: row.ends_at ?? undefined,
      reportRestsUntil: row.rests_until ?? undefined,
      certified: row.certified,
    }
  )
}
