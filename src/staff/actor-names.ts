import { type Queryable, rows, statement } from '../database/sql.ts'

const selectActorNames = statement<
  [staff: string[], users: string[], institutions: string[], partners: string[]],
  'staff/select-actor-names',
  'actor' | 'name'
>(
  'staff/select-actor-names',
  `
  select 'staff:' || staff_id as actor, name from staff where staff_id = any ($1::bigint[])
  union all
  select 'institution-user:' || institution_user_id, institution_user.name || ', ' || institution.name
  from institution_user join institution using (institution_id)
  where institution_user_id = any ($2::bigint[])
  union all
  select 'institution:' || institution_id, name from institution where institution_id = any ($3::int[])
  union all
  select 'partner:' || client_code, name from partner where client_code = any ($4)
  `,
)

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

/**
 * The names behind actors of the journal: staff, users of institutions, institutions and partners. Whoever has no name
 * of their own (the system, a card) is not in the answer.
 */
export async function actorNamesOf(
  db: Queryable,
  actors: Iterable<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const all = [...new Set(actors)]
  const of = (kind: string, form: RegExp) =>
    all.flatMap((actor) => {
      const rest = actor?.startsWith(`${kind}:`) ? actor.slice(kind.length + 1) : ''
      return form.test(rest) ? [rest] : []
    })
  const id = /^\d{1,18}$/
  const small = /^\d{1,9}$/
  const asked = [
    of('staff', id),
    of('institution-user', id),
    of('institution', small),
    of('partner', /./),
  ] as const
  if (asked.every((ids) => ids.length === 0)) return new Map()
  const found = await rows(db, selectActorNames, [...asked])
  return new Map(found.map(({ actor, name }) => [actor, name]))
}
