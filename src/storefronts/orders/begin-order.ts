import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { findAccount } from '../accounts/accounts.ts'
import type { Journey } from '../journey.ts'
import { storefrontIsSuspended } from '../storefront-is-suspended.ts'
import type { Storefronts } from '../storefronts.ts'
import { firstStep } from '../walk.ts'
import { writeDraftOrder } from './draft-orders.ts'

export interface Beginning {
  readonly courseCode: string
  readonly scheduleCode: string
  /** hash of the anonymous session that begins, where nobody is logged in yet */
  readonly sessionHash: Buffer | undefined
  readonly accountId: string | undefined
}

/** "Buy": a draft order for one schedule of one course, standing at the first step of the journey. */
export async function beginOrder(
  { ctx }: Storefronts,
  journey: Journey,
  wish: Beginning,
): Promise<Outcome<string, 'not_sold_here' | 'storefront_suspended'>> {
  const { accountId } = wish
  const account = accountId ? await findAccount(ctx.db, journey.id, accountId) : undefined
  const buyer = { loggedIn: accountId !== undefined, phoneVerified: Boolean(account?.phoneVerifiedAt) }
  const orderNo = await writeDraftOrder(ctx, {
    // 60 bits: an order number in an address or an email cannot be guessed
    orderNo: `${journey.id.slice(0, 3).toUpperCase()}-${randomCode(12)}`,
    storefront: journey.id,
    sessionHash: wish.accountId ? undefined : wish.sessionHash,
    accountId: wish.accountId,
    courseCode: wish.courseCode,
    scheduleCode: wish.scheduleCode,
    step: firstStep(journey, buyer),
  })
  if (orderNo) return done(orderNo)
  return refuse((await storefrontIsSuspended(ctx.db, journey.id)) ? 'storefront_suspended' : 'not_sold_here')
}
