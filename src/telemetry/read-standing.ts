import type { Context } from '../database/context.ts'
import { unsealed } from '../database/seals/unsealed.ts'
import { keptDeadlineCount } from '../deadlines/deadline-overview.ts'
import { dueSteps, heldWaves } from '../deadlines/deadline-progress.ts'
import { outboxDepth } from '../messages/outbox/outbox-depth.ts'
import { drawProgress } from '../waves/draw/draw-progress.ts'
import type { StandingMeters } from './meters.ts'

/** Counts go no further: a campaign may leave a million messages, and more than so many is an alarm anyway. */
const countedAtMost = 100_000

const waveLabel = ({ year, number }: { year: number; number: number }) => `${year}-${number}`

/** Takes away what was read: it is not known any more. */
export function forgetStanding(meters: StandingMeters): void {
  for (const meter of Object.values(meters)) meter.reset()
  meters.read.set(0)
}

/** Reads what stands in the database into the meters, all of it or, when it throws, nothing. */
export async function readStanding(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  meters: StandingMeters,
): Promise<void> {
  const now = clock.now()
  const lanes = await outboxDepth(db, now, countedAtMost)
  const journal = await unsealed(db, countedAtMost)
  const steps = await dueSteps(db, now, countedAtMost)
  const waves = await keptDeadlineCount(db, now)
  const held = await heldWaves(db)
  const draws = await drawProgress(db)

  forgetStanding(meters)
  const age = (since: Date | undefined) => (since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0)
  for (const { channel, lane, due, oldestDueAt } of lanes) {
    if (lane === 'parked') meters.outboxParked.set({ channel }, due)
    else {
      meters.outboxDue.set({ channel, lane }, due)
      meters.outboxOldest.set({ channel, lane }, age(oldestDueAt))
    }
  }
  meters.unsealedRows.set(journal.journalRows)
  meters.unsealedSeconds.set(age(journal.oldestAt))
  for (const { step, due, oldestDueAt } of steps) {
    meters.deadlinesDue.set({ step }, due)
    meters.deadlinesOldest.set({ step }, age(oldestDueAt))
  }
  for (const wave of waves)
    for (const state of ['waiting', 'bought', 'suspended', 'revoked'] as const)
      meters.deadlineCards.inc({ wave: waveLabel(wave), state }, wave[state])
  for (const because of ['too_many_due', 'by_people'])
    meters.wavesHeld.set({ because }, held.find((one) => one.because === because)?.waves ?? 0)
  for (const draw of draws) {
    const wave = waveLabel(draw)
    meters.drawStage.set({ wave, stage: draw.stage }, 1)
    meters.drawApplicants.set({ wave }, draw.applicants ?? 0)
    if (draw.stage === 'listed') meters.drawWaits.set({ wave }, age(draw.valueFrom))
  }
  meters.read.set(1)
}
