/** A part of a text: what was looked for, or what stands around it. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

const mostTerms = 8
const aroundHit = 90

// Too common to tell anything, in both languages.
const common = new Set(
  'yang dan di ke dari untuk atau saya ini itu bagaimana cara apa adalah dengan pada the and of to or for how do does is in on my it an what with'.split(
    ' ',
  ),
)

/** Lower case without accents, of the same length: a hit stands where it stands in the text. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\0-\x7f]/g, (sign) => sign.normalize('NFKD')[0] ?? sign)
    .toLowerCase()
}

/** What of the words that were typed is looked for: at most eight, those that tell something where there are any. */
export function termsOf(words: string): string[] {
  const all = [...new Set(folded(words).match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu))]
    .filter(({ length }) => length > 1)
    .slice(0, mostTerms)
  const telling = all.filter((term) => !common.has(term))
  return telling.length > 0 ? telling : all
}

/** 1 for a whole word, less for the beginning of one, least within one. */
export function fit(text: string, term: string): number {
  let best = 0
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const before = at > 0 && isOfWord(text[at - 1]!)
    const after = at + term.length < text.length && isOfWord(text[at + term.length]!)
    if (!before && !after) return 1
    best = Math.max(best, before ? 0.25 : 0.6)
  }
  return best
}

function isOfWord(sign: string): boolean {
  return /[\p{L}\p{N}]/u.test(sign)
}

/** Some words around the first hit, and every hit in them. */
export function excerptOf(text: string, foldedText: string, terms: readonly string[]): Piece[] {
  const hits = terms.map((term) => foldedText.indexOf(term)).filter((at) => at >= 0)
  const first = hits.length > 0 ? Math.min(...hits) : 0
  const from = first <= aroundHit ? 0 : text.indexOf(' ', first - aroundHit) + 1
  const end = text.indexOf(' ', first + aroundHit)
  const to = end < 0 ? text.length : end
  const shown = text.slice(from, to)
  const around = (inner: Piece[]) => [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...inner,
    ...(to < text.length ? [{ text: ' …', hit: false }] : []),
  ]
  // Letters, digits and dashes only: nothing of them means anything in an expression.
  const split = new RegExp(`(${[...terms].sort((a, b) => b.length - a.length).join('|')})`, 'g')
  let at = 0
  return around(
    foldedText
      .slice(from, to)
      .split(split)
      .flatMap((part, index) => {
        const piece = { text: shown.slice(at, at + part.length), hit: index % 2 === 1 }
        at += part.length
        return part === '' ? [] : [piece]
      }),
  )
}
