import type pg from 'pg'
import { call, type Queryable, statement } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import type { EventName } from './events.ts'
import type { Facts } from './facts.ts'

/** One change of state, as the journal keeps it. Facts never carry a NIK, a card number, a code or a phone. */
export interface JournalRow {
  /** `card_issued`, `wave_planned` ... */
  readonly event: EventName
  /** `card:12`, `person:7`, `wave:3` */
  readonly subject: string
  readonly cardId?: string
  readonly reason?: string
  readonly facts?: Facts
}

// The column is `act`: seals and exports of the journal hold it, and their format does not change.
const insertJournal = statement<
  [
    at: Date,
    actor: string,
    requestId: string,
    cardIds: string[],
    events: string[],
    subjects: string[],
    reasons: string[],
    facts: string[],
  ]
>(
  'journal/insert-journal',
  `
  insert into journal (at, actor, request_id, card_id, act, subject, reason, facts)
  select $1, $2, $3, row.card_id, row.act, row.subject, row.reason, row.facts
  from unnest($4::bigint[], $5::text[], $6::text[], $7::text[], $8::jsonb[])
    as row (card_id, act, subject, reason, facts)
  `,
)

/** Writes rows of the journal in the transaction of what they tell of, all in one statement. */
export async function writeJournal(
  tx: Queryable,
  actor: Actor,
  at: Date,
  journal: readonly JournalRow[],
): Promise<void> {
  if (journal.length === 0) return
  await (tx as pg.Pool).query(journalCall(actor, at, journal))
}

/** The statement of {@link writeJournal}, for a trip that asks for more. */
export function journalCall(actor: Actor, at: Date, journal: readonly JournalRow[]) {
  return call(insertJournal, [
    at,
    actor.actor,
    actor.requestId,
    journal.map((row) => row.cardId ?? '0'),
    journal.map((row) => row.event),
    journal.map((row) => row.subject),
    journal.map((row) => row.reason ?? ''),
    journal.map((row) => JSON.stringify(row.facts ?? {})),
  ])
}
