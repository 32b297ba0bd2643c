import { type Queryable, statement, touched } from '../../database/sql.ts'
import type { Act } from '../../journal/acts.ts'
import type { Facts } from '../../journal/fact-keys.ts'
import type { Actor } from '../../kernel/request.ts'

const insertRow = statement<
  [
    cardId: string,
    now: Date,
    actor: string,
    act: string,
    subject: string,
    reason: string,
    requestId: string,
    facts: string,
  ]
>(
  'learning/insert-desk-journal',
  `
  insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
  values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb)
  `,
)

export interface DeskAct {
  readonly act: Act
  readonly subject: string
  readonly cardId?: string
  readonly reason?: string
  readonly facts?: Facts
}

/** Writes what an institution did, or what was done with its users, in the transaction of what it tells of. */
export async function writeDeskJournal(
  tx: Queryable,
  { actor, requestId }: Actor,
  at: Date,
  { act, subject, cardId = '0', reason = '', facts = {} }: DeskAct,
): Promise<void> {
  await touched(tx, insertRow, [cardId, at, actor, act, subject, reason, requestId, JSON.stringify(facts)])
}
