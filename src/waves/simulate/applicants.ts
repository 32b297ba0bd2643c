import type { Context } from '../../database/context.ts'
import { eachRow, type Row, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { hour } from '../../kernel/clock.ts'
import { comparable } from '../../kernel/text.ts'
import { ageOn, wibDate } from '../../kernel/wib.ts'
import { priorityGroupOf } from '../draw/draw-rules.ts'
import { selectStruck } from '../draw/draw-store.ts'
import { joinRefusal } from '../join-rules.ts'
import { type Applicants, openColumns, standing, verdicts } from './columns.ts'
import { type SimulatedRules, sameGroups } from './simulated-rules.ts'

type ApplicantRow = Row<'waves/select-simulated', 'occupation'>

/** Of the closed list and those who were taken out of it. An occupation is read only where groups are tried. */
const selectApplicants = statement<
  [waveId: number, withOccupation: boolean],
  'waves/select-simulated',
  ApplicantRow
>(
  'waves/select-simulated',
  `
  select
    application.ref, application.priority_group, application.province, application.joined_at, application.left_because,
    person.born_on, case when $2 then person.occupation else '' end as occupation
  from wave_application application join person using (person_id)
  where wave_id = $1 and left_because is distinct from 'left'
  order by ref
  `,
)

/** Millions are sorted: by runs on the disk, but not by many. */
const withMemory = statement<[]>('waves/simulate-with-memory', `select set_config('work_mem', '64MB', true)`)

/** Told of their progress so often. */
const progressEvery = 16_384

/**
 * Reads the applicants of a wave, in the order of their refs; `onPage` is told how many there are so far. One statement for all: page
 * by page each of them would be looked up by itself, in an order in which no two lie beside each other.
 */
export async function readApplicants(
  ctx: Pick<Context, 'db'>,
  waveId: number,
  { own, tried }: { readonly own: SimulatedRules; readonly tried: SimulatedRules },
  onPage: (count: number) => void,
): Promise<Applicants> {
  const struck = await rows(ctx.db, selectStruck, [waveId])
  const struckBecause = new Map(struck.map(({ ref, because }) => [ref, because]))
  const struckOf = (ref: Buffer) =>
    struckBecause.size > 0 ? struckBecause.get(ref.toString('hex')) : undefined
  const columns = openColumns()
  const dayOf = daysInWib()
  const ageOf = agesByDay()
  const other = !sameGroups(own, tried)
  const verdictOf = ageVerdicts(own, tried)
  const groupOf = groupsBy(tried)
  await inTransaction(ctx.db, async (tx) => {
    await rows(tx, withMemory, [])
    await eachRow(tx, selectApplicants, [waveId, other], (row) => {
      const joinedOn = dayOf(row.joinedAt)
      const because = row.leftBecause ?? struckOf(row.ref)
      columns.add(row.ref, {
        province: Number(row.province),
        age: ageOf(row.bornOn, joinedOn, row.joinedAt),
        own: row.priorityGroup,
        tried: other ? groupOf(row.occupation) : row.priorityGroup,
        standing: standingOf(because),
        inList: row.leftBecause === undefined ? 1 : 0,
        verdict: verdictOf(row.bornOn, joinedOn, row.joinedAt),
      })
      if (columns.count() % progressEvery === 0) onPage(columns.count())
    })
  })
  return columns.end()
}

function standingOf(because: string | undefined): number {
  if (because === undefined) return standing.listed
  return because === 'family_card_full' ? standing.family : standing.barred
}

/** Told once for each occupation: there are thousands, and millions of people. */
function groupsBy(tried: SimulatedRules): (occupation: string) => number {
  const known = new Map<string, number>()
  return (occupation) => {
    const found = known.get(occupation) ?? priorityGroupOf(tried.draw, occupation, comparable)
    known.set(occupation, found)
    return found
  }
}

/** The day in WIB; told once for each hour, for days begin with one. */
function daysInWib(): (at: Date) => string {
  const known = new Map<number, string>()
  return (at) => {
    const began = Math.floor(at.getTime() / hour)
    const found = known.get(began) ?? wibDate(at)
    known.set(began, found)
    return found
  }
}

/** Tells something of a birth date on a day, once for each pair of them: there are thousands of these, and millions of people. */
function byDay<Told>(tell: (bornOn: string, at: Date) => Told) {
  const days = new Map<string, Map<string, Told>>()
  return (bornOn: string, joinedOn: string, at: Date): Told => {
    const day = days.get(joinedOn) ?? new Map<string, Told>()
    days.set(joinedOn, day)
    const told = day.get(bornOn) ?? tell(bornOn, at)
    day.set(bornOn, told)
    return told
  }
}

const agesByDay = () => byDay((bornOn, at) => Math.min(255, Math.max(0, ageOn(bornOn, at))))

/**
 * What the limits of age make of somebody, by the rule that joining goes by. Where the wave's own limits refuse them, too,
 * their data have changed since: that is none of the rule's doing.
 */
function ageVerdicts(own: SimulatedRules, tried: SimulatedRules) {
  if (own.year.ageMin === tried.year.ageMin && own.year.ageMax === tried.year.ageMax)
    return () => verdicts.same
  const wouldJoin = { waveOpen: true, barred: false, waitsElsewhere: false, recipient: false, family: 0 }
  return byDay((bornOn, joinedAt) => {
    const facts = { ...wouldJoin, bornOn, occupation: '' }
    const refused = ({ year }: SimulatedRules) => joinRefusal(facts, year, joinedAt) !== undefined
    return refused(tried) && !refused(own) ? verdicts.leftOut : verdicts.same
  })
}
