import type { Context } from '../database/context.ts'
import { first, one, type Row, rows, statement } from '../database/sql.ts'
import { maskPhone } from '../kernel/phone.ts'
import { type Subject, subjectName } from '../people/consents.ts'
import { registrationState } from './complete-registration.ts'

/** What is held of somebody. NIK and family card are masked, here as everywhere. */
export interface HeldData {
  readonly name: string | undefined
  readonly email: string
  /** masked */
  readonly phone: string | undefined
  /** masked */
  readonly nik: string | undefined
  /** calendar date */
  readonly bornOn: string | undefined
  /** the index of the level of schooling */
  readonly education: number | undefined
  readonly occupation: string | undefined
  readonly registeredAt: Date | undefined
  /** percent by part, of who took the test */
  readonly testScores: Readonly<Record<string, number>> | undefined
  /** the agency that registered somebody from its list */
  readonly agency: string | undefined
}

/** A line of the journal about somebody: who did what, when. */
export interface JournalLine {
  readonly at: Date
  readonly actor: string
  /** the event; the column is `act` */
  readonly act: string
  /** of a look by the staff: why, as they wrote it */
  readonly reason: string
}

type PersonRow = Row<
  'registration/select-held-data',
  { scores: Readonly<Record<string, number>> | undefined }
>

const selectPerson = statement<[personId: string], 'registration/select-held-data', PersonRow>(
  'registration/select-held-data',
  `
  select
    name, person.email, phone, nik_tail, born_on, education, occupation, person.created_at, scores, agency
  from person
  left join portal_account using (person_id)
  left join test_attempt using (account_id)
  left join assisted_registration using (person_id)
  where person_id = $1
  `,
)

const selectJournal = statement<[subject: string], 'registration/select-journal-of-person', JournalLine>(
  'registration/select-journal-of-person',
  `
  select at, actor, act, case when act in ('person_viewed', 'data_copied') then reason else '' end as reason
  from journal
  where card_id = 0 and subject = $1
  order by journal_id desc
  limit 200
  `,
)

const selectContact = statement<[personId: string], 'registration/select-contact-of-person'>(
  'registration/select-contact-of-person',
  'select name, phone from person where person_id = $1',
)

/** Everything that is held of somebody who has logged in, with the newest 200 events about it. */
export async function heldData(
  ctx: Pick<Context, 'db' | 'clock' | 'secrets'>,
  subject: Subject,
): Promise<{ readonly data: HeldData; readonly journal: readonly JournalLine[] }> {
  const journal = await rows(ctx.db, selectJournal, [subjectName(subject)])
  if ('accountId' in subject) {
    const state = await registrationState(ctx, subject.accountId)
    const { name, email, bornOn, education, occupation } = state
    const masked = {
      phone: state.phone && maskPhone(state.phone),
      nik: state.nikTail && `************${state.nikTail}`,
    }
    const none = { registeredAt: undefined, testScores: undefined, agency: undefined }
    return { data: { name, email, bornOn, education, occupation, ...masked, ...none }, journal }
  }
  const row = await one(ctx.db, selectPerson, [subject.personId])
  const data: HeldData = {
    name: row.name,
    email: row.email,
    phone: maskPhone(row.phone),
    nik: `************${row.nikTail}`,
    bornOn: row.bornOn,
    education: row.education,
    occupation: row.occupation,
    registeredAt: row.createdAt,
    testScores: row.scores,
    agency: row.agency,
  }
  return { data, journal }
}

/** The name of a person, as the pages greet. */
export async function nameOfPerson({ db }: Pick<Context, 'db'>, personId: string): Promise<string> {
  return (await first(db, selectContact, [personId]))?.name ?? ''
}
