import { minute } from '../../kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../../kernel/wib.ts'

/** A moment of a schedule: fixed, or so many days after the import at a time of the day in WIB. */
export type ScheduleMoment =
  | { readonly at: string }
  | { readonly daysAfter: number; readonly minutes: number }

/**
 * Reads a moment as course files write it: `2026-12-24T09:00:00+07:00`, `2026-12-24 09:00` (WIB), `24/12/2026 09.00`
 * (WIB), or `+14 09:00`: 14 days after the day of the import at 09:00 WIB. Null for nothing, undefined for nonsense.
 */
export function cleanMoment(text: string): ScheduleMoment | null | undefined {
  const bare = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/ ?WIB$/i, '')
    .trim()
  if (bare === '') return null
  const relative = /^\+(\d{1,3}) (\d{1,2})[:.](\d{2})$/.exec(bare)
  if (relative) {
    const [, days, hours, minutes] = relative.map(Number) as [number, number, number, number]
    return hours < 24 && minutes < 60 ? { daysAfter: days, minutes: hours * 60 + minutes } : undefined
  }
  const local =
    /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2})[:.](\d{2})(?::00)?(Z|[+-]\d{2}:\d{2})?$/.exec(bare) ??
    dayFirst(/^(\d{1,2})[/-](\d{1,2})[/-](\d{4}) (\d{1,2})[:.](\d{2})$/.exec(bare))
  if (!local) return undefined
  const [, year, month, date, hours, minutes, zone] = local
  return fixedMoment(`${year}-${month}-${date}`, `${hours!.padStart(2, '0')}:${minutes}`, zone ?? '+07:00')
}

function dayFirst(match: RegExpExecArray | null): (string | undefined)[] | null {
  if (!match) return null
  const [all, date, month, year, hours, minutes] = match
  return [all, year, month!.padStart(2, '0'), date!.padStart(2, '0'), hours, minutes]
}

function fixedMoment(date: string, time: string, zone: string): ScheduleMoment | undefined {
  const at = new Date(`${date}T${time}:00${zone}`)
  // The 31st of a shorter month is taken for the 1st of the next one by Date; it is a mistake here.
  if (Number.isNaN(at.getTime()) || new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date)
    return undefined
  return { at: at.toISOString() }
}

/** The instant that a moment means for an import at `now`. */
export function resolveMoment(moment: ScheduleMoment, now: Date): Date {
  if ('at' in moment) return new Date(moment.at)
  return new Date(startOfWibDate(addDays(wibDate(now), moment.daysAfter)).getTime() + moment.minutes * minute)
}
