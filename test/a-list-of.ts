import type { Context } from '../src/database/context.ts'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { importRecipients } from '../src/recipients/import-recipients.ts'
import { recipientColumns } from '../src/recipients/recipient-row.ts'
import { createWave, listWaves } from '../src/waves/waves.ts'
import { must } from './a-draw.ts'
import { ana } from './two-people.ts'

let people = 300_000

/** A wave of 2026 with imported recipients who have no cards yet; more may come, up to twice as many. */
export async function aListOf(ctx: Context, count: number): Promise<number> {
  const number = Math.max(500, ...(await listWaves(ctx.db)).map((wave) => wave.number)) + 1
  const { waveId } = must(await createWave(ctx, { year: 2026, number, quota: 2 * count }, ana))
  await importMore(ctx, waveId, count)
  return waveId
}

/** Imports that many more people into a wave; returns how many the wave took. */
export async function importMore(ctx: Context, waveId: number, count: number): Promise<number> {
  const list = Array.from({ length: count }, () => inventRecipient(people++))
  const lines = [recipientColumns, ...list.map((person) => recipientColumns.map((column) => person[column]))]
  const source = (async function* () {
    yield lines.map((cells) => cells.join(',')).join('\n')
  })()
  const imported = await importRecipients(ctx, waveId, source, { actor: ana })
  if (!imported.ok) throw new Error(imported.sentence)
  return imported.value.imported
}
