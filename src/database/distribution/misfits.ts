import { type Placement, placementOf } from './placements.ts'
import type { ForeignKey, TableFacts } from './read-tables.ts'

/** What does not fit Citus' rules in the schema, as its documentation and its own tests have them. */
export interface Misfit {
  readonly table: string
  readonly what: 'no_primary_key' | 'key' | 'foreign_key' | 'triggers'
  /** the key's name, or those of the triggers */
  readonly name: string
  readonly sentence: string
}

type PlacementFinder = (table: string) => Placement

/** Everything in the schema that keeps tables from lying where they are placed. */
export function misfits(tables: readonly TableFacts[], placed: PlacementFinder = placementOf): Misfit[] {
  return tables.flatMap((facts) => [
    ...keyMisfits(facts, placed(facts.table)),
    ...facts.foreignKeys.flatMap((key) => foreignKeyMisfits(facts.table, key, placed)),
    ...triggerMisfits(facts, placed(facts.table)),
  ])
}

/** What is unique on each node only is unique at all only where the column that chooses the node belongs to it. */
function keyMisfits({ table, keys }: TableFacts, placement: Placement): Misfit[] {
  if (placement.at !== 'distributed') return []
  const missing: Misfit[] = keys.some(({ primary }) => primary)
    ? []
    : [{ table, what: 'no_primary_key', name: table, sentence: `${table} has no primary key` }]
  return [
    ...missing,
    ...keys
      .filter(({ columns }) => !columns.includes(placement.by))
      .map(({ name, columns }): Misfit => {
        const sentence = `${name} (${columns.join(', ')}) is unique over all nodes: it lacks ${placement.by}`
        return { table, what: 'key', name, sentence }
      }),
  ]
}

function foreignKeyMisfits(table: string, key: ForeignKey, placed: PlacementFinder): Misfit[] {
  const why = whyNot(key, placed(table), placed(key.target))
  if (why === undefined) return []
  const sentence = `${key.name}: ${table} (${key.columns.join(', ')}) refers to ${key.target}, ${why}`
  return [{ table, what: 'foreign_key', name: key.name, sentence }]
}

const sets = (action: string) => ['c', 'n', 'd'].includes(action)

function whyNot(key: ForeignKey, from: Placement, to: Placement): string | undefined {
  if (from.at !== 'distributed') {
    if (to.at === 'distributed') return 'which lies on many nodes'
    // On every node a row would be removed by what the coordinator alone knows.
    const cascades =
      from.at === 'reference' && to.at === 'local' && (sets(key.onDelete) || sets(key.onUpdate))
    return cascades ? 'which lies on the coordinator, and changes with it' : undefined
  }
  const place = key.columns.indexOf(from.by)
  if (place >= 0 && (['n', 'd'].includes(key.onDelete) || sets(key.onUpdate)))
    return `and would change ${from.by}, which chooses the node`
  if (to.at === 'reference') return undefined
  if (to.at === 'local') return 'which lies on the coordinator alone'
  const together = from.group === 'card' && to.group === 'card'
  if (!together) return 'which lies on other nodes'
  return place >= 0 && key.targetColumns[place] === to.by ? undefined : `without ${from.by} at the same place`
}

function triggerMisfits({ table, triggers }: TableFacts, placement: Placement): Misfit[] {
  if (placement.at === 'local' || triggers.length === 0) return []
  const sentence = `${table} has ${triggers.join(', ')}: triggers do not run on tables that lie on many nodes`
  return [{ table, what: 'triggers', name: triggers.join(', '), sentence }]
}
