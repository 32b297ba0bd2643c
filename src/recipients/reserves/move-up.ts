import type pg from 'pg'
import type { CardTerms } from '../../card/issue-cards.ts'
import type { Context } from '../../database/context.ts'
import { one, rows, touched } from '../../database/sql.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import type { Actor } from '../../kernel/request.ts'
import { endOfTerm } from '../../kernel/wib.ts'
import { reservesAfter } from '../../waves/draw/reserve-lines.ts'
import { lockWavesOfYear, makeUpOwedSeats } from '../../waves/seats/free-seats.ts'
import { usableBefore, type YearRules } from '../../years/year-rules.ts'
import { readYear } from '../../years/years.ts'
import { giveCards, issuing } from '../give-cards.ts'
import { insertRecipients, lockRecipients } from '../recipient-store.ts'
import { callReserves } from './call-rules.ts'
import {
  giveToReserves,
  insertCalls,
  selectCalledUpto,
  selectReserves,
  selectSeatsToFill,
  selectWavesToFill,
  selectYearsWithSeats,
} from './move-up-sql.ts'

export interface MoveUpOptions {
  readonly actor: Actor
  /** the holder's card page, for the message */
  readonly link: string
  /** breaks off after the transaction under way; the next run goes on */
  readonly signal?: AbortSignal
  /** seats in one transaction */
  readonly chunk?: number
}

export interface MovedUp {
  /** reserves that have got a seat, with its card */
  readonly movedUp: number
  /** reserves who may not be recipients any more */
  readonly passedOver: number
}

/**
 * Gives the seats that became free to the next reserves of their waves, by the published ranks: each becomes a recipient, with a
 * card, a term of their own from now, and a message. Each chunk is one transaction; a run that broke off is continued by
 * running it again, and processes side by side wait for one another. What two people approved when the wave's cards were given
 * covers it: the rules of its draw named the reserves, and the grant of the seat is back in the treasury.
 */
export async function moveUpReserves(ctx: Context, options: MoveUpOptions): Promise<MovedUp> {
  let sum = nobody
  for (const { year } of await rows(ctx.db, selectYearsWithSeats, []))
    for (const { waveId, sandbox } of await rows(ctx.db, selectWavesToFill, [year]))
      sum = plus(sum, await fillWave(ctx, { year, waveId, sandbox }, options))
  return sum
}

const nobody: MovedUp = { movedUp: 0, passedOver: 0 }

function plus(one: MovedUp, other: MovedUp): MovedUp {
  return { movedUp: one.movedUp + other.movedUp, passedOver: one.passedOver + other.passedOver }
}

async function fillWave(ctx: Context, wave: WaveToFill, options: MoveUpOptions): Promise<MovedUp> {
  let sum = nobody
  while (!options.signal?.aborted) {
    const some = await issuing(ctx, (tx) => moveUpSome(tx, ctx, wave, options))
    if (!some) break
    sum = plus(sum, some)
  }
  return sum
}

interface WaveToFill {
  readonly year: number
  readonly waveId: number
  readonly sandbox: boolean
}

/** Undefined where there is nothing more to do: no seat for the reserves, or no reserve. */
async function moveUpSome(
  tx: pg.PoolClient,
  ctx: Context,
  { year, waveId, sandbox }: WaveToFill,
  { actor, link, chunk = 500 }: MoveUpOptions,
): Promise<MovedUp | undefined> {
  // Quotas and family cards are counted by one at a time; whatever is read from here on is as the others left it.
  await rows(tx, lockRecipients, [])
  await rows(tx, lockWavesOfYear, [year])
  const now = ctx.clock.now()
  const rules = (await readYear(tx, year))!.rules
  await makeUpOwedSeats(tx, year, actor, now)
  const terms = termsOf({ year, waveId, sandbox }, rules, now)
  // Nobody is given a card whose term ends after the year's money does.
  if (terms.firstPurchaseBefore > terms.usableBefore) return undefined
  const seats = await rows(tx, selectSeatsToFill, [year, waveId, chunk])
  if (seats.length === 0) return undefined
  const { rank } = await one(tx, selectCalledUpto, [waveId])
  const lines = await reservesAfter(tx, waveId, rank, chunk)
  const columns = [lines.map((line) => line.rank), lines.map(({ ref }) => ref)] as const
  const reserves = await rows(tx, selectReserves, [waveId, ...columns])
  if (reserves.length !== lines.length)
    throw new Error(`a reserve of wave ${waveId} is not among its applicants`)
  if (reserves.length === 0) return undefined
  const called = callReserves(reserves, seats.length, rules.maxPerFamilyCard)
  const moved = called.filter(({ passedBecause }) => passedBecause === undefined)
  await touched(tx, insertCalls, [
    waveId,
    now,
    called.map((one) => one.rank),
    called.map(({ personId }) => personId),
    called.map(({ passedBecause }) => passedBecause ?? null),
  ])
  const given = seats.slice(0, moved.length).map(({ freedSeatId }) => freedSeatId)
  await touched(tx, giveToReserves, [waveId, now, given, moved.map((one) => one.rank)])
  const chosen = new Set(moved.map(({ personId }) => personId))
  const holders = reserves.filter(({ personId }) => chosen.has(personId))
  await touched(tx, insertRecipients, [waveId, holders.map(({ personId }) => personId), now])
  await giveCards(tx, ctx, holders, { terms, rules, actor, template: 'moved-up', link })
  await writeJournal(
    tx,
    actor,
    now,
    called.map(({ personId, rank, passedBecause }) => ({
      event: passedBecause ? ('reserve_passed_over' as const) : ('reserve_moved_up' as const),
      subject: `person:${personId}`,
      ...(passedBecause ? { reason: passedBecause } : {}),
      facts: { wave_id: waveId, rank },
    })),
  )
  return { movedUp: moved.length, passedOver: called.length - moved.length }
}

function termsOf({ year, waveId, sandbox }: WaveToFill, rules: YearRules, now: Date): CardTerms {
  return {
    year,
    waveId,
    grantRupiah: rules.grantRupiah,
    notifiedAt: now,
    firstPurchaseBefore: endOfTerm(now, rules.firstPurchaseWithinDays),
    usableBefore: usableBefore(rules),
    sandbox,
  }
}
