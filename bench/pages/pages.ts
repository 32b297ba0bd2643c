import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { table } from '../../src/cli/command.ts'
import { forked } from '../forked.ts'
import { median } from '../measure.ts'
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
  const what = `the bench of ${folder}`
  const file = path.join(folder, 'bench/pages/side.ts')
  const side = forked<FromSide>(what, file, { cwd: folder, args: [String(cards)] })
  await side.heard()
  return {
    async round(visitors) {
      side.send({ type: 'round', visitors } satisfies ToSide)
      const message = await side.heard()
      if (message.type !== 'measured') throw new Error(`${what} measured nothing`)
      return [...message.lines]
    },
    end: () => side.end({ type: 'end' } satisfies ToSide),
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

/** What a request costs, in the order in which it is told, and by what a measured figure is multiplied: CPU is told in microseconds. */
const parts = { server: 1e6, postgres: 1e6, statements: 1, roundTrips: 1, packed: 1, unpacked: 1 } as const
type Cost = Readonly<Record<keyof typeof parts, number>>

const partNames = Object.keys(parts) as (keyof typeof parts)[]

function costBy(figure: (part: keyof typeof parts) => number): Cost {
  return Object.fromEntries(partNames.map((part) => [part, figure(part)])) as Cost
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
  return costBy((part) => median(rounds.map((line) => (line[part] * parts[part]) / line.requests)))
}

function add(one: Cost, other: Cost): Cost {
  return costBy((part) => one[part] + other[part])
}

function linesOf({ before, cores, load, kinds, purchase }: Report): string[] {
  const figures = (now: Cost, then: Cost | undefined) =>
    partNames.map((part) => {
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
