import { day, hour } from './clock.ts'

// Western Indonesian Time is UTC+7 all year; the programme decides every date by it.
const offsetMs = 7 * hour

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

export type Language = 'id' | 'en'

/** The calendar date in WIB at an instant, as `2026-12-21`. */
export function wibDate(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)
}

/** The first instant of a WIB calendar date (`2026-12-21`). */
export function startOfWibDate(date: string): Date {
  const at = Date.parse(`${date}T00:00:00.000+07:00`)
  if (Number.isNaN(at)) throw new Error(`${date} is not a calendar date`)
  return new Date(at)
}

/** A WIB calendar date moved by whole days. */
export function addDays(date: string, days: number): string {
  return wibDate(new Date(startOfWibDate(date).getTime() + days * day))
}

/**
 * The first instant after the last day of a term: whoever acts before it is in time, 23:59:59.999 WIB included.
 * `days` are counted from the day after `from`, as the programme counts them from the notification.
 */
export function endOfTerm(from: Date, days: number): Date {
  return startOfWibDate(addDays(wibDate(from), days + 1))
}

/** Whole calendar days in WIB from `now` to the last day before `before`; 0 on the last day, negative after it. */
export function daysLeft(now: Date, before: Date): number {
  const last = wibDate(new Date(before.getTime() - 1))
  return Math.round((startOfWibDate(last).getTime() - startOfWibDate(wibDate(now)).getTime()) / day)
}

/** Whole years of age in WIB on the day of `now`, of somebody born on the calendar date `bornOn`. */
export function ageOn(bornOn: string, now: Date): number {
  const today = wibDate(now)
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** `2026-12-21 23:59:00`: an instant in WIB as spreadsheets read and sort it. */
export function wibTimestamp(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** `21 Desember 2026`. */
export function formatDate(at: Date, language: Language = 'id'): string {
  return formatDay(wibDate(at), language)
}

/** `21 Desember 2026` of a calendar date written `2026-12-21`. */
export function formatDay(day: string, language: Language = 'id'): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return `${date} ${months[language][month - 1]} ${year}`
}

/** `23.59`: the time of day in WIB. */
export function formatTime(at: Date, language: Language = 'id'): string {
  const time = new Date(at.getTime() + offsetMs).toISOString().slice(11, 16)
  return language === 'id' ? time.replace(':', '.') : time
}

/** `21 Desember 2026, 23.59 WIB`. */
export function formatInstant(at: Date, language: Language = 'id'): string {
  return `${formatDate(at, language)}, ${formatTime(at, language)} WIB`
}

/** The last minute of a term that ends before `before`: `21 Desember 2026, 23.59 WIB`. */
export function formatDeadline(before: Date, language: Language = 'id'): string {
  return formatInstant(new Date(before.getTime() - 1), language)
}

/** `21 Desember 2026, 09.00 sampai 12.00 WIB`; the second day is named where it is another one. */
export function formatPeriod(from: Date, to: Date, language: Language = 'id'): string {
  const until = language === 'id' ? 'sampai' : 'to'
  return wibDate(from) === wibDate(to)
    ? `${formatDate(from, language)}, ${formatTime(from, language)} ${until} ${formatTime(to, language)} WIB`
    : `${formatInstant(from, language)} ${until} ${formatInstant(to, language)}`
}

/** An instant in WIB as the browser's field has it, `2026-12-21T23:58`, with or without seconds; undefined where there is none such. */
export function readWibInstant(typed: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(typed)) return undefined
  const at = new Date(`${typed}+07:00`)
  const again = Number.isNaN(at.getTime()) ? '' : new Date(at.getTime() + offsetMs).toISOString()
  return again.startsWith(typed) ? at : undefined
}
