import { type Queryable, rows, statement } from '../database/sql.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import type { Channel } from './templates.ts'

/** A message that the demo "sent". */
export interface InboxMessage {
  readonly kind: Channel
  readonly to: string
  readonly subject?: string
  readonly text: string
  readonly html?: string
  readonly sentAt: Date
}

type InboxRow = Omit<InboxMessage, 'subject' | 'html'> & {
  subject: string | undefined
  html: string | undefined
}

const columns = 'kind, address as to, subject, text, html, sent_at'

const newest = statement<[limit: number], 'messages/inbox-newest', InboxRow>(
  'messages/inbox-newest',
  `select ${columns} from inbox order by inbox_id desc limit $1`,
)

const newestTo = statement<[address: string, limit: number], 'messages/inbox-newest-to', InboxRow>(
  'messages/inbox-newest-to',
  `select ${columns} from inbox where lower(address) = $1 order by inbox_id desc limit $2`,
)

/**
 * The demo's sent messages, newest first. `to` is a phone number in any spelling or an email address in any case;
 * what is neither finds nothing.
 */
export async function inboxMessages(
  db: Queryable,
  { to, limit }: { readonly to?: string | undefined; readonly limit: number },
): Promise<InboxMessage[]> {
  const typed = to?.trim()
  const found = typed
    ? await rows(db, newestTo, [indonesianMobile(typed) ?? typed.toLowerCase(), limit])
    : await rows(db, newest, [limit])
  return found.map(({ subject, html, ...message }) => ({
    ...message,
    ...(subject !== undefined && { subject }),
    ...(html !== undefined && { html }),
  }))
}
