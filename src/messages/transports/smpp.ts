import { setTimeout as sleep } from 'node:timers/promises'
import { canonicalReference } from '../receipts/read-receipt.ts'
import { NoLinkError, openSmppLink } from './smpp-link.ts'
import type { SmppLinkOptions } from './smpp-session.ts'
import { smsParts } from './sms-parts.ts'
import type { Attempt, Outgoing, SendingTransport } from './transport.ts'

const WINDOW = 100
const THROTTLE_PAUSE_MS = 1000
// Below the outbox's own patience, so that it never repeats what is still being tried here.
const THROTTLE_PATIENCE_MS = 8000

// SMPP 3.4, 5.1.3: the queue is full; throttled.
const slowDown = new Set([0x14, 0x58])
// Invalid destination, message length or source: no later attempt would fare better.
const hopeless = new Set([0x01, 0x0a, 0x0b, 0x33])

/** How SMS are handed to a centre. */
export interface SmppOptions extends SmppLinkOptions {
  readonly from: string
  /** how many may be under way at once: the window; 100 without it */
  readonly window?: number | undefined
}

/**
 * SMS by SMPP 3.4. Texts go as GSM-7 octets of our own encoding under `data_coding` 0 (left to itself the library says
 * 1, and `@` arrives as NUL), or as UCS-2 under 8 where they have other letters. Each carries the low 16 bits of its id
 * as user message reference, and its remaining life as validity period, so that the centre drops a late OTP. Throttling
 * pauses everything and tries again. A transceiver asks for a receipt of every part.
 */
export function smppTransport(options: SmppOptions): SendingTransport {
  const link = openSmppLink(options)
  const receipts = options.bind !== 'transmitter'
  const common = { ...sourceOf(options.from), registered_delivery: receipts ? 1 : 0 }
  let resumeAt = 0

  async function submit(fields: Record<string, unknown>): Promise<Attempt> {
    for (const until = performance.now() + THROTTLE_PATIENCE_MS; ; ) {
      const pause = resumeAt - performance.now()
      if (pause > 0) await sleep(pause)
      const answer = await link.submit(fields).catch((error: Error) => error)
      if (answer instanceof NoLinkError)
        return { ok: false, permanent: false, unseen: true, error: answer.message }
      if (answer instanceof Error) throw answer
      const { command_status: status, message_id: reference } = answer
      if (status === 0) return { ok: true, ...(reference !== undefined && { reference }) }
      const error = `SMPP status 0x${status.toString(16)}`
      if (!slowDown.has(status)) return { ok: false, permanent: hopeless.has(status), error }
      if (performance.now() > until) return { ok: false, permanent: false, unseen: true, error }
      resumeAt = performance.now() + THROTTLE_PAUSE_MS
    }
  }

  return {
    kind: 'sending',
    concurrency: options.window ?? WINDOW,
    send: (message) => sendParts(message, common, receipts, submit),
    close: () => link.close(),
  }
}

async function sendParts(
  { messageId, to, text, livesForMs }: Outgoing,
  common: Record<string, unknown>,
  receipts: boolean,
  submit: (fields: Record<string, unknown>) => Promise<Attempt>,
): Promise<Attempt> {
  const { dataCoding, pieces } = smsParts(text)
  const reference = Number(BigInt(messageId) & 0xffffn)
  const references: string[] = []
  for (const [i, piece] of pieces.entries()) {
    // A long text goes in pieces that the phone joins by this header: reference, how many, which.
    const header = Buffer.from([5, 0, 3, reference & 0xff, pieces.length, i + 1])
    const attempt = await submit({
      ...common,
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: to.replace('+', ''),
      data_coding: dataCoding,
      esm_class: pieces.length > 1 ? 0x40 : 0,
      short_message: pieces.length > 1 ? Buffer.concat([header, piece]) : piece,
      validity_period: livesForMs === undefined ? '' : relativePeriod(livesForMs),
      user_message_reference: reference,
    })
    // Of a text whose beginning went out already the centre has seen something.
    if (!attempt.ok)
      return i === 0 ? attempt : { ok: false, permanent: attempt.permanent, error: attempt.error }
    if (attempt.reference) references.push(attempt.reference)
  }
  return {
    ok: true,
    parts: pieces.length,
    ...(references.length > 0 && { reference: references.join(' ') }),
    ...(receipts && references.length > 0 && { awaited: references.map(canonicalReference) }),
  }
}

/** `BEKAL` is alphanumeric, `+62812...` international, `1500` a short code. */
function sourceOf(from: string): Record<string, unknown> {
  const digits = /^\+?(\d+)$/.exec(from)?.[1]
  if (!digits) return { source_addr_ton: 5, source_addr_npi: 0, source_addr: from }
  const international = digits.length > 8
  return {
    source_addr_ton: international ? 1 : 3,
    source_addr_npi: international ? 1 : 0,
    source_addr: digits,
  }
}

/** `000000000459000R`: years, months, days, hours, minutes, seconds from now on. */
function relativePeriod(ms: number): string {
  const seconds = Math.max(1, Math.floor(ms / 1000))
  const fields = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  const [days, hours, minutes] = fields.map((field) => String(field).padStart(2, '0'))
  return `0000${days}${hours}${minutes}${String(seconds % 60).padStart(2, '0')}000R`
}
