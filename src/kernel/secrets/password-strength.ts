import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Why a password is guessed soon, in as many words as its owner is told. */
export type Weakness = 'common' | 'personal' | 'pattern' | 'few_words'

/** Words that everybody who guesses passwords of this programme tries first. */
const programmeWords = ['prakerja', 'kartu', 'kartuprakerja', 'pelatihan', 'kemnaker', 'bekal']

/** From 0 to 4; from 3 on a password takes over 100 million guesses, which no limit of ours lets anybody make. */
const strongFrom = 3

/** What is added to known words, as a year, must be more than this to be looked at: blanks between them hide nothing. */
const leastLeft = 5

/** How many characters are looked at at once: what it costs grows faster than their number. */
const span = 24

let opened: Promise<ZxcvbnFactory> | undefined

// 15 MB and a tenth of a second: paid when the first password is chosen, not at the start.
function estimator(): Promise<ZxcvbnFactory> {
  opened ??= open()
  return opened
}

async function open(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, indonesian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-id'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...indonesian.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: span,
    // Each reading of 4 as a and 1 as i or l is looked up anew: four are enough for what people write.
    l33tMaxSubstitutions: 4,
  })
}

/**
 * Why a password is guessed soon; undefined for one that is not. `about` is what a stranger may know of its owner (name,
 * email, phone) and of the place: none of it counts as a secret. Of a long one the beginning and the end are looked at,
 * and one that is strong is enough: what is added to it makes it no weaker.
 */
export async function weaknessOf(
  password: string,
  about: readonly (string | null | undefined)[],
): Promise<Weakness | undefined> {
  const known = [...programmeWords, ...about.flatMap((text) => guessesFrom(text ?? ''))]
  const whole = password.normalize('NFKC')
  if (leftOf(whole, known) < leastLeft) return 'personal'
  const looked = (part: string) => look(part, known)
  const beginning = await looked(whole.slice(0, span))
  return beginning && whole.length > span && !(await looked(whole.slice(-span))) ? undefined : beginning
}

async function look(part: string, known: readonly string[]): Promise<Weakness | undefined> {
  const { score, sequence } = (await estimator()).check(part, [...known])
  if (score >= strongFrom) return undefined
  if (sequence.some(({ dictionaryName }) => dictionaryName === 'userInputs')) return 'personal'
  if (
    sequence.some(
      ({ pattern, dictionaryName }) => pattern === 'dictionary' && /^passwords/.test(`${dictionaryName}`),
    )
  )
    return 'common'
  return sequence.some(({ pattern }) => pattern === 'dictionary') ? 'few_words' : 'pattern'
}

/** How many letters and digits are left of a password without what is known; endless where nothing is. */
function leftOf(whole: string, known: readonly string[]): number {
  let left = whole.slice(0, 200).toLowerCase()
  for (const word of known.toSorted((one, other) => other.length - one.length))
    left = left.replaceAll(word, ' ')
  return left === whole.toLowerCase() ? Number.POSITIVE_INFINITY : left.replace(/[^\p{L}\p{N}]/gu, '').length
}

/** What somebody tries who knows a text: it whole, its words, and all of them in one. */
function guessesFrom(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .slice(0, 200)
    .split(/[^\p{L}\p{N}]+/u)
  // +62 812 ... is typed as 0812 ..., and by some without either.
  const local = words.map((word) => word.replace(/^62(?=8\d{6})/, ''))
  const guesses = [text.toLowerCase(), words.join(''), ...words, ...local, ...local.map((word) => `0${word}`)]
  return guesses.filter((guess) => guess.length >= 3)
}
