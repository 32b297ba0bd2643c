import { setTimeout as sleep } from 'node:timers/promises'
import { BATCH, type Lane, type LaneTerms } from './lane.ts'
import { openDue } from './open-due.ts'
import { claimDue, type Due, type Settled, settleAttempts } from './outbox-store.ts'
import type { Rendered } from './render.ts'
import type { Attempt, SendingTransport } from './transports/transport.ts'

/** The gaps after the first, second ... failed attempt, in seconds; after the last of them it has failed. */
export const retryGapSeconds = [5, 30, 120, 600, 3600] as const

/** How long a claimed message belongs to the process that claimed it; longer than any send may take. */
export const LEASE_SECONDS = 60
const SEND_PATIENCE_MS = 30_000
const SETTLE_AGAIN_MS = 1000

/**
 * A lane that hands messages to a slow world. Delivery is at least once: a message is claimed for a minute (no lock and
 * no transaction stays open while it is sent), sent, and then written down as sent. A process that is killed in between
 * leaves the claim to run out, and the message goes out again under the same id: as Message-ID in email, as user
 * message reference in SMS, so that a repeat can be told. A send without an answer counts as failed and is repeated too.
 */
export function sendingLane(
  { ctx, channel, wordings, log }: LaneTerms,
  transport: SendingTransport,
  wake: () => void,
): Lane {
  const underWay = new Set<Promise<void>>()
  let ended: Settled[] = []
  let settling: Promise<void> | undefined
  let full = false
  let leaving = false

  async function settle(): Promise<void> {
    while (ended.length > 0) {
      const batch = ended
      ended = []
      try {
        await settleAttempts(ctx.db, batch, ctx.clock.now())
      } catch (error) {
        log.error({ err: error, messages: batch.length }, 'sent messages could not be written down')
        // Leaving without it means that they go out again, as after a crash.
        if (leaving) break
        ended = batch.concat(ended)
        await sleep(SETTLE_AGAIN_MS)
      }
    }
    settling = undefined
  }

  async function deliver(due: Due, rendered: Rendered): Promise<void> {
    const attempt = await attemptOf(transport, due, rendered)
    if (!attempt.ok) log.warn({ messageId: due.id, attempts: due.attempts }, 'a message was not taken')
    ended.push(settledBy(attempt, due))
    settling ??= settle()
  }

  function begin(due: Due, rendered: Rendered): void {
    const task = deliver(due, rendered).finally(() => {
      underWay.delete(task)
      if (full && underWay.size * 2 <= transport.concurrency) {
        full = false
        wake()
      }
    })
    underWay.add(task)
  }

  return {
    async pass() {
      const free = Math.min(BATCH, transport.concurrency - underWay.size)
      // Claims of a few rows at a time would cost a statement for each: wait until half of the way is free.
      full = underWay.size > 0 && free * 2 < Math.min(BATCH, transport.concurrency)
      if (full) return 0
      const claimed = await claimDue(ctx.db, channel, ctx.clock.now(), free, LEASE_SECONDS)
      const own = claimed.length > 0 ? await wordings() : undefined
      for (const due of claimed) {
        const opened = due.expired ? undefined : openDue(due, channel, ctx.secrets, own)
        if (opened && 'rendered' in opened && due.attempts <= retryGapSeconds.length + 1)
          begin(due, opened.rendered)
        else ended.push(unsendable(due, opened && 'error' in opened ? opened.error : undefined))
      }
      if (ended.length > 0) settling ??= settle()
      return claimed.length
    },
    async quiet() {
      leaving = true
      while (underWay.size > 0 || settling) await Promise.all([...underWay, settling])
      leaving = false
    },
  }
}

async function attemptOf(transport: SendingTransport, due: Due, rendered: Rendered): Promise<Attempt> {
  const giveUp = new AbortController()
  const tooLong = sleep(SEND_PATIENCE_MS, undefined, { signal: giveUp.signal }).then(
    (): Attempt => ({ ok: false, permanent: false, error: 'no answer in time: it may have been sent' }),
    (): Attempt => ({ ok: false, permanent: false, error: '' }),
  )
  const sent = transport
    .send({
      ...rendered,
      messageId: due.id,
      to: due.address,
      ...(due.livesForMs !== null && { livesForMs: due.livesForMs }),
    })
    .catch((error: Error): Attempt => ({ ok: false, permanent: false, error: error.message }))
  const attempt = await Promise.race([sent, tooLong])
  giveUp.abort()
  // Other people's error texts may quote the message.
  return attempt.ok ? attempt : { ...attempt, error: attempt.error.replace(/\d{5,}/g, '*').slice(0, 300) }
}

function settledBy(attempt: Attempt, { id, attempts }: Due): Settled {
  if (attempt.ok) return { id, attempts, status: 'sent', reference: attempt.reference?.slice(0, 200) }
  const retrySeconds = attempt.permanent ? undefined : retryGapSeconds[attempts - 1]
  if (retrySeconds === undefined) return { id, attempts, status: 'failed', error: attempt.error }
  return { id, attempts, status: 'retry', retrySeconds, error: attempt.error }
}

function unsendable({ id, attempts, expired }: Due, error: string | undefined): Settled {
  if (expired) return { id, attempts, status: 'expired' }
  return { id, attempts, status: 'failed', error: error ?? 'its attempts never came to an end' }
}
