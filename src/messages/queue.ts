import type { Context } from '../database/context.ts'
import { type Queryable, statement, touched } from '../database/sql.ts'
import type { Language } from '../kernel/wib.ts'
import type { NewsTemplate } from './occasions.ts'
import { type ChannelOf, secretParams, type TemplateName, type TemplateParams } from './templates.ts'

/** A message to be sent: one of the templates, with its params. News, which may be declined, goes by queue-news.ts. */
export type NewMessage = {
  [Name in Exclude<TemplateName, NewsTemplate>]: {
    readonly template: Name
    readonly channel: ChannelOf<Name>
    /** E.164 for SMS, an email address for email */
    readonly to: string
    readonly params: TemplateParams<Name>
    /** without it the one that the holder of `cardId` chose for their messages, or `id` */
    readonly language?: Language | undefined
    /** whose history it belongs to; none without it */
    readonly cardId?: string | undefined
    /** not before then; at once without it */
    readonly dueAt?: Date | undefined
    /** must not arrive after; such messages also go first */
    readonly expiresAt?: Date | undefined
  }
}[Exclude<TemplateName, NewsTemplate>]

/**
 * What writes messages into the outbox, for a statement that changes what they tell of: the parameter that has them as
 * {@link messagesAsJson} gives them, and the one that has the time.
 */
export const queueSql = (messages: string, now: string): string => `
  insert into outbox
    (card_id, channel, address, template, language, params, sealed, due_at, expires_at, created_at)
  select
    coalesce(card_id, 0), channel, address, template, coalesce(language, (
      select chosen.language from card join message_choice chosen using (person_id)
      where card.card_id = message.card_id
      order by message_choice_id desc limit 1
    ), 'id'), params,
    decode(sealed, 'base64'),
    coalesce(due_at, ${now}), expires_at, ${now}
  from jsonb_to_recordset(${messages}::jsonb) as message (
    card_id bigint, channel text, address text, template text, language text, params jsonb, sealed text,
    due_at timestamptz, expires_at timestamptz
  )`

const queue = statement<[messages: string, now: Date]>('messages/queue', queueSql('$1', '$2'))

const secret = new Set(secretParams)

/**
 * Writes messages into the outbox, in the caller's transaction: they are sent if, and only if, it commits. Secret
 * params are sealed here. Wake the outbox after the commit, or it finds them within a second.
 * An address that is none is a bug, and thrown.
 */
export async function queueMessages(
  db: Queryable,
  { clock, secrets }: Pick<Context, 'clock' | 'secrets'>,
  messages: readonly NewMessage[],
): Promise<void> {
  if (messages.length > 0) await touched(db, queue, [messagesAsJson(secrets, messages), clock.now()])
}

/** Messages as {@link queueSql} takes them, their secret params sealed. An address that is none is a bug, and thrown. */
export function messagesAsJson(secrets: Context['secrets'], messages: readonly NewMessage[]): string {
  const rows = messages.map((message) => {
    checkAddress(message)
    const params = Object.entries(message.params)
    const hidden = params.filter(([name, value]) => secret.has(name) && value !== undefined)
    return {
      card_id: message.cardId,
      channel: message.channel,
      address: message.to,
      template: message.template,
      language: message.language,
      params: Object.fromEntries(params.filter(([name]) => !secret.has(name))),
      sealed:
        hidden.length > 0
          ? secrets.seal(JSON.stringify(Object.fromEntries(hidden))).toString('base64')
          : undefined,
      due_at: message.dueAt,
      expires_at: message.expiresAt,
    }
  })
  return JSON.stringify(rows)
}

function checkAddress({ channel, to, template }: NewMessage): void {
  const fits = channel === 'sms' ? /^\+[0-9]{8,15}$/ : /^[^\s@<>,;]+@[^\s@<>,;]+$/
  if (!fits.test(to)) throw new Error(`a message of ${template} has an address that is none for ${channel}`)
}
