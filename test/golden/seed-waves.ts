import type { Context } from '../../src/database/context.ts'
import { minute } from '../../src/kernel/clock.ts'
import { closeWave } from '../../src/waves/close-wave.ts'
import { announceDraw } from '../../src/waves/draw/announce-draw.ts'
import { commitDraw, type DrawTerms } from '../../src/waves/draw/commit-draw.ts'
import { enterPublicValue } from '../../src/waves/draw/enter-public-value.ts'
import { runDraw, runDrawAct } from '../../src/waves/draw/run-draw.ts'
import { usualForm } from '../../src/waves/draw/value-form-rules.ts'
import { joinWave } from '../../src/waves/join-wave.ts'
import { openWave, openWaveAct } from '../../src/waves/open-wave.ts'
import { createWave, listWaves } from '../../src/waves/waves.ts'
import { must } from '../registering.ts'
import { ana, budi, byTwo } from '../two-people.ts'
import type { World } from './fixed-world.ts'

/** Waves in the states of which the demo has none. All who join are chosen: no page depends on luck. */
export async function seedWaves(
  world: World,
  joined: { readonly drawn: readonly string[]; readonly closed: readonly string[] },
): Promise<void> {
  const { ctx } = world
  const { year } = (await listWaves(ctx.db)).at(-1)!
  const plan = async (number: number, quota = 2) =>
    must(await createWave(ctx, { year, number, quota }, ana)).waveId
  await plan(7)
  const ready = await plan(8)
  must(await commitDraw(ctx, ready, terms(ctx), ana))
  async function closed(number: number, people: readonly string[]): Promise<number> {
    const waveId = await plan(number, people.length)
    must(await commitDraw(ctx, waveId, terms(ctx), ana))
    await byTwo(ctx, await openWaveAct(ctx.db, waveId))
    must(await openWave(ctx, waveId, budi))
    for (const personId of people)
      must(await joinWave(ctx, personId, waveId, { actor: `person:${personId}`, requestId: 'golden' }))
    must(await closeWave(ctx, waveId, { actor: ana }))
    return waveId
  }
  const drawn = await closed(9, joined.drawn)
  await closed(10, joined.closed)
  await world.setClock(new Date(ctx.clock.now().getTime() + 20 * minute))
  must(await enterPublicValue(ctx, drawn, '7.231,48', ana))
  must(await enterPublicValue(ctx, drawn, '7.231,48', budi))
  await byTwo(ctx, await runDrawAct(ctx.db, drawn))
  must(await runDraw(ctx, drawn, { actor: budi }))
  must(await announceDraw(ctx, drawn, ana))
}

function terms(ctx: Context): DrawTerms {
  const knownFrom = new Date(ctx.clock.now().getTime() + 10 * minute)
  return {
    reserves: 1,
    groups: [
      { name: 'Dirumahkan', occupations: ['Karyawan dirumahkan'] },
      { name: 'Lainnya', occupations: [] },
    ],
    provinceShares: new Map(),
    publicValue: { name: 'Penutupan IHSG', knownFrom, form: usualForm },
  }
}
