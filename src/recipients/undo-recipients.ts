import { rows, statement, touched } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { KeptBecause, RowToUndo, UndoRows } from '../lists/undo-import.ts'
import { forgetPeople } from '../people/forget-people.ts'
import { lockRecipients } from './recipient-store.ts'

/** Recipients as the import has left them. One who has a card, or whose wave is being given cards, stays. */
const selectRecipients = statement<
  [waveId: number, personIds: string[], writtenAt: Date[]],
  'recipients/select-recipients-to-undo',
  'granted'
>(
  'recipients/select-recipients-to-undo',
  `
  select recipient.person_id, wave.grant_approval_id is not null or recipient.status <> 'selected' as granted
  from unnest($2::bigint[], $3::timestamptz[]) as wanted (person_id, written_at)
  join recipient on recipient.person_id = wanted.person_id and recipient.wave_id = $1 and selected_at = written_at
  join wave on wave.wave_id = recipient.wave_id
  `,
)

const lockWave = statement<[waveId: number], 'recipients/lock-wave-to-undo'>(
  'recipients/lock-wave-to-undo',
  'select wave_id from wave where wave_id = $1 for no key update',
)

const deleteRecipients = statement<[personIds: string[]]>(
  'recipients/delete-recipients',
  "delete from recipient where person_id = any ($1::bigint[]) and status = 'selected'",
)

/** A wave without recipients is what it was before the first import. */
const planAgain = statement<[waveId: number]>(
  'recipients/plan-wave-again',
  `
  update wave set status = 'planned'
  where wave_id = $1 and status = 'drawn'
    and not exists (select from recipient where recipient.wave_id = wave.wave_id)
    and not exists (select from draw where draw.wave_id = wave.wave_id)
  `,
)

/**
 * Takes recipients out of their wave again while its grants are not approved: nobody was told anything. Whoever was not
 * known before and has done nothing is forgotten, so that they can register by themselves.
 */
export const undoRecipients: UndoRows = async (tx, _ctx, { rows: wanted, facts, actor, because, now }) => {
  const waveId = Number(facts.wave_id)
  await rows(tx, lockRecipients, [])
  await rows(tx, lockWave, [waveId])
  const found = await rows(tx, selectRecipients, [
    waveId,
    wanted.map(({ key }) => key),
    wanted.map(({ writtenAt }) => writtenAt),
  ])
  const granted = new Map(found.map((row) => [row.personId, row.granted]))
  const kept = keptOf(wanted, (key) =>
    granted.has(key) ? (granted.get(key) ? 'grant_approved' : undefined) : 'gone',
  )
  const leaving = wanted.filter(({ key }) => !kept.has(key))
  await touched(tx, deleteRecipients, [leaving.map(({ key }) => key)])
  await touched(tx, planAgain, [waveId])
  await forgetPeople(
    tx,
    leaving.filter(({ made }) => made).map(({ key }) => key),
  )
  await writeJournal(
    tx,
    actor,
    now,
    leaving.map(({ key }) => ({
      event: 'recipient_taken_back' as const,
      subject: `person:${key}`,
      reason: because,
      facts: { wave_id: waveId },
    })),
  )
  return kept
}

/** The rows that stay, each with why. */
export function keptOf(
  wanted: readonly RowToUndo[],
  why: (key: string) => KeptBecause | undefined,
): Map<string, KeptBecause> {
  const kept = new Map<string, KeptBecause>()
  for (const { key } of wanted) {
    const because = why(key)
    if (because) kept.set(key, because)
  }
  return kept
}
