import type { Context } from '../database/context.ts'
import { first, one, type Row, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { randomCode } from '../kernel/codes.ts'
import type { Actor } from '../kernel/request.ts'
import { caseSubject } from './place-holds.ts'

/** Whom a report of the public is about. */
export const reportedKinds = ['institution', 'storefront', 'recipient', 'staff', 'other'] as const
export type ReportedKind = (typeof reportedKinds)[number]

export interface ReportedFraud {
  readonly about: ReportedKind
  /** which one, in the reporter's words; up to 200 characters */
  readonly named: string
  /** 20 to 2,000 characters */
  readonly text: string
  /** how to reach whoever reports it, if they want that; kept sealed */
  readonly contact?: string | undefined
  readonly requestId: string
}

const insertReport = statement<
  [
    reference: string,
    about: ReportedKind,
    named: string,
    text: string,
    contactSealed: Uint8Array | null,
    now: Date,
  ],
  'fraud/insert-report',
  'caseId'
>(
  'fraud/insert-report',
  `
  with filed as (
    insert into fraud_report (reference, about, named, text, contact_sealed, filed_at)
    values ($1, $2, $3, $4, $5, $6)
    returning report_id, filed_at
  )
  insert into fraud_case (signal, subject_kind, subject_id, count, evidence, opened_at, last_seen_at)
  select 'report', 'report', report_id, 1, '{"figures": {}}', filed_at, filed_at from filed
  returning case_id
  `,
)

const selectReport = statement<[reportId: string], 'fraud/select-report', 'hasContact'>(
  'fraud/select-report',
  `
  select reference, about, named, text, filed_at, contact_sealed is not null as has_contact
  from fraud_report where report_id = $1
  `,
)

const selectContact = statement<[caseId: string], 'fraud/select-contact'>(
  'fraud/select-contact',
  `
  select contact_sealed
  from fraud_case join fraud_report on report_id = subject_id
  where case_id = $1 and subject_kind = 'report'
  `,
)

/**
 * Takes a report of the public: nobody has to say who they are. It opens a case that stops nothing by itself. The journal
 * tells that there is a report, and nothing of whom it came from. Its reference.
 */
export async function reportFraud(ctx: Context, reported: ReportedFraud): Promise<string> {
  const { about, named, text, contact, requestId } = reported
  const reference = randomCode(12)
  const now = ctx.clock.now()
  const sealed = contact ? ctx.secrets.seal(contact) : null
  return inTransaction(ctx.db, async (tx) => {
    const { caseId } = await one(tx, insertReport, [reference, about, named, text, sealed, now])
    await writeJournal(tx, { actor: 'visitor', requestId }, now, [
      { event: 'fraud_reported', subject: caseSubject(caseId), facts: { reference } },
    ])
    return reference
  })
}

export interface FraudReport extends Row<'fraud/select-report', 'hasContact'> {}

/** A report, without how to reach whoever filed it; undefined where there is none. */
export function findReport(ctx: Pick<Context, 'db'>, reportId: string): Promise<FraudReport | undefined> {
  return first(ctx.db, selectReport, [reportId])
}

/** How to reach the reporter of a case: every look is in the journal. Undefined where they did not say. */
export async function reporterContact(
  ctx: Context,
  caseId: string,
  actor: Actor,
): Promise<string | undefined> {
  return inTransaction(ctx.db, async (tx) => {
    const sealed = (await first(tx, selectContact, [caseId]))?.contactSealed
    if (!sealed) return undefined
    await writeJournal(tx, actor, ctx.clock.now(), [
      { event: 'fraud_reporter_looked_up', subject: caseSubject(caseId) },
    ])
    return ctx.secrets.open(sealed)
  })
}
