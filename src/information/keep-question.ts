import type { Context } from '../database/context.ts'
import { first, one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { checkOwnText, ownTextRefusals } from './own-text.ts'
import type { Topic } from './topics.ts'

/** A question with its answer, as the staff writes it. */
export interface WrittenQuestion {
  readonly topic: Topic
  /** within its topic, 1 to 999 */
  readonly place: number
  /** 8 to 160 letters each */
  readonly askedId: string
  readonly askedEn: string
  /** 20 to 3,000 letters each */
  readonly answerId: string
  readonly answerEn: string
  /** what people type who mean it, up to 300 letters */
  readonly words: string
}

type Written = [
  topic: Topic,
  place: number,
  askedId: string,
  askedEn: string,
  answerId: string,
  answerEn: string,
  words: string,
  by: string,
  now: Date,
]

const insertQuestion = statement<Written, 'information/insert-question'>(
  'information/insert-question',
  `
  insert into common_question
    (topic, place, asked_id, asked_en, answer_id, answer_en, words, written_by, written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  returning question_id
  `,
)

const updateQuestion = statement<
  [...Written, questionId: number, version: number],
  'information/update-question'
>(
  'information/update-question',
  `
  update common_question
  set topic = $1, place = $2, asked_id = $3, asked_en = $4, answer_id = $5, answer_en = $6, words = $7,
    written_by = $8, written_at = $9, version = version + 1
  where question_id = $10 and version = $11 and ended_at is null
  returning question_id
  `,
)

const selectVersion = statement<[questionId: number], 'information/question-version'>(
  'information/question-version',
  'select version, ended_at, written_by from common_question where question_id = $1',
)

const endOne = statement<[questionId: number, by: string, now: Date], 'information/end-question'>(
  'information/end-question',
  `
  update common_question set ended_at = $3, written_by = $2, written_at = $3, version = version + 1
  where question_id = $1 and ended_at is null
  returning asked_id
  `,
)

/** Why a question is not kept, in the order in which the reasons are looked at. */
export const questionRefusals = refusalWords({
  id: {
    question_length:
      'Pertanyaan 8 sampai 160 huruf, jawaban 20 sampai 3.000, dalam kedua bahasa; kata pencari sampai 300. Isi semuanya.',
    question_unknown: 'Pertanyaan itu tidak ada atau sudah dihapus. Pilih dari daftarnya.',
    question_changed:
      'Orang lain mengubahnya sementara Anda menulis. Salin tulisan Anda, buka lagi halamannya, lalu ubah yang baru.',
  },
  en: {
    question_length:
      'A question has 8 to 160 letters, an answer 20 to 3,000, in both languages; words to find it by up to 300. Complete the form.',
    question_unknown: 'There is no such question, or it was taken away. Choose one of the list.',
    question_changed:
      'Somebody else changed it while you were writing. Copy your text, open the page again, and change the new one.',
  },
  also: [ownTextRefusals],
})
export type QuestionRefusal = ReasonOf<typeof questionRefusals>

/**
 * Keeps a new question, or other words of one that there is: `was` names it with the version that was read. Of two who change
 * the same the second is refused. Texts lead to pages of ours alone, and name only figures that there are. Its number.
 */
export async function keepQuestion(
  ctx: Context,
  typed: WrittenQuestion,
  was: { readonly questionId: number; readonly version: number } | undefined,
  actor: Actor,
): Promise<Outcome<number, QuestionRefusal>> {
  const { askedId, askedEn, answerId, answerEn } = typed
  const asked = [askedId.trim(), askedEn.trim()] as const
  const answers = [answerId.trim(), answerEn.trim()] as const
  const words = typed.words.trim()
  if (!asked.every(within(8, 160)) || !answers.every(within(20, 3000)) || words.length > 300)
    return refuse('question_length')
  const fine = checkOwnText([...asked, ...answers])
  if (!fine.ok) return fine
  const now = ctx.clock.now()
  const written: Written = [typed.topic, typed.place, ...asked, ...answers, words, actor.actor, now]
  return inTransaction(ctx.db, async (tx) => {
    const kept = was
      ? await first(tx, updateQuestion, [...written, was.questionId, was.version])
      : await one(tx, insertQuestion, written)
    if (!kept) {
      const there = was && (await first(tx, selectVersion, [was.questionId]))
      return refuse(!there || there.endedAt ? 'question_unknown' : 'question_changed')
    }
    const facts = { name: asked[0] }
    await writeJournal(tx, actor, now, [
      { event: 'question_kept', subject: `question:${kept.questionId}`, facts },
    ])
    return done(kept.questionId)
  })
}

/** Takes a question away: nobody reads it any more. What is gone already stays gone. */
export async function endQuestion(ctx: Context, questionId: number, actor: Actor): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const ended = await rows(tx, endOne, [questionId, actor.actor, now])
    await writeJournal(
      tx,
      actor,
      now,
      ended.map(({ askedId }) => ({
        event: 'question_ended' as const,
        subject: `question:${questionId}`,
        facts: { name: askedId },
      })),
    )
  })
}

const within = (least: number, most: number) => (text: string) => {
  const letters = [...text].length
  return letters >= least && letters <= most
}
