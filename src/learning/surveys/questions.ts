import { z } from 'zod'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'

const said = z.strictObject({ id: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) })
const name = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/)
const asked = { name, label: said, optional: z.boolean().optional() }

const question = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    ...asked,
    choices: z
      .array(z.strictObject({ value: name, label: said }))
      .min(2)
      .max(10),
  }),
  /** from 1, `low`, to 5, `high` */
  z.strictObject({ kind: z.literal('scale'), ...asked, low: said, high: said }),
  z.strictObject({ kind: z.literal('text'), ...asked }),
])

const written = z.strictObject({ title: said, questions: z.array(question).min(1).max(10) })

export type SurveyQuestion = z.output<typeof question>
/** A questionnaire as operators write it. */
export type WrittenSurvey = z.output<typeof written>
/** By the names of the questions; what was left out is not there. */
export type SurveyAnswers = Readonly<Record<string, string>>

export const scaleSteps = ['1', '2', '3', '4', '5'] as const
export const longestAnswer = 500

/**
 * Reads a questionnaire: JSON with `title` and 1 to 10 `questions`, each of a `kind` (choice, scale, text), a `name` of its own
 * and words in both languages. Refuses `survey_malformed` and names the place.
 */
export function readSurvey(text: string): Outcome<WrittenSurvey, 'survey_malformed'> {
  const malformed = (id: string, en: string) => refuse('survey_malformed', { said: { id, en } })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return malformed(
      'Ini bukan JSON. Tulis seperti contoh di docs/learning.md, lalu coba lagi.',
      'This is not JSON. Write it as docs/learning.md shows, and try again.',
    )
  }
  const read = written.safeParse(json)
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.') || 'title, questions'
    return malformed(
      `Bagian ${place} tidak ada atau tidak sesuai. Perbaiki bagian itu seperti contoh di docs/learning.md, lalu coba lagi.`,
      `The part ${place} is missing or wrong. Mend it as docs/learning.md shows, and try again.`,
    )
  }
  const names = read.data.questions.map((one) => one.name)
  const values = read.data.questions.flatMap((one) =>
    one.kind === 'choice' && repeated(one.choices.map(({ value }) => value)) ? [one.name] : [],
  )
  const twice = repeated(names) ?? values[0]
  return twice === undefined
    ? done(read.data)
    : malformed(
        `${twice} dipakai dua kali. Beri setiap pertanyaan dan setiap pilihan nama sendiri, lalu coba lagi.`,
        `${twice} is used twice. Give every question and every choice a name of its own, and try again.`,
      )
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((one, at) => names.indexOf(one) < at)
}

/** What may be answered to a question, in the order of the page; undefined: anything. */
export function valuesOf(asked: SurveyQuestion): readonly string[] | undefined {
  if (asked.kind === 'text') return undefined
  return asked.kind === 'scale' ? scaleSteps : asked.choices.map(({ value }) => value)
}

/** Whether these answers fit the questions: nothing missing, nothing unknown. The form says what is wrong in words. */
export function answersFit(questions: readonly SurveyQuestion[], answers: SurveyAnswers): boolean {
  const known = new Set(questions.map((one) => one.name))
  return (
    Object.keys(answers).every((given) => known.has(given)) &&
    questions.every((one) => {
      const given = Object.hasOwn(answers, one.name) ? answers[one.name] : undefined
      if (given === undefined) return one.optional === true
      return valuesOf(one)?.includes(given) ?? given.length <= longestAnswer
    })
  )
}

/** What an answer is called on the page and in the results. */
export function labelOf(asked: SurveyQuestion, value: string, language: Language): string {
  if (asked.kind === 'choice')
    return asked.choices.find((one) => one.value === value)?.label[language] ?? value
  if (asked.kind === 'text') return value
  if (value === scaleSteps[0]) return `${value}: ${asked.low[language]}`
  return value === scaleSteps.at(-1) ? `${value}: ${asked.high[language]}` : value
}
