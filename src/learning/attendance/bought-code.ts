import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import { done, type Outcome } from '../../kernel/refusal.ts'
import { issuedCode } from '../redeem/issued-code.ts'
import { type AskingInstitution, type CodeRefusal, judgeCode, type SessionFacts } from './rules.ts'

/** What an institution is told of a redeem code, as far as one session goes. */
export interface BoughtCode extends SessionFacts {
  readonly cardId: string
  readonly purchaseId: string
  readonly redeemCode: string
  readonly courseId: number
  readonly courseCode: string
  readonly course: string
  readonly scheduleCode: string
  readonly invoiceCode: string
  /** the name of the storefront that sold it */
  readonly storefront: string
  readonly redeemedAt: Date | undefined
  readonly sequence: number
}

const boughtCode = statement<
  [code: string, sequence: number],
  'learning/bought-code',
  'invoiceCode' | 'attended'
>(
  'learning/bought-code',
  `
  select
    card_id, purchase_id, code.code as redeem_code, purchase.course_id, course_code, course.title as course,
    learning_method as method, course.institution_id, institution.name as institution, schedule_code, starts_at,
    ends_at, purchase.invoice_code, partner.name as storefront, card.sandbox, redeemed_at,
    exists (
      select from attendance
      where attendance.card_id = code.card_id and attendance.purchase_id = code.purchase_id and sequence = $2
    ) as attended,
    purchase.cancelled_at as transaction_cancelled_at, code.cancelled_at as code_cancelled_at
  from code
  join purchase using (card_id, purchase_id)
  join card using (card_id)
  join course using (course_id)
  join institution on institution.institution_id = course.institution_id
  join schedule using (schedule_id)
  join partner using (partner_id)
  where code.code = $1 and code.kind = 'redeem'
  `,
)

export interface AskedCode extends AskingInstitution {
  /** as the institution sends it */
  readonly code: string
  /** 1 to 999 */
  readonly sequence: number
}

/** What has become of a redeem code and of one of its sessions, for the institution of its course. */
export async function codeStatus(
  { db }: Context,
  asked: AskedCode,
): Promise<Outcome<BoughtCode, CodeRefusal>> {
  const code = await findBoughtCode(db, asked)
  const refused = judgeCode(code, asked)
  if (refused || !code) return refused ?? { ok: false, refusal: 'code_unknown', facts: {} }
  return done(code)
}

/** The same without asking who wants to know. */
export async function findBoughtCode(
  db: Queryable,
  { code, sequence }: Pick<AskedCode, 'code' | 'sequence'>,
): Promise<BoughtCode | undefined> {
  const row = await first(db, boughtCode, [await issuedCode(db, code, 'redeem'), sequence])
  return row && { ...row, sequence }
}
