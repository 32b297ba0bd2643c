import type { Context } from '../database/context.ts'
import { type Row, rows, statement } from '../database/sql.ts'

export type MovementKind = 'grant' | 'purchase' | 'return' | 'forfeit' | 'restore'

/** One movement of money on a card, in rupiah; what leaves the card is negative. */
export interface Movement {
  readonly kind: MovementKind
  readonly amount: number
  /** the balance after it */
  readonly balance: number
  readonly at: Date
  /** of a purchase and its return */
  readonly purchaseId: string | undefined
  readonly course: string | undefined
  readonly institution: string | undefined
  readonly storefront: string | undefined
  readonly invoiceCode: string | undefined
}

/** An amount that an OTP on its way holds; it lapses by itself. */
export interface Hold {
  readonly purchaseId: string
  readonly amount: number
  readonly course: string
  readonly storefront: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface CardStatement {
  /** the oldest first */
  readonly movements: readonly Movement[]
  readonly holds: readonly Hold[]
  readonly balance: number
  readonly held: number
  readonly available: number
}

type MovementRow = Row<
  'card/select-movements',
  'amount' | 'balance' | 'at' | 'purchaseId' | { kind: MovementKind }
>

/** The order of one instant: a grant comes before what is bought with it, a purchase before its return. */
const selectMovements = statement<[cardId: string], 'card/select-movements', MovementRow>(
  'card/select-movements',
  `
  select
    line.kind, line.amount::int as amount, line.at, line.purchase_id,
    sum(line.amount) over (
      order by line.at, array_position(array['grant', 'purchase', 'return', 'forfeit', 'restore'], line.kind),
        line.purchase_id, line.serial
    )::int as balance,
    course.title as course, institution.name as institution, partner.name as storefront, purchase.invoice_code
  from ledger_line line
  left join purchase on purchase.card_id = line.card_id and purchase.purchase_id = line.purchase_id
  left join course on course.course_id = purchase.course_id
  left join institution on institution.institution_id = course.institution_id
  left join partner on partner.partner_id = purchase.partner_id
  where line.card_id = $1 and line.account = 'card'
  order by line.at, array_position(array['grant', 'purchase', 'return', 'forfeit', 'restore'], line.kind),
    line.purchase_id, line.serial
  `,
)

const selectHolds = statement<[cardId: string, now: Date], 'card/select-holds'>(
  'card/select-holds',
  `
  select
    purchase.purchase_id, purchase.amount, course.title as course, partner.name as storefront,
    purchase.created_at, purchase.expires_at
  from purchase
  join card on card.card_id = purchase.card_id
  join programme_year on programme_year.year = card.year
  join course on course.course_id = purchase.course_id
  join partner on partner.partner_id = purchase.partner_id
  where purchase.card_id = $1 and purchase.status = 'awaiting_otp' and purchase.expires_at > $2
    -- after the deadline nothing can be paid any more, so nothing is held
    and card.status <> 'revoked' and card.usable_before > $2
    and (card.first_paid_at is not null or card.first_purchase_before > $2)
    and purchase.otp_failures < (programme_year.rules #>> '{otp,triesPerPurchase}')::int
  order by purchase.created_at, purchase.purchase_id
  `,
)

/** Every movement of a card with the running balance, and what is held on it now. */
export async function cardStatement(
  ctx: Pick<Context, 'db' | 'clock'>,
  cardId: string,
): Promise<CardStatement> {
  const [moved, holds] = await Promise.all([
    rows(ctx.db, selectMovements, [cardId]),
    rows(ctx.db, selectHolds, [cardId, ctx.clock.now()]),
  ])
  const movements = moved.map(movementFrom)
  const balance = movements.at(-1)?.balance ?? 0
  const heldAmount = holds.reduce((sum, hold) => sum + hold.amount, 0)
  return { movements, holds, balance, held: heldAmount, available: balance - heldAmount }
}

function movementFrom(row: MovementRow): Movement {
  return { ...row, purchaseId: row.purchaseId === '0' ? undefined : row.purchaseId }
}
