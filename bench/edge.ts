import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { table } from '../src/cli/command.ts'
import { signedRequest } from '../src/partners/signatures/signed-request.ts'
import { type AttackName, formPage, type ToWatcher } from './edge-messages.ts'
import { benchPartner, openStand, type Stand } from './stand.ts'
import { stopPostgres } from './stop-postgres.ts'

export interface EdgeOptions {
  readonly json?: string | true
}

interface Attacked extends Omit<ToWatcher, 'type'> {
  readonly attack: AttackName
  /** the most memory that the server held, in MB; before the attack it held `restMegabytes` */
  readonly peakMegabytes: number
  readonly restMegabytes: number
  /** the slowest health check that was answered */
  readonly healthMilliseconds: number
  /** the longest time in which nobody got an answer to a health check */
  readonly silentSeconds: number
  /** sessions that were written down for it */
  readonly sessionRows: number
}

interface Hung {
  readonly what: string
  readonly status: number
  readonly seconds: number
  readonly retryAfter: string | undefined
}

// Every attack is a flood of log lines, of which only the bench's own are read here.
const quietLog = { LOG_LEVEL: 'silent' }

/** What is bounded: a server that answers others within this while it is attacked, and holds no more than that. */
const most = { silentSeconds: 2, growthMegabytes: 300, hungSeconds: 16 } as const

/** Attacks a server on this machine as strangers do, and says what others had of it meanwhile; true if all bounds held. */
export async function edgeBench({ json }: EdgeOptions): Promise<boolean> {
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const stand = await openStand({ cards: 200, keep: undefined, settings: {}, environment: quietLog, say })
  process.once('SIGINT', () => void stand.close().finally(() => process.exit(130)))
  try {
    const attacked: Attacked[] = []
    for (const attack of ['uploads', 'pipelines', 'one_pipeline', 'form_pages'] as const) {
      say(`${attack} ...`)
      attacked.push(await watch(stand, attack))
      say(JSON.stringify(attacked.at(-1)))
      await quiet(stand)
    }
    say('the database hangs ...')
    const hung = await hangDatabase(stand)
    const held =
      attacked.every(
        ({ silentSeconds, peakMegabytes, restMegabytes, sessionRows }) =>
          silentSeconds <= most.silentSeconds &&
          peakMegabytes - restMegabytes <= most.growthMegabytes &&
          sessionRows === 0,
      ) && hung.every(({ seconds }) => seconds <= most.hungSeconds)
    print({ at: new Date().toISOString(), most, attacked, hung, held }, json)
    return held
  } finally {
    await stand.close()
  }
}

async function watch(stand: Stand, attack: AttackName): Promise<Attacked> {
  const { port, pid } = stand.server
  const rowsBefore = await sessionRows(stand)
  const restMegabytes = residentMegabytes(pid)
  const watcher = watchHealth(port, pid)
  const child = fork(fileURLToPath(new URL('./edge-attack.ts', import.meta.url)), [attack, String(port)], {
    execArgv: ['--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  const [message] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`the attack ${attack} ended without a word`)
    }),
  ])) as [ToWatcher]
  await ended
  const seen = await watcher.end()
  const { type: _, ...said } = message
  return { attack, ...said, restMegabytes, ...seen, sessionRows: (await sessionRows(stand)) - rowsBefore }
}

/** Asks for the health of the server ten times a second, never two at once, and looks at its memory. */
function watchHealth(port: number, pid: number) {
  let going = true
  let healthMilliseconds = 0
  let silentMilliseconds = 0
  let peakMegabytes = 0
  const watching = (async () => {
    let answeredAt = performance.now()
    while (going) {
      const from = performance.now()
      const { status } = await ask(port, { path: '/healthz' })
      const now = performance.now()
      if (status === 200) {
        healthMilliseconds = Math.max(healthMilliseconds, now - from)
        silentMilliseconds = Math.max(silentMilliseconds, now - answeredAt)
        answeredAt = now
      }
      await sleep(100)
    }
  })()
  const looking = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, residentMegabytes(pid))
  }, 50)
  return {
    async end() {
      going = false
      await watching
      clearInterval(looking)
      const silentSeconds = Math.round(silentMilliseconds / 10) / 100
      return { healthMilliseconds: Math.round(healthMilliseconds), silentSeconds, peakMegabytes }
    },
  }
}

/** Stops PostgreSQL as a dying disk does, asks as people and partners do, and lets it go on. */
async function hangDatabase(stand: Stand): Promise<Hung[]> {
  const { port } = stand.server
  const goOn = await stopPostgres(stand.database.pool)
  try {
    const cookie = `bekal_pijar=${'a'.repeat(43)}`
    const path = '/api/v1/integration/payment/status'
    const partner = signedRequest(benchPartner, { path, body: '{"invoice_code":"X-1"}', nowMs: Date.now() })
    return await Promise.all([
      hungAsk('page', { path: formPage, headers: { cookie } }),
      hungAsk('start page', { path: '/pijar' }),
      hungAsk('partner', { path, ...partner }),
      hungAsk('readyz', { path: '/readyz' }),
    ])
  } finally {
    goOn()
  }

  async function hungAsk(what: string, asked: Asked): Promise<Hung> {
    const from = performance.now()
    const { status, retryAfter } = await ask(port, asked)
    return { what, status, seconds: Math.round((performance.now() - from) / 100) / 10, retryAfter }
  }
}

interface Asked {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

function ask(port: number, { path, method = 'GET', headers, body }: Asked) {
  return new Promise<{ status: number; retryAfter: string | undefined }>((resolve) => {
    const asked = request({ port, host: '127.0.0.1', path, method, headers, agent: false }, (answer) => {
      answer.resume()
      answer.once('close', () =>
        resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] }),
      )
    })
    asked.setTimeout(120_000, () => asked.destroy())
    asked.once('error', () => resolve({ status: 0, retryAfter: undefined }))
    asked.end(body)
  })
}

/** Waits until the server has given back what the last attack cost it. */
async function quiet(stand: Stand): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    const from = performance.now()
    await ask(stand.server.port, { path: '/healthz' })
    calm = performance.now() - from < 50 ? calm + 1 : 0
    await sleep(500)
  }
  await sleep(16_000)
}

async function sessionRows(stand: Stand): Promise<number> {
  const { rows } = await stand.database.pool.query<{ count: number }>(
    'select count(*)::int as count from web_session',
  )
  return rows[0]!.count
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

interface Report {
  readonly at: string
  readonly most: object
  readonly attacked: readonly Attacked[]
  readonly hung: readonly Hung[]
  readonly held: boolean
}

const heads = [
  'attack',
  'connections',
  'MB sent',
  'cut',
  'MB before',
  'MB at most',
  'health ms',
  'silent s',
  'rows',
]

function print(report: Report, json: string | true | undefined): void {
  const text = JSON.stringify(report, null, 2)
  if (typeof json === 'string') writeFileSync(json, `${text}\n`)
  const attacked = report.attacked.map((one) => [
    one.attack,
    String(one.connections),
    (one.sentBytes / 1e6).toFixed(1),
    String(one.cut),
    String(one.restMegabytes),
    String(one.peakMegabytes),
    String(one.healthMilliseconds),
    String(one.silentSeconds),
    String(one.sessionRows),
  ])
  const hung = report.hung.map(({ what, status, seconds, retryAfter }) => [
    what,
    String(status),
    String(seconds),
    retryAfter ?? '',
  ])
  const lines = [
    ...table([heads, ...attacked]),
    '',
    ...table([['database hangs', 'status', 'seconds', 'Retry-After'], ...hung]),
    report.held ? 'every bound held' : 'a bound did NOT hold',
  ]
  for (const line of json === true ? [text] : lines) console.log(line)
}
