import { type AssignmentScope, type Requirement, usualRequirement } from '../completion/rules.ts'
import { csvRows } from './csv-rows.ts'
import type { Say } from './read-lesson.ts'

const numbers = {
  pre_test_questions: { name: 'preTestQuestions', min: 1, max: 100 },
  post_test_questions: { name: 'postTestQuestions', min: 1, max: 100 },
  pass_percent: { name: 'passPercent', min: 1, max: 100 },
  tries: { name: 'tries', min: 1, max: 100 },
  wait_minutes: { name: 'waitMinutes', min: 0, max: 10_080 },
  rest_days: { name: 'restDays', min: 0, max: 60 },
  institution_days: { name: 'institutionDays', min: 1, max: 60 },
  min_minutes: { name: 'minMinutes', min: 0, max: 525_600 },
} as const

/** Reads what a course asks for: `setting,value`, one setting a line. Without a file: all lessons. */
export async function readRequirement(text: string | undefined, say: Say): Promise<Requirement> {
  const read: { -readonly [name in keyof Requirement]: Requirement[name] } = usualRequirement(false)
  if (text === undefined) return read
  const seen = new Set<string>()
  for (const { line, cells } of await csvRows(text, ['setting', 'value'], [], say)) {
    const setting = cells.get('setting') ?? ''
    const value = cells.get('value') ?? ''
    if (seen.has(setting)) say(line, `says ${setting} twice`)
    seen.add(setting)
    const problem = take(read, setting, value)
    if (problem) say(line, problem)
  }
  if (!read.lessons && !read.postTestQuestions && !read.sessions.length && !read.assignments.length)
    say(1, 'asks for nothing: a training is finished by lessons, a post-test, sessions or assignments')
  return read
}

function take(
  read: { -readonly [name in keyof Requirement]: Requirement[name] },
  setting: string,
  value: string,
): string | undefined {
  if (setting === 'lessons') {
    if (value !== 'yes' && value !== 'no') return 'lessons are asked for by yes or no'
    read.lessons = value === 'yes'
  } else if (setting === 'sessions') {
    const sessions = value.split(/\s+/).filter(Boolean).map(Number)
    if (sessions.some((one) => !Number.isInteger(one) || one < 1 || one > 999))
      return 'sessions are numbers from 1 to 999 with blanks between them'
    read.sessions = [...new Set(sessions)].sort((one, other) => one - other)
  } else if (setting === 'assignments') {
    const scopes = value.split(/\s+/).filter(Boolean)
    if (!scopes.every((scope): scope is AssignmentScope => scope === 'tpm' || scope === 'uk'))
      return 'assignments are tpm, uk or both with a blank between them'
    read.assignments = [...new Set(scopes)]
  } else if (setting in numbers) {
    const { name, min, max } = numbers[setting as keyof typeof numbers]
    if (!/^\d{1,6}$/.test(value) || Number(value) < min || Number(value) > max)
      return `${setting} is a whole number from ${min} to ${max}`
    read[name] = Number(value)
  } else
    return `"${setting}" is no setting: there are lessons, sessions, assignments, ${Object.keys(numbers).join(', ')}`
  return undefined
}
