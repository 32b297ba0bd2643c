import type { OwnWordings } from '../rendering/render.ts'
import type { Attempt, SendingTransport } from '../transports/transport.ts'
import { closedBreaker } from './breaker.ts'
import { BATCH, type ChannelWorker, type WorkerTerms } from './channel-worker.ts'
import { openDue } from './open-due.ts'
import { claimDue, type Due, type Haste } from './outbox-store.ts'
import { MOST_UNANSWERED, retryAfterSeconds } from './retry-rules.ts'
import { sendOnce } from './send-once.ts'
import type { Settled } from './settle-attempts.ts'
import { settling } from './settling.ts'

/** A claim stays this long in the buffer at most; then it is given back while it is still ours. */
const BUFFER_MS = 25_000
/** A refill that comes sooner asks for more next time, one that comes later for less. */
const SOON_MS = 2000
const LATE_MS = 8000

interface Buffered {
  readonly due: Due
  readonly until: number
}

/**
 * A worker that hands messages to a slow world. Delivery is at least once: a message is claimed for a minute (no lock and
 * no transaction stays open while it is sent), sent, and then written down as sent. A process that is killed in between
 * leaves the claim to run out, and the message goes out again under the same id: as Message-ID in email, as user
 * message reference in SMS, so that a repeat can be told. A send without an answer counts as failed and is repeated too.
 *
 * What is urgent is claimed in every pass and sent at once, and a fifth of the way is always free for it. The rest is
 * claimed ahead into a buffer, as much as goes out in some seconds. When nothing is taken any more a breaker opens: all
 * is given back uncounted, and one message at a time tries whether the other side is there again.
 */
export function sendingWorker(
  { ctx, db, channel, wordings, log, site }: WorkerTerms,
  transport: SendingTransport,
  wake: () => void,
): ChannelWorker {
  const way = transport.concurrency
  const calmWay = way - Math.floor(way / 5)
  const underWay = new Set<Promise<void>>()
  const breaker = closedBreaker()
  const { write, written } = settling(ctx, db, log)
  let calmUnderWay = 0
  let buffer: Buffered[] = []
  let own: OwnWordings | undefined
  let ahead = Math.min(BATCH, calmWay)
  let filledAt = 0
  const more: Record<Haste, boolean> = { urgent: false, calm: false }

  async function take(haste: Haste, limit: number): Promise<Due[]> {
    if (limit <= 0) return []
    const claimed = await claimDue(db, haste, channel, ctx.clock.now(), limit)
    more[haste] = claimed.length === limit
    if (claimed.length > 0) own = await wordings()
    return claimed
  }

  /** How many calm ones to claim: claims of a few rows at a time would cost a statement for each. */
  function room(): number {
    if (buffer.length * 2 > ahead) return 0
    const since = performance.now() - filledAt
    // Only a claim that found as much as it asked for says how fast it goes out.
    if (more.calm && since < SOON_MS) ahead = Math.min(ahead * 2, BATCH)
    else if (more.calm && since > LATE_MS) ahead = Math.max(Math.ceil(ahead / 2), 1)
    return ahead - buffer.length
  }

  function giveBack(): void {
    const now = ctx.clock.now()
    const retrySeconds = breaker.state(now) === 'closed' ? 0 : breaker.waitSeconds(now)
    for (const { due } of buffer)
      write({ id: due.id, attempts: due.attempts, status: 'returned', retrySeconds })
    buffer = []
  }

  function pump(): void {
    while (buffer.length > 0 && calmUnderWay < calmWay && underWay.size < way) {
      const { due, until } = buffer.shift()!
      if (performance.now() < until) begin(due, 'calm')
      else write({ id: due.id, attempts: due.attempts, status: 'returned', retrySeconds: 0 })
    }
  }

  function begin(due: Due, haste: Haste): void {
    if (due.expired) {
      write({ id: due.id, attempts: due.attempts, status: 'expired' })
      return
    }
    const opened =
      due.unanswered > MOST_UNANSWERED
        ? { error: 'its attempts never came to an end' }
        : openDue(due, channel, ctx.secrets, own, site())
    if ('error' in opened) {
      log.error({ messageId: due.id, template: due.template }, `message cannot be sent: ${opened.error}`)
      write(endOf(due, opened.error))
      return
    }
    if (haste === 'calm') calmUnderWay++
    const task = sendOnce(transport, due, opened.rendered, haste).then((attempt) => {
      underWay.delete(task)
      if (haste === 'calm') calmUnderWay--
      ended(due, attempt)
    })
    underWay.add(task)
  }

  function ended(due: Due, attempt: Attempt): void {
    const now = ctx.clock.now()
    if (attempt.ok || attempt.permanent) breaker.answered()
    if (!attempt.ok) log.warn({ messageId: due.id, attempts: due.attempts }, 'a message was not taken')
    if (!attempt.ok && !attempt.permanent && breaker.failed(now)) {
      log.error({ channel, seconds: breaker.waitSeconds(now) }, 'sending pauses: nothing is taken any more')
      giveBack()
    }
    write(settledBy(attempt, due, now, breaker.waitSeconds(now)))
    pump()
    const lowBuffer = more.calm && buffer.length * 2 <= ahead
    const freeForUrgent = more.urgent && (way - underWay.size) * 4 >= way
    if (lowBuffer || freeForUrgent) wake()
  }

  return {
    async pass() {
      const state = breaker.state(ctx.clock.now())
      const trial = state === 'trial'
      if (state === 'open' || (trial && underWay.size > 0)) return 0
      const urgent = await take('urgent', trial ? 1 : Math.min(BATCH, way - underWay.size))
      for (const due of urgent) begin(due, 'urgent')
      if (trial && urgent.length > 0) return urgent.length
      const calm = await take('calm', trial ? 1 : room())
      if (calm.length > 0) filledAt = performance.now()
      const until = filledAt + BUFFER_MS
      // While rows were taken the breaker may have opened.
      buffer.push(...calm.map((due) => ({ due, until })))
      if (breaker.state(ctx.clock.now()) === 'open') giveBack()
      else pump()
      return urgent.length + calm.length
    },
    async quiet() {
      while (buffer.length > 0 || underWay.size > 0) {
        pump()
        if (underWay.size > 0) await Promise.race(underWay)
      }
      await written()
    },
    async leave() {
      giveBack()
      await Promise.all(underWay)
      await written()
    },
  }
}

function settledBy(attempt: Attempt, due: Due, now: Date, waitSeconds: number): Settled {
  const { id, attempts } = due
  if (attempt.ok) {
    const { reference, parts, awaited } = attempt
    return { id, attempts, status: 'sent', reference: reference?.slice(0, 200), parts, awaited }
  }
  const { error } = attempt
  if (attempt.permanent) return endOf(due, error)
  if (attempt.unseen)
    return { id, attempts, status: 'returned', retrySeconds: Math.max(waitSeconds, 5), error }
  const retrySeconds = retryAfterSeconds(due, now)
  return retrySeconds === undefined
    ? endOf(due, error)
    : { id, attempts, status: 'retry', retrySeconds, error }
}

/** What cannot be sent is kept for somebody to look at, unless it would be of no use by then. */
function endOf({ id, attempts, expiresAt }: Due, error: string | undefined): Settled {
  return { id, attempts, status: expiresAt ? 'failed' : 'parked', error }
}
