import { cpuBetween } from '../cpu-meter.ts'
import type { Stand } from '../stand.ts'
import type { Line } from './messages.ts'
import { type Kind, type Round, roundOf } from './page-kinds.ts'

/** Walks a round and says what each kind cost. The timetable and the outbox of the server run beside, as in life. */
export async function measureRound(stand: Stand, run: string, visitors: number): Promise<Line[]> {
  const round = await roundOf(stand, run, visitors)
  const lines: Line[] = []
  try {
    for (const kind of round.kinds) lines.push(await lineOf(stand, round, kind, visitors))
  } finally {
    round.close()
  }
  return lines
}

async function lineOf(stand: Stand, round: Round, kind: Kind, visitors: number): Promise<Line> {
  const before = await standOf(stand, round)
  for (let visitor = 0; visitor < visitors; visitor++) await kind.one(visitor)
  const after = await standOf(stand, round)
  const cpu = cpuBetween(before.cpu, after.cpu)
  return {
    name: kind.name,
    form: kind.form,
    requests: visitors,
    server: cpu?.server ?? Number.NaN,
    postgres: cpu?.postgres ?? Number.NaN,
    statements: after.asked.statements - before.asked.statements,
    roundTrips: after.asked.roundTrips - before.asked.roundTrips,
    packed: after.packed - before.packed,
    unpacked: after.unpacked - before.unpacked,
  }
}

async function standOf(stand: Stand, round: Round) {
  const sum = (part: 'packed' | 'unpacked') =>
    round.browsers().reduce((total, { bytes }) => total + bytes[part], 0)
  return {
    asked: await stand.server.asked(),
    cpu: stand.cpu(),
    packed: sum('packed'),
    unpacked: sum('unpacked'),
  }
}
