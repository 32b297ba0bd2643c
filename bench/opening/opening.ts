import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { table } from '../../src/cli/command.ts'
import { cpuBetween } from '../cpu-meter.ts'
import { forked } from '../forked.ts'
import { percentile } from '../measure.ts'
import { openStand, type Stand } from '../stand.ts'
import type { Crowd, CrowdSeen } from './messages.ts'
import { type Registered, registerPeople } from './register.ts'

export interface OpeningOptions {
  readonly visitors: number
  readonly registering: number
  readonly registerSeconds: number
  readonly arrive: number
  readonly seconds: number
  readonly json?: string | true
}

/** Milliseconds that 99 in 100 answers to who was let in may take, and bytes of a waiting page. */
const most = { servedMilliseconds: 2000, bytes: 5120 } as const
const processes = 2

/** The opening day: people register by all pages, then far more come than two cores can answer; true if all bounds held. */
export async function openingBench(options: OpeningOptions, say: (line: string) => void): Promise<boolean> {
  const stand = await openStand({
    cards: 200,
    keep: undefined,
    settings: {},
    environment: { BEKAL_BEHIND_PROXY: '1', LOG_LEVEL: 'error' },
    say,
  })
  process.once('SIGINT', () => void stand.close().finally(() => process.exit(130)))
  try {
    const load = loadavg()[0]!
    await stand.settle()
    const { registering: atOnce, registerSeconds } = options
    say(`${atOnce} register at the same time ...`)
    await registerPeople(stand, { atOnce, seconds: Math.min(3, registerSeconds), first: 1_000 })
    const before = stand.cpu()
    const registered = await registerPeople(stand, { atOnce, seconds: registerSeconds, first: 100_000 })
    const registeredCpu = cpuBetween(before, stand.cpu())
    say(`${options.visitors} visitors in ${options.arrive} s ...`)
    const from = stand.cpu()
    const crowd = await rush(stand, options)
    const crowdCpu = cpuBetween(from, stand.cpu())
    const held = boundsHold(registered, crowd)
    const report = {
      at: new Date().toISOString(),
      load,
      options,
      registered,
      registeredCpu,
      crowd,
      crowdCpu,
      held,
    }
    print(report, options.json)
    return held
  } finally {
    await stand.close()
  }
}

type Rush = Awaited<ReturnType<typeof rush>>

async function rush(stand: Stand, { visitors, arrive, seconds }: OpeningOptions) {
  const each = Math.ceil(visitors / processes)
  const children = Array.from({ length: processes }, (_, index) => {
    const crowd: Crowd = {
      port: stand.server.port,
      visitors: each,
      first: 200_000 + index * each,
      arriveSeconds: arrive,
      seconds,
      halfFilled: Math.min(200, Math.ceil(each / 20)),
    }
    const file = fileURLToPath(new URL('./visitors.ts', import.meta.url))
    return forked<CrowdSeen>('a process of visitors', file, { args: [JSON.stringify(crowd)] })
  })
  await Promise.all(children.map((child) => child.heard()))
  const seen = await Promise.all(
    children.map((child) => {
      child.send({ type: 'come' })
      return child.heard()
    }),
  )
  const sum = (of: (one: CrowdSeen) => number) => seen.reduce((all, one) => all + of(one), 0)
  const sorted = (of: (one: CrowdSeen) => readonly number[]) =>
    seen.flatMap(of).sort((one, other) => one - other)
  const [served, waited] = [sorted(({ served }) => served), sorted(({ waited }) => waited)]
  const failures: Record<string, number> = {}
  for (const one of seen)
    for (const [what, count] of Object.entries(one.failures)) failures[what] = (failures[what] ?? 0) + count
  return {
    came: sum(({ came }) => came),
    letIn: sum(({ letIn }) => letIn),
    served: served.length,
    servedP50: Math.round(percentile(served, 0.5)),
    servedP99: Math.round(percentile(served, 0.99)),
    waitingPages: waited.length,
    waitingP50: Math.round(percentile(waited, 0.5)),
    waitingP99: Math.round(percentile(waited, 0.99)),
    mostBytes: Math.max(...seen.map(({ mostBytes }) => mostBytes)),
    wrongPages: sum(({ wrongPages }) => wrongPages),
    placesLost: sum(({ placesLost }) => placesLost),
    formsSent: sum(({ formsSent }) => formsSent),
    formsLost: sum(({ formsLost }) => formsLost),
    failures,
    visitorsCpu: Math.round(sum(({ cpuSeconds }) => cpuSeconds)),
  }
}

function boundsHold(registered: Registered, crowd: Rush): boolean {
  const none = (failures: Readonly<Record<string, number>>) => Object.keys(failures).length === 0
  return (
    registered.people > 0 &&
    none(registered.failures) &&
    crowd.letIn > 0 &&
    crowd.servedP99 <= most.servedMilliseconds &&
    crowd.mostBytes <= most.bytes &&
    crowd.wrongPages + crowd.placesLost + crowd.formsLost === 0 &&
    none(crowd.failures)
  )
}

interface Report {
  readonly load: number
  readonly registered: Registered
  readonly registeredCpu: ReturnType<typeof cpuBetween>
  readonly crowd: Rush
  readonly crowdCpu: ReturnType<typeof cpuBetween>
  readonly held: boolean
}

function print(report: Report, json: string | true | undefined): void {
  const text = JSON.stringify(report, null, 2)
  if (typeof json === 'string') writeFileSync(json, `${text}\n`)
  for (const line of json === true ? [text] : linesOf(report)) console.log(line)
}

function linesOf(report: Report): string[] {
  const { registered, crowd } = report
  const cpu = (used: Report['crowdCpu']) =>
    used ? `server ${used.server.toFixed(1)} s, PostgreSQL ${used.postgres.toFixed(1)} s` : 'unknown'
  const rows = [
    ['load before', report.load.toFixed(1)],
    ['registrations a second', registered.perSecond.toFixed(2)],
    [
      '... people, requests of each, seconds of each',
      `${registered.people}, ${registered.requests}, ${registered.p50Seconds.toFixed(1)}`,
    ],
    ['... CPU', cpu(report.registeredCpu)],
    ['visitors, let in', `${crowd.came}, ${crowd.letIn}`],
    ['served, p50 and p99 ms', `${crowd.served}, ${crowd.servedP50}, ${crowd.servedP99}`],
    ['waiting pages, p50 and p99 ms', `${crowd.waitingPages}, ${crowd.waitingP50}, ${crowd.waitingP99}`],
    ['bytes of a waiting page at most', String(crowd.mostBytes)],
    ['wrong pages, places lost', `${crowd.wrongPages}, ${crowd.placesLost}`],
    ['forms sent, lost', `${crowd.formsSent}, ${crowd.formsLost}`],
    ['CPU', `${cpu(report.crowdCpu)}, visitors ${crowd.visitorsCpu} s`],
    ['failures', JSON.stringify({ ...registered.failures, ...crowd.failures })],
  ]
  return [...table([['what', ''], ...rows]), report.held ? 'every bound held' : 'a bound did NOT hold']
}
