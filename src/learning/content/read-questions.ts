import type { Test } from '../quizzes/rules.ts'
import type { WrittenQuestion } from './content.ts'
import { csvRows } from './csv-rows.ts'
import type { Say } from './read-lesson.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const most = 1000

/** Reads a question bank: `question,a,b,c,d,right`, two to six options, `right` the letter of the right one. */
export async function readQuestions(text: string, test: Test, say: Say): Promise<WrittenQuestion[]> {
  const rows = await csvRows(text, ['question', 'a', 'b', 'right'], ['c', 'd', 'e', 'f'], say)
  if (rows.length > most) say(1, `has ${rows.length} questions; a bank has at most ${most}`)
  const seen = new Map<string, number>()
  return rows.flatMap(({ line, cells }) => {
    const asked = cells.get('question') ?? ''
    const options = letters.map((letter) => cells.get(letter) ?? '')
    const given = options.filter((option) => option !== '')
    const right = letters.findIndex((letter) => letter === (cells.get('right') ?? '').toLowerCase())
    const before = seen.get(asked)
    seen.set(asked, line)
    const problem = problemOf(asked, options, given, right, before)
    if (problem) say(line, problem)
    return problem
      ? []
      : [{ test, text: asked, options: given.map((option, at) => ({ text: option, right: at === right })) }]
  })
}

function problemOf(
  asked: string,
  options: readonly string[],
  given: readonly string[],
  right: number,
  before: number | undefined,
): string | undefined {
  if (asked === '' || asked.length > 1000) return 'needs a question of at most 1000 signs'
  if (before !== undefined) return `asks the same as line ${before}`
  if (given.length < 2) return 'needs at least two options'
  if (options.slice(0, given.length).includes('')) return 'leaves an option out before another'
  if (given.some((option) => option.length > 500)) return 'has an option of more than 500 signs'
  if (new Set(given).size < given.length) return 'has the same option twice'
  if (right < 0 || right >= given.length) return 'needs in "right" the letter of the right option'
  return undefined
}
