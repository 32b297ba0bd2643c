import type { Context } from '../../database/context.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { yearRules } from '../../years/years.ts'
import { resultSchema } from '../draw/draw-result.ts'
import { drawRulesSchema } from '../draw/draw-rules.ts'
import { type DrawRow, readDrawRow } from '../draw/draw-store.ts'
import { readApplicants } from './applicants.ts'
import { type Applicants, verdicts } from './columns.ts'
import { countOutcomes } from './count-outcomes.ts'
import { familyParts, judgeFamilies } from './family-verdicts.ts'
import { drawSides, outcomeCodes } from './outcomes.ts'
import { readSexes } from './sexes.ts'
import type { SimulateRefusal } from './simulate-refusals.ts'
import { rulesOfWave, rulesToTry, type SimulatedRules, type SimulatedTerms } from './simulated-rules.ts'
import { type Simulation, simulationOf } from './simulation.ts'

export interface SimulateOptions {
  readonly actor: Actor
  readonly onProgress?: (done: number, total: number) => void
}

/** Both sides of a simulation: what became of each applicant under the rules of the wave and under those that are tried. */
export interface SimulatedSides {
  readonly own: SimulatedRules
  readonly tried: SimulatedRules
  readonly applicants: Applicants
  readonly outcomes: { readonly own: Buffer; readonly tried: Buffer }
}

/**
 * Tries other rules on the applicants of a wave whose draw is announced: the same people, the same lots, another rule. Who was
 * refused when the wave was open is known to nobody, so rules that let more people in than the wave's own show only those who
 * joined. Writes nothing but an event; what it tells names nobody.
 */
export async function simulateWave(
  ctx: Context,
  waveId: number,
  terms: SimulatedTerms,
  options: SimulateOptions,
): Promise<Outcome<Simulation, SimulateRefusal>> {
  const sides = await simulatedSides(ctx, waveId, terms, options.onProgress)
  if (!sides.ok) return sides
  const { draw, own, tried, applicants, outcomes } = sides.value
  await readSexes(ctx, waveId, applicants, outcomes)
  const { total, counted } = countOutcomes(applicants, outcomes)
  const simulation = simulationOf(
    {
      wave: { waveId, year: draw.year, number: draw.number },
      own,
      tried,
      leftOut: countOf(applicants.verdict, verdicts.leftOut),
      letIn: countOf(applicants.verdict, verdicts.letIn),
    },
    total,
    counted,
  )
  await inTransaction(ctx.db, (tx) => {
    const facts = { rules: terms, applicants: applicants.count, seats: simulation.total.seatsAfter }
    const event = { event: 'rules_simulated', subject: `wave:${waveId}`, facts } as const
    return writeJournal(tx, options.actor, ctx.clock.now(), [event])
  })
  return done(simulation)
}

/** The two draws of a simulation, applicant by applicant. Not to be shown: it names who stands where. */
export async function simulatedSides(
  ctx: Context,
  waveId: number,
  terms: SimulatedTerms,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Outcome<SimulatedSides & { readonly draw: DrawRow }, SimulateRefusal>> {
  const draw = await readDrawRow(ctx.db, waveId)
  if (!draw) return refuse('wave_unknown')
  if (draw.rules === undefined) return refuse('nothing_to_simulate')
  if (!['announced', 'notified'].includes(draw.status) || !draw.drawnAt) return refuse('not_announced')
  const committed = drawRulesSchema.parse(JSON.parse(draw.rules))
  const own = rulesOfWave(committed, await yearRules(ctx.db, draw.year))
  const tried = rulesToTry(committed, own, terms)
  if (typeof tried === 'string') return refuse(tried)
  // Three passes over all of them: reading, and a draw for each side.
  const all = draw.applicants!
  const families = own.year.maxPerFamilyCard === tried.year.maxPerFamilyCard ? 0 : 1
  const at = (pass: number, count: number) =>
    onProgress(Math.min(pass * all + count, (3 + families) * all), (3 + families) * all)
  const rules = { own, tried }
  const applicants = await readApplicants(ctx, waveId, rules, (count) => at(0, count))
  const wave = { waveId, drawnAt: draw.drawnAt }
  await judgeFamilies(ctx.db, wave, applicants, rules, (part) =>
    at(1, Math.floor((part / familyParts) * all)),
  )
  const outcomes = await drawSides(applicants, {
    rules,
    seed: draw.seed!,
    onProgress: (pass, count) => at(1 + families + pass, count),
  })
  assertReproduced(draw, outcomes.own)
  return done({ draw, own, tried, applicants, outcomes })
}

/** The draw of the wave itself must come out again, else nothing that it is compared with means anything. */
function assertReproduced(draw: DrawRow, outcomes: Buffer): void {
  const told = resultSchema.parse(JSON.parse(draw.result!))
  const count = (...kinds: string[]) =>
    kinds.reduce((sum, kind) => sum + countOf(outcomes, outcomeCodes.indexOf(kind as never)), 0)
  const found = [count('province', 'common'), count('reserve'), count('struck')]
  const wanted = [told.selected, told.reserves, told.struck]
  if (found.join() !== wanted.join())
    throw new Error(`the draw of wave ${draw.waveId} does not come out again: ${found} and not ${wanted}`)
}

function countOf(bytes: Buffer, value: number): number {
  let count = 0
  for (const byte of bytes) if (byte === value) count++
  return count
}
