import type { IncomingMessage, RequestListener } from 'node:http'
import type { BatchWatch } from '../database/batch-watch.ts'
import type { Transports } from '../messages/transports/transport.ts'
import type { Purchases } from '../purchase/purchases.ts'
import { measureRequests, type Place } from './measure-requests.ts'
import {
  measureBatches,
  measureJobs,
  measurePurchases,
  measureTransports,
  type TimedJob,
} from './measure-work.ts'
import { type Meters, openMeters } from './meters.ts'
import { traceStatements } from './trace-statements.ts'
import { traceBatches, traceRequests, traceTransports } from './trace-work.ts'
import { openTracing } from './tracing.ts'

/** Looks at what a server does, for figures and, where a collector is named, for traces. */
export interface Telemetry {
  readonly meters: Meters
  transports(transports: Transports): Transports
  purchases<Room extends Purchases>(room: Room): Room
  batches(batch: string): BatchWatch
  refused(call: string, refusal: string): void
  jobs<Job extends TimedJob>(jobs: readonly Job[]): Job[]
  requests(
    placeOf: (incoming: IncomingMessage) => Place | undefined,
    answer: RequestListener,
  ): RequestListener
  close(): Promise<void>
}

/** Opens the figures of one server, and its traces where `collector` names the address of one (OTLP by HTTP). */
export async function openTelemetry(version: string, collector: string | undefined): Promise<Telemetry> {
  const meters = openMeters(version)
  const measured: Telemetry = {
    meters,
    transports: (transports) => measureTransports(meters, transports),
    purchases: (room) => measurePurchases(meters, room),
    batches: (batch) => measureBatches(meters, batch),
    refused: (call, refusal) => meters.refusals.inc({ call, refusal }),
    jobs: (jobs) => measureJobs(meters, jobs),
    requests: (placeOf, answer) => measureRequests(meters, placeOf, answer),
    close: async () => {},
  }
  if (collector === undefined) return measured
  const tracing = await openTracing(collector, version)
  const untrace = traceStatements(tracing)
  return {
    ...measured,
    transports: (transports) => traceTransports(tracing, measured.transports(transports)),
    batches: (batch) => traceBatches(tracing, batch, measured.batches(batch)),
    requests: (placeOf, answer) => traceRequests(tracing, placeOf, measured.requests(placeOf, answer)),
    async close() {
      untrace()
      await tracing.close()
    },
  }
}
