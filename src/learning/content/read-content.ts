import type { Test } from '../quizzes/rules.ts'
import type { ContentProblem, CourseContent, WrittenLesson, WrittenQuestion } from './content.ts'
import { readLesson } from './read-lesson.ts'
import { readQuestions } from './read-questions.ts'
import { readRequirement } from './read-requirement.ts'

/** What a folder may hold besides lessons, which are `01-title.md` and so on. */
export const requirementFile = 'requirements.csv'
export const questionFiles: Readonly<Record<Test, string>> = { pre: 'pre-test.csv', post: 'post-test.csv' }

const lessonName = /^\d{2,3}-[^/]+\.md$/
const mostLessons = 200

/**
 * Reads the content of a course from the files of a folder, by name. Every problem of every file is told; there is
 * content only when there is none. docs/learning.md describes the files.
 */
export async function readContent(files: ReadonlyMap<string, string>): Promise<{
  readonly content: CourseContent | undefined
  readonly problems: readonly ContentProblem[]
}> {
  const problems: ContentProblem[] = []
  const say = (file: string) => (line: number, problem: string) => void problems.push({ file, line, problem })
  const names = [...files.keys()].sort()
  const lessons: WrittenLesson[] = []
  for (const name of names.filter((candidate) => lessonName.test(candidate))) {
    const lesson = readLesson(files.get(name) ?? '', say(name))
    if (lesson) lessons.push(lesson)
  }
  if (lessons.length > mostLessons)
    say('.')(1, `has ${lessons.length} lessons; a course has at most ${mostLessons}`)
  const known = new Set([requirementFile, ...Object.values(questionFiles)])
  for (const name of names.filter((candidate) => !lessonName.test(candidate) && !known.has(candidate)))
    say(name)(1, 'is not known: lessons are named 01-title.md, tests pre-test.csv and post-test.csv')
  const questions: WrittenQuestion[] = []
  for (const test of ['pre', 'post'] as const) {
    const text = files.get(questionFiles[test])
    if (text !== undefined) questions.push(...(await readQuestions(text, test, say(questionFiles[test]))))
  }
  const requirement = await readRequirement(files.get(requirementFile), say(requirementFile))
  const asked = { pre: requirement.preTestQuestions, post: requirement.postTestQuestions }
  for (const test of ['pre', 'post'] as const) {
    const bank = questions.filter((question) => question.test === test).length
    const drawn = asked[test]
    if (drawn !== undefined && drawn > bank)
      say(questionFiles[test])(1, `has ${bank} questions, and ${drawn} are to be drawn from it`)
  }
  if (requirement.lessons && lessons.length === 0)
    say('.')(1, 'has no lesson, and all lessons are asked for: add 01-title.md, or say lessons,no')
  const content = problems.length === 0 ? { requirement, lessons, questions } : undefined
  return { content, problems }
}
