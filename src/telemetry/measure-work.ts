import type pg from 'pg'
import type { BatchWatch } from '../database/batch-watch.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { Transport, Transports } from '../messages/transports/transport.ts'
import type { BuyingPartner, Purchases } from '../purchase/purchases.ts'
import type { Meters } from './meters.ts'

const seconds = (began: number) => (performance.now() - began) / 1000

/** Counts the steps of purchases by what came of them: `done`, a refusal by its name, or `fault`. */
export function measurePurchases<Room extends Purchases>(
  { purchaseSteps }: Pick<Meters, 'purchaseSteps'>,
  room: Room,
): Room {
  async function counted<Value, Reason extends string>(
    step: string,
    { sandbox }: Pick<BuyingPartner, 'sandbox'>,
    outcome: Promise<Outcome<Value, Reason>>,
  ): Promise<Outcome<Value, Reason>> {
    const world = sandbox ? 'sandbox' : 'live'
    try {
      const came = await outcome
      purchaseSteps.inc({ step, outcome: came.ok ? 'done' : came.refusal, world })
      return came
    } catch (fault) {
      purchaseSteps.inc({ step, outcome: 'fault', world })
      throw fault
    }
  }
  return {
    ...room,
    sendOtp: (request) => counted('send_otp', request.partner, room.sendOtp(request)),
    authorize: (request) => counted('authorize', request.partner, room.authorize(request)),
    void: (partner, ...asked) => counted('void', partner, room.void(partner, ...asked)),
  }
}

/** How many requests travel together, how long they take, and how often a whole batch fails. */
export function measureBatches(
  { batchSize, batchSeconds, batchFailures }: Pick<Meters, 'batchSize' | 'batchSeconds' | 'batchFailures'>,
  batch: string,
): BatchWatch {
  const labels = { batch }
  return {
    mark: () => undefined,
    async around(marks, run) {
      const began = performance.now()
      batchSize.observe(labels, marks.length)
      try {
        return await run()
      } catch (fault) {
        batchFailures.inc(labels)
        throw fault
      } finally {
        batchSeconds.observe(labels, seconds(began))
      }
    },
  }
}

type MessageMeters = Pick<Meters, 'messages' | 'messageSeconds'>

/** Counts attempts to hand messages over, by channel and what came of them. */
export function measureTransports(meters: MessageMeters, transports: Transports): Transports {
  return {
    sms: measureTransport(meters, 'sms', transports.sms),
    email: measureTransport(meters, 'email', transports.email),
  }
}

function measureTransport(
  { messages, messageSeconds }: MessageMeters,
  channel: string,
  transport: Transport,
): Transport {
  const close = () => transport.close()
  if (transport.kind === 'storing')
    return {
      kind: 'storing',
      close,
      async keep(db, ended, now) {
        await transport.keep(db, ended, now)
        for (const { status } of ended) messages.inc({ channel, outcome: status })
      },
    }
  return {
    kind: 'sending',
    concurrency: transport.concurrency,
    close,
    async send(message) {
      const began = performance.now()
      let outcome = 'failed'
      try {
        const attempt = await transport.send(message)
        outcome = attempt.ok ? 'sent' : attempt.permanent ? 'refused' : 'failed'
        return attempt
      } finally {
        messages.inc({ channel, outcome })
        messageSeconds.observe({ channel }, seconds(began))
      }
    },
  }
}

type JobMeters = Pick<
  Meters,
  'jobRuns' | 'jobSeconds' | 'jobLastSeconds' | 'jobLastSuccess' | 'jobEverySeconds'
>

/** Work that comes round by itself. */
export interface TimedJob {
  readonly name: string
  readonly everyMs: number
  run(stopping: AbortSignal): Promise<unknown>
}

/** Counts the runs of jobs, when each last ended well, and how long it took. */
export function measureJobs<Job extends TimedJob>(meters: JobMeters, jobs: readonly Job[]): Job[] {
  return jobs.map((timed) => {
    // Not `job`: that label is Prometheus' own.
    const task = timed.name
    meters.jobEverySeconds.set({ task }, timed.everyMs / 1000)
    const ended = (outcome: 'done' | 'failed', began: number) => {
      meters.jobRuns.inc({ task, outcome })
      meters.jobSeconds.inc({ task }, seconds(began))
      meters.jobLastSeconds.set({ task }, seconds(began))
    }
    return {
      ...timed,
      async run(stopping: AbortSignal) {
        const began = performance.now()
        try {
          await timed.run(stopping)
        } catch (fault) {
          ended('failed', began)
          throw fault
        }
        ended('done', began)
        meters.jobLastSuccess.setToCurrentTime({ task })
      },
    }
  })
}

/** What the connections of a pool do at this moment. */
export function measurePool(
  { poolConnections, poolWaiting }: Pick<Meters, 'poolConnections' | 'poolWaiting'>,
  pool: string,
  { totalCount, idleCount, waitingCount }: pg.Pool,
): void {
  poolConnections.set({ pool, state: 'idle' }, idleCount)
  poolConnections.set({ pool, state: 'busy' }, totalCount - idleCount)
  poolWaiting.set({ pool }, waitingCount)
}
