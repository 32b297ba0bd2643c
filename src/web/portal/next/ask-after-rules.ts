import { day } from '../../../kernel/clock.ts'

/** Days after which whoever waits for the programme, and has no other date, is bidden to ask. */
export const askAfterDays = 14

/** From when on somebody who has waited since `from` should ask. */
export function askAfter(from: Date): Date {
  return new Date(from.getTime() + askAfterDays * day)
}
