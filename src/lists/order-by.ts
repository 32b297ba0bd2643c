/** In which order a list is wanted: the name of a column, with `-` before it from the greatest on. */
export type Order<Column extends string> = Column | `-${Column}`

/**
 * The `order by` of a statement whose order is asked for by a parameter, of which every name leads to what is compared;
 * where nothing is asked for, and among equals, it is `always`. Columns without a value come last.
 */
export function orderBy(
  parameter: string,
  columns: Readonly<Record<string, string>>,
  always: string,
): string {
  const asked = Object.entries(columns).flatMap(([name, compared]) => [
    `case when ${parameter} = '${name}' then ${compared} end nulls last`,
    `case when ${parameter} = '-${name}' then ${compared} end desc nulls last`,
  ])
  return `order by ${[...asked, always].join(', ')}`
}
