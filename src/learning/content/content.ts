import type { Requirement } from '../completion/rules.ts'
import type { Test } from '../quizzes/rules.ts'

/** A lesson as a folder has it. */
export interface WrittenLesson {
  readonly title: string
  readonly kind: 'text' | 'video' | 'file'
  readonly url: string | undefined
  readonly minSeconds: number
  readonly body: string
}

export interface WrittenQuestion {
  readonly test: Test
  readonly text: string
  readonly options: readonly { readonly text: string; readonly right: boolean }[]
}

/** All that a course is learnt by here. */
export interface CourseContent {
  readonly requirement: Requirement
  readonly lessons: readonly WrittenLesson[]
  readonly questions: readonly WrittenQuestion[]
}

/** What is wrong with a file of a folder; `line` counts from 1. */
export interface ContentProblem {
  readonly file: string
  readonly line: number
  readonly problem: string
}
