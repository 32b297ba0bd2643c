import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, rows, statement } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { comparable } from '../kernel/text.ts'
import type { YearRules } from '../years/year-rules.ts'
import { yearRules } from '../years/years.ts'
import { applicantRef } from './applicant-ref.ts'
import { type DrawRules, drawRulesSchema, priorityGroupOf } from './draw/draw-rules.ts'
import { joinRefusal, type ListJoinRefusal } from './join-rules.ts'
import { selectWaveToJoin } from './join-wave.ts'

/** A wave that was open, with what joining it depends on. */
export interface JoinableWave {
  readonly waveId: number
  readonly rules: YearRules
  readonly draw: DrawRules
}

/** Somebody of a list who is to join. */
export interface Joiner {
  readonly line: number
  readonly personId: string
  readonly kkKey: string
  readonly nik: string
  readonly bornOn: string
  readonly occupation: string
}

/** What became of each line. */
export interface JoinOfPeople {
  readonly joined: readonly number[]
  readonly before: readonly number[]
  readonly refused: readonly { readonly line: number; readonly refusal: ListJoinRefusal }[]
}

export interface JoinOptions {
  /** in the order in which they join */
  readonly joiners: readonly Joiner[]
  /** keys of the family cards of which the database may know somebody besides those who were written just now */
  readonly acquainted: ReadonlySet<string>
  readonly actor: Actor
  readonly now: Date
}

interface FamilyRow {
  personId: string
  kkHash: Buffer
  barred: boolean
  recipient: boolean
  waitsElsewhere: boolean
  waits: boolean
  /** undefined: never joined this wave */
  left: boolean | undefined
}

/** As lockFamily does it for one: whoever joins of the same families waits. */
const lockFamilies = statement<[kkHashes: Buffer[]]>(
  'waves/lock-families',
  `
  select person_id from person
  where kk_hash = any ($1::bytea[])
  order by person_id
  for no key update
  `,
)

/** The wave is held against whoever wants to close it. */
const holdOpenWave = statement<[waveId: number], 'waves/hold-open-wave'>(
  'waves/hold-open-wave',
  "select wave_id from wave where wave_id = $1 and status = 'open' for share",
)

const selectFamilyWaits = statement<
  [waveId: number, kkHashes: Buffer[]],
  'waves/select-family-waits',
  FamilyRow
>(
  'waves/select-family-waits',
  `
  select
    person_id, kk_hash, exists (select from bar where bar.person_id = person.person_id) as barred,
    exists (select from recipient where recipient.person_id = person.person_id) as recipient,
    waits.elsewhere as waits_elsewhere, waits.undrawn as waits, waits.left
  from person
  cross join lateral (
    select
      coalesce(bool_or(
        wave_id <> $1 and left_at is null and status in ('open', 'closed', 'drawn')
      ), false) as elsewhere,
      coalesce(bool_or(left_at is null and status in ('open', 'closed')), false) as undrawn,
      bool_or(left_at is not null) filter (where wave_id = $1) as left
    from wave_application application
    join wave using (wave_id)
    where application.person_id = person.person_id
  ) waits
  where kk_hash = any ($2::bytea[])
  `,
)

const insertApplications = statement<
  [waveId: number, now: Date, personIds: string[], refs: Buffer[], groups: number[], provinces: string[]]
>(
  'waves/insert-applications',
  `
  insert into wave_application (wave_id, person_id, ref, priority_group, province, joined_at)
  select $1, row.*, $2
  from unnest($3::bigint[], $4::bytea[], $5::smallint[], $6::text[]) as row
  returning person_id
  `,
)

/** A wave that people may join now. */
export async function readJoinableWave(
  { db }: Pick<Context, 'db'>,
  waveId: number,
): Promise<Outcome<JoinableWave, 'wave_unknown' | 'wave_not_open'>> {
  const wave = await first(db, selectWaveToJoin, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (!wave.open || wave.rules === undefined) return refuse('wave_not_open')
  const draw = drawRulesSchema.parse(JSON.parse(wave.rules))
  return done({ waveId, rules: await yearRules(db, wave.year), draw })
}

/**
 * joinWave for many, in the transaction that has written those of them who are new: the same checks in the same order,
 * each seeing those before it. If the wave is closed by now nobody joins, and everybody is told so.
 */
export async function joinPeople(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'secrets'>,
  wave: JoinableWave,
  options: JoinOptions,
): Promise<JoinOfPeople> {
  const { joiners, acquainted, now } = options
  const cards = [...new Set(joiners.map(({ kkKey }) => kkKey))].filter((kkKey) => acquainted.has(kkKey))
  const hashes = cards.map((kkKey) => Buffer.from(kkKey, 'latin1'))
  if (hashes.length > 0) await rows(tx, lockFamilies, [hashes])
  const waveOpen = (await first(tx, holdOpenWave, [wave.waveId])) !== undefined
  const family = hashes.length > 0 ? await rows(tx, selectFamilyWaits, [wave.waveId, hashes]) : []
  const known = new Map(family.map((row) => [row.personId, row]))
  const taking = new Map<string, Set<string>>()
  for (const row of family)
    if (row.recipient || row.waits) take(taking, row.kkHash.toString('latin1'), row.personId)
  const joining: Joiner[] = []
  const join = { joined: [] as number[], before: [] as number[], refused: [] as JoinRefused[] }
  const seen = new Set<string>()
  const moment = { waveOpen, rules: wave.rules, now }
  for (const joiner of joiners) {
    const { line, personId, kkKey } = joiner
    const row = known.get(personId)
    const refusal = refusalOf(joiner, row, taking.get(kkKey), moment)
    if (refusal) join.refused.push({ line, refusal })
    else if (row?.left === false || seen.has(personId)) join.before.push(line)
    else {
      joining.push(joiner)
      join.joined.push(line)
      seen.add(personId)
      take(taking, kkKey, personId)
    }
  }
  await write(tx, ctx, wave, joining, options)
  return join
}

type JoinRefused = JoinOfPeople['refused'][number]

function take(taking: Map<string, Set<string>>, kkKey: string, personId: string): void {
  taking.set(kkKey, (taking.get(kkKey) ?? new Set()).add(personId))
}

function refusalOf(
  joiner: Joiner,
  row: FamilyRow | undefined,
  taking: ReadonlySet<string> | undefined,
  { waveOpen, rules, now }: { readonly waveOpen: boolean; readonly rules: YearRules; readonly now: Date },
): ListJoinRefusal | undefined {
  const others = (taking?.size ?? 0) - (taking?.has(joiner.personId) ? 1 : 0)
  const refusal = joinRefusal(
    {
      waveOpen,
      barred: row?.barred ?? false,
      waitsElsewhere: row?.waitsElsewhere ?? false,
      recipient: row?.recipient ?? false,
      bornOn: joiner.bornOn,
      occupation: joiner.occupation,
      family: others,
    },
    rules,
    now,
  )
  return (refusal as ListJoinRefusal | undefined) ?? (row?.left ? 'left_wave' : undefined)
}

async function write(
  tx: pg.PoolClient,
  { secrets }: Pick<Context, 'secrets'>,
  { waveId, draw }: JoinableWave,
  joining: readonly Joiner[],
  { actor, now }: JoinOptions,
): Promise<void> {
  if (joining.length === 0) return
  await rows(tx, insertApplications, [
    waveId,
    now,
    joining.map(({ personId }) => personId),
    joining.map(({ personId }) => applicantRef(secrets, waveId, personId)),
    joining.map(({ occupation }) => priorityGroupOf(draw, occupation, comparable)),
    joining.map(({ nik }) => nik.slice(0, 2)),
  ])
  await writeJournal(
    tx,
    actor,
    now,
    joining.map(({ personId }) => ({
      event: 'wave_joined',
      subject: `person:${personId}`,
      facts: { wave_id: waveId },
    })),
  )
}
