import { approve, requestApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { day } from '../kernel/clock.ts'
import type { Outcome } from '../kernel/refusal.ts'
import { inventedPeople } from '../people/population-registry.ts'
import { importExclusions } from '../recipients/exclusions/exclusions.ts'
import { commitDraw } from '../waves/draw/commit-draw.ts'
import { usualForm } from '../waves/draw/value-form-rules.ts'
import { openWave, openWaveAct } from '../waves/open-wave.ts'
import { createWave, findWave } from '../waves/waves.ts'
import { demoPair } from './demo-staff.ts'

const one = { actor: 'system:demo', requestId: 'demo-seed' }

/** A wave that a visitor may join, after registering as one of the invented people of demo/population.csv. */
export async function seedOpenWave(ctx: Context, year: number, number: number): Promise<void> {
  await excludeOne(ctx)
  if ((await findWave(ctx.db, number, year)) === undefined)
    await createWave(ctx, { year, number, quota: 100 }, one)
  const wave = await findWave(ctx.db, number, year)
  if (wave?.status !== 'planned') return
  const { waveId } = wave
  did(
    await commitDraw(
      ctx,
      waveId,
      {
        reserves: 10,
        groups: [
          {
            name: 'Dirumahkan atau kehilangan pekerjaan',
            occupations: ['Karyawan dirumahkan', 'Korban PHK'],
          },
          { name: 'Lainnya', occupations: [] },
        ],
        provinceShares: new Map(),
        publicValue: {
          name: 'Penutupan IHSG',
          knownFrom: new Date(ctx.clock.now().getTime() + 60 * day),
          form: usualForm,
        },
      },
      one,
    ),
  )
  const act = did(await openWaveAct(ctx.db, waveId))
  // An irreversible act takes two people, also in the demo.
  const { maker, checker } = await demoPair(ctx)
  did(await requestApproval(ctx, act, maker))
  did(await approve(ctx, act, checker))
  did(await openWave(ctx, waveId, checker))
}

/** One of the invented people stands on a list, so that an exclusion and its appeal can be tried. */
async function excludeOne(ctx: Context): Promise<void> {
  const excluded = inventedPeople().filter(({ note }) => note.includes('daftar ASN'))
  const lines = ['nik', ...excluded.map(({ nik }) => nik)].join('\n')
  await importExclusions(ctx, 'ASN', chunk(lines), one)
}

async function* chunk(text: string): AsyncGenerator<string> {
  yield text
}

function did<Value>(outcome: Outcome<Value, string>): Value {
  if (!outcome.ok) throw new Error(`the demo's open wave was refused: ${outcome.refusal}`)
  return outcome.value
}
