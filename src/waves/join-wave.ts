import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { comparable } from '../kernel/text.ts'
import { yearRules } from '../years/years.ts'
import { applicantRef } from './applicant-ref.ts'
import { drawRulesSchema, priorityGroupOf } from './draw/draw-rules.ts'
import { type JoinRefusal, joinRefusal } from './join-rules.ts'

export interface Joined {
  /** the name in the published lists, in hex: to be kept by whoever wants to check */
  readonly ref: string
  readonly priorityGroup: number
}

type FamilyRow = Row<'waves/lock-family', 'barred'>

/** Everybody of the family card, so that of two who join at once one waits for the other. */
const lockFamily = statement<[personId: string], 'waves/lock-family', FamilyRow>(
  'waves/lock-family',
  `
  select
    person_id, nik_sealed, born_on, occupation,
    exists (select from bar where bar.person_id = person.person_id) as barred
  from person
  where kk_hash = (select kk_hash from person where person_id = $1)
  order by person_id
  for no key update
  `,
)

const selectJoinFacts = statement<
  [waveId: number, personId: string, family: string[]],
  'waves/select-join-facts',
  'waitsElsewhere' | 'recipient' | 'family'
>(
  'waves/select-join-facts',
  `
  with waiting as (
    select person_id, wave_id, wave.status
    from wave_application
    join wave using (wave_id)
    where person_id = any ($3::bigint[]) and left_at is null and wave.status in ('open', 'closed', 'drawn')
  ),
  taking as (
    select person_id from waiting where status <> 'drawn'
    union
    select person_id from recipient where person_id = any ($3::bigint[])
  )
  select
    exists (select from waiting where person_id = $2 and wave_id <> $1) as waits_elsewhere,
    exists (select from recipient where person_id = $2) as recipient,
    (select count(*)::int from taking where person_id <> $2) as family
  `,
)

export const selectWaveToJoin = statement<[waveId: number], 'waves/select-wave-to-join', 'open'>(
  'waves/select-wave-to-join',
  `
  select year, status = 'open' as open, draw.rules
  from wave
  left join draw using (wave_id)
  where wave_id = $1
  `,
)

/** Only into a wave that is open at this very moment: its row is held against whoever wants to close it. */
const insertApplication = statement<
  [waveId: number, personId: string, ref: Buffer, group: number, province: string, now: Date],
  'waves/insert-application',
  'joined' | 'open'
>(
  'waves/insert-application',
  `
  with open as (select wave_id from wave where wave_id = $1 and status = 'open' for share),
  joined as (
    insert into wave_application as application (wave_id, person_id, ref, priority_group, province, joined_at)
    select wave_id, $2, $3, $4, $5, $6 from open
    on conflict (person_id, wave_id) do update set
      joined_at = excluded.joined_at, priority_group = excluded.priority_group, left_at = null, left_because = null
    where application.left_at is not null
    returning wave_id
  )
  select exists (select from joined) as joined, exists (select from open) as open
  `,
)

const leaveApplication = statement<[waveId: number, personId: string, now: Date]>(
  'waves/leave-application',
  `
  with open as (select wave_id from wave where wave_id = $1 and status = 'open' for share)
  update wave_application application set left_at = $3, left_because = 'left'
  from open
  where application.wave_id = open.wave_id and person_id = $2 and left_at is null
  `,
)

/**
 * Joins an open wave, by the eligibility rules of its year. Joining twice changes nothing. The priority group is the
 * first one of the wave's rules that fits; neither it nor anything else depends on who joins first.
 */
export async function joinWave(
  ctx: Context,
  personId: string,
  waveId: number,
  actor: Actor,
): Promise<Outcome<Joined, JoinRefusal>> {
  const wave = await first(ctx.db, selectWaveToJoin, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (wave.rules === undefined) return refuse('wave_not_open')
  const rules = await yearRules(ctx.db, wave.year)
  const draw = drawRulesSchema.parse(JSON.parse(wave.rules))
  return inTransaction(ctx.db, async (tx): Promise<Outcome<Joined, JoinRefusal>> => {
    const family = await rows(tx, lockFamily, [personId])
    const person = family.find((one) => one.personId === personId)
    if (!person) return refuse('person_unknown')
    const now = ctx.clock.now()
    const ids = family.map(({ personId }) => personId)
    const facts = await one(tx, selectJoinFacts, [waveId, personId, ids])
    const refusal = joinRefusal(
      {
        waveOpen: wave.open,
        barred: person.barred,
        ...facts,
        bornOn: person.bornOn,
        occupation: person.occupation,
      },
      rules,
      now,
    )
    if (refusal) return refuse(refusal)
    const priorityGroup = priorityGroupOf(draw, person.occupation, comparable)
    const ref = applicantRef(ctx.secrets, waveId, personId)
    const province = ctx.secrets.open(person.nikSealed).slice(0, 2)
    return write(tx, { waveId, personId, ref, priorityGroup, province }, now, actor)
  })
}

interface Application {
  readonly waveId: number
  readonly personId: string
  readonly ref: Buffer
  readonly priorityGroup: number
  /** of the NIK: two digits */
  readonly province: string
}

async function write(
  tx: pg.PoolClient,
  { waveId, personId, ref, priorityGroup, province }: Application,
  now: Date,
  actor: Actor,
): Promise<Outcome<Joined, JoinRefusal>> {
  const row = [waveId, personId, ref, priorityGroup, province, now] as const
  const { joined, open } = await one(tx, insertApplication, [...row])
  if (!open) return refuse('wave_not_open')
  const subject = `person:${personId}`
  if (joined)
    await writeJournal(tx, actor, now, [{ event: 'wave_joined', subject, facts: { wave_id: waveId } }])
  return done({ ref: ref.toString('hex'), priorityGroup })
}

/** Leaves a wave again, until it closes. `not_joined`: there is nothing to leave; `wave_not_open`: it is too late. */
export async function leaveWave(
  ctx: Context,
  personId: string,
  waveId: number,
  actor: Actor,
): Promise<Outcome<null, 'wave_unknown' | 'wave_not_open' | 'not_joined'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    if ((await touched(tx, leaveApplication, [waveId, personId, now])) === 0) {
      const wave = await first(tx, selectWaveToJoin, [waveId])
      if (!wave) return refuse('wave_unknown')
      return refuse(wave.open ? 'not_joined' : 'wave_not_open')
    }
    const subject = `person:${personId}`
    await writeJournal(tx, actor, now, [{ event: 'wave_left', subject, facts: { wave_id: waveId } }])
    return done(null)
  })
}
