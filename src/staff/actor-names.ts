import { type Queryable, rows, statement } from '../database/sql.ts'

/**
 * The name behind the actor of a row of the journal, as SQL: for a statement that shows some rows, so that nobody has to ask again.
 * Null where {@link actorNamesOf} has no answer.
 */
export const actorName = (actor: string) => `
  case
    when ${actor} ~ '^staff:\\d{1,18}$' then (
      select name from staff where staff_id = split_part(${actor}, ':', 2)::bigint
    )
    when ${actor} ~ '^institution-user:\\d{1,18}$' then (
      select institution_user.name || ', ' || institution.name
      from institution_user join institution using (institution_id)
      where institution_user_id = split_part(${actor}, ':', 2)::bigint
    )
    when ${actor} ~ '^institution:\\d{1,9}$' then (
      select name from institution where institution_id = split_part(${actor}, ':', 2)::int
    )
    when ${actor} ~ '^partner:.' then (select name from partner where client_code = substr(${actor}, 9))
  end
`

const selectActorNames = statement<[actors: string[]], 'staff/select-actor-names', 'actor' | 'name'>(
  'staff/select-actor-names',
  `
  select actor, name
  from unnest($1::text[]) asked (actor)
  cross join lateral (select ${actorName('asked.actor')} as name) known
  where name is not null
  `,
)

const mayHaveName = /^(staff|institution-user|institution|partner):/

/**
 * The names behind actors of the journal: staff, users of institutions, institutions and partners. Whoever has no name
 * of their own (the system, a card) is not in the answer.
 */
export async function actorNamesOf(
  db: Queryable,
  actors: Iterable<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(actors)]
    .filter((actor) => actor !== undefined)
    .filter((actor) => mayHaveName.test(actor))
  if (asked.length === 0) return new Map()
  const found = await rows(db, selectActorNames, [asked])
  return new Map(found.map(({ actor, name }) => [actor, name]))
}
