import { notBuilt, notRouted } from './hot-statements.ts'
import { type Misfit, misfits } from './misfits.ts'
import { type Placement, placementOf } from './placements.ts'
import type { ForeignKey, TableFacts } from './read-tables.ts'

/** One step on the way to many nodes: done once, in a transaction of its own. */
export interface Step {
  /** the same for the same work, so that it is known that it was done */
  readonly name: string
  readonly sql: string
}

export interface DistributionPlan {
  readonly steps: readonly Step[]
  readonly misfits: readonly Misfit[]
  readonly notRouted: ReturnType<typeof notRouted>
  readonly notBuilt: readonly string[]
}

/** What would be done to these tables, in order, and what is still in the way of a purchase there. */
export function distributionPlan(tables: readonly TableFacts[]): DistributionPlan {
  const at = (kind: Placement['at']) => tables.filter(({ table }) => placementOf(table).at === kind)
  const referenced = targetsFirst(at('reference'))
  const distributed = at('distributed').toSorted(
    (a, b) => Number(b.table === 'card') - Number(a.table === 'card'),
  )
  const away = [...referenced, ...distributed]
  const known = misfits(tables)
  const unfit = new Set(known.filter(({ what }) => what === 'foreign_key').map(({ name }) => name))
  const keys = away.flatMap(({ table, foreignKeys }) =>
    foreignKeys.filter(({ name }) => !unfit.has(name)).map((key) => ({ table, key })),
  )
  return {
    steps: [
      ...away.flatMap(({ table, identities }) => identities.flatMap((one) => numbered(table, one))),
      ...keys.map(({ table, key }) => dropKey(table, key)),
      ...referenced.map(({ table }) => ({
        name: `reference ${table}`,
        sql: `select create_reference_table('${table}')`,
      })),
      ...distributed.map(({ table }) => distribute(table)),
      ...keys.map(({ table, key }) => addKey(table, key)),
    ],
    misfits: known,
    notRouted: notRouted(),
    notBuilt,
  }
}

/** Whether a purchase would work afterwards. */
export function nothingInTheWay(plan: DistributionPlan): boolean {
  return plan.misfits.length + plan.notRouted.length + plan.notBuilt.length === 0
}

/** Citus numbers only bigint columns itself; another one takes its numbers from a sequence of the coordinator. */
function numbered(table: string, { column, type }: TableFacts['identities'][number]): Step[] {
  if (type === 'bigint') return []
  const sequence = `${table}_${column}_number`
  return [
    {
      name: `number ${table}`,
      sql: `alter table ${table} alter column ${column} drop identity;
create sequence ${sequence} as ${type} owned by ${table}.${column};
select setval('${sequence}', coalesce(max(${column}), 1), max(${column}) is not null) from ${table};
alter table ${table} alter column ${column} set default nextval('${sequence}')`,
    },
  ]
}

/** A key can only be there once both of its tables are. */
const dropKey = (table: string, { name }: ForeignKey): Step => ({
  name: `without ${name}`,
  sql: `alter table ${table} drop constraint ${name}`,
})

const addKey = (table: string, { name, definition }: ForeignKey): Step => ({
  name: `with ${name}`,
  sql: `alter table ${table} add constraint ${name} ${definition}`,
})

function distribute(table: string): Step {
  const placement = placementOf(table)
  if (placement.at !== 'distributed') throw new Error(`${table} is not distributed`)
  const beside = placement.group === 'card' && table !== 'card' ? 'card' : 'none'
  return {
    name: `distribute ${table}`,
    sql: `select create_distributed_table('${table}', '${placement.by}', colocate_with => '${beside}')`,
  }
}

/** Tables in an order in which what one refers to stands before it. */
function targetsFirst(tables: readonly TableFacts[]): TableFacts[] {
  const placed = new Set<TableFacts>()
  const place = (facts: TableFacts, above: readonly TableFacts[]): void => {
    if (placed.has(facts) || above.includes(facts)) return
    for (const { target } of facts.foreignKeys) {
      const referred = tables.find(({ table }) => table === target)
      if (referred) place(referred, [...above, facts])
    }
    placed.add(facts)
  }
  for (const facts of tables) place(facts, [])
  return [...placed]
}
