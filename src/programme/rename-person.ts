import { changeHolderName } from '../card/change-holder-name.ts'
import { writeJournal } from '../card/write-journal.ts'
import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { tidyName } from '../kernel/text.ts'
import { cardOfPerson } from './card-of-person.ts'

export type RenameRefusal = 'reason_missing' | 'name_malformed' | 'person_unknown' | 'name_same'

const lockName = statement<[personId: string], { name: string }>(
  'programme/lock-person-name',
  'select name from person where person_id = $1 for no key update',
)

const updateName = statement<[personId: string, name: string]>(
  'programme/update-person-name',
  'update person set name = $2 where person_id = $1',
)

/**
 * Corrects somebody's name, on their card too; certificates that were issued keep theirs and are replaced by themselves. The
 * journal says that it was done and why, without the names. Refuses `reason_missing`, `name_malformed` (as registration takes names),
 * `person_unknown`, `name_same`.
 */
export async function renamePerson(
  ctx: Context,
  personId: string,
  { name: typed, because }: { readonly name: string; readonly because: string },
  actor: Actor,
): Promise<Outcome<{ name: string }, RenameRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const name = tidyName(typed)
  if (name === '' || name.length > 120 || /\d/.test(name)) return refuse('name_malformed')
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ name: string }, RenameRefusal>> => {
    const person = await first(tx, lockName, [personId])
    if (!person) return refuse('person_unknown')
    if (person.name === name) return refuse('name_same')
    const cardId = await cardOfPerson(tx, personId)
    await touched(tx, updateName, [personId, name])
    if (cardId) await changeHolderName(tx, cardId, name)
    await writeJournal(tx, actor, ctx.clock.now(), [
      { act: 'person_renamed', subject: `person:${personId}`, reason, ...(cardId && { cardId }) },
    ])
    return done({ name })
  })
}
