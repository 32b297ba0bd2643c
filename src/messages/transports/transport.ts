import type { Queryable } from '../../database/sql.ts'
import type { Rendered } from '../rendering/render.ts'
import type { Channel } from '../templates.ts'

/** A message ready to go out. */
export interface Outgoing extends Rendered {
  /** the same in every attempt, so that a receiver can tell a repeat */
  readonly messageId: string
  /** E.164 for SMS, an email address for email */
  readonly to: string
  /** milliseconds after which it must not arrive any more */
  readonly livesForMs?: number
}

/** What became of one attempt. A failure that is not `permanent` is tried again later. */
export type Attempt =
  | {
      readonly ok: true
      readonly reference?: string
      /** of an SMS: how many it counts as */
      readonly parts?: number
      /** the references of parts whose receipts were asked for */
      readonly awaited?: readonly string[]
    }
  | {
      readonly ok: false
      readonly permanent: boolean
      readonly error: string
      /** the other side never saw this message (no link, no login, throttled): the attempt is none of the message's */
      readonly unseen?: true
    }

/** Hands messages to the world outside, each by itself. */
export interface SendingTransport {
  readonly kind: 'sending'
  /** how many messages may be under way at once */
  readonly concurrency: number
  /** Never throws for what the other side says; resolves when the other side took the message or did not. */
  send(message: Outgoing): Promise<Attempt>
  close(): Promise<void>
}

/** What is written of one message that ends here and now. */
export interface Ended {
  readonly id: string
  readonly status: 'sent' | 'failed' | 'expired' | 'parked'
  readonly error?: string | undefined
  readonly rendered?: Rendered | undefined
}

/** Keeps messages in the database itself: a whole batch is taken out of the outbox and kept by one statement. */
export interface StoringTransport {
  readonly kind: 'storing'
  keep(db: Queryable, ended: readonly Ended[], now: Date): Promise<void>
  close(): Promise<void>
}

export type Transport = SendingTransport | StoringTransport
export type Transports = Readonly<Record<Channel, Transport>>
