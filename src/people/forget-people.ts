import { type Queryable, statement, touched } from '../database/sql.ts'

/** Whoever stands anywhere else stays: the conditions name every table that has people. */
const deletePeople = statement<[personIds: string[]]>(
  'people/delete-people',
  `
  delete from person
  where person_id = any ($1::bigint[])
    and not exists (select from bar where bar.person_id = person.person_id)
    and not exists (select from recipient where recipient.person_id = person.person_id)
    and not exists (select from wave_application where wave_application.person_id = person.person_id)
    and not exists (select from portal_account where portal_account.person_id = person.person_id)
    and not exists (select from assisted_registration where assisted_registration.person_id = person.person_id)
    and not exists (select from consent where consent.person_id = person.person_id)
    and not exists (select from payout_account where payout_account.person_id = person.person_id)
    and not exists (select from message_choice where message_choice.person_id = person.person_id)
    and not exists (select from desk_case where desk_case.person_id = person.person_id)
    and not exists (select from contact_change where contact_change.person_id = person.person_id)
    and not exists (select from appeal where appeal.person_id = person.person_id)
    and not exists (
      select from phone_proof where realm = 'portal' and owner = 'person:' || person.person_id
    )
    and not exists (select from identity_failure where identity_failure.person_id = person.person_id)
    and not exists (select from phone_proof where realm = 'portal' and phone_proof.phone = person.phone)
    and not exists (select from web_session where web_session.person_id = person.person_id)
  `,
)

/**
 * Forgets people of an import that was undone, so that they are as unknown as before it; the caller's event tells of it. Whoever
 * has anything to do with the programme besides stays.
 */
export async function forgetPeople(tx: Queryable, personIds: readonly string[]): Promise<number> {
  return personIds.length === 0 ? 0 : touched(tx, deletePeople, [[...personIds]])
}
