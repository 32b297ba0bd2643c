import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { hotLane, laneQueries } from '../../database/lanes/hot-lane.ts'
import { remembered } from '../../database/remembered.ts'
import type { OwnWordings } from '../rendering/render.ts'
import { loadOwnWordings } from '../rendering/wordings.ts'
import type { Channel } from '../templates.ts'
import type { Transports } from '../transports/transport.ts'
import { type MessageLog, runWorker, type WorkerRunner, type WorkerTerms } from './channel-worker.ts'
import { sendingWorker } from './sending-worker.ts'
import { storingWorker } from './storing-worker.ts'

/** The running outbox. */
export interface Outbox {
  /** Something was committed to the outbox: looks at once. Costs nothing while it is looking already. */
  wake(channel?: Channel): void
  /** Resolves when nothing is due any more and everything sent is written down. */
  drain(): Promise<void>
  /** Takes nothing new, lets what is under way end (half a minute at most), and closes the transports. */
  stop(): Promise<void>
}

export interface OutboxOptions {
  readonly log: MessageLog
  /** how each channel's worker connects, which has a connection of its own */
  readonly connection: pg.ClientConfig
  /** whether anything may be sent now; always without it */
  readonly mayWork?: (() => boolean) | undefined
  /** the address that people see, for links that are written as paths; may become known later */
  readonly site?: () => string | undefined
}

const POLL_MS = 1000

/**
 * Starts delivering the outbox: a worker for each channel, so that a slow mail server never holds up an OTP. Delivery is
 * at least once (see sending-worker.ts); into the demo's inbox exactly once. Any number of processes may run one.
 */
export function startOutbox(
  ctx: Context,
  transports: Transports,
  { log, connection, mayWork, site = () => undefined }: OutboxOptions,
): Outbox {
  const wordings = keptWordings(ctx, log)
  const runners = new Map<Channel, WorkerRunner>()
  const lanes = { sms: hotLane(connection, 0), email: hotLane(connection, 1) }
  for (const channel of ['sms', 'email'] as const) {
    const terms: WorkerTerms = { ctx, db: laneQueries(lanes[channel]), channel, log, wordings, site }
    const transport = transports[channel]
    const worker =
      transport.kind === 'storing'
        ? storingWorker(terms, transport)
        : sendingWorker(terms, transport, () => runners.get(channel)?.wake())
    const fault = (error: unknown) => log.error({ err: error, channel }, 'the outbox could not be read')
    runners.set(channel, runWorker(worker, POLL_MS, fault, mayWork))
  }
  return {
    wake(channel) {
      if (channel) runners.get(channel)?.wake()
      else for (const runner of runners.values()) runner.wake()
    },
    async drain() {
      await Promise.all([...runners.values()].map((runner) => runner.drain()))
    },
    async stop() {
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
      for (const transport of new Set(Object.values(transports))) await transport.close()
      for (const lane of Object.values(lanes)) await lane.close()
    },
  }
}

/** Operators' wordings. */
function keptWordings(ctx: Context, log: MessageLog): () => Promise<OwnWordings> {
  return remembered(() =>
    loadOwnWordings(ctx.db, (key) =>
      log.warn({ wording: key }, 'a wording does not fit its template and is not used'),
    ),
  )
}
