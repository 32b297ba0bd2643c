import type pg from 'pg'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { inTransaction } from '../transaction.ts'
import { distributionPlan, nothingInTheWay, type Step } from './distribution-plan.ts'
import { citusVersion, readTables } from './read-tables.ts'

export const distributionRefusals = refusalWords({
  id: {
    no_citus:
      'Basis data ini PostgreSQL biasa, tanpa Citus: tidak ada yang dibagi. Pasang Citus di koordinator dan semua simpul, daftarkan simpulnya (citus_add_node), lalu jalankan lagi (docs/scale.md).',
    in_the_way:
      'Setelah dibagi, belum ada pembelian yang berjalan: "bekal distribute plan" menyebut apa yang masih menghalangi. Di salinan untuk mencoba, jalankan dengan --on-a-copy.',
  },
  en: {
    no_citus:
      'This database is an ordinary PostgreSQL, without Citus: nothing was distributed. Install Citus on the coordinator and on all nodes, add the nodes (citus_add_node), then run this again (docs/scale.md).',
    in_the_way:
      'No purchase would work once it is distributed: "bekal distribute plan" names what is still in the way. On a copy, to try it, run this with --on-a-copy.',
  },
})

export type DistributionRefusal = ReasonOf<typeof distributionRefusals>

/** Any number, the same for every bekal: one distributes at a time. */
const DISTRIBUTING = 2_020_111_137

export interface DistributionTerms {
  /** goes on although no purchase works afterwards: on a copy, to try */
  readonly onACopy: boolean
  readonly onStep?: (step: Step, place: number, of: number) => void
}

/**
 * Lays the tables of this database where they are placed, as its owner, step by step, and returns the steps done just now. What
 * is to be done is written down before the first step, and each step with its being done: whoever runs it again after it broke off
 * goes on where it stood.
 */
export async function runDistribution(
  owner: pg.Pool,
  { onACopy, onStep }: DistributionTerms,
): Promise<Outcome<readonly Step[], DistributionRefusal>> {
  if ((await citusVersion(owner)) === undefined) return refuse('no_citus')
  if (!onACopy && !nothingInTheWay(distributionPlan(await readTables(owner)))) return refuse('in_the_way')
  return oneAtATime(owner, DISTRIBUTING, async () => {
    const steps = await writtenSteps(owner)
    const open = steps.filter(({ doneAt }) => doneAt === null)
    for (const [place, step] of open.entries()) {
      onStep?.(step, place + 1, open.length)
      await inTransaction(owner, async (tx) => {
        await tx.query(step.sql)
        await tx.query('update distribution_step set done_at = clock_timestamp() where place = $1', [
          step.place,
        ])
      })
    }
    return done(open.map(({ name, sql }) => ({ name, sql })))
  })
}

interface WrittenStep extends Step {
  readonly place: number
  readonly doneAt: Date | null
}

/** The steps as they were written down first: what the tables look like changes with every step. */
async function writtenSteps(owner: pg.Pool): Promise<WrittenStep[]> {
  return inTransaction(owner, async (tx) => {
    // Where nothing is distributed there is no such table: it is no part of the schema.
    await tx.query(`create table if not exists distribution_step (
      place int primary key, name text not null unique, sql text not null, done_at timestamptz)`)
    const { rows } = await tx.query<{ written: number }>(
      'select count(*)::int as written from distribution_step',
    )
    if (rows[0]!.written === 0) {
      const { steps } = distributionPlan(await readTables(tx))
      await tx.query(
        `insert into distribution_step (place, name, sql)
        select place, step ->> 'name', step ->> 'sql' from json_array_elements($1) with ordinality as planned (step, place)`,
        [JSON.stringify(steps)],
      )
    }
    const written = await tx.query<WrittenStep>(
      'select place, name, sql, done_at as "doneAt" from distribution_step order by place',
    )
    return written.rows
  })
}
