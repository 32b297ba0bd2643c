import { hour } from '../kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../kernel/wib.ts'

/** From when until when in WIB nobody is written to who is not waiting for it. */
export const quietHours = { from: 21, until: 8 } as const

/** The first moment from `at` on at which nobody is woken by a message: for what jobs, operators and banks bring. */
export function afterQuiet(at: Date): Date {
  const today = wibDate(at)
  const begin = (date: string, hours: number) => new Date(startOfWibDate(date).getTime() + hours * hour)
  if (at < begin(today, quietHours.until)) return begin(today, quietHours.until)
  return at >= begin(today, quietHours.from) ? begin(addDays(today, 1), quietHours.until) : at
}
