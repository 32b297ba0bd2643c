import type { Context } from '../database/context.ts'
import { first, one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { randomCode } from '../kernel/codes.ts'
import type { Actor } from '../kernel/request.ts'
import { resetAttendance } from '../learning/attendance/reset-attendance.ts'
import { lockCardOfCode } from '../learning/redeem/lock-card-of-code.ts'
import { markUsed } from '../learning/redeem/mark-used.ts'
import type { BuyingPartner, Purchases } from '../purchase/purchases.ts'
import { sandboxPartner } from './demo-partners.ts'
import { closeSale, openSale, sandboxCourses, seedSandboxInstitution } from './sandbox-institution.ts'

/** The redeem codes that are always there, each of a card of its own; those of PRAT- may be reset by API, too. */
export const sandboxCodes: readonly {
  readonly code: string
  readonly course: keyof typeof sandboxCourses
}[] = [
  { code: 'UJI0KODE0001', course: 'webinar' },
  { code: 'UJI0KODE0011', course: 'webinar' },
  { code: 'UJI0KODE0012', course: 'webinar' },
  { code: 'UJI0KODE0013', course: 'webinar' },
  { code: 'UJI0KODE0014', course: 'webinar' },
  { code: 'UJI0KODE0015', course: 'self_paced' },
  { code: 'UJI0KODE0016', course: 'self_paced' },
  { code: 'UJI0KODE0017', course: 'self_paced' },
  { code: 'UJI0KODE0018', course: 'self_paced' },
  { code: 'PRAT-UJI00001', course: 'webinar' },
  { code: 'PRAT-UJI00002', course: 'self_paced' },
]

/** The one code that somebody has attended with: not its first session, but its second. */
const attended = { code: 'UJI0KODE0001', sequence: 2 } as const

const selectPartner = statement<[clientCode: string], 'demo/sandbox-partner', BuyingPartner>(
  'demo/sandbox-partner',
  `
  select partner_id, client_code, name, domain, sandbox, gives_voucher
  from partner where client_code = $1
  `,
)

const selectCode = statement<[code: string], 'demo/sandbox-code', 'cancelled'>(
  'demo/sandbox-code',
  `
  select card_id, purchase_id, purchase.cancelled_at is not null as cancelled
  from code join purchase using (card_id, purchase_id)
  where code = $1
  `,
)

const selectNumber = statement<[cardId: string], 'demo/number-of-card'>(
  'demo/number-of-card',
  'select number from card where card_id = $1',
)

const wearCode = statement<[cardId: string, purchaseId: string, code: string], 'demo/wear-code', 'drawn'>(
  'demo/wear-code',
  `
  update purchase set redeem_code = $3 where card_id = $1 and purchase_id = $2
  returning old.redeem_code as drawn
  `,
)

const leadCode = statement<[cardId: string, purchaseId: string, code: string]>(
  'demo/lead-code',
  `
  insert into code (code, kind, card_id, purchase_id) values ($3, 'redeem', $1, $2)
  on conflict (code) do update set card_id = excluded.card_id, purchase_id = excluded.purchase_id
  `,
)

const dropCode = statement<[code: string]>('demo/drop-code', 'delete from code where code = $1')

const attend = statement<
  [code: string, sequence: number, now: Date, actor: string, requestId: string],
  'demo/attend'
>(
  'demo/attend',
  `
  with attended as (
    insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by)
    select card_id, purchase_id, $2, $3, $4 from code where code = $1
    on conflict do nothing
    returning card_id, purchase_id
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $3, $4, 'attended', 'purchase:' || purchase_id, 'sandbox', $5, jsonb_build_object('sequence', $2::int)
    from attended
  )
  select card_id, purchase_id from attended
  `,
)

/**
 * Makes the sandbox's codes where they are not there yet or their purchase was cancelled, each by a real purchase with
 * one of these cards, in their order; those that are there stay as they are. Returns the codes that were made: not
 * those whose card may not buy any more, which is nothing that the demo should stop for.
 */
export async function seedSandboxCodes(
  ctx: Context,
  { purchases, cards, by }: { purchases: Purchases; cards: readonly string[]; by: Actor },
): Promise<string[]> {
  await seedSandboxInstitution(ctx)
  const partner = await one(ctx.db, selectPartner, [sandboxPartner.clientCode])
  const missing: MissingCode[] = []
  for (const [place, wanted] of sandboxCodes.entries()) {
    const there = await first(ctx.db, selectCode, [wanted.code])
    const cardId = there?.cardId ?? cards[place]
    if ((!there || there.cancelled) && cardId) missing.push({ ...wanted, cardId })
  }
  if (missing.length > 0) await openSale(ctx)
  const made: string[] = []
  for (const wanted of missing) {
    const { code, cardId } = wanted
    const purchaseId = await buy(ctx, purchases, partner, wanted)
    if (!purchaseId) continue
    await giveCode(ctx, { cardId, purchaseId }, code, by)
    made.push(code)
  }
  // Also what a seeding that broke off left open.
  await closeSale(ctx)
  if (made.includes(attended.code)) await attendSecond(ctx, by)
  return made
}

/** Puts all codes of the sandbox back to how they were made, and the webinar around today. Returns the codes. */
export async function resetSandbox(ctx: Context, purchases: Purchases, by: Actor): Promise<string[]> {
  const institutionId = await seedSandboxInstitution(ctx)
  // Those that were cancelled are bought anew with their own card; there are no cards for others here.
  await seedSandboxCodes(ctx, { purchases, cards: [], by })
  const reset: string[] = []
  for (const { code } of sandboxCodes) {
    const asked = { code, sequence: 1, institutionId, sandboxOnly: true }
    if ((await resetAttendance(ctx, asked, by)).ok) reset.push(code)
  }
  await attendSecond(ctx, by)
  return reset
}

async function attendSecond(ctx: Context, by: Actor): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockCardOfCode, [attended.code, 'redeem'])
    const now = ctx.clock.now()
    const { code, sequence } = attended
    const row = await first(tx, attend, [code, sequence, now, by.actor, by.requestId])
    const enrolment = row && { cardId: row.cardId, purchaseId: row.purchaseId }
    if (enrolment) await markUsed(tx, enrolment, 'attended', now, by)
  })
}

interface MissingCode {
  readonly code: string
  readonly course: keyof typeof sandboxCourses
  /** who buys it */
  readonly cardId: string
}

async function buy(
  ctx: Context,
  purchases: Purchases,
  partner: BuyingPartner,
  { code, course, cardId }: MissingCode,
): Promise<string | undefined> {
  const { number } = await one(ctx.db, selectNumber, [cardId])
  const { courseCode, scheduleCode, price: amount } = sandboxCourses[course]
  const userPlatformId = `peserta-${code}`
  const request = { partner, requestId: 'demo-sandbox' }
  const sent = await purchases.sendOtp({
    ...request,
    userPlatformId,
    cardNumber: number,
    courseCode,
    scheduleCode,
    amount,
  })
  if (!sent.ok) return undefined
  const paid = await purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    // the code that always passes for sandbox partners
    otp: '123456',
    invoiceCode: `UJI-${randomCode(12)}`,
    invoiceUrl: `https://${partner.domain}/invoice`,
  })
  return paid.ok ? paid.value.purchaseId : undefined
}

/** The purchase bears this code from now on; one that bore it before gets the code that was drawn. */
async function giveCode(
  ctx: Context,
  { cardId, purchaseId }: { cardId: string; purchaseId: string },
  code: string,
  by: Actor,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const before = await first(tx, selectCode, [code])
    const { drawn } = await one(tx, wearCode, [cardId, purchaseId, code])
    if (before) {
      await rows(tx, wearCode, [before.cardId, before.purchaseId, drawn])
      await rows(tx, leadCode, [before.cardId, before.purchaseId, drawn])
    } else await rows(tx, dropCode, [drawn])
    await rows(tx, leadCode, [cardId, purchaseId, code])
    await writeJournal(tx, by, ctx.clock.now(), [
      { event: 'sandbox_code_given', subject: `purchase:${purchaseId}`, cardId, reason: 'sandbox' },
    ])
  })
}
