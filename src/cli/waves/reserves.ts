import { formatInstant } from '../../kernel/wib.ts'
import { csvText, inWib } from '../../lists/csv-text.ts'
import { reserveCalls, waveSeats } from '../../waves/seats/wave-seats.ts'
import type { Command } from '../bekal-command.ts'
import { namedWave, ofWave, type WaveOptions } from '../by-two.ts'
import { answer, type Cli, table } from '../command.ts'

interface ReservesOptions extends WaveOptions {
  csv?: boolean
}

/** `bekal wave reserves`: what became of the seats that were left, and which reserves have had their turn. */
export function reservesCommand(group: Command, cli: Cli): void {
  ofWave(
    group,
    'reserves',
    'The seats of a wave that were left, where they went, and which of its reserves moved up, by their published ranks.',
  )
    .option('--csv', 'the reserves that were called, as CSV')
    .action((number: number, options: ReservesOptions) => reserves(cli, number, options))
}

async function reserves(cli: Cli, number: number, options: ReservesOptions): Promise<void> {
  const { ctx } = await cli.open()
  const wave = await namedWave(cli, ctx, number, options)
  if (!wave) return
  const [seats, calls] = await Promise.all([waveSeats(ctx.db, wave), reserveCalls(ctx.db, wave.waveId)])
  if (options.csv) {
    const lines = calls.map(({ rank, calledAt, passedBecause }) => [
      rank,
      passedBecause ?? 'moved_up',
      calledAt,
    ])
    return answer(false, undefined, [csvText([['rank', 'outcome', inWib('at')], ...lines]).trimEnd()])
  }
  answer(options.json, { ...seats, calls }, [
    `Wave ${wave.number} of ${wave.year}: ${seats.reserves - seats.called} of ${seats.reserves} reserves left` +
      (seats.calledUpto === undefined ? '' : `, called up to rank ${seats.calledUpto}`),
    `${seats.left} seats were left: ${seats.toReserves} went to reserves, ${seats.toExtra} to extra waves, ` +
      `${seats.returned} back to people who were restored, ${seats.madeUp} made up for others who were`,
    `${seats.forReserves} wait for the next reserve, ${seats.forExtra} for an extra wave` +
      (seats.owed === 0
        ? ''
        : `; ${seats.owed} restored people have a seat that the next free one makes up for`),
    seats.reservesUntil
      ? `Seats that are left before ${formatInstant(seats.reservesUntil, 'en')} go to reserves while there are any.`
      : 'No seat of it goes to reserves.',
    ...table(
      calls.map(({ rank, calledAt, passedBecause }) => [
        `rank ${rank}`,
        passedBecause ? `passed over: ${passedBecause}` : 'moved up',
        formatInstant(calledAt, 'en'),
      ]),
    ),
  ])
}
