import type { Language } from '../../kernel/wib.ts'
import { excerptOf, fit, folded, type Piece, termsOf } from './find-words.ts'
import { guideNames } from './guide-names.ts'
import { documentPages, type GuidePage, guidePage } from './guide-pages-of.ts'
import type { Section } from './read-markdown.ts'

/** A place that fits what was looked for. */
export interface Found {
  readonly page: GuidePage
  readonly section: Section
  readonly address: string
  readonly excerpt: readonly Piece[]
}

/** A place as it is searched: its words folded, sign for sign, so that a hit stands where it stands in the text. */
interface Place {
  readonly page: GuidePage
  readonly section: Section
  readonly title: string
  readonly heading: string
  readonly text: string
}

const mostFound = 20
const weights = { guide: 1.6, document: 1, decision: 0.5 } as const

const placesOf = new Map<Language, readonly (readonly Place[])[]>()

/**
 * Finds words in titles, headings and text of all guides and documents, however their case and accents were typed. A guide is
 * found by its words in either language and shown in this one: its sections are the same ones in both. The best first, at
 * most twenty. Of three words and more one may be missing.
 */
export function searchGuides(words: string, language: Language): readonly Found[] {
  const terms = termsOf(words)
  if (terms.length === 0) return []
  const scored = placesIn(language).flatMap((same) => {
    const [own, ...others] = same.map((place) => scoreOf(place, terms))
    const best = others.find((other) => other.terms > own!.terms) ?? own!
    return best.terms === 0 ? [] : [{ place: same[0]!, ...best }]
  })
  const most = Math.max(0, ...scored.map(({ terms }) => terms))
  return scored
    .filter(({ terms }) => terms >= (most < 3 ? most : most - 1))
    .sort((one, other) => other.score - one.score)
    .slice(0, mostFound)
    .map(({ place: { page, section, text } }) => ({
      page,
      section,
      address: page.address + (section.id === '' ? '' : `#${section.id}`),
      excerpt: excerptOf(section.text, text, terms),
    }))
}

/** Each place of this language with the same one of the other, made once. */
function placesIn(language: Language): readonly (readonly Place[])[] {
  let made = placesOf.get(language)
  if (!made) {
    const other = language === 'id' ? 'en' : 'id'
    made = [
      ...guideNames.flatMap((name) => {
        const theirs = placesOfPage(guidePage(name, other))
        return placesOfPage(guidePage(name, language)).map((place, index) =>
          [place, theirs[index]].filter((one) => one !== undefined),
        )
      }),
      ...documentPages().flatMap((page) => placesOfPage(page).map((place) => [place])),
    ]
    placesOf.set(language, made)
  }
  return made
}

function placesOfPage(page: GuidePage): Place[] {
  const title = folded(page.title)
  return page.sections.map((section) => {
    const text = section.text.normalize('NFC')
    return {
      page,
      section: { ...section, text },
      title,
      heading: folded(section.heading),
      text: folded(text),
    }
  })
}

/** How many of the terms a place has, and how well it fits: a title before a heading, a heading before text. */
function scoreOf({ page, section, title, heading, text }: Place, terms: readonly string[]) {
  let score = 0
  let found = 0
  for (const term of terms) {
    const inTitle = section.level === 1 ? 10 * fit(title, term) : 0
    const inHeading = section.level === 1 ? 0 : 6 * fit(heading, term)
    const sum = inTitle + inHeading + fit(text, term) + 0.5 * fit(title, term)
    if (inTitle + inHeading > 0 || text.includes(term)) found++
    score += sum
  }
  // Whoever has every word goes before whoever has one of them often.
  return { terms: found, score: score * weights[page.kind] * (found / terms.length) ** 2 }
}
