import type { Context } from '../database/context.ts'
import { first, type Row, rows, statement } from '../database/sql.ts'
import { refusalWords } from '../kernel/refusal.ts'
import { daysLeft, wibDate } from '../kernel/wib.ts'

/** The training that must be finished before the next one is bought. */
export interface UnfinishedTraining {
  readonly purchaseId: string
  readonly course: string
  readonly storefront: string
  readonly paidAt: Date
}

/** What a holder, or an operator, must know of a card at a glance. Amounts in rupiah. */
export interface CardFacts {
  readonly cardId: string
  readonly number: string
  readonly personId: string
  readonly year: number
  readonly waveId: number
  readonly sandbox: boolean
  readonly holder: {
    readonly name: string
    readonly phone: string
    readonly email: string
    readonly bornOn: string
    readonly education: number
  }
  readonly granted: number
  readonly balance: number
  /** under OTPs that were sent and not yet answered */
  readonly held: number
  readonly available: number
  readonly status: 'active' | 'suspended' | 'revoked'
  readonly notifiedAt: Date
  /** before the first purchase its deadline, afterwards the year's cut-off: the first instant that is too late */
  readonly deadline: Date
  readonly deadlineKind: 'first_purchase' | 'cut_off'
  /** whole days to the last day in WIB; 0 on it, negative after it */
  readonly daysLeft: number
  /** nothing can be bought any more */
  readonly deadlinePassed: boolean
  readonly firstPaidAt: Date | undefined
  readonly unfinished: UnfinishedTraining | undefined
  /** purchases wait until then after a change of phone number */
  readonly payingFrom: Date | undefined
  /** wrong codes today that have locked paying until tomorrow */
  readonly lockedToday: boolean
}

type CardRow = Row<'card/select-cards', 'held' | 'lockedToday'>

const selectCards = statement<[cardIds: string[], now: Date, today: string], 'card/select-cards', CardRow>(
  'card/select-cards',
  `
  select
    card.card_id, card.number, card.person_id, card.year, card.wave_id, card.sandbox, card.holder_name,
    card.holder_phone, card.holder_email, card.holder_born_on, card.holder_education, card.granted, card.balance,
    card.status, card.notified_at, card.first_purchase_before, card.usable_before, card.first_paid_at,
    case when card.paying_from > $2 then card.paying_from end as paying_from,
    card.otp_failures_on is not distinct from $3::date
      and card.otp_failures >= (programme_year.rules #>> '{otp,failuresPerCardPerDay}')::int as locked_today,
    coalesce((
      select sum(amount)::int
      from purchase
      where purchase.card_id = card.card_id and purchase.status = 'awaiting_otp' and purchase.expires_at > $2
        -- after the deadline nothing can be paid any more, so nothing is held
        and card.status <> 'revoked' and card.usable_before > $2
        and (card.first_paid_at is not null or card.first_purchase_before > $2)
        and purchase.otp_failures < (programme_year.rules #>> '{otp,triesPerPurchase}')::int
    ), 0) as held,
    card.unfinished_purchase_id, course.title as unfinished_course, partner.name as unfinished_storefront,
    unfinished.paid_at as unfinished_paid_at
  from card
  join programme_year using (year)
  left join purchase unfinished
    on unfinished.card_id = card.card_id and unfinished.purchase_id = card.unfinished_purchase_id
  left join course on course.course_id = unfinished.course_id
  left join partner on partner.partner_id = unfinished.partner_id
  where card.card_id = any ($1::bigint[])
  order by card.card_id
  `,
)

const selectByNumber = statement<[number: string], 'card/select-by-number'>(
  'card/select-by-number',
  'select card_id from card_number where number = $1 and replaced_at is null',
)

/** The facts of a card as of now, or undefined for an unknown id. */
export async function cardFacts(
  ctx: Pick<Context, 'db' | 'clock'>,
  cardId: string,
): Promise<CardFacts | undefined> {
  return (await factsOfCards(ctx, [cardId]))[0]
}

/** The facts of many cards at once, in the order of their ids. */
export async function factsOfCards(
  ctx: Pick<Context, 'db' | 'clock'>,
  cardIds: readonly string[],
): Promise<CardFacts[]> {
  const now = ctx.clock.now()
  const found = await rows(ctx.db, selectCards, [[...cardIds], now, wibDate(now)])
  return found.map((row) => factsFrom(row, now))
}

/** Why a number names no card. */
export const cardNumberRefusals = refusalWords({
  id: {
    card_unknown: 'Tidak ada kartu yang dipakai dengan nomor ini. Periksa 16 angkanya.',
    card_number_malformed: 'Ini bukan nomor kartu: salah satu dari 16 angkanya keliru. Periksa lagi.',
  },
  en: {
    card_unknown: 'No card in use has this number. Check its 16 digits.',
    card_number_malformed: 'This is no card number: one of its 16 digits is wrong. Check them again.',
  },
})

/** The card that a number in use leads to; replaced numbers lead nowhere. For holders and operators only. */
export async function cardIdByNumber(db: Context['db'], number: string): Promise<string | undefined> {
  return (await first(db, selectByNumber, [number]))?.cardId
}

function factsFrom(row: CardRow, now: Date): CardFacts {
  // The year's cut-off ends every term, whatever the first purchase had until.
  const waiting = row.firstPaidAt === undefined && row.firstPurchaseBefore <= row.usableBefore
  const deadline = waiting ? row.firstPurchaseBefore : row.usableBefore
  return {
    cardId: row.cardId,
    number: row.number,
    personId: row.personId,
    year: row.year,
    waveId: row.waveId,
    sandbox: row.sandbox,
    holder: {
      name: row.holderName,
      phone: row.holderPhone,
      email: row.holderEmail,
      bornOn: row.holderBornOn,
      education: row.holderEducation,
    },
    granted: row.granted,
    balance: row.balance,
    held: row.held,
    available: row.balance - row.held,
    status: row.status,
    notifiedAt: row.notifiedAt,
    deadline,
    deadlineKind: waiting ? 'first_purchase' : 'cut_off',
    daysLeft: daysLeft(now, deadline),
    deadlinePassed: deadline <= now,
    firstPaidAt: row.firstPaidAt,
    unfinished: unfinishedFrom(row),
    payingFrom: row.payingFrom,
    lockedToday: row.lockedToday,
  }
}

function unfinishedFrom(row: CardRow): UnfinishedTraining | undefined {
  if (row.unfinishedPurchaseId === undefined || row.unfinishedPaidAt === undefined) return undefined
  return {
    purchaseId: row.unfinishedPurchaseId,
    course: row.unfinishedCourse ?? '',
    storefront: row.unfinishedStorefront ?? '',
    paidAt: row.unfinishedPaidAt,
  }
}
