import { type Queryable, rows, statement } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { slug } from '../../kernel/text.ts'
import { hashOf } from '../course-codes.ts'
import { bestSpelling } from './best-spelling.ts'

const knownInstitutions = statement<[readonly string[]], 'catalogue/known-institutions'>(
  'catalogue/known-institutions',
  'select institution_id as id, name, name_key as key from institution where name_key = any($1)',
)

const takenSlugs = statement<[readonly string[]], 'catalogue/taken-institution-slugs'>(
  'catalogue/taken-institution-slugs',
  'select slug from institution where slug = any($1)',
)

const saveInstitutions = statement<[string], 'catalogue/save-institutions'>(
  'catalogue/save-institutions',
  `
  insert into institution (name, name_key, slug)
  select i.name, i.key, i.slug from jsonb_to_recordset($1::jsonb) as i (name text, key text, slug text)
  on conflict (name_key) do update set name = excluded.name
  returning institution_id as id, name, name_key as key`,
)

const knownCategories = statement<[], 'catalogue/known-categories'>(
  'catalogue/known-categories',
  'select category_id as id, name, slug as key from category',
)

const saveCategories = statement<[string], 'catalogue/save-categories'>(
  'catalogue/save-categories',
  `
  insert into category (name, slug)
  select c.name, c.key from jsonb_to_recordset($1::jsonb) as c (name text, key text)
  returning category_id as id, name, slug as key`,
)

/** A name as it is kept, and the id that it is kept under. */
export interface KeptName {
  readonly id: number
  readonly name: string
}

/** Who brings names, and when: for the journal. */
export interface Bringer {
  readonly actor: Actor
  readonly now: Date
}

/** Keeps institutions by the best of their spellings, known ones included; returns them by their compared name. */
export async function keepInstitutions(
  db: Queryable,
  spellings: ReadonlyMap<string, ReadonlySet<string>>,
  { actor, now }: Bringer,
): Promise<Map<string, KeptName>> {
  const before = await rows(db, knownInstitutions, [[...spellings.keys()]])
  const known = new Map(before.map((row) => [row.key, row]))
  const kept = new Map<string, KeptName>()
  const wanted: { key: string; name: string; slug: string }[] = []
  for (const [key, variants] of spellings) {
    const row = known.get(key)
    const name = bestSpelling(row ? [...variants, row.name] : variants)
    if (row?.name === name) kept.set(key, row)
    else wanted.push({ key, name, slug: slug(name) })
  }
  if (wanted.length === 0) return kept
  const taken = new Set((await rows(db, takenSlugs, [wanted.map((row) => row.slug)])).map((row) => row.slug))
  for (const row of wanted) {
    // Two names may make the same address; one that is known keeps its own.
    if (taken.has(row.slug) || row.slug === 'x') row.slug = `${row.slug}-${hashOf(row.key)}`
    taken.add(row.slug)
  }
  const saved = await rows(db, saveInstitutions, [JSON.stringify(wanted)])
  const named = saved.map(({ id, name, key }) => ({
    event: known.has(key) ? ('institution_renamed' as const) : ('institution_added' as const),
    subject: `institution:${id}`,
    facts: { name },
  }))
  await writeJournal(db, actor, now, named)
  const ids = new Map(saved.map((row) => [row.key, row.id]))
  for (const { key, name } of wanted) kept.set(key, { id: ids.get(key)!, name })
  return kept
}

/** Keeps categories by the best of their spellings, known ones included; returns them by their key. */
export async function keepCategories(
  db: Queryable,
  spellings: ReadonlyMap<string, ReadonlySet<string>>,
  { actor, now }: Bringer,
): Promise<Map<string, KeptName>> {
  // An operator may have renamed one: then the file may mean it by either name.
  const all = await rows(db, knownCategories, [])
  const byAddress = new Map(all.map((row) => [row.key, row]))
  const byName = new Map(all.map((row) => [slug(row.name), row]))
  const kept = new Map<string, KeptName>()
  const fresh: { key: string; name: string }[] = []
  for (const [key, variants] of spellings) {
    const row = byName.get(key) ?? byAddress.get(categoryAddress(key))
    if (row) kept.set(key, row)
    else fresh.push({ key, name: bestSpelling(variants) })
  }
  if (fresh.length === 0) return kept
  const wanted = fresh.map(({ key, name }) => ({ key: categoryAddress(key), name }))
  const saved = await rows(db, saveCategories, [JSON.stringify(wanted)])
  const ids = new Map(saved.map((row) => [row.key, row.id]))
  const added = saved.map(({ id, name }) => ({
    event: 'category_added' as const,
    subject: `category:${id}`,
    facts: { name },
  }))
  await writeJournal(db, actor, now, added)
  for (const { key, name } of fresh) kept.set(key, { id: ids.get(categoryAddress(key))!, name })
  return kept
}

function categoryAddress(key: string): string {
  return /^[a-z0-9-]+$/.test(key) ? key : `x-${hashOf(key)}`
}
