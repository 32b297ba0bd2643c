/**
 * Of several spellings of the same name, the one to show: mixed case before SHOUTING before no capitals at all, then
 * the one with most words begun by a capital, then the first by code points, so that the order of rows is no matter.
 */
export function bestSpelling(spellings: Iterable<string>): string {
  let best: string | undefined
  for (const spelling of spellings) {
    if (best === undefined || beats(spelling, best)) best = spelling
  }
  if (best === undefined) throw new Error('no spelling to choose from')
  return best
}

function beats(one: string, other: string): boolean {
  const byCase = caseRank(one) - caseRank(other)
  if (byCase !== 0) return byCase > 0
  const byWords = capitalWords(one) - capitalWords(other)
  return byWords === 0 ? one < other : byWords > 0
}

function caseRank(name: string): number {
  if (name === name.toLowerCase()) return 0
  return name === name.toUpperCase() ? 1 : 2
}

function capitalWords(name: string): number {
  return name.match(/(?<![\p{L}\p{N}'’])\p{Lu}/gu)?.length ?? 0
}
