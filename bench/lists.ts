import { cpus, loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { table } from '../src/cli/command.ts'
import { type Browser, browserAt, entered, get, send } from './browser.ts'
import { cpuBetween } from './cpu-meter.ts'
import { openConnection } from './http-connection.ts'
import { makeLists } from './make-lists.ts'
import { percentile } from './measure.ts'
import { openStand, type Stand } from './stand.ts'

export interface ListsBenchOptions {
  /** rows of each list */
  readonly rows: number
  /** the longest that the 95th of 100 looks at any page may take */
  readonly milliseconds: number
  /** rows a second that a whole list must be written with */
  readonly perSecond: number
}

/** Each page is looked at so often. */
const looks = 40
/** Pages that are turned before a look at one far behind. */
const turned = 30

/** Looks at long lists of the console and takes one away whole, by the pages. Returns whether everything was quick enough. */
export async function listsBench(options: ListsBenchOptions, say: (line: string) => void): Promise<boolean> {
  const stand = await openStand({ cards: 1, keep: undefined, settings: {}, environment: {}, say })
  try {
    say(`${options.rows} recipients, exclusions and messages ...`)
    const waveId = await makeLists(stand, options.rows)
    const connection = await openConnection(stand.server.port)
    const stranger = browserAt(stand.server.port, connection, 1, undefined)
    const operator = await entered(stand.server.port, stranger, '/dev/konsol', /\/dev\/konsol$/)
    const recipients = `/konsol/gelombang/${waveId}/penerima`
    const pages = [
      recipients,
      '/konsol/pengecualian',
      '/konsol/pengecualian?sumber=manual',
      '/konsol/pesan/kiriman',
      '/konsol/pesan/kiriman?keadaan=failed',
    ]
    const rows: string[][] = []
    let slowest = 0
    for (const page of pages)
      for (const [name, path] of [
        [page, page],
        [`${page}, ${turned} pages on`, await pagesOn(operator, page)],
      ] as const) {
        const { p50, p95 } = await lookAt(operator, path)
        slowest = Math.max(slowest, p95)
        rows.push([name.replace(String(waveId), 'WAVE'), p50.toFixed(1), p95.toFixed(1)])
      }
    const load = loadavg()[0]!
    const whole = await takeWhole(stand, operator, recipients)
    connection.close()
    const enough = slowest <= options.milliseconds && whole.rows / whole.seconds >= options.perSecond
    for (const line of [
      `lists: ${options.rows} rows each`,
      `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}, load before ${load.toFixed(1)}`,
      '',
      ...table([['page', 'p50 ms', 'p95 ms'], ...rows]),
      '',
      `slowest p95: ${slowest.toFixed(0)} ms (at most ${options.milliseconds} ms)`,
      `the whole list of recipients as a file: ${whole.rows} rows in ${whole.seconds.toFixed(1)} s, ${Math.round(whole.rows / whole.seconds)} a second ` +
        `(at least ${options.perSecond}); CPU ${whole.server.toFixed(1)} s of the server, ${whole.postgres.toFixed(1)} s of PostgreSQL`,
      enough ? 'enough' : 'NOT ENOUGH',
    ])
      console.log(line)
    return enough
  } finally {
    await stand.close()
  }
}

/** The address of the page so many pages on, by its links; of a shorter list that of the last one. */
async function pagesOn(operator: Browser, page: string): Promise<string> {
  let path = page
  for (let at = 0; at < turned; at++) {
    const { html } = await get(operator, path)
    const next = /href="([^"]*[?&](?:amp;)?sesudah=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    if (!next || next === path) break
    path = next
  }
  return path
}

async function lookAt(operator: Browser, path: string): Promise<{ p50: number; p95: number }> {
  const taken: number[] = []
  for (let look = 0; look < looks; look++) {
    const from = performance.now()
    await get(operator, path)
    taken.push(performance.now() - from)
  }
  return { p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) }
}

async function takeWhole(stand: Stand, operator: Browser, list: string) {
  const [from, cpuFrom] = [performance.now(), stand.cpu()]
  await send(operator, await get(operator, list), /\/konsol\/ekspor$/, {})
  for (;;) {
    const { rows } = await stand.ctx.db.query<{ rows: number; whole: boolean }>(
      'select rows::int as rows, whole_at is not null as whole from list_export',
    )
    const [file] = rows
    if (file?.whole) {
      const cpu = cpuBetween(cpuFrom, stand.cpu())
      const seconds = (performance.now() - from) / 1000
      return {
        rows: file.rows,
        seconds,
        server: cpu?.server ?? Number.NaN,
        postgres: cpu?.postgres ?? Number.NaN,
      }
    }
    await sleep(100)
  }
}
