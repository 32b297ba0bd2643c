import type { Context } from '../../database/context.ts'
import { type Queryable, rows, statement } from '../../database/sql.ts'
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
  /** its place among the others: they are asked for after it */
  readonly key: string
}

/** Which are wanted: of one source, put there from an instant on and before another. */
export interface ExclusionsWanted {
  readonly list?: string | undefined
  readonly from?: Date | undefined
  readonly before?: Date | undefined
}

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

const columns = `
  list, encode(nik_hash, 'hex') as mark, imported_by as added_by, imported_at as added_at, because,
  (extract(epoch from imported_at) * 1000000)::bigint || '_' || encode(nik_hash, 'hex') || '_' || list as key`
const instantOf = (micros: string) => `timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`

const selectOfList = statement<
  [list: string, from: Date, beforeMicros: string, beforeMark: string, limit: number],
  'recipients/select-exclusions-of-list',
  Exclusion
>(
  'recipients/select-exclusions-of-list',
  `
  select ${columns}
  from exclusion
  where list = $1 and imported_at >= $2 and (imported_at, nik_hash) < (${instantOf('$3')}, decode($4, 'hex'))
  order by imported_at desc, nik_hash desc
  limit $5
  `,
)

const selectOfAll = statement<
  [from: Date, beforeMicros: string, beforeMark: string, beforeList: string, limit: number],
  'recipients/select-exclusions',
  Exclusion
>(
  'recipients/select-exclusions',
  `
  select ${columns}
  from exclusion
  where imported_at >= $1 and (imported_at, nik_hash, list) < (${instantOf('$2')}, decode($3, 'hex'), $4::text)
  order by imported_at desc, nik_hash desc, list desc
  limit $5
  `,
)

const selectOfNik = statement<[nikHash: Buffer], 'recipients/select-exclusions-of-nik', Exclusion>(
  'recipients/select-exclusions-of-nik',
  `
  select ${columns}
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

/** Some of those wanted, the newest first: those after the one with a key. */
export function listExclusions(
  db: Queryable,
  { list, from = earliest, before = latest }: ExclusionsWanted,
  { limit, after = '' }: { readonly limit: number; readonly after?: string | undefined },
): Promise<Exclusion[]> {
  const [, micros = `${before.getTime()}000`, mark = '', of = ''] =
    /^(\d{1,16})_((?:[\da-f]{2}){1,64})_(.*)$/.exec(after) ?? []
  return list === undefined
    ? rows(db, selectOfAll, [from, micros, mark, of, limit])
    : rows(db, selectOfList, [list, from, micros, mark, limit])
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
