import type { Context } from '../database/context.ts'
import { first, type Queryable, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import type { Actor } from '../kernel/request.ts'
import type { Language } from '../kernel/wib.ts'
import { type NewsKind, newsKinds } from './occasions.ts'
import type { Channel } from './templates.ts'

/** One kind of news by one channel: `review/sms`. */
export type Way = `${NewsKind}/${Channel}`

/** Every way there is, kind by kind. */
export const ways: readonly Way[] = newsKinds.flatMap((kind) => [`${kind}/sms`, `${kind}/email`] as const)

/** What somebody has chosen of their messages. */
export interface MessageChoice {
  readonly language: Language
  /** what is not sent */
  readonly declined: readonly Way[]
}

const selectChoice = statement<
  [personId: string],
  'messages/select-choice',
  { language: Language; declined: Way[] }
>(
  'messages/select-choice',
  `
  select language, declined, chosen_at from message_choice
  where person_id = $1
  order by message_choice_id desc limit 1
  `,
)

const insertChoice = statement<[personId: string, language: Language, declined: Way[], now: Date]>(
  'messages/insert-choice',
  'insert into message_choice (person_id, language, declined, chosen_at) values ($1, $2, $3, $4)',
)

/** What a person chose last; without it everything is sent, in Indonesian. */
export async function choiceOf(
  db: Queryable,
  personId: string,
): Promise<MessageChoice & { readonly chosenAt?: Date | undefined }> {
  return (await first(db, selectChoice, [personId])) ?? { language: 'id', declined: [] }
}

/** Keeps what a person chooses from now on; what was queued before is still sent. */
export function chooseMessages(
  ctx: Pick<Context, 'db' | 'clock'>,
  personId: string,
  { language, declined }: MessageChoice,
  by: Actor,
): Promise<void> {
  return inTransaction(ctx.db, (tx) => writeChoice(tx, personId, { language, declined }, ctx.clock.now(), by))
}

/** The same in the caller's transaction. */
export async function writeChoice(
  tx: Queryable,
  personId: string,
  { language, declined }: MessageChoice,
  now: Date,
  by: Actor,
): Promise<void> {
  const known = ways.filter((way) => declined.includes(way))
  await touched(tx, insertChoice, [personId, language, known, now])
  await writeJournal(tx, by, now, [
    {
      event: 'messages_chosen',
      subject: `person:${personId}`,
      facts: { language, declined: known },
    },
  ])
}
