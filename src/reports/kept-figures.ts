import { performance } from 'node:perf_hooks'
import type { Context } from '../database/context.ts'
import { minute } from '../kernel/clock.ts'

/** What was counted, as of an instant. */
export interface KeptFigures<Value> {
  readonly at: Date
  readonly value: Value
}

interface Kept {
  readonly sum: Promise<KeptFigures<unknown>>
  /** milliseconds of the machine until when it is told again */
  until: number
}

/** More than this are not remembered at once: addresses may ask for any window of time. */
const keptAtMost = 200
const memory = new WeakMap<Context['db'], Map<string, Kept>>()

export interface Keeping<Value> {
  /** what is counted, with all that it depends on */
  readonly key: string
  /** counts whole tables: at most once a minute, however quick it was */
  readonly wholeTables?: boolean
  readonly count: () => Promise<Value>
}

/**
 * Figures for pages that people look at again and again: counted again only after sixty times as long as the last count took,
 * and once however many ask at the same time. So they are never older than a minute for each second of counting, or a minute.
 */
export function keptFigures<Value>(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { key, wholeTables = false, count }: Keeping<Value>,
): Promise<KeptFigures<Value>> {
  const kept = memory.get(db) ?? new Map<string, Kept>()
  memory.set(db, kept)
  const before = performance.now()
  const found = kept.get(key)
  if (found && before < found.until) return found.sum as Promise<KeptFigures<Value>>
  const at = clock.now()
  const made: Kept = {
    until: Number.POSITIVE_INFINITY,
    sum: count().then(
      (value) => {
        const after = performance.now()
        made.until = after + Math.max(wholeTables ? minute : 0, 60 * (after - before))
        return { at, value }
      },
      (error) => {
        kept.delete(key)
        throw error
      },
    ),
  }
  kept.delete(key)
  kept.set(key, made)
  const oldest = kept.size > keptAtMost ? kept.keys().next().value : undefined
  if (oldest !== undefined) kept.delete(oldest)
  return made.sum as Promise<KeptFigures<Value>>
}
