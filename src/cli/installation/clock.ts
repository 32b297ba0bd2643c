import { InvalidArgumentError } from 'commander'
import { day, hour, machineClock, minute, second } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { demoOffset, setDemoOffset } from '../../years/demo-clock.ts'
import type { Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

type Move = (offsetMs: number, machineNow: Date) => number

/** `bekal clock show`, `set`, `advance` and `reset`: the demo's time. */
export function clockCommands(program: Command, cli: Cli): void {
  const group = program.command('clock').description('The time of the demo; production has none to set.')
  const json = ['--json', 'the answer as JSON'] as const
  group
    .command('show', { isDefault: true })
    .description('What time it is for the programme.')
    .option(...json)
    .action((options: { json?: boolean }) => move(cli, options.json, undefined))
  group
    .command('set')
    .description('Set it to an instant.')
    .argument('<instant>', 'with its zone, such as 2026-12-21T23:59:00+07:00', readInstant)
    .option(...json)
    .action((at: Date, options: { json?: boolean }) =>
      move(cli, options.json, (_, now) => at.getTime() - now.getTime()),
    )
  group
    .command('advance')
    .description('Move it on.')
    .argument('<duration>', 'such as 3d2h, 90m or 45s', readDuration)
    .option(...json)
    .action((ms: number, options: { json?: boolean }) => move(cli, options.json, (offsetMs) => offsetMs + ms))
  group
    .command('reset')
    .description("Back to the machine's time.")
    .option(...json)
    .action((options: { json?: boolean }) => move(cli, options.json, () => 0))
}

async function move(cli: Cli, json: boolean | undefined, to: Move | undefined): Promise<void> {
  const { ctx, config } = await cli.open()
  if (config.production) return sayRefused(cli, json, refuse('production'), commandRefusals)
  const machineNow = machineClock.now()
  const before = await demoOffset(ctx.db)
  const offsetMs = to ? to(before, machineNow) : before
  if (to) await setDemoOffset(ctx.db, offsetMs)
  const now = new Date(machineNow.getTime() + offsetMs)
  const apart =
    offsetMs === 0
      ? "the machine's time"
      : `${spell(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead of' : 'behind'} the machine`
  answer(json, { now: now.toISOString(), offset_ms: offsetMs }, [`${formatInstant(now, 'en')} (${apart})`])
}

/** An instant with its zone; without one it would be read in the machine's, which nobody means. */
export function readInstant(text: string): Date {
  const at = new Date(text)
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) ||
    Number.isNaN(at.getTime())
  )
    throw new InvalidArgumentError(`${text} is no instant with a zone, such as 2026-12-21T23:59:00+07:00.`)
  return at
}

const units: Readonly<Record<string, number>> = { d: day, h: hour, m: minute, s: second }

/** Milliseconds of `3d2h`, `90m`, `1d12h30m` ... */
export function readDuration(text: string): number {
  if (!/^(\d{1,6}[dhms])+$/.test(text))
    throw new InvalidArgumentError(`${text} is no duration such as 3d2h, 90m or 45s.`)
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (ms, [, count, unit]) => ms + Number(count) * units[unit!]!,
    0,
  )
}

function spell(ms: number): string {
  let left = Math.round(ms / second) * second
  const words: string[] = []
  for (const [unit, unitMs] of Object.entries(units)) {
    const count = Math.floor(left / unitMs)
    left -= count * unitMs
    if (count > 0) words.push(`${count}${unit}`)
  }
  return words.join(' ') || '0s'
}
