import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { table } from '../../src/cli/command.ts'
import type { FromSide, Line, ToSide } from './messages.ts'

export interface PagesOptions {
  /** compared with this commit; `none`: with nothing */
  readonly before: string
  readonly rounds: number
  readonly visitors: number
  readonly json?: string | true
}

const home = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Says what each kind of page costs, here and at an earlier commit, whose code runs beside ours on a PostgreSQL of its
 * own: rounds of the two alternate, so that the machine's drift meets both.
 */
export async function pagesBench(options: PagesOptions, say: (line: string) => void): Promise<void> {
  const { before, rounds, visitors } = options
  const cards = rounds * visitors + visitors
  const earlier = before === 'none' ? undefined : checkOut(before)
  const sides: Side[] = []
  try {
    for (const folder of earlier ? [earlier.folder, home] : [home]) sides.push(await openSide(folder, cards))
    const measured = sides.map((): Line[][] => [])
    // What a process does for the first time it does slowly.
    for (const side of sides) await side.round(visitors)
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds} ...`)
      for (const [at, side] of sides.entries()) measured[at]!.push(await side.round(visitors))
    }
    const report = {
      before: earlier?.commit,
      cores: cpus().length,
      load: loadavg()[0],
      ...reportOf(measured),
    }
    const text = JSON.stringify(report, null, 2)
    if (typeof options.json === 'string') writeFileSync(options.json, `${text}\n`)
    for (const line of options.json === true ? [text] : linesOf(report)) console.log(line)
  } finally {
    for (const side of sides) await side.end()
    earlier?.remove()
  }
}

interface Side {
  round(visitors: number): Promise<Line[]>
  end(): Promise<void>
}

async function openSide(folder: string, cards: number): Promise<Side> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = fork(path.join(folder, 'bench/pages/side.ts'), [String(cards)], {
    cwd: folder,
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }) },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  const heard = async (): Promise<FromSide> => {
    const gone = ended.then(([code]) => {
      throw new Error(`the bench of ${folder} ended with ${code}`)
    })
    const [message] = await Promise.race([once(child, 'message'), gone])
    return message as FromSide
  }
  await heard()
  return {
    async round(visitors) {
      child.send({ type: 'round', visitors } satisfies ToSide)
      const message = await heard()
      if (message.type !== 'measured') throw new Error(`the bench of ${folder} measured nothing`)
      return [...message.lines]
    },
    async end() {
      if (child.exitCode === null && child.connected) child.send({ type: 'end' } satisfies ToSide)
      await ended
    },
  }
}

/** The code of an earlier commit in a folder of its own, with this bench, so that both are measured in one way. */
function checkOut(commit: string) {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: home, encoding: 'utf8' }).trim()
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'bekal-before-')), 'bekal')
  git('worktree', 'add', '--detach', folder, commit)
  rmSync(path.join(folder, 'bench'), { recursive: true })
  cpSync(path.join(home, 'bench'), path.join(folder, 'bench'), { recursive: true })
  symlinkSync(path.join(home, 'node_modules'), path.join(folder, 'node_modules'))
  return {
    folder,
    commit: git('rev-parse', '--short', commit),
    remove: () => git('worktree', 'remove', '--force', folder),
  }
}

interface Cost {
  /** microseconds of CPU for one request */
  readonly server: number
  readonly postgres: number
  readonly statements: number
  readonly roundTrips: number
  /** bytes */
  readonly packed: number
  readonly unpacked: number
}

interface Report {
  readonly before: string | undefined
  readonly cores: number
  readonly load: number | undefined
  /** of each kind what it costs here, and at the commit before */
  readonly kinds: readonly { readonly name: string; readonly now: Cost; readonly before?: Cost | undefined }[]
  /** of a purchase, from its course to the result */
  readonly purchase: { readonly now: Cost; readonly before?: Cost | undefined }
}

const ofPurchase = /^(course, logged in|form: .*|step: .*|result)$/

function reportOf(measured: readonly Line[][][]): Pick<Report, 'kinds' | 'purchase'> {
  const sides = measured.map((rounds) =>
    rounds[0]!.map(({ name }, at) => [name, costOf(rounds.map((lines) => lines[at]!))] as const),
  )
  const now = sides.at(-1)!
  const before = sides.length > 1 ? new Map(sides[0]) : undefined
  const whole = (costs: Iterable<readonly [string, Cost]>) =>
    [...costs]
      .filter(([name]) => ofPurchase.test(name))
      .map(([, cost]) => cost)
      .reduce(add)
  return {
    kinds: now.map(([name, cost]) => ({ name, now: cost, before: before?.get(name) })),
    purchase: { now: whole(now), before: before && whole(before) },
  }
}

/** Of one kind the median of its rounds: what else the machine does falls into some of them. */
function costOf(rounds: readonly Line[]): Cost {
  const middle = (read: (line: Line) => number) => {
    const sorted = rounds.map((line) => read(line) / line.requests).sort((one, other) => one - other)
    return sorted[Math.floor((sorted.length - 1) / 2)]!
  }
  return {
    server: middle(({ server }) => server * 1e6),
    postgres: middle(({ postgres }) => postgres * 1e6),
    statements: middle(({ statements }) => statements),
    roundTrips: middle(({ roundTrips }) => roundTrips),
    packed: middle(({ packed }) => packed),
    unpacked: middle(({ unpacked }) => unpacked),
  }
}

function add(one: Cost, other: Cost): Cost {
  return {
    server: one.server + other.server,
    postgres: one.postgres + other.postgres,
    statements: one.statements + other.statements,
    roundTrips: one.roundTrips + other.roundTrips,
    packed: one.packed + other.packed,
    unpacked: one.unpacked + other.unpacked,
  }
}

function linesOf({ before, cores, load, kinds, purchase }: Report): string[] {
  const figures = (now: Cost, then: Cost | undefined) =>
    (['server', 'postgres', 'statements', 'roundTrips', 'packed', 'unpacked'] as const).map((part) => {
      const digits = part === 'statements' || part === 'roundTrips' ? 1 : 0
      const figure = now[part].toFixed(digits)
      return then ? `${figure} (${then[part].toFixed(digits)})` : figure
    })
  const rows = [...kinds, { name: 'a purchase, all its requests', ...purchase }]
  return [
    `${cores} cores, load ${load?.toFixed(1)}${before ? `; in brackets: ${before}` : ''}`,
    '',
    ...table([
      ['one request', 'server us', 'postgres us', 'statements', 'round trips', 'bytes sent', 'unpacked'],
      ...rows.map(({ name, now, before: then }) => [name, ...figures(now, then)]),
    ]),
  ]
}
