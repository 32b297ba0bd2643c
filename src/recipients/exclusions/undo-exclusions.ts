import { rows, statement } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { UndoRows } from '../../lists/undo-import.ts'
import { keptOf } from '../undo-recipients.ts'

const deleteExclusions = statement<
  [list: string, nikHashes: string[], writtenAt: Date[]],
  'recipients/delete-exclusions',
  'nikHash'
>(
  'recipients/delete-exclusions',
  `
  delete from exclusion
  using unnest($2::text[], $3::timestamptz[]) as wanted (nik_hash, written_at)
  where exclusion.nik_hash = decode(wanted.nik_hash, 'hex') and list = $1 and imported_at = written_at
  returning wanted.nik_hash
  `,
)

/** Takes NIKs off their list again; whoever was refused meanwhile may register. */
export const undoExclusions: UndoRows = async (tx, _ctx, { rows: wanted, facts, actor, because, now }) => {
  const list = String(facts.list)
  const removed = await rows(tx, deleteExclusions, [
    list,
    wanted.map(({ key }) => key),
    wanted.map(({ writtenAt }) => writtenAt),
  ])
  const gone = new Set(removed.map(({ nikHash }) => nikHash))
  if (gone.size > 0)
    await writeJournal(tx, actor, now, [
      {
        event: 'exclusion_removed',
        subject: `exclusion:${list}`,
        reason: because,
        facts: { removed: gone.size },
      },
    ])
  return keptOf(wanted, (key) => (gone.has(key) ? undefined : 'gone'))
}
