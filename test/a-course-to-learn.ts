import assert from 'node:assert/strict'
import { readContent } from '../src/learning/content/read-content.ts'
import { saveContent } from '../src/learning/content/save-content.ts'
import type { aProgramme } from './a-programme.ts'

type Programme = Awaited<ReturnType<typeof aProgramme>>

const question = (text: string) => `${text},benar ${text},salah ${text},a`

/** The files of a course with one lesson, tests and an assignment; `more` changes or adds some. */
export function courseFiles(more: Readonly<Record<string, string>> = {}): Map<string, string> {
  const files = {
    'requirements.csv': [
      'setting,value',
      'pre_test_questions,2',
      'post_test_questions,3',
      'pass_percent,60',
      'tries,2',
      'wait_minutes,30',
      'rest_days,3',
      'assignments,tpm',
    ].join('\n'),
    '01-satu.md': '---\ntitle: Satu\nmin_seconds: 60\n---\nIsi **tebal**',
    'pre-test.csv': ['question,a,b,right', ...['P1', 'P2', 'P3'].map(question)].join('\n'),
    'post-test.csv': ['question,a,b,right', ...['Q1', 'Q2', 'Q3', 'Q4', 'Q5'].map(question)].join('\n'),
    ...more,
  }
  return new Map(Object.entries(files).filter(([, text]) => text !== ''))
}

const actor = { actor: 'cli:test', requestId: 'r-content' }

/** Gives content to a course. */
export async function giveContent(
  programme: Programme,
  courseCode: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { content, problems } = await readContent(courseFiles(more))
  assert.deepEqual(problems, [])
  assert.ok(content)
  const saved = await saveContent(programme.ctx, courseCode, content, actor)
  assert.ok(saved.ok)
}
