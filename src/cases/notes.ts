import type { Context } from '../database/context.ts'
import { type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { CaseRefusal } from './case-refusals.ts'
import type { CaseKind } from './kinds.ts'
import type { OpenCase } from './queue.ts'
import { type CaseName, caseToHandle, subjectOf } from './take-case.ts'

const insertNote = statement<[kind: CaseKind, subject: string, text: string, by: string, now: Date]>(
  'cases/insert-note',
  'insert into case_note (kind, subject, text, written_by, written_at) values ($1, $2, $3, $4, $5)',
)

const selectNotes = statement<[kind: CaseKind, subject: string], 'cases/select-notes'>(
  'cases/select-notes',
  'select text, written_by, written_at from case_note where kind = $1 and subject = $2 order by note_id',
)

/** What staff have noted of a case, the oldest first; no page of the person shows it. */
export function notesOf(db: Queryable, { kind, subject }: CaseName): Promise<Row<'cases/select-notes'>[]> {
  return rows(db, selectNotes, [kind, subject])
}

/** Notes something of an open case, 3 to 2,000 letters, for the staff alone. A note is never changed or removed. */
export async function writeNote(
  ctx: Context,
  name: CaseName,
  typed: string,
  actor: Actor,
): Promise<Outcome<OpenCase, CaseRefusal>> {
  const text = typed.trim()
  if ([...text].length < 3 || [...text].length > 2000) return refuse('note_length')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const found = await caseToHandle(tx, name, actor, now)
    if (!found.ok) return found
    await touched(tx, insertNote, [name.kind, name.subject, text, actor.actor, now])
    await writeJournal(tx, actor, now, [
      { event: 'case_noted', subject: subjectOf(name), facts: { kind: name.kind } },
    ])
    return done(found.value.open)
  })
}
