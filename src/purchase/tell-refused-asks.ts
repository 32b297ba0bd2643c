import type { Context } from '../database/context.ts'
import { first, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { day, hour } from '../kernel/clock.ts'
import { queueMessages } from '../messages/queue.ts'
import type { PurchaseRules } from './purchase-rules.ts'
import { refusedReasonWord } from './refused-ask-words.ts'

const chunk = 500
const kept = 90 * day

type WaitingRow = Row<'purchase/waiting-refused-asks', 'phone'>

/** One process at a time, so that the caps hold. */
const lockTelling = statement<[], 'purchase/lock-telling-refused', 'mine'>(
  'purchase/lock-telling-refused',
  'select pg_try_advisory_xact_lock(20201111, 32) as mine',
)

const waitingAsks = statement<[limit: number], 'purchase/waiting-refused-asks', WaitingRow>(
  'purchase/waiting-refused-asks',
  `
  select refused_ask.card_id, refused_ask.refused_ask_id, reason, partner.name as storefront,
    card.holder_phone as phone
  from refused_ask
  join partner using (partner_id)
  left join card on card.card_id = refused_ask.card_id
  where considered_at is null
  order by refused_ask_id
  limit $1
  `,
)

/** Whom to tell: the newest reason of each card, unless it was told within a day or the day's SMS are used up. */
const toBeTold = statement<
  [cardIds: string[], askIds: string[], dayAgo: Date, hourAgo: Date, perDay: number],
  'purchase/refused-asks-to-tell'
>(
  'purchase/refused-asks-to-tell',
  `
  select distinct on (ask.card_id) ask.card_id, ask.refused_ask_id
  from unnest($1::bigint[], $2::bigint[]) as named (card_id, refused_ask_id)
  join refused_ask ask using (card_id, refused_ask_id)
  cross join lateral (
    select count(*) as told, coalesce(bool_or(earlier.reason = ask.reason), false) as said
    from refused_ask earlier where earlier.card_id = ask.card_id and earlier.told_at > $3
  ) today
  where ask.reason is not null and ask.reason <> 'too_many_otps' and ask.at > $4
    and not today.said and today.told < $5
  order by ask.card_id, ask.refused_ask_id desc
  `,
)

const markConsidered = statement<[cardIds: string[], askIds: string[], toldIds: string[], now: Date]>(
  'purchase/mark-refused-asks',
  `
  update refused_ask
  set
    considered_at = $4::timestamptz,
    told_at = case when refused_ask.refused_ask_id = any ($3::bigint[]) then $4::timestamptz end
  from unnest($1::bigint[], $2::bigint[]) as named (card_id, refused_ask_id)
  where refused_ask.card_id = named.card_id and refused_ask.refused_ask_id = named.refused_ask_id
  `,
)

const forgetAsks = statement<[before: Date]>(
  'purchase/forget-refused-asks',
  'delete from refused_ask where at < $1 and considered_at is not null',
)

const refusedOfCard = statement<
  [cardId: string, since: Date, limit: number],
  'purchase/refused-asks-of-card',
  'reason'
>(
  'purchase/refused-asks-of-card',
  `
  select partner.name as storefront, course.title as course, reason, at
  from refused_ask
  join partner using (partner_id)
  join course using (course_id)
  where card_id = $1 and at > $2 and reason is not null
  order by refused_ask_id desc
  limit $3
  `,
)

export interface Telling {
  readonly rules: PurchaseRules
  /** where a holder reads more */
  readonly link: string
}

/**
 * Tells holders by SMS why their card was refused at a storefront that may not know; returns how many messages were
 * queued. Each reason once a day, so many in a day (rules), none for what is older than an hour. Safe in several processes.
 */
export async function tellRefusedAsks(ctx: Context, telling: Telling): Promise<number> {
  let told = 0
  for (;;) {
    const done = await tellChunk(ctx, telling)
    told += done.told
    if (done.considered < chunk) return told
  }
}

async function tellChunk(ctx: Context, { rules, link }: Telling) {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if (!(await first(tx, lockTelling, []))?.mine) return { considered: 0, told: 0 }
    const waiting = await rows(tx, waitingAsks, [chunk])
    if (waiting.length === 0) return { considered: 0, told: 0 }
    const ids = [waiting.map((ask) => ask.cardId), waiting.map((ask) => ask.refusedAskId)] as const
    const [dayAgo, hourAgo] = [new Date(now.getTime() - day), new Date(now.getTime() - hour)]
    const chosen = await rows(tx, toBeTold, [...ids, dayAgo, hourAgo, rules.otp.refusalNoticesPerDay])
    const toldIds = chosen.map((ask) => ask.refusedAskId)
    const told = waiting.filter((ask) => toldIds.includes(ask.refusedAskId))
    await queueMessages(
      tx,
      ctx,
      told.map(({ cardId, storefront, phone, reason }) => ({
        template: 'card-refused',
        channel: 'sms',
        to: phone,
        cardId,
        params: { storefront, reason: refusedReasonWord(reason!, 'id'), link },
        expiresAt: new Date(now.getTime() + hour),
      })),
    )
    await touched(tx, markConsidered, [...ids, toldIds, now])
    return { considered: waiting.length, told: told.length }
  })
}

/** Removes what was refused long ago; returns how many rows. For the timetable. */
export function forgetRefusedAsks({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forgetAsks, [new Date(clock.now().getTime() - kept)])
}

/** Where a card was refused within the last thirty days, and why, the newest first. For its holder and operators only. */
export function refusedAsksOfCard(ctx: Pick<Context, 'db' | 'clock'>, cardId: string, limit: number) {
  return rows(ctx.db, refusedOfCard, [cardId, new Date(ctx.clock.now().getTime() - 30 * day), limit])
}
