import type { Context } from '../../database/context.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import type { Purchases } from '../../purchase/purchases.ts'
import type { Reconciling } from '../../reconciliation/reconciling.ts'
import type { Partner } from '../directory/directory.ts'
import type { PartnerError } from '../error-catalogue.ts'
import type { Fields, Read } from '../fields.ts'
import type { Reference } from './call-reference.ts'

/** What the calls need of the product. */
export interface CallRooms {
  readonly ctx: Context
  readonly purchases: Purchases
  /** what daily files are made with; without it with the rest, and of cards that are no sandbox's */
  readonly reconciling?: Reconciling
  /** makes an address that people see out of a path */
  link(path: string): string
}

/** Who calls, with what the headers carried. */
export interface Caller {
  readonly partner: Partner
  /** the bare token of `Authorization: Payment TOKEN`; empty where the call takes none */
  readonly paymentToken: string
  readonly requestId: string
}

/** What a call answers with on success. */
export interface Answered {
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Who may make a call: partners of one kind, or every partner. */
export type CallKind = Partner['kind'] | 'both'

/** One call of the API: who may ask, what it takes, what it does. */
export interface Call {
  readonly path: string
  /** the role that may make it */
  readonly kind: CallKind
  /** whether `Authorization: Payment TOKEN` is part of the call and of what is signed */
  readonly takesPaymentToken: boolean
  readonly fields: Fields
  readonly reference: Reference
  readonly run: (
    rooms: CallRooms,
    caller: Caller,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<Outcome<Answered, PartnerError>>
}

/** A call below `/api/v1/integration/`. */
export function call<F extends Fields>(
  path: string,
  made: {
    readonly kind: CallKind
    readonly takesPaymentToken?: boolean
    readonly fields: F
    readonly reference: Reference
    readonly run: (
      rooms: CallRooms,
      caller: Caller,
      body: Read<F>,
    ) => Promise<Outcome<Answered, PartnerError>>
  },
): Call {
  return {
    path: `/api/v1/integration/${path}`,
    kind: made.kind,
    takesPaymentToken: made.takesPaymentToken ?? false,
    fields: made.fields,
    reference: made.reference,
    // The body was read by this very table of fields.
    run: made.run as Call['run'],
  }
}

export function answered(message: string, data: Answered['data']): Outcome<Answered, never> {
  return { ok: true, value: { message, data } }
}

/** In UTC and without a fraction, which strict parsers of other languages do not take. */
export function rfc3339(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`
}
