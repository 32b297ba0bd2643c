import type pg from 'pg'
import { rows, statement, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { KeptBecause, UndoRows } from '../../lists/undo-import.ts'
import { queueMessages } from '../../messages/queue.ts'
import { forgetPeople } from '../../people/forget-people.ts'
import { keptOf } from '../../recipients/undo-recipients.ts'

interface ApplicantRow {
  personId: string
  name: string
  email: string
  kept: KeptBecause | undefined
  /** the wave that the person is to be taken out of */
  waveId: number | undefined
  wave: number | undefined
}

/** As registrations and joins lock them: whoever joins in this moment is seen, or waits. */
const lockApplicants = statement<[personIds: string[]], 'registration/lock-applicants-to-undo'>(
  'registration/lock-applicants-to-undo',
  'select person_id from person where person_id = any ($1::bigint[]) order by person_id for update',
)

/** Waves that are open stay so until the applications are gone. */
const holdWaves = statement<[], 'registration/hold-open-waves'>(
  'registration/hold-open-waves',
  "select wave_id from wave where status = 'open' order by wave_id for share",
)

const selectApplicants = statement<
  [personIds: string[], writtenAt: Date[], agency: string],
  'registration/select-applicants-to-undo',
  ApplicantRow
>(
  'registration/select-applicants-to-undo',
  `
  select
    person.person_id, name, email,
    case
      when exists (select from recipient where recipient.person_id = person.person_id) then 'recipient'
      when exists (
        select from wave_application application join wave using (wave_id)
        where application.person_id = person.person_id and wave.status <> 'open'
      ) then 'wave_closed'
      when exists (select from appeal where appeal.person_id = person.person_id) then 'appeal_filed'
      when exists (select from bar where bar.person_id = person.person_id)
        or exists (select from portal_account where portal_account.person_id = person.person_id)
        or exists (
          select from phone_proof where realm = 'portal' and owner = 'person:' || person.person_id
        )
        or exists (select from identity_failure where identity_failure.person_id = person.person_id)
        or exists (select from phone_proof where realm = 'portal' and phone_proof.phone = person.phone)
        or exists (select from web_session where web_session.person_id = person.person_id)
        then 'uses_account'
      when exists (select from wave_application application where application.person_id = person.person_id)
        then 'left_wave'
    end as kept,
    joined.wave_id, joined.number as wave
  from unnest($1::bigint[], $2::timestamptz[]) as wanted (person_id, written_at)
  join person on person.person_id = wanted.person_id
  join assisted_registration assisted
    on assisted.person_id = wanted.person_id and imported_at = written_at and agency = $3
  left join lateral (
    select wave_id, number from wave_application application join wave using (wave_id)
    where application.person_id = person.person_id and left_at is null and wave.status = 'open'
  ) joined on true
  `,
)

const leaveWaves = statement<[personIds: string[], waveIds: number[], now: Date]>(
  'registration/leave-waves',
  `
  update wave_application application set left_at = $3, left_because = 'left'
  from unnest($1::bigint[], $2::int[]) as leaving (person_id, wave_id)
  where application.person_id = leaving.person_id and application.wave_id = leaving.wave_id and left_at is null
  `,
)

const deleteAssisted = statement<[personIds: string[]]>(
  'registration/delete-assisted',
  `
  with consents as (delete from consent where person_id = any ($1::bigint[]))
  delete from assisted_registration where person_id = any ($1::bigint[])
  `,
)

/**
 * Takes people back whom an agency had registered: who has done nothing by themselves is forgotten, who has joined a wave
 * that is still open leaves it. They were told by email that they are registered, so they are told this, too.
 */
export const undoApplicants: UndoRows = async (tx, ctx, { rows: wanted, facts, actor, because, now }) => {
  const keys = wanted.map(({ key }) => key)
  await rows(tx, lockApplicants, [keys])
  await rows(tx, holdWaves, [])
  const found = await rows(tx, selectApplicants, [
    keys,
    wanted.map(({ writtenAt }) => writtenAt),
    String(facts.agency),
  ])
  const known = new Map(found.map((row) => [row.personId, row]))
  const kept = keptOf(wanted, (key) => {
    const row = known.get(key)
    return row ? row.kept : 'gone'
  })
  const about = { agency: String(facts.agency), reason: because }
  const forgotten = found.filter((row) => row.kept === undefined)
  const leaving = found.filter((row) => row.kept === 'left_wave' && row.waveId !== undefined)
  await forget(tx, forgotten)
  await touched(tx, leaveWaves, [
    leaving.map(({ personId }) => personId),
    leaving.map(({ waveId }) => waveId!),
    now,
  ])
  await writeJournal(tx, actor, now, [
    ...forgotten.map(({ personId }) => ({
      event: 'registration_undone' as const,
      subject: `person:${personId}`,
      reason: because,
      facts: { agency: about.agency },
    })),
    ...leaving.map(({ personId, waveId }) => ({
      event: 'wave_left' as const,
      subject: `person:${personId}`,
      reason: because,
      facts: { wave_id: waveId },
    })),
  ])
  await queueMessages(tx, ctx, [
    ...forgotten.map(({ name, email: to }) => ({
      template: 'registration-undone' as const,
      channel: 'email' as const,
      to,
      params: { name, ...about },
    })),
    ...leaving.map(({ name, email: to, wave }) => ({
      template: 'application-undone' as const,
      channel: 'email' as const,
      to,
      params: { name, wave: String(wave), ...about },
    })),
  ])
  return kept
}

async function forget(tx: pg.PoolClient, people: readonly ApplicantRow[]): Promise<void> {
  const personIds = people.map(({ personId }) => personId)
  await touched(tx, deleteAssisted, [personIds])
  const forgotten = await forgetPeople(tx, personIds)
  if (forgotten !== personIds.length)
    throw new Error('somebody who was to be forgotten stands somewhere else')
}
