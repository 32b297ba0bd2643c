import { csvRow } from '../src/demo/demo-people.ts'
import { day } from '../src/kernel/clock.ts'
import { type RawRecipient, recipientColumns } from '../src/recipients/recipient-row.ts'
import { type ApplicantOptions, importApplicants } from '../src/registration/applicants/import-applicants.ts'
import { commitDraw } from '../src/waves/draw/commit-draw.ts'
import { usualForm } from '../src/waves/draw/value-form-rules.ts'
import { openWave, openWaveAct } from '../src/waves/open-wave.ts'
import { createWave } from '../src/waves/waves.ts'
import { type aRegistration, clerk, must } from './a-registration.ts'
import { budi, byTwo } from './two-people.ts'

export type Scene = Awaited<ReturnType<typeof aRegistration>>

export const agency = 'Dinas Tenaga Kerja'

/** A list of people as a file. */
export async function* fileOf(people: readonly RawRecipient[]): AsyncGenerator<string> {
  yield [recipientColumns.join(','), ...people.map(csvRow), ''].join('\n')
}

/** Imports people as the list of an agency. */
export function take(at: Scene, people: readonly RawRecipient[], options: Partial<ApplicantOptions> = {}) {
  return importApplicants(at.registrations, fileOf(people), { agency, actor: clerk, ...options })
}

/** A wave that people may join until tomorrow. */
export async function anOpenWave({ ctx, pool, clock }: Scene, number: number): Promise<number> {
  const { waveId } = must(await createWave(ctx, { year: 2026, number, quota: 5 }, clerk))
  const publicValue = {
    name: 'Penutupan IHSG',
    knownFrom: new Date(clock.now().getTime() + day),
    form: usualForm,
  }
  const groups = [
    { name: 'Dirumahkan', occupations: ['Karyawan dirumahkan'] },
    { name: 'Lainnya', occupations: [] },
  ]
  must(await commitDraw(ctx, waveId, { reserves: 2, groups, provinceShares: new Map(), publicValue }, clerk))
  const act = must(await openWaveAct(pool, waveId))
  await byTwo(ctx, { ok: true, value: act })
  must(await openWave(ctx, waveId, budi))
  return waveId
}
