import { statement } from '../../database/sql.ts'
import { bought, clearedBefore, type SureOfFinding, sweep } from './finding.ts'
import { oddFound, oddShare } from './odd-share.ts'

const findLast = statement<
  [since: Date, purchases: number, percent: number, hours: number],
  'fraud/last-hours',
  SureOfFinding
>(
  'fraud/last-hours',
  `
  with ${clearedBefore('last_hours')},
  ${bought},
  sided as (
    select
      bought.*, paid_at as at,
      paid_at = first_paid_at and paid_at > first_purchase_before - make_interval(hours => $4::int) as odd
    from bought join card using (card_id)
  ),
  ${oddShare}
  ${oddFound(`'hours', $4::int`)}
  `,
)

/** Cards that lay unused until the last hours of their term, and then bought one course. */
export const lastHours = sweep(findLast, ({ since }, rules) => [
  since,
  rules.latePurchases,
  rules.latePercent,
  rules.lateHours,
])

const findInstant = statement<
  [since: Date, redeems: number, percent: number, seconds: number],
  'fraud/instant-redeems',
  SureOfFinding
>(
  'fraud/instant-redeems',
  `
  with ${clearedBefore('instant_redeem')},
  ${bought},
  sided as (
    select
      bought.*, coalesce(redeemed_at, paid_at) as at,
      coalesce(
        redeemed_at < paid_at + make_interval(secs => $4::int) and coalesce(first_use, 'redeemed') = 'redeemed', false
      ) as odd
    from bought
  ),
  ${oddShare}
  ${oddFound(`'seconds', $4::int`)}
  `,
)

/** Codes that are redeemed seconds after they were paid for, in bulk: nobody reads an SMS so fast. */
export const instantRedeems = sweep(findInstant, ({ since }, rules) => [
  since,
  rules.instantRedeems,
  rules.instantPercent,
  rules.instantSeconds,
])

const findChanged = statement<
  [since: Date, cards: number, percent: number, hours: number],
  'fraud/changed-phones',
  SureOfFinding
>(
  'fraud/changed-phones',
  // A card pays again from paying_from on, once its new phone has rested.
  `
  with ${clearedBefore('changed_phones')},
  ${bought},
  sided as (
    select
      bought.*, paid_at as at,
      coalesce(
        paid_at >= paying_from and paid_at < paying_from + make_interval(hours => $4::int) and paid_at = first_paid_at,
        false
      ) as odd
    from bought join card using (card_id)
  ),
  ${oddShare}
  ${oddFound(`'hours', $4::int`)}
  `,
)

/** Phones that were changed, and the cards emptied at one course as soon as the new phone might pay. */
export const changedPhones = sweep(findChanged, ({ since }, rules) => [
  since,
  rules.changedPhones,
  rules.changedPhonePercent,
  rules.changedPhoneHours,
])
