import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { statOf, treeOf } from './cpu-meter.ts'

/** What a command took and said. */
export interface Ran {
  readonly seconds: number
  /** CPU seconds of the command's own process and of its PostgreSQL, as far as a look four times a second can tell */
  readonly cpu: number
  readonly postgresCpu: number
  /** most memory of the command's own process, in MB; undefined where there is no /proc */
  readonly memory: number | undefined
  /** most private memory of all processes of its PostgreSQL together, in MB */
  readonly postgresMemory: number | undefined
  /** lines of progress that it wrote */
  readonly progress: number
  /** it ended well and said what it must */
  readonly whole: boolean
  /** its answer */
  readonly said: string
  /** of its answer the line that was expected */
  readonly told: string
}

export interface RunOptions {
  /** BEKAL_DATA of the command */
  readonly data: string
  /** whose log-in it uses: the file is kept beside the data */
  readonly as?: string | undefined
  /** what its answer must be like */
  readonly expected: RegExp
  /** where its standard output goes instead of into the answer */
  readonly into?: string | undefined
  /** is handed what it writes to stderr */
  readonly echo: (text: string) => void
}

const lookEveryMs = 250

/** Runs a command in the demo's mode on a data folder of its own, and watches its memory. */
export async function runCommand(command: readonly string[], options: RunOptions): Promise<Ran> {
  const { data, as, expected, into, echo } = options
  const { PATH, HOME, LANG } = process.env
  const output = into === undefined ? 'pipe' : openSync(into, 'w')
  const from = performance.now()
  const child = spawn(command[0]!, command.slice(1), {
    env: {
      PATH,
      HOME,
      LANG,
      BEKAL_DATA: data,
      BEKAL_MODE: 'demo',
      BEKAL_TOKEN_FILE: `${data}.${as ?? 'ani'}`,
    },
    stdio: ['ignore', output, 'pipe'],
  })
  let said = ''
  let complained = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complained += text
    echo(text)
  })
  const most = { cpu: 0, postgresCpu: 0, memory: 0, postgres: 0 }
  const look = setInterval(() => {
    most.cpu = Math.max(most.cpu, statOf(child.pid!)?.own ?? 0)
    most.memory = Math.max(most.memory, statusOf(child.pid!, 'VmHWM'))
    const postmaster = postmasterOf(data)
    if (postmaster === undefined) return
    most.postgresCpu = Math.max(most.postgresCpu, treeOf(postmaster))
    most.postgres = Math.max(most.postgres, postgresMemory(postmaster))
  }, lookEveryMs)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => {
    clearInterval(look)
    if (typeof output === 'number') closeSync(output)
  })
  return {
    seconds: (performance.now() - from) / 1000,
    cpu: most.cpu,
    postgresCpu: most.postgresCpu,
    memory: most.memory || undefined,
    postgresMemory: most.postgres || undefined,
    progress: complained.split('\n').filter((line) => line !== '').length,
    whole: code === 0 && expected.test(said),
    said: said.trim() || complained.trim(),
    told: said.split('\n').find((line) => expected.test(line)) ?? said.split('\n', 1)[0]!,
  }
}

/** Private memory of a PostgreSQL. Shared buffers are nobody's own. */
function postgresMemory(postmaster: number): number {
  let sum = statusOf(postmaster, 'RssAnon')
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name) && statOf(Number(name))?.parent === postmaster)
      sum += statusOf(Number(name), 'RssAnon')
  return sum
}

/** The PostgreSQL whose data are in a folder of this one. */
function postmasterOf(data: string): number | undefined {
  try {
    const folder = readdirSync(data, { withFileTypes: true }).find(
      (entry) => entry.isDirectory() && readdirSync(path.join(data, entry.name)).includes('postmaster.pid'),
    )
    if (!folder) return undefined
    return Number(readFileSync(path.join(data, folder.name, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return undefined
  }
}

/** A size of /proc/PID/status in megabytes; 0 where there is none. */
function statusOf(pid: number, field: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
