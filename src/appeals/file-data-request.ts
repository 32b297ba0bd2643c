import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { idOf } from '../kernel/ids.ts'
import { type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { type Appeal, type DataRequest, fileAppeal } from './appeals.ts'

/** Why a request by the law on personal data is not taken at a desk. */
export const dataRequestRefusals = refusalWords({
  id: {
    person_unknown: 'Orang itu tidak ada, atau sudah dihapus. Cari lagi.',
    text_length: 'Tulis apa yang diminta dan bagaimana orangnya dipastikan, 10 sampai 2.000 huruf.',
    appeal_open: 'Permintaan yang sama sudah menunggu jawaban. Jawab yang itu di antrean kasus.',
  },
  en: {
    person_unknown: 'There is no such person, or they were erased. Search again.',
    text_length: 'Write what is asked for and how the person was made sure of, in 10 to 2,000 letters.',
    appeal_open: 'The same request waits for its answer. Answer that one in the queue of cases.',
  },
})
export type DataRequestRefusal = ReasonOf<typeof dataRequestRefusals>

const selectAsker = statement<[personId: string], 'appeals/select-asker', 'there'>(
  'appeals/select-asker',
  'select erased_at is null as there from person where person_id = $1',
)

/**
 * Takes a request for a copy, a correction or erasing of whoever asked at a desk, by phone or by letter: from then on it is a case
 * of the queue with the law's 3 x 24 hours, as if they had filed it themselves, and they read it on their own page.
 */
export async function fileDataRequest(
  ctx: Context,
  personId: string,
  asked: { readonly about: DataRequest; readonly because: string },
  actor: Actor,
): Promise<Outcome<Appeal, DataRequestRefusal>> {
  const asker = idOf(personId) ? await first(ctx.db, selectAsker, [personId]) : undefined
  if (!asker?.there) return refuse('person_unknown')
  const { about, because: text } = asked
  return fileAppeal(ctx, { personId }, { about, text, requestId: actor.requestId, by: actor })
}
