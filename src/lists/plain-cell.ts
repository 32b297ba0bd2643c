/**
 * A cell as its writer meant it: out of the formula that keeps a long number as text (`="3275..."`), without the
 * apostrophe that a spreadsheet keeps a number as text by, and out of quotes that hold quotes which nobody doubled
 * (`"Budi "Bud" Hartono"`).
 */
export function plainCell(cell: string): string {
  const text = cell.trim()
  const formula = /^=\s*"(.*)"$/s.exec(text)
  if (formula) return formula[1]!.replaceAll('""', '"')
  if (/^['’]\+?\d/.test(text)) return text.slice(1)
  return /^"[^"]*[\s(]"[^"]*".*"$/s.test(text) ? text.slice(1, -1) : cell
}
