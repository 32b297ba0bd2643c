/** A node of a plan, as `explain (format json)` tells it. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Order By'?: string
  readonly Plans?: readonly PlanNode[]
}

const wholeIndex = new Set(['Index Scan', 'Index Only Scan'])

/**
 * The growing tables that a plan reads from end to end: row by row, or by an index without a condition. Under a limit an
 * index without a condition ends when enough was found.
 */
export function tablesReadWhole(plan: PlanNode, growing: ReadonlySet<string>, limited = false): Set<string> {
  const found = new Set<string>()
  const table = plan['Relation Name']
  const kind = plan['Node Type']
  if (table !== undefined && growing.has(table)) {
    const byIndex = wholeIndex.has(kind) && !plan['Index Cond'] && !plan['Order By'] && !limited
    if (kind === 'Seq Scan' || byIndex) found.add(table)
  }
  // A sort or a sum reads all before it gives the first row.
  const endsEarly = kind === 'Limit' || (limited && !/Sort|Aggregate|Hash$/.test(kind))
  for (const below of plan.Plans ?? [])
    for (const name of tablesReadWhole(below, growing, endsEarly)) found.add(name)
  return found
}
