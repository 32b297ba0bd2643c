import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TwoPersonAct } from '../src/approvals/approvals.ts'
import type { Context } from '../src/database/context.ts'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { day, stoppedClock } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { closeWave } from '../src/waves/close-wave.ts'
import { announceDraw } from '../src/waves/draw/announce-draw.ts'
import { commitDraw, type DrawTerms } from '../src/waves/draw/commit-draw.ts'
import { enterPublicValue } from '../src/waves/draw/enter-public-value.ts'
import { publishDraw } from '../src/waves/draw/published/publish-draw.ts'
import { runDraw, runDrawAct } from '../src/waves/draw/run-draw.ts'
import { usualForm } from '../src/waves/draw/value-form-rules.ts'
import { joinWave } from '../src/waves/join-wave.ts'
import { openWave, openWaveAct } from '../src/waves/open-wave.ts'
import { createWave, listWaves } from '../src/waves/waves.ts'
import { scheme2021 } from '../src/years/year-rules.ts'
import { createYear } from '../src/years/years.ts'
import type { aProgramme } from './a-programme.ts'
import { testDatabase } from './database.ts'
import { ana, byTwo as approvedByTwo, budi, twoPeople } from './two-people.ts'

export { ana, budi }

/** As it is typed, and as it is kept. */
export const typedValue = '7.231,48'
export const publicValue = '7231.48'

/** What an operation answered, where the test is not about its being refused. */
export function must<Value, Kind extends string>(outcome: Outcome<Value, Kind>): Value {
  assert.ok(outcome.ok, `refused: ${outcome.ok ? '' : outcome.refusal}`)
  return outcome.value
}

/** The refusal of an outcome, or undefined. */
export function refusalOf(outcome: Outcome<unknown, string>): string | undefined {
  return outcome.ok ? undefined : outcome.refusal
}

export interface PersonOptions {
  readonly province?: string
  readonly occupation?: string
  /** people of the same number share a family card */
  readonly family?: number
  readonly bornOn?: string
}

/** A programme with people who join waves, a clock that stands at 2026-11-23 10:00 WIB, and two operators; or draws in one that there is. */
export async function aDrawnProgramme(
  programme?: Pick<Awaited<ReturnType<typeof aProgramme>>, 'database' | 'clock' | 'ctx'>,
) {
  const { pool, connection } = programme?.database ?? (await testDatabase())
  const clock = programme?.clock ?? stoppedClock('2026-11-23T10:00:00+07:00')
  const secrets = secretsFrom('a secret that only the tests know, really')
  const ctx: Context = programme?.ctx ?? { db: pool, clock, secrets }
  const rules = { ...scheme2021, usableUntil: '2027-12-15' }
  await twoPeople(pool)
  must(await createYear(ctx, { year: 2026, name: 'Program 2026', rules }, ana))
  let people = 0
  let waves = 0

  const byTwo = (act: Outcome<TwoPersonAct, string>) => approvedByTwo(ctx, act)

  const draw = {
    pool,
    connection,
    clock,
    ctx,
    byTwo,
    aPerson: (options: PersonOptions = {}) => insertPerson(ctx, people++, options),
    bar: (personId: string) =>
      pool.query("insert into bar (person_id, barred_at, because) values ($1, now(), 'test')", [personId]),
    async aPlannedWave(quota: number, terms: Partial<DrawTerms> = {}) {
      // Extra waves take numbers, too.
      const taken = new Set((await listWaves(pool)).map(({ number }) => number))
      do waves++
      while (taken.has(waves))
      const { waveId } = must(await createWave(ctx, { year: 2026, number: waves, quota }, ana))
      must(await commitDraw(ctx, waveId, draw.terms(terms), ana))
      return waveId
    },
    terms: (terms: Partial<DrawTerms> = {}): DrawTerms => ({
      reserves: 2,
      groups: [
        { name: 'Dirumahkan', occupations: ['Karyawan dirumahkan'] },
        { name: 'Lainnya', occupations: [] },
      ],
      provinceShares: new Map(),
      publicValue: {
        name: 'Penutupan IHSG',
        knownFrom: new Date(clock.now().getTime() + day),
        form: usualForm,
      },
      ...terms,
    }),
    async anOpenWave(quota: number, terms: Partial<DrawTerms> = {}) {
      const waveId = await draw.aPlannedWave(quota, terms)
      await byTwo(await openWaveAct(pool, waveId))
      must(await openWave(ctx, waveId, budi))
      return waveId
    },
    join: async (personId: string, waveId: number) =>
      must(await joinWave(ctx, personId, waveId, { actor: `person:${personId}`, requestId: 'r-join' })),
    close: async (waveId: number) => must(await closeWave(ctx, waveId, { actor: ana })),
    async enterValue(waveId: number) {
      clock.advance(2 * day)
      must(await enterPublicValue(ctx, waveId, typedValue, ana))
      must(await enterPublicValue(ctx, waveId, typedValue, budi))
    },
    async run(waveId: number) {
      await byTwo(await runDrawAct(pool, waveId))
      return must(await runDraw(ctx, waveId, { actor: budi }))
    },
    /** closed, drawn and announced */
    async drawn(waveId: number) {
      await draw.close(waveId)
      await draw.enterValue(waveId)
      const result = await draw.run(waveId)
      must(await announceDraw(ctx, waveId, ana))
      return result
    },
    /** publishes into a folder that is gone when `use` is done */
    async published<T>(waveId: number, use: (folder: string) => Promise<T>): Promise<T> {
      const folder = await mkdtemp(path.join(tmpdir(), 'bekal-test-draw-'))
      try {
        await publishDraw(ctx, waveId, folder)
        return await use(folder)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  }
  return draw
}

export async function insertPerson(
  ctx: Context,
  i: number,
  { province = '32', occupation = 'Pencari kerja', family, bornOn }: PersonOptions,
): Promise<string> {
  const person = inventRecipient(i)
  const nik = province + person.nik.slice(2)
  const { rows } = await ctx.db.query(
    `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
           occupation, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 3, $10, now()) returning person_id`,
    [
      ctx.secrets.hash('nik', nik),
      ctx.secrets.seal(nik),
      nik.slice(-4),
      ctx.secrets.hash('kk', `kk ${family ?? `own ${i}`}`),
      ctx.secrets.seal(person.kk),
      person.name,
      bornOn ?? person.birth_date,
      `+62812${String(10_000_000 + i)}`,
      person.email,
      occupation,
    ],
  )
  return rows[0].person_id as string
}
