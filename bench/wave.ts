import { mkdtemp, rm, stat } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { table } from '../src/cli/command.ts'
import { mostApplicants } from '../src/demo/invent-applicant.ts'
import { day, machineClock } from '../src/kernel/clock.ts'
import { type Ran, runCommand } from './run-command.ts'

export interface WaveBenchOptions {
  readonly applicants: number
  readonly quota: number
}

interface Step extends Ran {
  readonly name: string
}

/** A step: its command, what it must say, and the file that its output goes into. */
type Planned = readonly [
  name: string,
  command: readonly string[],
  expected: RegExp,
  more?: { readonly into?: string; readonly as?: string },
]

const bin = fileURLToPath(new URL('../bin/bekal.mjs', import.meta.url))
const verifier = fileURLToPath(new URL('../docs/examples/verify-draw.py', import.meta.url))

/**
 * One wave from nothing to the last revocation, by the commands that an operator gives, each a process of its own, on an
 * embedded database that is thrown away. Returns whether every step did and said what it must.
 */
export async function waveBench(options: WaveBenchOptions): Promise<boolean> {
  const { applicants, quota } = options
  if (applicants > mostApplicants || quota > applicants)
    throw new Error(`at most ${mostApplicants} applicants, and no more seats than applicants`)
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-bench-wave-'))
  const data = path.join(folder, 'data')
  const steps: Step[] = []
  try {
    for (const [name, command, expected, more] of chain(folder, options)) {
      process.stderr.write(`${name} ...\n`)
      const echo = (text: string) => process.stderr.write(text)
      const ran = await runCommand(command, { data, expected, echo, ...more })
      steps.push({ name, ...ran })
      if (!ran.whole) break
    }
    const size = await stat(path.join(folder, 'applicants.csv')).then(
      (file) => file.size,
      () => 0,
    )
    print(options, steps, size)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return steps.every(({ whole }) => whole)
}

function chain(folder: string, { applicants, quota }: WaveBenchOptions): readonly Planned[] {
  const file = path.join(folder, 'applicants.csv')
  const published = path.join(folder, 'published')
  const now = machineClock.now()
  const year = now.getFullYear()
  const bekal = (...words: string[]) => [process.execPath, bin, ...words]
  const begin = bekal('year', 'create', String(year), '--usable-until', `${year + 1}-12-15`)
  const logIn = (name: string) => ['staff', 'log-in', `${name}@konsol.contoh.id`, '--demo']
  const rules = [
    ...['--value', 'Penutupan IHSG', '--known-from', new Date(now.getTime() + day).toISOString()],
    ...['--reserves', String(Math.ceil(quota / 10))],
    ...['--group', 'Dirumahkan=Karyawan dirumahkan', '--group', 'Buruh=Buruh harian,Petani'],
    ...['--share', '32=18', '--share', '33=13.5', '--share', '91=5'],
  ]
  return [
    ['log in (1st)', bekal(...logIn('ani')), /You act as Ani/],
    ['log in (2nd)', bekal(...logIn('budi')), /You act as Budi/, { as: 'budi' }],
    ['year create (1st)', begin, /Another person/],
    ['year create (2nd)', begin, /has begun/, { as: 'budi' }],
    ['wave create', bekal('wave', 'create', '--quota', String(quota)), /is planned/],
    ['draw commit', bekal('draw', 'commit', '1', ...rules), /are written down/],
    ['wave open (1st)', bekal('wave', 'open', '1'), /Another person/],
    ['wave open (2nd)', bekal('wave', 'open', '1'), /is open/, { as: 'budi' }],
    ['demo applicants', bekal('demo', 'applicants', String(applicants)), /^$/, { into: file }],
    [
      'import applicants',
      bekal('import', 'applicants', file, '--agency', 'Dinas Contoh', '--wave', '1'),
      new RegExp(`${applicants} registered, 0 there already, 0 refused.\\nWave 1: ${applicants} joined`),
    ],
    ['wave close', bekal('wave', 'close', '1'), new RegExp(`with ${applicants} applicants`)],
    ['clock advance', bekal('clock', 'advance', '2d'), /ahead of the machine/],
    ['draw value (1st)', bekal('draw', 'value', '1', '7.231,48'), /Another person/],
    ['draw value (2nd)', bekal('draw', 'value', '1', '7.231,48'), /are the same/, { as: 'budi' }],
    ['draw run (1st)', bekal('draw', 'run', '1'), /Another person/],
    [
      'draw run (2nd)',
      bekal('draw', 'run', '1'),
      new RegExp(`${quota} of ${applicants} are`),
      { as: 'budi' },
    ],
    ['draw announce', bekal('draw', 'announce', '1', '--out', published), /is announced/],
    ['draw verify', bekal('draw', 'verify', published), new RegExp(`Yes: ${quota} of ${applicants}`)],
    ['verify-draw.py', ['python3', verifier, published], /^Yes/],
    ['wave notify (1st)', bekal('wave', 'notify', '1'), /Another person/],
    ['wave notify (2nd)', bekal('wave', 'notify', '1'), new RegExp(`\\b${quota}\\b`), { as: 'budi' }],
    ['clock advance', bekal('clock', 'advance', '45d'), /ahead of the machine/],
    // No server has sent a message, so nobody was told, and every term goes on.
    ['deadline run', bekal('deadline', 'run'), new RegExp(`0 memberships revoked[^]*${quota} terms go on`)],
    ['ledger check', bekal('ledger', 'check'), /^sum +Rp0$/m],
  ]
}

function print({ applicants, quota }: WaveBenchOptions, steps: readonly Step[], fileSize: number): void {
  const megabytes = (size: number | undefined) => (size === undefined ? '-' : size.toFixed(0))
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0)
  const imported = steps.find(({ name }) => name === 'import applicants')
  const lines = [
    `wave: ${applicants} applicants (a file of ${Math.round(fileSize / 1e6)} MB), ${quota} seats`,
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
    'seconds by the clock and of CPU, most memory in MB: of the command, and of its PostgreSQL beside shared buffers;',
    'lines of progress that the command wrote, one in two seconds',
    '',
    ...table([
      ['step', 'seconds', 'CPU', 'PostgreSQL', 'MB', 'PostgreSQL', 'progress', ''],
      ...steps.map(({ name, seconds, memory, postgresMemory, progress, whole, said, told, ...step }) => [
        name,
        seconds.toFixed(1),
        step.cpu.toFixed(1),
        step.postgresCpu.toFixed(1),
        megabytes(memory),
        megabytes(postgresMemory),
        String(progress),
        whole ? told : `FAILED: ${said}`,
      ]),
    ]),
    '',
    `all: ${total.toFixed(0)} s` +
      (imported ? `; imported ${Math.round(applicants / imported.seconds)} rows a second` : ''),
  ]
  for (const line of lines) console.log(line)
}
