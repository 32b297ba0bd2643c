import { lastCutOffSql } from '../../catalogue/schedules/cut-off.ts'
import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'

const insertDraftOrder = statement<
  [
    orderNo: string,
    storefront: string,
    sessionHash: Buffer | null,
    accountId: string | null,
    courseCode: string,
    scheduleCode: string,
    step: string,
    now: Date,
  ],
  'storefronts/insert-draft'
>(
  'storefronts/insert-draft',
  `
  insert into storefront_order (
    order_no, storefront, session_hash, account_id, course_id, schedule_id, step, price, created_at
  )
  select $1, $2, $3, $4, course_id, schedule_id, $7, price, $8
  from course
  join schedule using (course_id)
  join offer using (course_id)
  join partner using (partner_id)
  where course_code = $5 and schedule_code = $6 and partner.storefront = $2
    and price is not null and course.status = 'listed'
    and not exists (
      select from suspension
      where party_kind = 'storefront' and party_id = partner.partner_id and ended_at is null
    )
    -- nobody could pay for what begins when no card can be used any more
    and coalesce(schedule.starts_at < ${lastCutOffSql}, true)
  returning order_no
  `,
)

/** Writes a draft; undefined when this storefront does not sell that schedule of that course. */
export async function writeDraftOrder(
  ctx: Context,
  draft: {
    orderNo: string
    storefront: string
    sessionHash: Buffer | undefined
    accountId: string | undefined
    courseCode: string
    scheduleCode: string
    step: string
  },
): Promise<string | undefined> {
  const row = await first(ctx.db, insertDraftOrder, [
    draft.orderNo,
    draft.storefront,
    draft.sessionHash,
    draft.accountId,
    draft.courseCode,
    draft.scheduleCode,
    draft.step,
    ctx.clock.now(),
  ])
  return row?.orderNo
}

const adoptDraftOrders = statement<[sessionHash: Buffer, accountId: string]>(
  'storefronts/adopt-drafts',
  `
  update storefront_order set account_id = $2, session_hash = null
  where session_hash = $1 and account_id is null and status = 'draft'
  `,
)

/** Somebody logged in: the drafts of the anonymous session become the account's. */
export async function adoptDraftOrdersOf(
  ctx: Context,
  sessionHash: Buffer,
  accountId: string,
): Promise<void> {
  await touched(ctx.db, adoptDraftOrders, [sessionHash, accountId])
}
