import type { ReadQuestion } from '../../../information/questions.ts'
import { excerptOf, fit, folded, type Piece, termsOf } from '../../guide/find-words.ts'
import { wordsOf } from '../../guide/read-paragraphs.ts'

export interface FoundQuestion {
  readonly question: ReadQuestion
  readonly excerpt: readonly Piece[]
}

const mostFound = 12

/**
 * The questions that fit what was typed, the best first, in whichever of both languages it was typed: `same` has each question in
 * the other one, at the same place. One or two words must all be there; of more, half of them.
 */
export function searchQuestions(
  typed: string,
  questions: readonly ReadQuestion[],
  same: readonly (ReadQuestion | undefined)[],
): FoundQuestion[] {
  const terms = termsOf(typed)
  if (terms.length === 0) return []
  const scored = questions.map((question, at) => {
    const [own, other] = [scoreOf(question, terms), scoreOf(same[at], terms)]
    return { question, ...(other.terms > own.terms ? other : own) }
  })
  const most = Math.max(0, ...scored.map((one) => one.terms))
  const least = Math.max(terms.length > 2 ? Math.ceil(terms.length / 2) : terms.length, most - 1)
  return scored
    .filter((one) => one.terms >= least)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostFound)
    .map(({ question }) => {
      const text = wordsOf(question.answer)
      return { question, excerpt: excerptOf(text, folded(text), terms) }
    })
}

function scoreOf(question: ReadQuestion | undefined, terms: readonly string[]) {
  if (!question) return { terms: 0, score: 0 }
  const [asked, answer, words] = [question.asked, wordsOf(question.answer), question.words].map(folded)
  const of = terms.map((term) => 6 * fit(asked!, term) + 3 * fit(words!, term) + fit(answer!, term))
  return {
    terms: of.filter((score) => score > 0).length,
    score: of.reduce((sum, score) => sum + score, 0),
  }
}
