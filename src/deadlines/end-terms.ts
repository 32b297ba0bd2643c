import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { assertClock } from '../database/installation/clock-check.ts'
import { one, rows } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Actor } from '../kernel/request.ts'
import { listYears } from '../years/years.ts'
import { endTerms } from './end-terms-sql.ts'
import { inBothLanguages } from './ended-sql.ts'
import { promisedDays } from './rules.ts'
import { lockCardsToEnd, probeIndexes, selectEnded } from './sweep-sql.ts'

export interface EndOptions {
  readonly actor: Actor
  /** the holder's card page, for the messages: what happened, and where to turn */
  readonly link: string
  readonly now: Date
  /** cards in one transaction */
  readonly chunk: number
  /** cards looked at, after each transaction */
  readonly onChunk: (cards: number) => void
  /** breaks off after the transaction under way */
  readonly signal?: AbortSignal | undefined
}

export interface Ended {
  /** memberships that ended because nothing was bought in time */
  readonly revoked: number
  /** cards whose rest returned to the treasury; the membership stays */
  readonly cutOff: number
  /** terms that go on, because their holders were not told in time */
  readonly extended: number
  /** terms that are over, in waves that are held */
  readonly held: number
  /** rupiah that went to the treasury */
  readonly revokedAmount: number
  readonly cutOffAmount: number
}

const reason = inBothLanguages({
  id: 'belum ada pelatihan yang dibeli sampai batas waktu',
  en: 'no training was bought before the deadline',
})

/** Connections side by side, each with cards of its own: one alone gets too little of two cores while everybody buys. */
const lanes = 2

/**
 * Ends every term that is over at `now`: revokes who bought nothing, and returns to the treasury what is left after the
 * cut-off. In chunks, each one transaction that leaves nothing half done; a run that broke off is continued by running it
 * again, and a second run finds nothing to do.
 */
export async function endOverdueTerms(ctx: Context, options: EndOptions): Promise<Ended> {
  const breaking = new AbortController()
  const stopped = () => breaking.signal.aborted || options.signal?.aborted === true
  const promises = await promisesOfYears(ctx)
  const running = Array.from({ length: lanes }, (_, lane) =>
    endLane(ctx, options, promises, lane, stopped).catch((fault) => {
      breaking.abort()
      throw fault
    }),
  )
  // Nothing of a run goes on behind the back of who hears that it failed.
  await Promise.allSettled(running)
  return (await Promise.all(running)).reduce((sum, ended) => plus(sum, ended))
}

const none: Ended = { revoked: 0, cutOff: 0, extended: 0, held: 0, revokedAmount: 0, cutOffAmount: 0 }

function plus(sum: Ended, more: Ended): Ended {
  return {
    revoked: sum.revoked + more.revoked,
    cutOff: sum.cutOff + more.cutOff,
    extended: sum.extended + more.extended,
    held: sum.held + more.held,
    revokedAmount: sum.revokedAmount + more.revokedAmount,
    cutOffAmount: sum.cutOffAmount + more.cutOffAmount,
  }
}

/** What the years promise about notices, as the statement takes it. */
type Promises = readonly [years: number[], noticeDays: number[], reminderDays: (number | null)[]]

async function promisesOfYears(ctx: Context): Promise<Promises> {
  const years = await listYears(ctx.db)
  const promised = years.map(({ rules }) => promisedDays(rules))
  return [
    years.map(({ year }) => year),
    promised.map(({ days }) => days),
    promised.map(({ reminderDays }) => reminderDays ?? null),
  ]
}

async function endLane(
  ctx: Context,
  options: EndOptions,
  promises: Promises,
  lane: number,
  stopped: () => boolean,
): Promise<Ended> {
  const { now, chunk, onChunk } = options
  let ended = none
  // Each run passes over the cards once, from the last one looked at: rows just deleted are not waded through again.
  let after = { due: '-infinity', cardId: '0' }
  while (!stopped()) {
    const some = await rows(ctx.db, selectEnded, [now, after.due, after.cardId, chunk, lanes, lane])
    const last = some.at(-1)
    if (!last) break
    after = last
    const cardIds = some.map(({ cardId }) => cardId)
    await assertClock(ctx)
    const written = await inTransaction(ctx.db, (tx) => endSome(tx, cardIds, options, promises))
    const { revokedAmount, cutOffAmount } = written
    ended = plus(ended, {
      ...written,
      revokedAmount: Number(revokedAmount),
      cutOffAmount: Number(cutOffAmount),
    })
    onChunk(cardIds.length)
  }
  return ended
}

/** Lock and decision are two statements: the second one sees what those it waited for have bought. */
async function endSome(
  tx: pg.PoolClient,
  cardIds: string[],
  { actor, link, now }: EndOptions,
  promises: Promises,
) {
  await rows(tx, probeIndexes, [])
  await rows(tx, lockCardsToEnd, [cardIds])
  return one(tx, endTerms, [cardIds, now, actor.actor, actor.requestId, link, reason, ...promises])
}
