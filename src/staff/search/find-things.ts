import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { may, type Permission, type Role } from '../permissions.ts'
import type { Question } from './question.ts'

/** What a search leads to besides people, with the permission that its page asks for. */
const seenWith = {
  appeal: 'see_appeals',
  fraud: 'see_cases',
  completion: 'see_programme',
  assignment: 'see_programme',
  payment: 'see_money',
  run: 'see_money',
  invoice: 'see_money',
  course: 'see_catalogue',
  institution: 'see_catalogue',
  partner: 'see_catalogue',
} as const satisfies Readonly<Record<string, Permission>>
export type ThingKind = keyof typeof seenWith
export const thingKinds = Object.keys(seenWith) as readonly ThingKind[]

export interface FoundThing {
  readonly kind: ThingKind
  /** as its own page names it */
  readonly key: string
  /** what it is called; of an appeal what it is about, of a case its signal, of a report its kind of evidence */
  readonly name: string | undefined
  /** what its page is below: the storefront of an invoice, the run of a payment */
  readonly below: string | undefined
}

const mostOfAKind = 10

/** Each by its key; courses, institutions and storefronts by a part of what they are called. */
const findThings = statement<
  [
    kinds: readonly ThingKind[],
    serial: string | undefined,
    codes: readonly string[],
    exact: string,
    name: string | undefined,
    limit: number,
  ],
  'staff/find-things',
  'key' | { kind: ThingKind }
>(
  'staff/find-things',
  `
  select 'appeal' as kind, reference as key, about as name, null as below
  from appeal where 'appeal' = any ($1::text[]) and reference = any ($3)
  union all
  select 'fraud', case_id::text, signal, null from fraud_case where 'fraud' = any ($1) and case_id = $2::bigint
  union all
  select 'completion', report_id::text, kind, null
  from completion_report where 'completion' = any ($1) and report_id = $2
  union all
  select 'assignment', submission_id::text, upper(scope || ' ' || sequence), null
  from submission where 'assignment' = any ($1) and submission_id = $2
  union all
  select 'payment', payment_id::text, null, run.run_id::text
  from payment
  cross join lateral (
    select max(run_id) as run_id from payment_line where payment_line.payment_id = payment.payment_id
  ) run
  where 'payment' = any ($1) and payment_id = $2 and run.run_id is not null
  union all
  select 'run', run_id::text, null, null from payment_run where 'run' = any ($1) and run_id = $2
  union all
  select 'invoice', invoice.invoice_code, partner.name, client_code
  from partner join invoice on invoice.partner_id = partner.partner_id and invoice.invoice_code = $4
  where 'invoice' = any ($1) and captured
  union all
  select 'invoice', purchase.invoice_code, partner.name, client_code
  from purchase join partner using (partner_id)
  where 'invoice' = any ($1) and transaction_code = any ($3)
  union all
  select 'invoice', purchase.invoice_code, partner.name, client_code
  from code join purchase using (card_id, purchase_id) join partner using (partner_id)
  where 'invoice' = any ($1) and code.code = any ($3)
  union all
  (
    select 'course', course_code, title, null from course
    where 'course' = any ($1) and (course_code = $4 or plain_title like '%' || plain_text($5) || '%')
    order by title, course_code limit $6::int
  )
  union all
  (
    select 'institution', institution_id::text, name, null from institution
    where 'institution' = any ($1) and plain_text(name) like '%' || plain_text($5) || '%'
    order by name, institution_id limit $6
  )
  union all
  (
    select 'partner', client_code, name, null from partner
    where 'partner' = any ($1) and (client_code = $4 or plain_text(name) like '%' || plain_text($5) || '%')
    order by name, client_code limit $6
  )
  `,
)

/**
 * Finds, of what these roles may see, cases, payments and runs by number, invoices by any of their codes, courses,
 * institutions and storefronts by their code or a part of their name. Where people are found by an invoice it is not told
 * a second time.
 */
export async function thingsMeant(
  { db }: Pick<Context, 'db'>,
  roles: readonly Role[],
  { words, name, serial, codes }: Question,
): Promise<FoundThing[]> {
  const kinds = thingKinds.filter(
    (kind) => may(roles, seenWith[kind]) && (kind !== 'invoice' || !may(roles, 'see_people')),
  )
  // PostgreSQL would read these as any letters.
  const part = name?.replace(/[\\%_]/g, ' ')
  const found = (codes: readonly string[]) =>
    rows(db, findThings, [kinds, serial, codes, words, part, mostOfAKind])
  const sure = await found(codes.exact)
  return sure.length > 0 || codes.forgiven.length === 0 ? sure : found(codes.forgiven)
}
