import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import { addDays, wibDate } from '../kernel/wib.ts'
import { closeDays, findKeptDay, lastClosed, makeDay, type OfPartner } from './close-days.ts'
import { dayAsCsv } from './day-csv.ts'
import { dayAsJson } from './day-file.ts'
import type { DayFile } from './day-rules.ts'
import type { Reconciling } from './reconciling.ts'

export const dayRefusals = refusalWords({
  id: {
    day_without_file:
      'Tidak ada berkas untuk tanggal itu: belum tiba, atau sebelum hari pertama toko. Pilih tanggal lain, seperti 2026-11-28 (WIB).',
  },
  en: {
    day_without_file:
      'There is no file of that day: it is to come, or before the first day of the storefront. Choose another one, such as 2026-11-28 (WIB).',
  },
})
export type DayRefusal = ReasonOf<typeof dayRefusals>

export const dayFormats = ['json', 'csv'] as const
export type DayFormat = (typeof dayFormats)[number]

/** The file of a day, as it is handed out. */
export interface ReadDay {
  /** it will not change any more */
  readonly final: boolean
  readonly json: string
  file(): DayFile
}

/**
 * The file of a storefront and a WIB day. A day that is over is closed by this if nobody did before, and answers the same
 * bytes for ever; the day of today, and the one before in its first quarter of an hour, are told as of now and not final.
 * Refuses `day_without_file`.
 */
export async function readDay(
  room: Reconciling,
  partner: OfPartner,
  day: string,
): Promise<Outcome<ReadDay, DayRefusal>> {
  if (!isDay(day) || day > wibDate(room.clock.now())) return refuse('day_without_file')
  const kept = await findKeptDay(room.db, partner, day)
  if (kept) return done(unpacked(kept))
  await closeDays(room, [partner])
  const closed = await findKeptDay(room.db, partner, day)
  if (closed) return done(unpacked(closed))
  const before = await lastClosed(room.db, partner, day)
  if (!before || before.next > day) return refuse('day_without_file')
  let { next, closing: opening } = before
  while (next < day) {
    opening = (await makeDay(room, partner, { day: next, opening })).closing
    next = addDays(next, 1)
  }
  const file = await makeDay(room, partner, { day, opening })
  return done({ final: false, json: dayAsJson(file), file: () => file })
}

/** The bytes of a file in a format. */
export function dayAs(format: DayFormat, { file, json }: ReadDay): string {
  return format === 'json' ? json : dayAsCsv(file())
}

function unpacked({ file, sha256 }: { readonly file: Buffer; readonly sha256: Buffer }): ReadDay {
  const bytes = gunzipSync(file)
  if (!createHash('sha256').update(bytes).digest().equals(sha256))
    throw new Error('the file of a closed day is not what its digest says')
  const json = bytes.toString('utf8')
  return { final: true, json, file: () => JSON.parse(json) as DayFile }
}

/** Whether a text is a day of the calendar, as files name it: `2026-11-28`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text
}
