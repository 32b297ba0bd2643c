import assert from 'node:assert/strict'
import type { Context } from '../src/database/context.ts'
import { inventRecipient } from '../src/demo/invent-recipient.ts'
import { importRecipients } from '../src/recipients/import-recipients.ts'
import { recipientColumns } from '../src/recipients/recipient-row.ts'
import { createWave, listWaves } from '../src/waves/waves.ts'
import { scheme2021, type YearRules } from '../src/years/year-rules.ts'
import { createYear } from '../src/years/years.ts'
import { notifyByTwo } from './two-people.ts'

export interface WaveCard {
  readonly cardId: string
  readonly number: string
  readonly phone: string
  readonly personId: string
}

const actor = { actor: 'operator:ani', requestId: 'r-wave' }
let people = 0

/** The programme year 2026, whose money may be used for another year. */
export async function aYear(ctx: Context, rules: Partial<YearRules> = {}): Promise<void> {
  const all = { ...scheme2021, usableUntil: '2027-12-15', ...rules }
  const made = await createYear(ctx, { year: 2026, name: 'Program 2026', rules: all }, actor)
  assert.ok(made.ok)
}

/** A wave of real recipients, imported and notified now, each with a card. */
export async function aWave(ctx: Context, count: number): Promise<{ waveId: number; cards: WaveCard[] }> {
  const number = ((await listWaves(ctx.db)).at(-1)?.number ?? 0) + 1
  const wave = await createWave(ctx, { year: 2026, number, quota: count }, actor)
  assert.ok(wave.ok)
  const { waveId } = wave.value
  const list = Array.from({ length: count }, () => inventRecipient(people++))
  const lines = [recipientColumns, ...list.map((person) => recipientColumns.map((column) => person[column]))]
  const source = (async function* () {
    yield lines.map((cells) => cells.join(',')).join('\n')
  })()
  const imported = await importRecipients(ctx, waveId, source, { actor })
  assert.ok(imported.ok && imported.value.imported === count)
  const notified = await notifyByTwo(ctx, waveId, { link: 'https://bekal.example' })
  assert.ok(notified.ok)
  const { rows } = await ctx.db.query(
    `select card_id as "cardId", number, holder_phone as phone, person_id as "personId"
     from card where wave_id = $1 order by card_id`,
    [waveId],
  )
  return { waveId, cards: rows }
}
