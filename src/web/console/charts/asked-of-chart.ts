import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { day } from '../../../kernel/clock.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { addDays, startOfWibDate, wibDate } from '../../../kernel/wib.ts'
import type { Window } from '../../../reports/charts/figures.ts'
import type { Wave } from '../../../waves/waves.ts'
import type { FieldProblem } from '../../parts/notice.tsx'
import type { Request } from '../console-request.ts'
import { chartsWords } from './charts-words.ts'

const daysAtMost = 92
const usualDays = 7

/** A window as the address has it: two dates in WIB, both of them in it. */
export interface AskedWindow {
  readonly from: string
  readonly until: string
  readonly window: Window
  readonly problems: readonly FieldProblem[]
}

/** The window that the address names; without one the last seven days, today among them. */
export function askedWindow(c: Request, now: Date): AskedWindow {
  const today = wibDate(now)
  const typed = { from: c.req.query('from')?.trim(), until: c.req.query('until')?.trim() }
  const until = typed.until ? readCalendarDate(typed.until) : today
  const from = typed.from ? readCalendarDate(typed.from) : until && addDays(until, 1 - usualDays)
  const windowOf = (first: string, last: string): Window => ({
    from: startOfWibDate(first),
    until: startOfWibDate(addDays(last, 1)),
  })
  if (from && until && from <= until) {
    const window = windowOf(from, until)
    if (window.until.getTime() - window.from.getTime() <= daysAtMost * day)
      return { from, until, window, problems: [] }
  }
  return {
    from: typed.from ?? '',
    until: typed.until ?? '',
    window: windowOf(addDays(today, 1 - usualDays), today),
    problems: [{ field: 'from', message: chartsWords[c.get('language')].windowWrong }],
  }
}

/** The wave that the address names; without one the newest that was opened. */
export function askedWave(
  c: Request,
  waves: readonly Wave[],
): { readonly wave: Wave | undefined; readonly problems: readonly FieldProblem[] } {
  const typed = c.req.query('wave')?.trim() ?? ''
  const named = waves.find(({ waveId }) => waveId === smallIdOf(typed))
  const newest =
    waves.findLast(({ status }) => status !== 'planned' && status !== 'cancelled') ?? waves.at(-1)
  if (typed === '' || named) return { wave: named ?? newest, problems: [] }
  return { wave: newest, problems: [{ field: 'wave', message: chartsWords[c.get('language')].waveWrong }] }
}
