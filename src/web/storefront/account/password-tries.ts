import { takeWithin } from '../../../database/tally.ts'
import { guardedLogIn, type LogInLocked } from '../../../identity/count-try.ts'
import { hour } from '../../../kernel/clock.ts'
import type { Outcome, RefusalFacts } from '../../../kernel/refusal.ts'
import { minutesLeft, passwordRules } from '../../../kernel/secrets/log-in-rules.ts'
import { callerOf } from '../../http/edge/caller.ts'
import type { Request, Shop } from '../shop.ts'

/** Looks at a password that is tried for an email, unless too many from there were wrong; see {@link guardedLogIn}. */
export function tryPassword<Value, Kind extends string>(
  c: Request,
  shop: Shop,
  email: string,
  check: () => Promise<Outcome<Value, Kind>>,
  wrong?: readonly Kind[],
): Promise<Outcome<Value, Kind | LogInLocked>> {
  const asked = { realm: shop.journey.id, email, caller: callerOf(c) }
  return guardedLogIn(shop.storefronts.ctx, asked, passwordRules, check, wrong)
}

/** The minutes until a locked log-in may be tried again. */
export function minutesUntil(shop: Shop, { until }: RefusalFacts): number {
  return minutesLeft(shop.storefronts.ctx.clock.now(), until)
}

/** Counts a link that is asked for, five to one email in an hour; the minutes to wait, 0 when it may be sent. */
export async function tryLink(shop: Shop, email: string): Promise<number> {
  const { ctx } = shop.storefronts
  const hidden = ctx.secrets.hash('link asked', `${shop.journey.id} ${email}`).toString('base64url')
  const limit = { subject: `link:${hidden}`, most: 5, windowMs: hour }
  const over = await takeWithin(ctx.db, ctx.clock.now(), [limit])
  return over ? Math.ceil(over.waitSeconds / 60) : 0
}
