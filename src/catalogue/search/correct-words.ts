/**
 * Corrects words of a search: each unknown word becomes the nearest of its candidates, if it is near enough (one slip
 * in four letters, two in eight, three beyond), of equally near ones the first. Undefined when nothing was corrected.
 */
export function correctWords(
  words: string,
  candidates: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const corrected = words.replace(/[\p{L}\p{N}]+/gu, (word) => {
    const near = candidates.get(word.toLowerCase())
    return (near && nearestWords(word.toLowerCase(), near)[0]) ?? word
  })
  return corrected === words ? undefined : corrected
}

/** Those of the candidates that are near enough to a word, the nearest first, of equally near ones in their order: three at most. */
export function nearestWords(word: string, candidates: readonly string[]): string[] {
  const most = (word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3) + 0.1
  return candidates
    .filter((candidate) => Math.abs(candidate.length - word.length) < most)
    .map((candidate) => ({ candidate, slips: slipsBetween(word, candidate) }))
    .filter(({ slips }) => slips < most)
    .sort((one, other) => one.slips - other.slips)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

// Fingers swap neighbours more easily than they hit a wrong key: `desian` is `desain` rather than `design`.
const swap = 0.8

/** How many letters must be put in, taken out or replaced (1 each), or swapped with their neighbour (0.8). */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = last[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      let slips = Math.min(replaced, last[j]! + 1, current[j - 1]! + 1)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        slips = Math.min(slips, before[j - 2]! + swap)
      current.push(slips)
    }
    before = last
    last = current
  }
  return last[other.length]!
}
