import { createTransport } from 'nodemailer'
import type { Attempt, SendingTransport } from './transport.ts'

const CONNECTIONS = 20
// Servers end a connection after some hundred mails; a new login for every hundred costs less than their no.
const MAILS_PER_CONNECTION = 100
const CONNECT_MS = 10_000
const SILENCE_MS = 20_000

export interface SmtpOptions {
  readonly url: string
  readonly from: string
  /** how many at once; 20 without it */
  readonly connections?: number | undefined
  readonly requireTls?: boolean | undefined
}

interface SendingError {
  readonly responseCode?: number
  readonly code?: string
  readonly syscall?: string
}

// Nothing of the message was looked at: no connection, no login, or a greeting that says no.
const unseenCodes = new Set(['ECONNECTION', 'EDNS', 'EAUTH', 'ETLS', 'EPROXY'])
const SERVICE_NOT_AVAILABLE = 421

/**
 * Email by SMTP over pooled connections. `url` is `smtp(s)://user:password@host:port`, `from` a name and address. Each
 * message's Message-ID is made of its id, so that a mail sent twice can be told. 5xx answers are permanent. With
 * `requireTls` a server that does not offer STARTTLS is sent nothing.
 */
export function smtpTransport({
  url,
  from,
  connections = CONNECTIONS,
  requireTls = false,
}: SmtpOptions): SendingTransport {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'bekal.example'
  const mailer = createTransport({
    url,
    pool: true,
    ...(requireTls && { requireTLS: true }),
    maxConnections: connections,
    maxMessages: MAILS_PER_CONNECTION,
    // The outbox repeats what failed, and counts it; the pool must not do so behind its back.
    maxRequeues: 0,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    kind: 'sending',
    // One for each connection: what waits in a pool's queue would outlive its claim.
    concurrency: connections,
    async send({ messageId, to, subject, text, html }): Promise<Attempt> {
      try {
        const sent = await mailer.sendMail({
          from,
          to: { name: '', address: to },
          subject: subject ?? '',
          text,
          ...(html !== undefined && { html }),
          messageId: `<bekal-${messageId}@${domain}>`,
          // Machines are asked not to answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { ok: true, reference: sent.response }
      } catch (error) {
        const { responseCode, code, message, syscall } = error as Error & SendingError
        // A refused login is ours to mend, not the message's end.
        const unseen =
          unseenCodes.has(code ?? '') || syscall === 'connect' || responseCode === SERVICE_NOT_AVAILABLE
        const permanent = !unseen && responseCode !== undefined && responseCode >= 500
        return { ok: false, permanent, error: message, ...(unseen && { unseen }) }
      }
    },
    async close() {
      mailer.close()
    },
  }
}
