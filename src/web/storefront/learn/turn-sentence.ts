import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import type { Missing } from '../../../learning/completion/rules.ts'
import { learnWords } from './learn-words.ts'

interface Said {
  readonly institution: string
  readonly language: Language
  readonly now: Date
}

/** What is missing, whose turn it is, and until when, as sentences. */
export function turnSentence(missing: Missing, { institution, language, now }: Said): string {
  const said = learnWords[language]
  const { need, turn, from, until, done, of } = missing
  const passed = until <= now
  const date = formatDeadline(until, language)
  const instant = formatInstant(until, language)
  if (need === 'schedule')
    return from ? said.scheduleAhead(formatInstant(from, language), instant) : said.scheduleRuns(instant)
  if (need === 'minimum_time') return said.timeRuns(instant)
  if (need === 'check' && missing.passes) return said.reportRests(institution, instant)
  if (turn !== 'learner') {
    const what = said.waits[need]
    const whose = turn === 'programme' ? said.programmeTurn(what) : said.institutionTurn(institution, what)
    return `${whose} ${passed ? said.late(date) : said.until(date)}`
  }
  const counted = of > 1 || need === 'lessons' ? `${said.doneOf(done, of)} ` : ''
  const begin = `${said.yourTurn(said.needs[need])} ${counted}`
  // Nothing can be done yet: then the day on which it can is what counts.
  if (from)
    return begin + (need === 'sessions' ? said.attendFrom : said.againFrom)(formatInstant(from, language))
  return begin + (passed ? said.untilPassed(date) : said.until(date))
}
