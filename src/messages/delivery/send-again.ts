import type { Context } from '../../database/context.ts'
import { first, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { occasions } from '../occasions.ts'
import { type TemplateName, templateNamed } from '../templates.ts'

/** The same message to the same holder is sent again no more often than this, in so many days. */
export const againAtMost = { times: 3, days: 7 } as const

export const sendAgainRefusals = refusalWords({
  id: {
    message_unknown: 'Pesan itu tidak ada, atau masih menunggu dikirim. Buka lagi daftarnya.',
    message_arrived: 'Pesan itu sudah dikirim dan tidak ditolak. Minta penerimanya memeriksa lagi.',
    message_has_code:
      'Isi pesan ini tidak disimpan, misalnya karena memuat kode atau tautan rahasia. Minta orangnya meminta yang baru.',
    sent_again_already: 'Pesan ini sudah dikirim lagi. Lihat hasilnya di daftar, beberapa saat lagi.',
    sent_again_often:
      'Pesan ini sudah tiga kali dikirim lagi dalam tujuh hari. Hubungi orangnya lewat telepon, atau coba lagi minggu depan.',
  },
  en: {
    message_unknown: 'There is no such message, or it still waits to be sent. Open the list again.',
    message_arrived: 'That message was sent and not refused. Ask its receiver to look again.',
    message_has_code:
      'What this message said is not kept, as of one with a code or a secret link. Ask the person to ask for a new one.',
    sent_again_already:
      'This message was sent again already. See in the list, in a while, what became of it.',
    sent_again_often:
      'This message was sent again three times in seven days. Call the person, or try again next week.',
  },
})
export type SendAgainRefusal = ReasonOf<typeof sendAgainRefusals>

const lockMessage = statement<
  [cardId: string, messageId: string, since: Date],
  'messages/lock-message-to-resend',
  { troubled: boolean; times: number; params: Record<string, unknown> }
>(
  'messages/lock-message-to-resend',
  `
  select
    template, params, resent_at, status = 'failed' or coalesce(delivery = 'undelivered', false) as troubled,
    (
      select count(*)::int from message other
      where other.card_id = $1 and other.template = message.template and other.resent_at > $3
        and other.address = message.address
    ) as times
  from message
  where card_id = $1 and message_id = $2
  for no key update
  `,
)

const queueAgain = statement<
  [cardId: string, messageId: string, now: Date],
  'messages/queue-again',
  'messageId'
>(
  'messages/queue-again',
  `
  with again as (
    update message set resent_at = $3 where card_id = $1 and message_id = $2 and resent_at is null
    returning card_id, channel, address, template, params
  )
  insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
  select
    again.card_id, again.channel,
    -- where the holder is reached now: the old address may be why it did not arrive
    coalesce(case again.channel when 'sms' then card.holder_phone else card.holder_email end, again.address),
    again.template, coalesce(chosen.language, 'id'), again.params, $3, $3
  from again
  left join card on card.card_id = again.card_id
  left join lateral (
    select language from message_choice where message_choice.person_id = card.person_id
    order by message_choice_id desc limit 1
  ) chosen on true
  returning message_id
  `,
)

/** Whether a message can be sent again as it stands in the history: none with a code or a secret, which are not kept. */
export function repeatable(template: string): boolean {
  const known = templateNamed(template)
  if (!known || occasions[template as TemplateName].kind === 'code') return false
  return !Object.values(known.fields).some(({ secret }) => secret)
}

/** Whether all that its template needs was kept: of one that was given up nothing is. */
function whole({ template, params }: { readonly template: string; readonly params: object }): boolean {
  const fields = Object.entries(templateNamed(template)?.fields ?? {})
  return fields.every(([name, { optional }]) => optional || Object.hasOwn(params, name))
}

/**
 * Sends a message again that failed or that the operator could not deliver, to where its holder is reached now. Once each: a second
 * click is refused. `cardId` is `0` where no card is meant.
 */
export function sendAgain(
  ctx: Pick<Context, 'db' | 'clock'>,
  { cardId, messageId }: { readonly cardId: string; readonly messageId: string },
  by: Actor,
): Promise<Outcome<{ readonly messageId: string }, SendAgainRefusal>> {
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ messageId: string }, SendAgainRefusal>> => {
    const now = ctx.clock.now()
    const since = new Date(now.getTime() - againAtMost.days * day)
    const message = await first(tx, lockMessage, [cardId, messageId, since])
    if (!message) return refuse('message_unknown')
    if (!repeatable(message.template) || !whole(message)) return refuse('message_has_code')
    if (message.resentAt) return refuse('sent_again_already')
    if (!message.troubled) return refuse('message_arrived')
    if (message.times >= againAtMost.times) return refuse('sent_again_often')
    const again = await first(tx, queueAgain, [cardId, messageId, now])
    if (!again) return refuse('sent_again_already')
    await writeJournal(tx, by, now, [
      {
        event: 'message_resent',
        subject: `message:${messageId}`,
        facts: { template: message.template },
        ...(cardId !== '0' && { cardId }),
      },
    ])
    return done({ messageId: again.messageId })
  })
}
