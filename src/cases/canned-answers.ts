import type { Context } from '../database/context.ts'
import { type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'

/** Kinds of cases whose answer people read, so that one can be kept for them. */
export const answeredKinds = ['appeal', 'data_request', 'complaint', 'inquiry'] as const
export type AnsweredKind = (typeof answeredKinds)[number]

export interface NewAnswer {
  readonly kind: AnsweredKind
  /** 3 to 80 letters, by which staff choose it */
  readonly title: string
  /** 10 to 2,000 letters each */
  readonly textId: string
  readonly textEn: string
}

const insertAnswer = statement<
  [kind: AnsweredKind, title: string, textId: string, textEn: string, by: string, now: Date]
>(
  'cases/insert-canned-answer',
  `
  insert into canned_answer (kind, title, text_id, text_en, made_by, made_at) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing
  `,
)

const endAnswer = statement<[id: number, by: string, now: Date], 'cases/end-canned-answer'>(
  'cases/end-canned-answer',
  `
  update canned_answer set ended_by = $2, ended_at = $3 where canned_answer_id = $1 and ended_at is null
  returning title
  `,
)

const selectAnswers = statement<[kind: AnsweredKind | null], 'cases/select-canned-answers'>(
  'cases/select-canned-answers',
  `
  select canned_answer_id, kind, title, text_id, text_en
  from canned_answer
  where ended_at is null and ($1::text is null or kind = $1)
  order by kind, lower(title)
  `,
)

export interface CannedAnswer extends Row<'cases/select-canned-answers'> {}

/** Why an answer is not kept. */
export const cannedRefusals = refusalWords({
  id: {
    canned_length: 'Judul 3 sampai 80 huruf, dan kedua teks 10 sampai 2.000 huruf. Isi semuanya.',
    canned_title_taken: 'Judul itu sudah ada untuk jenis kasus ini. Pilih judul lain, atau hapus yang lama.',
  },
  en: {
    canned_length: 'A title has 3 to 80 letters, and both texts 10 to 2,000. Complete the form.',
    canned_title_taken:
      'There is one of that title for this kind of case. Choose another title, or end the old one.',
  },
})
export type CannedRefusal = ReasonOf<typeof cannedRefusals>

/** Keeps an answer in both languages for everybody who answers cases of the kind. */
export async function keepAnswer(
  ctx: Context,
  { kind, title: typed, textId, textEn }: NewAnswer,
  actor: Actor,
): Promise<Outcome<null, CannedRefusal>> {
  const title = typed.trim()
  const texts = [textId.trim(), textEn.trim()] as const
  if (title.length < 3 || title.length > 80) return refuse('canned_length')
  if (texts.some((text) => text.length < 10 || text.length > 2000)) return refuse('canned_length')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if ((await touched(tx, insertAnswer, [kind, title, ...texts, actor.actor, now])) === 0)
      return refuse('canned_title_taken')
    await writeJournal(tx, actor, now, [
      { event: 'canned_answer_kept', subject: 'cases', facts: { kind, name: title } },
    ])
    return done(null)
  })
}

/** Ends a kept answer: what was answered with it stays as it is. */
export async function endCannedAnswer(ctx: Context, id: number, actor: Actor): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const ended = await rows(tx, endAnswer, [id, actor.actor, now])
    await writeJournal(
      tx,
      actor,
      now,
      ended.map(({ title }) => ({
        event: 'canned_answer_ended' as const,
        subject: 'cases',
        facts: { name: title },
      })),
    )
  })
}

/** The answers that are kept, of one kind or of all. */
export function cannedAnswers(db: Queryable, kind?: AnsweredKind): Promise<CannedAnswer[]> {
  return rows(db, selectAnswers, [kind])
}
