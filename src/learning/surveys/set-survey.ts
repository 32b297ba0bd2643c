import type { Context } from '../../database/context.ts'
import { one, statement } from '../../database/sql.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { readSurvey } from './questions.ts'

export const surveyRefusals = refusalWords({
  id: {
    survey_malformed: 'Survei ini belum sesuai. Tulis seperti contoh di docs/learning.md, lalu coba lagi.',
    survey_number_wrong: 'Nomor survei adalah 1 sampai 12, sama dengan pembayaran survei. Pilih nomor lain.',
    file_unreadable: 'Berkas itu tidak bisa dibaca. Periksa nama dan foldernya, lalu coba lagi.',
    survey_unknown: 'Tidak ada survei dengan nomor itu. Lihat semua survei dengan survey list.',
  },
  en: {
    survey_malformed: 'This survey is not in order. Write it as docs/learning.md shows, and try again.',
    survey_number_wrong:
      'The number of a survey is 1 to 12, that of the survey payment. Choose another number.',
    file_unreadable: 'This file cannot be read. Check its name and folder, and try again.',
    survey_unknown: 'There is no such survey. See all of them by survey list.',
  },
})
export type SurveyRefusal = ReasonOf<typeof surveyRefusals>

const insertSurvey = statement<
  [number: number, title: string, questions: string, actor: string, now: Date, requestId: string],
  'learning/set-survey',
  'surveyId'
>(
  'learning/set-survey',
  `
  with made as (
    insert into survey (number, title, questions, defined_by, defined_at) values ($1, $2::jsonb, $3::jsonb, $4, $5)
    returning survey_id, number
  ),
  journaled as (
    insert into journal (at, actor, act, subject, request_id, facts)
    select $5, $4, 'survey_set', 'survey:' || survey_id, $6, jsonb_build_object('number', number) from made
  )
  select survey_id from made
  `,
)

/**
 * Asks other questions for a survey payment from now on; whoever has answered has answered. `text` is JSON ({@link readSurvey}).
 * Refuses `survey_malformed` and `survey_number_wrong`.
 */
export async function setSurvey(
  ctx: Pick<Context, 'db' | 'clock'>,
  { number, text }: { readonly number: number; readonly text: string },
  { actor, requestId }: Actor,
): Promise<Outcome<{ surveyId: number }, SurveyRefusal>> {
  if (!(Number.isInteger(number) && number >= 1 && number <= 12)) return refuse('survey_number_wrong')
  const read = readSurvey(text)
  if (!read.ok) return read
  const { title, questions } = read.value
  const written = [JSON.stringify(title), JSON.stringify(questions)] as const
  return done(await one(ctx.db, insertSurvey, [number, ...written, actor, ctx.clock.now(), requestId]))
}
