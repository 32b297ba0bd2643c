import type { Context } from '../../../database/context.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import type { Application } from '../../../waves/application-status.ts'
import { lastGrantBefore } from '../../../years/year-rules.ts'
import { yearRules } from '../../../years/years.ts'
import { words } from './home-words.ts'

/** The first instant at which no wave of a year gives a card any more, by the years of some applications. */
export async function lastGrants({ db }: Pick<Context, 'db'>, applications: readonly Application[]) {
  const years = [...new Set(applications.map(({ year }) => year))]
  const rules = await Promise.all(years.map((year) => yearRules(db, year)))
  return new Map(years.map((year, at) => [year, lastGrantBefore(rules[at]!)]))
}

/** Until when a state that waits will wait, as far as it is known, and when at the latest. */
export function waitingDates(
  { state, closedAt, drawnFrom, reserve }: Application,
  latest: Date | undefined,
  language: Language,
) {
  const said = words[language]
  const drawn = state !== 'processing' && state !== 'evaluating'
  if (drawn && state !== 'selected' && !reserve) return []
  const last = latest
    ? [{ label: said.latest, value: said.latestText(formatDeadline(latest, language)) }]
    : []
  if (drawn) return last
  return [
    ...(closedAt ? [{ label: said.closedAt, value: formatInstant(closedAt, language) }] : []),
    ...(drawnFrom
      ? [{ label: said.drawnFrom, value: said.drawnFromText(formatInstant(drawnFrom, language)) }]
      : []),
    ...last,
  ]
}
