import type pg from 'pg'
import { tripOf } from '../../database/lanes/one-trip.ts'
import { call, rows, statement } from '../../database/sql.ts'
import type { FoundBy, FoundPerson } from './found-person.ts'

/** What is shown of whoever is in `once`, in the order of `place`. */
export const shownPeople = `
  select
    once.person_id, found_by as by, person.name, person.phone, nik_tail,
    right(card.number, 4) as card_tail, card.status as card_status
  from once
  join person using (person_id)
  left join recipient using (person_id)
  left join card on card.card_id = recipient.card_id
  order by place, folded_name(person.name), once.person_id
`

/** The words of a name, each with the common ones that begin with it, those first that most people have. */
const readName = statement<[name: string], 'staff/read-name', 'word' | { common: string[] }>(
  'staff/read-name',
  `
  select
    typed.word,
    coalesce((
      select array_agg(known.word order by known.part desc)
      from common_name_words() known where starts_with(known.word, typed.word)
    ), '{}') as common
  from (select distinct word from unnest(name_words($1)) word) typed
  `,
)

/**
 * As many as are wanted, whichever the index has first. Materialized: planned for all that there are, who are read only
 * until there are enough. Else the planner believes that the first rows of the table will do, and reads it whole for a name
 * that is rare. `also` is asked of those whom the index has found, one by one.
 */
const findByName = statement<
  [question: string, also: string | undefined, limit: number],
  'staff/find-people-by-name',
  'personId' | { by: FoundBy }
>(
  'staff/find-people-by-name',
  `
  with hit as materialized (
    select person_id from person
    where array_to_tsvector(name_words(name)) @@ $1::tsquery
      and ($2::tsquery is null or array_to_tsvector(name_words(name)) || ''::tsvector @@ $2)
  ),
  once as (select person_id, 'name' as found_by, 1 as place from hit limit $3::int)
  ${shownPeople}
  `,
)

/**
 * With less memory what a common name finds is kept as whole pages, and every name on them is compared again. Of a single
 * word that hundreds of thousands have, some thousands drawn by lot are enough to fill a page; where words are to meet, the
 * lot would lose those who have both. A second process costs more here than it helps.
 */
const prepare = statement<[drawn: string]>(
  'staff/prepare-names',
  `
  select
    set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true),
    set_config('gin_fuzzy_search_limit', $1, true)
  `,
)

interface Word {
  readonly word: string
  readonly common: readonly string[]
}

interface Asked {
  /** what the index is asked for, as a tsquery */
  readonly question: string
  readonly also?: string
}

const mostContinued = 3

/**
 * People who have all of these words in their names, in any order: as whole words first, then as the beginnings of theirs. At most
 * `most`; of a name that more have, whichever are found first. A word that is itself a common name is continued to other
 * common names only, unless a word that is rare stands beside it.
 */
export async function peopleNamed(db: pg.Pool, name: string, most: number): Promise<FoundPerson[]> {
  const words = await rows(db, readName, [name])
  const found = new Map<string, FoundPerson>()
  for (const { question, also } of questionsOf(words)) {
    if (found.size >= most) break
    // Each is a trip and a transaction of its own, for which the settings hold.
    const drawn = call(prepare, [words.length === 1 ? '2000' : '0'])
    const more = await tripOf<FoundPerson>(db, [drawn, call(findByName, [question, also, most])])
    for (const one of more.filter(({ personId }) => !found.has(personId))) found.set(one.personId, one)
  }
  return [...found.values()].slice(0, most)
}

/**
 * What is asked one after the other until enough are found. An index reads all that a word has: so the rare words are asked
 * for, and the common ones looked for in what they find. Where all are common, so are the names that they begin, and these
 * are asked for as whole words; only a beginning that is no name yet is looked for among all words.
 */
export function questionsOf(words: readonly Word[]): Asked[] {
  if (words.length === 0) return []
  const whole = (word: string) => `'${word}'`
  // One letter begins too much: it is an initial.
  const begun = ({ word }: Word) => (word.length < 2 ? whole(word) : `'${word}':*`)
  const all = (parts: readonly string[]) => parts.join(' & ')
  const asked: Asked[] = [{ question: all(words.map(({ word }) => whole(word))) }]
  const rare = words.filter(({ common }) => common.length === 0)
  const everything = all(words.map(begun))
  if (rare.length > 0)
    return [
      ...asked,
      { question: all(rare.map(begun)), ...(rare.length < words.length && { also: everything }) },
    ]
  const [only] = words
  if (words.length === 1 && only) asked.push(...only.common.map((word) => ({ question: whole(word) })))
  else
    asked.push({
      question: all(words.map(({ common }) => `(${common.slice(0, mostContinued).map(whole).join(' | ')})`)),
    })
  if (words.every(({ word, common }) => common.includes(word) || word.length < 2)) return asked
  return [...asked, { question: everything }]
}
