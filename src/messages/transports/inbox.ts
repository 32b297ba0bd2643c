import { statement, touched } from '../../database/sql.ts'
import { keptAddress } from '../kept-address.ts'
import { secretParams } from '../templates.ts'
import type { StoringTransport } from './transport.ts'

// Only what this statement itself takes out of the outbox is kept: two processes never keep one message twice.
const keep = statement<[ended: string, now: Date, secretParams: readonly string[]]>(
  'messages/keep-in-inbox',
  `
  with ended as materialized (
    select id, status, error, subject, body, html
    from json_to_recordset($1::json)
      as ended (id bigint, status text, error text, subject text, body text, html text)
  ),
  gone as (
    delete from outbox using ended where outbox.message_id = ended.id and ended.status <> 'parked'
    returning card_id, message_id, channel, address, template, params, created_at,
      ended.status, ended.error, ended.subject, ended.body, ended.html
  ),
  parked as (
    update outbox set parked_at = $2, last_error = ended.error
    from ended where outbox.message_id = ended.id and ended.status = 'parked'
  ),
  remembered as (
    insert into message
      (card_id, message_id, channel, address, template, params, status, error, created_at, ended_at)
    select
      card_id, message_id, channel, ${keptAddress}, template, params - $3::text[], status, error, created_at, $2
    from gone
  )
  insert into inbox (kind, address, subject, text, html, sent_at)
  select channel, address, subject, body, html, $2 from gone where status = 'sent' order by message_id
  `,
)

/** The demo's transport: every message ends in the table `inbox`, as its receiver would read it. */
export function inboxTransport(): StoringTransport {
  return {
    kind: 'storing',
    async keep(db, ended, now) {
      const rows = ended.map(({ id, status, error, rendered }) => ({
        id,
        status,
        error,
        subject: rendered?.subject,
        body: rendered?.text,
        html: rendered?.html,
      }))
      await touched(db, keep, [JSON.stringify(rows), now, secretParams])
    },
    close: async () => {},
  }
}
