import { hour, second } from '../kernel/clock.ts'
import { ageOn, wibDate } from '../kernel/wib.ts'
import type { PausedFor, PurchaseRules } from './purchase-rules.ts'

export interface CardFacts {
  readonly cardId: string
  readonly status: 'active' | 'suspended' | 'revoked'
  readonly sandbox: boolean
  /** calendar date */
  readonly bornOn: string
  readonly education: number
  /** rupiah */
  readonly balance: number
  /** the first instants at which it is too late */
  readonly firstPurchaseBefore: Date
  readonly usableBefore: Date
  readonly firstPaidAt: Date | undefined
  /** after a change of phone number */
  readonly payingFrom: Date | undefined
  readonly unfinishedPurchaseId: string | undefined
  /** wrong codes on the WIB date beside it */
  readonly otpFailures: number
  readonly otpFailuresOn: string | undefined
  /** all of them, whatever became of them */
  readonly purchases: readonly PurchaseFacts[]
}

export interface PurchaseFacts {
  readonly purchaseId: string
  readonly partnerId: number
  readonly userPlatformId: string
  readonly scheduleCode: string
  /** rupiah */
  readonly amount: number
  readonly status: 'awaiting_otp' | 'paid' | 'cancelled'
  readonly expiresAt: Date
  /** codes or their hashes, newest last */
  readonly codes: readonly LiveCode[]
  readonly otpSends: number
  readonly otpSentAt: Date
  readonly otpFailures: number
  readonly invoiceCode: string | undefined
  /** the code, or its hash, that paid it */
  readonly consumedCode: string | undefined
  readonly paidAt: Date | undefined
  readonly redeemedAt: Date | undefined
}

export interface LiveCode {
  readonly code: string
  readonly expiresAt: Date
}

export interface ScheduleFacts {
  readonly courseCode: string
  /** listed, and offered by the storefront that asks */
  readonly sold: boolean
  /** rupiah as approved; undefined: never sold */
  readonly price: number | undefined
  readonly minAge: number | undefined
  readonly maxAge: number | undefined
  readonly minEducation: number
  /** undefined: whenever the buyer begins */
  readonly startsAt: Date | undefined
  readonly seatsLeft: number
}

export interface SendOtpFacts {
  readonly asked: {
    readonly partnerId: number
    readonly sandbox: boolean
    readonly userPlatformId: string
    readonly courseCode: string
    readonly scheduleCode: string
    readonly amount: number
    readonly discount: number
    readonly paused: PausedFor
    readonly suspended?: boolean
  }
  /** in the demo real storefronts take sandbox cards too */
  readonly demo: boolean
  readonly schedule: ScheduleFacts | undefined
  readonly card: CardFacts | undefined
  /** the number that was given was that card's, until it got another */
  readonly numberReplaced?: boolean
  /** the card that the storefront's account pays with */
  readonly accountCardId: string | undefined
}

export interface AuthorizeFacts {
  readonly asked: {
    readonly partnerId: number
    readonly otp: string
    readonly invoiceCode: string
    /** a sandbox partner's codes that always pass, and always fail */
    readonly passes: boolean
    readonly fails: boolean
    readonly paused: PausedFor
    readonly suspended?: boolean
  }
  /** what the token leads to; undefined, with its card and schedule, if it was not given to this partner */
  readonly purchase: PurchaseFacts | undefined
  readonly card: CardFacts | undefined
  readonly schedule:
    | (Pick<ScheduleFacts, 'startsAt' | 'seatsLeft'> & { readonly suspended?: boolean })
    | undefined
  /** the purchase that was paid under this invoice */
  readonly capturedPurchaseId: string | undefined
  readonly accountCardId: string | undefined
}

/** Reasons to say no, in the order in which they are looked at; a line may rely on the lines before it. */
type Policy<Facts> = readonly (readonly [
  refusal: string,
  applies: (facts: Facts, now: Date, rules: PurchaseRules) => boolean,
])[]

const sendOtpPolicy = [
  ['course_or_schedule_missing', ({ asked }) => asked.scheduleCode === '' || asked.courseCode === ''],
  ['storefront_suspended', ({ asked }) => asked.suspended === true],
  ['schedule_unknown', ({ schedule }) => !schedule],
  ['schedule_of_other_course', ({ schedule, asked }) => schedule!.courseCode !== asked.courseCode],
  ['course_not_sold', ({ schedule }) => !schedule!.sold || schedule!.price === undefined],
  ['amount_differs', ({ schedule, asked }) => asked.amount !== schedule!.price! - asked.discount],
  ['schedule_started', ({ schedule }, now) => hasCome(schedule!.startsAt, now)],
  ['quota_gone', ({ schedule }) => schedule!.seatsLeft <= 0],
  // It tells of the account alone, and the same for every number that is not its own.
  [
    'account_uses_other_card',
    ({ card, accountCardId }) => accountCardId !== undefined && accountCardId !== card?.cardId,
  ],
  ['otp_paused', ({ accountCardId, asked }) => isPaused(asked.paused, accountCardId !== undefined)],
  ['card_not_usable', ({ card }) => !card],
  ['card_not_usable', ({ card, asked, demo }) => card!.sandbox !== asked.sandbox && !(card!.sandbox && demo)],
  ['card_number_replaced', ({ numberReplaced }) => numberReplaced === true],
  ['deadline_passed', ({ card }, now) => isTooLate(card!, now)],
  ['card_not_usable', ({ card }, now, rules) => !isActive(card!, now) || isLockedToday(card!, now, rules)],
  ['card_used_by_other_account', ({ card, asked }) => isUsedByOtherAccount(card!, asked)],
  ['schedule_after_term', ({ schedule, card }) => isAfterTerm(schedule!, card!)],
  ['age_unfit', ({ schedule, card }, now) => !fitsAge(schedule!, ageOn(card!.bornOn, now))],
  ['education_unfit', ({ schedule, card }) => card!.education < schedule!.minEducation],
  [
    'balance_too_small',
    (facts, ...at) => available(facts.card!, openPurchase(facts, at[0]), ...at) < facts.asked.amount,
  ],
  ['training_unfinished', ({ card }, _now, rules) => mustFinishFirst(card!, rules)],
  ['too_many_tries', (facts, now, rules) => hasNoTriesLeft(openPurchase(facts, now), rules)],
  ['otp_too_soon', (facts, now, rules) => secondsToWait(openPurchase(facts, now), now, rules) > 0],
  ['too_many_otps', ({ card }, now, rules) => sendsInLastHour(card!, now) >= rules.otp.sendsPerCardPerHour],
] as const satisfies Policy<SendOtpFacts>

const authorizePolicy = [
  ['token_unknown', ({ purchase }) => !purchase],
  [
    'already_cancelled',
    ({ purchase, asked }) => purchase!.status === 'cancelled' && isOfInvoice(purchase!, asked),
  ],
  ['invoice_taken', ({ purchase, capturedPurchaseId }) => isOther(capturedPurchaseId, purchase!.purchaseId)],
  ['token_used', ({ purchase }) => purchase!.paidAt !== undefined],
  ['otp_expired', ({ purchase }, now) => hasCome(purchase!.expiresAt, now)],
  ['otp_paused', ({ accountCardId, card, asked }) => isPaused(asked.paused, accountCardId === card!.cardId)],
  ['too_many_tries', ({ purchase }, _now, rules) => hasNoTriesLeft(purchase, rules)],
  ['too_many_tries', ({ card }, now, rules) => isLockedToday(card!, now, rules)],
  ['otp_wrong', ({ purchase, asked }, now) => !isRightCode(purchase!, asked, now)],
  ['storefront_suspended', ({ asked }) => asked.suspended === true],
  // its institution was suspended since the code was sent
  ['course_not_sold', ({ schedule }) => schedule!.suspended === true],
  // The right code is the holder's consent: from here on the partner may know.
  ['deadline_passed', ({ card }, now) => isTooLate(card!, now)],
  ['card_not_usable', ({ card }, now) => !isActive(card!, now)],
  ['schedule_started', ({ schedule }, now) => hasCome(schedule!.startsAt, now)],
  ['account_uses_other_card', ({ card, accountCardId }) => isOther(accountCardId, card!.cardId)],
  ['card_used_by_other_account', ({ card, purchase }) => isUsedByOtherAccount(card!, purchase!)],
  ['schedule_after_term', ({ schedule, card }) => isAfterTerm(schedule!, card!)],
  ['balance_too_small', ({ card, purchase }, ...at) => available(card!, purchase, ...at) < purchase!.amount],
  ['training_unfinished', ({ card }, _now, rules) => mustFinishFirst(card!, rules)],
  ['quota_gone', ({ schedule }) => schedule!.seatsLeft <= 0],
] as const satisfies Policy<AuthorizeFacts>

/**
 * Reasons that tell of a card or its holder: before the holder has consented a partner learns `card_not_usable` instead,
 * as for a number that leads to no card. Whom the holder has paid through before is told.
 */
export const privateReasons = [
  'card_number_replaced',
  'deadline_passed',
  'card_used_by_other_account',
  'schedule_after_term',
  'age_unfit',
  'education_unfit',
  'balance_too_small',
  'training_unfinished',
  'too_many_otps',
] as const satisfies readonly (typeof sendOtpPolicy)[number][0][]

/** Why no OTP is sent, as the holder may know it; undefined when one is. */
export function reasonAgainstOtp(facts: SendOtpFacts, now: Date, rules: PurchaseRules) {
  return sendOtpPolicy.find(([, applies]) => applies(facts, now, rules))?.[0]
}

/**
 * Why no OTP is sent, as the partner is told; undefined when one is. The statement `purchase/send-otps` says the same in
 * SQL.
 */
export function judgeSendOtp(facts: SendOtpFacts, now: Date, rules: PurchaseRules) {
  const reason = reasonAgainstOtp(facts, now, rules)
  const isPrivate = (privateReasons as readonly unknown[]).includes(reason)
  if (!isPrivate || facts.accountCardId === facts.card!.cardId) return reason
  // How often codes were sent for its own open purchase is no news to a storefront.
  if (reason === 'too_many_otps' && openPurchase(facts, now)) return reason
  return 'card_not_usable'
}

/**
 * Why the money is not taken; undefined when it is, or was by this very request, see {@link isReplay}.
 * The statement `purchase/authorize-purchases` says the same in SQL.
 */
export function judgeAuthorize(facts: AuthorizeFacts, now: Date, rules: PurchaseRules) {
  if (isReplay(facts)) return undefined
  return authorizePolicy.find(([, applies]) => applies(facts, now, rules))?.[0]
}

/** The same request again: answered as it was, whatever has changed since. */
export function isReplay({ purchase, asked }: AuthorizeFacts): boolean {
  return purchase?.status === 'paid' && isOfInvoice(purchase, asked) && purchase.consumedCode === asked.otp
}

function isOfInvoice(purchase: PurchaseFacts, asked: AuthorizeFacts['asked']): boolean {
  return purchase.invoiceCode === asked.invoiceCode
}

/** The open purchase that a request for an OTP means when it is made again: another code of the same. */
export function openPurchase({ card, asked }: SendOtpFacts, now: Date): PurchaseFacts | undefined {
  return card?.purchases.findLast(
    (purchase) =>
      isOpen(purchase, now) &&
      purchase.partnerId === asked.partnerId &&
      purchase.userPlatformId === asked.userPlatformId &&
      purchase.scheduleCode === asked.scheduleCode &&
      purchase.amount === asked.amount,
  )
}

/** Seconds between the code sent last, the `sends`-th of its purchase, and the next one; the last gap repeats. */
export function otpGapSeconds(sends: number, gaps: readonly number[]): number {
  return gaps[Math.min(sends, gaps.length) - 1] ?? 0
}

/** Whole seconds until another code of an open purchase may be sent. */
export function secondsToWait(
  purchase: Pick<PurchaseFacts, 'otpSends' | 'otpSentAt'> | undefined,
  now: Date,
  { otp }: PurchaseRules,
): number {
  if (!purchase) return 0
  const againAt = purchase.otpSentAt.getTime() + otpGapSeconds(purchase.otpSends, otp.gapsSeconds) * second
  return Math.max(0, Math.ceil((againAt - now.getTime()) / second))
}

/** Wrong codes of a card on the WIB day of `now`. */
export function failuresToday(card: Pick<CardFacts, 'otpFailures' | 'otpFailuresOn'>, now: Date): number {
  return card.otpFailuresOn === wibDate(now) ? card.otpFailures : 0
}

/** Rupiah that a card can pay with: the balance less what its other open purchases hold. */
export function available(
  card: CardFacts,
  mine: PurchaseFacts | undefined,
  now: Date,
  { otp }: PurchaseRules,
): number {
  const holding = card.purchases.filter(
    (other) =>
      other.purchaseId !== mine?.purchaseId && isOpen(other, now) && other.otpFailures < otp.triesPerPurchase,
  )
  return card.balance - sum(holding.map(({ amount }) => amount))
}

function sendsInLastHour(card: CardFacts, now: Date): number {
  const recent = card.purchases.filter(({ otpSentAt }) => otpSentAt.getTime() > now.getTime() - hour)
  return sum(recent.map(({ otpSends }) => otpSends))
}

function isOpen(purchase: PurchaseFacts, now: Date): boolean {
  return purchase.status === 'awaiting_otp' && !hasCome(purchase.expiresAt, now)
}

function hasNoTriesLeft(purchase: PurchaseFacts | undefined, { otp }: PurchaseRules): boolean {
  return purchase !== undefined && purchase.otpFailures >= otp.triesPerPurchase
}

function isTooLate(card: CardFacts, now: Date): boolean {
  return (!card.firstPaidAt && hasCome(card.firstPurchaseBefore, now)) || hasCome(card.usableBefore, now)
}

/** A training that begins when the card is over could neither be begun nor finished with it. */
function isAfterTerm({ startsAt }: Pick<ScheduleFacts, 'startsAt'>, { usableBefore }: CardFacts): boolean {
  return startsAt !== undefined && startsAt.getTime() >= usableBefore.getTime()
}

function isActive(card: CardFacts, now: Date): boolean {
  return card.status === 'active' && (!card.payingFrom || hasCome(card.payingFrom, now))
}

function isLockedToday(card: CardFacts, now: Date, { otp }: PurchaseRules): boolean {
  return failuresToday(card, now) >= otp.failuresPerCardPerDay
}

function isUsedByOtherAccount(
  card: CardFacts,
  { partnerId, userPlatformId }: { readonly partnerId: number; readonly userPlatformId: string },
): boolean {
  return card.purchases.some(
    (other) => other.paidAt && other.partnerId === partnerId && other.userPlatformId !== userPlatformId,
  )
}

function mustFinishFirst(card: CardFacts, rules: PurchaseRules): boolean {
  return rules.secondPurchaseAfterFinished && card.unfinishedPurchaseId !== undefined
}

function fitsAge({ minAge, maxAge }: ScheduleFacts, age: number): boolean {
  return age >= (minAge ?? 0) && age <= (maxAge ?? Number.POSITIVE_INFINITY)
}

function isRightCode({ codes }: PurchaseFacts, asked: AuthorizeFacts['asked'], now: Date): boolean {
  if (asked.passes || asked.fails) return asked.passes
  return codes.some(({ code, expiresAt }) => code === asked.otp && !hasCome(expiresAt, now))
}

function isPaused(paused: PausedFor, knownAccount: boolean): boolean {
  return paused.known || (paused.new && !knownAccount)
}

function isOther(id: string | undefined, mine: string): boolean {
  return id !== undefined && id !== mine
}

function hasCome(instant: Date | undefined, now: Date): boolean {
  return instant !== undefined && instant.getTime() <= now.getTime()
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
