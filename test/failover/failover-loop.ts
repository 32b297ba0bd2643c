import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../src/database/open.ts'
import { type KillReport, killUnderLoad } from '../kill/kill-loop.ts'
import { startProcesses } from '../processes/processes.ts'
import { startReplicated } from './replicated.ts'

/** What a loop of failovers came to. */
export interface FailoverReport extends KillReport {
  /** what each server said of the hosts in the list, with the former primary back */
  readonly hosts: readonly (readonly string[])[]
  /** how often who only looks at pages was answered with each status; 0: not at all */
  readonly pages: Readonly<Record<string, number>>
  /** the longest time in which no page was shown, in ms */
  readonly longestPageGapMs: number
}

/**
 * Two servers on a primary with a replica that every commit waits for; buyers buy without pause. The primary is killed, the replica
 * promoted after the time that a watcher takes to see it (every second time it only hangs), the former primary comes back and takes writes as before, and at
 * the end is made anew as a replica.
 */
export async function failoverLoop(
  times: number,
  say: (line: string) => void = () => {},
): Promise<FailoverReport> {
  const replicated = await startReplicated()
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-failover-'))
  const url = replicated.url('bekal')
  const { pool, close } = await openDatabase({ url, dataFolder, max: 4 })
  const database = { pool, close, url, ownerUrl: replicated.url('bekal_owner') }
  try {
    const processes = await startProcesses({ count: 2, dataFolder, database })
    try {
      let hosts: string[][] = []
      const strike = async (kill: number) => {
        if (kill > 1) await replicated.replicate()
        const hangs = kill % 2 === 0
        await (hangs ? replicated.hangPrimary() : replicated.killPrimary())
        await sleep(1000)
        await replicated.promote()
        const servers = async (seen: string) => {
          hosts = await seenBy(processes.ports, seen, replicated.primary())
        }
        await servers('away')
        await replicated.startFormer()
        await servers('former')
        return `the primary ${hangs ? 'hung' : 'died'}`
      }
      const stopReading = readPages(processes.port)
      const result = await killUnderLoad(processes, times, strike, say).finally(stopReading)
      return { ...result, hosts, ...(await stopReading()) }
    } finally {
      await processes.stop()
    }
  } finally {
    await close()
    await replicated.stop()
  }
}

/** A few people who look at a storefront and its courses all the time; returns how to end it, and what they saw. */
function readPages(port: number): () => Promise<Pick<FailoverReport, 'pages' | 'longestPageGapMs'>> {
  const pages: Record<string, number> = {}
  let [last, longestPageGapMs, stopping] = [performance.now(), 0, false]
  const readers = Array.from({ length: 4 }, async () => {
    while (!stopping) {
      const asked = await fetch(`http://127.0.0.1:${port}/pijar/kursus`, {
        signal: AbortSignal.timeout(15_000),
      })
        .then(async (answer) => answer.text().then(() => answer.status))
        .catch(() => 0)
      pages[asked] = (pages[asked] ?? 0) + 1
      if (asked === 200) {
        longestPageGapMs = Math.max(longestPageGapMs, performance.now() - last)
        last = performance.now()
      }
      await sleep(50)
    }
  })
  return async () => {
    stopping = true
    await Promise.all(readers)
    return { pages, longestPageGapMs }
  }
}

/** Waits until each of these servers is ready on that primary, and has seen the other host as this. */
async function seenBy(ports: readonly number[], other: string, primary: number): Promise<string[][]> {
  const wanted = primary === 0 ? `primary,${other}` : `${other},primary`
  for (const until = performance.now() + 20_000; ; ) {
    const answers = await Promise.all(ports.map(readiness))
    if (answers.every(({ ok, hosts }) => ok && String(hosts) === wanted))
      return answers.map(({ hosts }) => hosts)
    if (performance.now() > until)
      throw new Error(`the servers say ${JSON.stringify(answers)}, and not ${wanted}`)
    await sleep(200)
  }
}

async function readiness(port: number): Promise<{ ok: boolean; hosts: string[] }> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
  const { databaseHosts } = (await answer.json()) as { databaseHosts: string[] }
  return { ok: answer.ok, hosts: databaseHosts }
}

// `npm run failover -- 5`: five times.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await failoverLoop(Number(process.argv[2] ?? '5'), console.log)
  console.log(JSON.stringify(result, null, 2))
  const wrong = result.lost.length + result.doubled.length + result.violated.length
  process.exitCode = wrong > 0 || Math.max(result.longestGapMs, result.longestPageGapMs) > 20_000 ? 1 : 0
}
