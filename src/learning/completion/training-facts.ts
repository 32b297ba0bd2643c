import { first, type Queryable, statement } from '../../database/sql.ts'
import type { Enrolment } from '../enrolment.ts'
import type { TrainingFacts } from './report-rules.ts'

/** All that is done with a training happens under the lock of its card, one after the other. */
export const lockTrainingCard = statement<[cardId: string]>(
  'learning/lock-training-card',
  'select card_id from card where card_id = $1 for no key update',
)

const selectFacts = statement<
  [cardId: string, purchaseId: string, institutionId: number],
  'learning/training-facts',
  'certified'
>(
  'learning/training-facts',
  `
  select purchase.cancelled_at, redeemed_at, finished_at, starts_at, ends_at,
    (
      select rests_until from completion_report report
      where report.card_id = $1 and report.purchase_id = $2 and verdict is distinct from 'refused'
    ) as report_rests_until,
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
export function trainingFacts(
  db: Queryable,
  { cardId, purchaseId }: Enrolment,
  institutionId: number,
): Promise<TrainingFacts | undefined> {
  return first(db, selectFacts, [cardId, purchaseId, institutionId])
}
