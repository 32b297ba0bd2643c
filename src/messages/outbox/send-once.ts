import type { Rendered } from '../rendering/render.ts'
import type { Attempt, SendingTransport } from '../transports/transport.ts'
import type { Due, Haste } from './outbox-store.ts'

const patienceMs = { urgent: 15_000, calm: 30_000 } as const

/** Hands one message over, once. Whatever happens is an attempt: a throw, and an answer that does not come, too. */
export async function sendOnce(
  transport: SendingTransport,
  due: Due,
  rendered: Rendered,
  haste: Haste,
): Promise<Attempt> {
  const late: Attempt = { ok: false, permanent: false, error: 'no answer in time: it may have been sent' }
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Attempt>((resolve) => {
    timer = setTimeout(resolve, patienceMs[haste], late)
  })
  const sent = transport
    .send({
      ...rendered,
      messageId: due.id,
      to: due.address,
      ...(due.livesForMs !== undefined && { livesForMs: due.livesForMs }),
    })
    .catch((error: Error): Attempt => ({ ok: false, permanent: false, error: error.message }))
  const attempt = await Promise.race([sent, tooLong])
  clearTimeout(timer)
  // Other people's error texts may quote the message.
  return attempt.ok ? attempt : { ...attempt, error: attempt.error.replace(/\d{5,}/g, '*').slice(0, 300) }
}
