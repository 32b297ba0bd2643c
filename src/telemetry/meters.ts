import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Everything that is counted, each with its name, what it says and its labels: no label is ever a person, a card or an id. */
export interface Meters {
  readonly registry: Registry
  readonly requests: Counter<'kind' | 'method' | 'route' | 'status'>
  readonly requestSeconds: Histogram<'kind' | 'route'>
  readonly purchaseSteps: Counter<'step' | 'outcome' | 'world'>
  readonly refusals: Counter<'call' | 'refusal'>
  readonly batchSize: Histogram<'batch'>
  readonly batchSeconds: Histogram<'batch'>
  readonly batchFailures: Counter<'batch'>
  readonly messages: Counter<'channel' | 'outcome'>
  readonly messageSeconds: Histogram<'channel'>
  readonly jobRuns: Counter<'task' | 'outcome'>
  readonly jobSeconds: Counter<'task'>
  readonly jobLastSeconds: Gauge<'task'>
  readonly jobLastSuccess: Gauge<'task'>
  readonly jobEverySeconds: Gauge<'task'>
  readonly poolConnections: Gauge<'pool' | 'state'>
  readonly poolWaiting: Gauge<'pool'>
  readonly visitors: Counter<'outcome'>
  readonly visitorsWaiting: Gauge
  readonly ready: Gauge<'because'>
  readonly databaseHosts: Gauge<'host' | 'role'>
  readonly standing: StandingMeters
}

/** What stands in the database, read when somebody asks. */
export interface StandingMeters {
  readonly read: Gauge
  readonly outboxDue: Gauge<'channel' | 'lane'>
  readonly outboxOldest: Gauge<'channel' | 'lane'>
  readonly outboxParked: Gauge<'channel'>
  readonly unsealedRows: Gauge
  readonly unsealedSeconds: Gauge
  readonly deadlinesDue: Gauge<'step'>
  readonly deadlinesOldest: Gauge<'step'>
  readonly deadlineCards: Gauge<'wave' | 'state'>
  readonly wavesHeld: Gauge<'because'>
  readonly drawStage: Gauge<'wave' | 'stage'>
  readonly drawApplicants: Gauge<'wave'>
  readonly drawWaits: Gauge<'wave'>
}

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Opens the meters of one server, all at nothing; a second server in the same process has its own. */
export function openMeters(version: string): Meters {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  // Gauges by the name of counters: `promtool check metrics` finds fault with them.
  for (const what of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`nodejs_active_${what}_total`)
  const { counter, gauge, histogram } = makersOf(registry)
  gauge('bekal_build_info', 'Which version runs: always 1', ['version']).set({ version }, 1)
  return {
    registry,
    requests: counter('bekal_http_requests_total', 'Requests that were answered', [
      ...(['kind', 'method', 'route', 'status'] as const),
    ]),
    requestSeconds: histogram(
      'bekal_http_request_duration_seconds',
      'From the head of a request to the end of its answer',
      ['kind', 'route'],
      requestBuckets,
    ),
    purchaseSteps: counter('bekal_purchase_steps_total', 'Steps of purchases by what came of them', [
      ...(['step', 'outcome', 'world'] as const),
    ]),
    refusals: counter('bekal_refusals_total', 'Refused calls of partners and of our own storefronts', [
      ...(['call', 'refusal'] as const),
    ]),
    ...batchMeters(histogram, counter),
    messages: counter('bekal_messages_total', 'Attempts to hand a message over', ['channel', 'outcome']),
    messageSeconds: histogram(
      'bekal_message_send_duration_seconds',
      'How long the other side took to take a message, or not to',
      ['channel'],
      [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 30],
    ),
    ...jobMeters(counter, gauge),
    poolConnections: gauge('bekal_pool_connections', 'Open connections of a pool', ['pool', 'state']),
    poolWaiting: gauge('bekal_pool_waiting', 'Who waits for a connection of a pool', ['pool']),
    databaseHosts: gauge('bekal_database_host', 'What each host of DATABASE_URL is: always 1', [
      'host',
      'role',
    ]),
    visitors: counter('bekal_visitors_total', 'Newcomers at the gate while there is much to do', ['outcome']),
    visitorsWaiting: gauge('bekal_visitors_waiting', 'Newcomers who wait until they may come in'),
    ready: gauge('bekal_ready', 'Whether purchases can be decided here: 1, or 0 and why not', ['because']),
    standing: standingMeters(gauge),
  }
}

type Makers = ReturnType<typeof makersOf>

function makersOf(registry: Registry) {
  const registers = [registry]
  return {
    counter: <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
      new Counter({ name, help, labelNames, registers }),
    gauge: <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
      new Gauge({ name, help, labelNames, registers }),
    histogram: <Label extends string>(
      name: string,
      help: string,
      labelNames: readonly Label[],
      buckets: number[],
    ) => new Histogram({ name, help, labelNames, buckets, registers }),
  }
}

function batchMeters(histogram: Makers['histogram'], counter: Makers['counter']) {
  const [sizes, seconds] = [
    [1, 2, 4, 8, 16, 32, 64, 128],
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  ]
  return {
    batchSize: histogram('bekal_batch_requests', 'Requests that travelled together', ['batch'], sizes!),
    batchSeconds: histogram('bekal_batch_duration_seconds', 'How long a batch took', ['batch'], seconds!),
    batchFailures: counter('bekal_batch_failures_total', 'Batches that failed as a whole', ['batch']),
  }
}

function jobMeters(counter: Makers['counter'], gauge: Makers['gauge']) {
  return {
    jobRuns: counter('bekal_job_runs_total', 'Runs of a job by how they ended', ['task', 'outcome']),
    jobSeconds: counter('bekal_job_seconds_total', 'How long all runs of a job took', ['task']),
    jobLastSeconds: gauge('bekal_job_last_duration_seconds', 'How long the last run of a job took', ['task']),
    jobLastSuccess: gauge('bekal_job_last_success_timestamp_seconds', 'When a job last ended well', ['task']),
    jobEverySeconds: gauge('bekal_job_interval_seconds', 'How often a job is to run', ['task']),
  }
}

function standingMeters(gauge: Makers['gauge']): StandingMeters {
  return {
    read: gauge('bekal_standing_read', 'Whether what stands in the database could be read'),
    outboxDue: gauge('bekal_outbox_due', 'Messages that are due, 100000 at most', ['channel', 'lane']),
    outboxOldest: gauge('bekal_outbox_oldest_seconds', 'How long the oldest due message is due', [
      ...(['channel', 'lane'] as const),
    ]),
    outboxParked: gauge('bekal_outbox_parked', 'Parked messages that wait for somebody', ['channel']),
    unsealedRows: gauge('bekal_journal_unsealed_rows', 'Rows of the journal without a seal, 100000 at most'),
    unsealedSeconds: gauge('bekal_journal_unsealed_seconds', 'Age of the oldest row without a seal'),
    deadlinesDue: gauge('bekal_deadlines_due', 'Deadlines that the next run looks at, 100000 at most', [
      'step',
    ]),
    deadlinesOldest: gauge('bekal_deadlines_oldest_seconds', 'How long the oldest due deadline is due', [
      'step',
    ]),
    deadlineCards: gauge('bekal_deadline_cards', 'Cards of a wave as they were counted last', [
      ...(['wave', 'state'] as const),
    ]),
    wavesHeld: gauge('bekal_waves_held', 'Waves that nobody is revoked of until two people decide', [
      'because',
    ]),
    drawStage: gauge('bekal_draw_stage', 'How far the draw of a wave has come: 1 at its stage', [
      ...(['wave', 'stage'] as const),
    ]),
    drawApplicants: gauge('bekal_draw_applicants', 'Who stands on the list of a draw', ['wave']),
    drawWaits: gauge('bekal_draw_waits_seconds', 'How long the value of a listed draw could be known', [
      'wave',
    ]),
  }
}
