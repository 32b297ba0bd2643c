import { setTimeout as sleep } from 'node:timers/promises'
import { gsmSegments } from '../gsm7.ts'
import { openSmppLink, type SmppLinkOptions } from './smpp-link.ts'
import type { Attempt, Outgoing, SendingTransport } from './transport.ts'

const WINDOW = 100
const THROTTLE_PAUSE_MS = 1000
// Below the outbox's own patience, so that it never repeats what is still being tried here.
const THROTTLE_PATIENCE_MS = 8000

// SMPP 3.4, 5.1.3: the queue is full; throttled.
const slowDown = new Set([0x14, 0x58])
// Invalid destination, message length or source: no later attempt would fare better.
const hopeless = new Set([0x01, 0x0a, 0x0b, 0x33])

/**
 * SMS by SMPP 3.4. Texts go as GSM-7 octets of our own encoding under `data_coding` 0; left to itself the library says
 * 1, and `@` arrives as NUL. Each carries the low 16 bits of its id as user message reference, and its remaining life
 * as validity period, so that the centre drops a late OTP. Throttling pauses everything and tries again.
 */
export function smppTransport(options: SmppLinkOptions & { readonly from: string }): SendingTransport {
  const link = openSmppLink(options)
  const source = sourceOf(options.from)
  let resumeAt = 0

  async function submit(fields: Record<string, unknown>): Promise<Attempt> {
    for (const until = performance.now() + THROTTLE_PATIENCE_MS; ; ) {
      const pause = resumeAt - performance.now()
      if (pause > 0) await sleep(pause)
      const { command_status: status, message_id: reference } = await link.submit(fields)
      if (status === 0) return { ok: true, ...(reference !== undefined && { reference }) }
      if (!slowDown.has(status) || performance.now() > until)
        return { ok: false, permanent: hopeless.has(status), error: `SMPP status 0x${status.toString(16)}` }
      resumeAt = performance.now() + THROTTLE_PAUSE_MS
    }
  }

  return {
    kind: 'sending',
    concurrency: WINDOW,
    send: (message) => sendParts(message, source, submit),
    close: () => link.close(),
  }
}

async function sendParts(
  { messageId, to, text, livesForMs }: Outgoing,
  source: Record<string, unknown>,
  submit: (fields: Record<string, unknown>) => Promise<Attempt>,
): Promise<Attempt> {
  const pieces = gsmSegments(text)
  const reference = Number(BigInt(messageId) & 0xffffn)
  const references: string[] = []
  for (const [i, piece] of pieces.entries()) {
    // A long text goes in pieces that the phone joins by this header: reference, how many, which.
    const header = Buffer.from([5, 0, 3, reference & 0xff, pieces.length, i + 1])
    const attempt = await submit({
      ...source,
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: to.replace('+', ''),
      data_coding: 0,
      esm_class: pieces.length > 1 ? 0x40 : 0,
      short_message: pieces.length > 1 ? Buffer.concat([header, piece]) : piece,
      validity_period: livesForMs === undefined ? '' : relativePeriod(livesForMs),
      user_message_reference: reference,
    })
    if (!attempt.ok) return attempt
    if (attempt.reference) references.push(attempt.reference)
  }
  return { ok: true, ...(references.length > 0 && { reference: references.join(' ') }) }
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
