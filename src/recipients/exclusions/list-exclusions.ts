import type { Context } from '../../database/context.ts'
import { one, type Queryable, rows, statement } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { longNumber } from '../../kernel/long-number.ts'
import type { Actor } from '../../kernel/request.ts'
import { maskNik, readNik } from '../../people/nik-rules.ts'

/** A NIK on a list. Only its mark is kept, so that nobody reads from the list who is on it. */
export interface Exclusion {
  readonly list: string
  /** the mark of the NIK, in hex: what it is taken off by */
  readonly mark: string
  readonly addedBy: string
  readonly addedAt: Date
  /** why, where it was put there by hand */
  readonly because: string | undefined
}

/** Which are wanted: of one source, put there from an instant on and before another. */
export interface ExclusionsWanted {
  readonly list?: string | undefined
  readonly from?: Date | undefined
  readonly before?: Date | undefined
}

/** More are not counted: a list has millions. */
export const mostCounted = 10_000

/** Names of lists by one step through their index each, however many NIKs they have. */
const selectSources = statement<[], 'recipients/select-exclusion-sources', 'list'>(
  'recipients/select-exclusion-sources',
  `
  with recursive source (list) as (
    (select list from exclusion order by list limit 1)
    union all
    select (select list from exclusion where exclusion.list > source.list order by list limit 1)
    from source
    where source.list is not null
  )
  select list from source where list is not null
  `,
)

const selectOfList = statement<
  [list: string, from: Date, before: Date, limit: number, offset: number],
  'recipients/select-exclusions-of-list',
  Exclusion
>(
  'recipients/select-exclusions-of-list',
  `
  select list, encode(nik_hash, 'hex') as mark, imported_by as added_by, imported_at as added_at, because
  from exclusion
  where list = $1 and imported_at >= $2 and imported_at < $3
  order by imported_at desc, nik_hash
  limit $4 offset $5
  `,
)

const selectOfAll = statement<
  [from: Date, before: Date, limit: number, offset: number],
  'recipients/select-exclusions',
  Exclusion
>(
  'recipients/select-exclusions',
  `
  select list, encode(nik_hash, 'hex') as mark, imported_by as added_by, imported_at as added_at, because
  from exclusion
  where imported_at >= $1 and imported_at < $2
  order by imported_at desc, nik_hash
  limit $3 offset $4
  `,
)

const countOfList = statement<
  [list: string, from: Date, before: Date, most: number],
  'recipients/count-exclusions-of-list',
  'found'
>(
  'recipients/count-exclusions-of-list',
  `
  select count(*)::int as found from (
    select from exclusion where list = $1 and imported_at >= $2 and imported_at < $3 limit $4
  ) counted
  `,
)

const countOfAll = statement<
  [from: Date, before: Date, most: number],
  'recipients/count-exclusions',
  'found'
>(
  'recipients/count-exclusions',
  `
  select count(*)::int as found from (
    select from exclusion where imported_at >= $1 and imported_at < $2 limit $3
  ) counted
  `,
)

const selectOfNik = statement<[nikHash: Buffer], 'recipients/select-exclusions-of-nik', Exclusion>(
  'recipients/select-exclusions-of-nik',
  `
  select list, encode(nik_hash, 'hex') as mark, imported_by as added_by, imported_at as added_at, because
  from exclusion
  where nik_hash = $1
  order by list
  `,
)

const earliest = new Date('2000-01-01T00:00:00Z')
const latest = new Date('9000-01-01T00:00:00Z')

/** The sources that there are, by name. */
export async function exclusionSources(db: Queryable): Promise<string[]> {
  return (await rows(db, selectSources, [])).map(({ list }) => list)
}

/** Some of those wanted, the newest first. */
export function listExclusions(
  db: Queryable,
  { list, from = earliest, before = latest }: ExclusionsWanted,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Exclusion[]> {
  return list === undefined
    ? rows(db, selectOfAll, [from, before, limit, offset])
    : rows(db, selectOfList, [list, from, before, limit, offset])
}

/** How many are wanted; {@link mostCounted} where there are so many or more. */
export async function countExclusions(
  db: Queryable,
  { list, from = earliest, before = latest }: ExclusionsWanted,
): Promise<number> {
  const counted =
    list === undefined
      ? await one(db, countOfAll, [from, before, mostCounted])
      : await one(db, countOfList, [list, from, before, mostCounted])
  return counted.found
}

const selectPerson = statement<[nikHash: Buffer], 'recipients/select-person-of-nik'>(
  'recipients/select-person-of-nik',
  'select person_id from person where nik_hash = $1',
)

/**
 * On which lists a NIK stands; undefined for what is no NIK. `nik` is masked. Whom the programme knows reads in their own log
 * who has looked.
 */
export async function findExclusions(
  { db, clock, secrets }: Context,
  typed: string,
  actor: Actor,
): Promise<{ readonly nik: string; readonly found: readonly Exclusion[] } | undefined> {
  const nik = longNumber(typed)
  if (!readNik(nik)) return undefined
  const hash = secrets.hash('nik', nik)
  const [person] = await rows(db, selectPerson, [hash])
  if (person) {
    const subject = `person:${person.personId}`
    const reason = 'exclusions_looked_up'
    await writeJournal(db, actor, clock.now(), [{ event: 'person_viewed', subject, reason }])
  }
  return { nik: maskNik(nik), found: await rows(db, selectOfNik, [hash]) }
}
