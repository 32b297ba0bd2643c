import type { Context } from '../../database/context.ts'
import { one, statement } from '../../database/sql.ts'
import { startOfWibDate } from '../../kernel/wib.ts'
import { type KeptFigures, keptFigures } from '../kept-figures.ts'
import { completion, ratings } from './completion.ts'
import type { FigureRow } from './figures.ts'

/** What everybody may see of a year: how many came how far, and what they thought of it. Numbers of people, nobody's own. */
export interface OpenFigures {
  /** in the closed lists of the year's draws */
  readonly applied: number
  readonly chosen: number
  readonly bought: number
  readonly finished: number
  /** reviews by their stars, five first */
  readonly stars: readonly FigureRow[]
}

const countChosen = statement<[year: number], 'reports/open-chosen', 'applied' | 'chosen'>(
  'reports/open-chosen',
  `
  select
    (
      select coalesce(sum(applicants), 0)::int from draw join wave using (wave_id) where wave.year = $1
    ) as applied,
    (
      select count(*)::int from recipient join wave using (wave_id)
      where wave.year = $1 and wave.status in ('announced', 'notified')
    ) as chosen
  `,
)

/**
 * The figures of a year until now, of its announced waves and of the trainings that were paid in it and stand; counted once for
 * all visitors ({@link keptFigures}).
 */
export function openFigures(
  ctx: Pick<Context, 'db' | 'clock'>,
  year: number,
): Promise<KeptFigures<OpenFigures>> {
  const window = { from: startOfWibDate(`${year}-01-01`), until: startOfWibDate(`${year + 1}-01-01`) }
  return keptFigures(ctx, {
    key: `open figures ${year}`,
    wholeTables: true,
    count: async () => {
      const { applied, chosen } = await one(ctx.db, countChosen, [year])
      const stages = new Map(
        (await completion(ctx.db, window)).map(({ name, values }) => [name, values[0] ?? 0]),
      )
      const stars = await ratings(ctx.db, window)
      const of = (name: string) => stages.get(name) ?? 0
      return { applied, chosen, bought: of('standing'), finished: of('finished'), stars }
    },
  })
}
