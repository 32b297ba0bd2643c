import { type Clock, machineClock } from '../../kernel/clock.ts'
import type { Queryable } from '../sql.ts'
import { one, statement } from '../sql.ts'

/** This machine's clock and the database's are apart; whatever cannot be undone waits until they are not. */
export class WrongClock extends Error {
  /** milliseconds by which this machine is ahead of the database, at the very least; behind it when negative */
  readonly aheadMs: number

  constructor(aheadMs: number) {
    const seconds = (Math.abs(aheadMs) / 1000).toFixed(1)
    const [place, way] = aheadMs > 0 ? ['lebih cepat', 'ahead of'] : ['lebih lambat', 'behind']
    super(
      `Jam komputer ini ${seconds} detik ${place} daripada jam basis data: tidak ada yang diputuskan. ` +
        'Betulkan jam keduanya (NTP), lalu ulangi.\n' +
        `The clock of this machine is ${seconds} seconds ${way} the database's: nothing is decided. ` +
        'Set both right (NTP), then try again.',
    )
    this.aheadMs = aheadMs
  }
}

/** How far the clocks may be apart unless a setting says otherwise. */
export const usualClockTolerance = 2000

const askTime = statement<[], 'database/ask-time', 'now'>(
  'database/ask-time',
  'select clock_timestamp() as now',
)

/**
 * Throws {@link WrongClock} when the machine's clock is surely further from the database's than is tolerated. The
 * demo's clock, which is moved on purpose, is not meant. A slow answer leaves room for both and is asked again.
 */
export async function assertClock(
  { db, clockToleranceMs = usualClockTolerance }: { db: Queryable; clockToleranceMs?: number | undefined },
  machine: Clock = machineClock,
): Promise<void> {
  let apart = await measure(db, machine)
  for (let tries = 1; tries < 3 && apart.roundTripMs > clockToleranceMs; tries++)
    apart = await measure(db, machine)
  if (Math.abs(apart.aheadMs) > clockToleranceMs) throw new WrongClock(apart.aheadMs)
}

/** By how much at least the machine is ahead: the database looked at its clock some time between asking and answer. */
async function measure(db: Queryable, machine: Clock): Promise<{ aheadMs: number; roundTripMs: number }> {
  const asked = machine.now().getTime()
  const { now } = await one(db, askTime, [])
  const answered = machine.now().getTime()
  const ahead = asked - now.getTime()
  const behind = answered - now.getTime()
  return { aheadMs: ahead > 0 ? ahead : behind < 0 ? behind : 0, roundTripMs: answered - asked }
}
