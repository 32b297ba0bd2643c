import { formatDate, formatDay, formatTime, type Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import { compositionWords } from '../composition-words.ts'

const locales = { id: 'id-ID', en: 'en-GB' } as const

/** A leaf of a calendar: weekday, day, month; where nothing is dated, that it begins at any time. */
export function DateBlock({ at }: { at?: Date | undefined }) {
  const { language } = parts.useView()
  if (!at)
    return (
      <p class="leaf any">
        <parts.Icon name="clock" size={28} />
        <span class="small">{compositionWords[language].anyTime}</span>
      </p>
    )
  const [date, month] = formatDate(at, language).split(' ')
  return (
    <p class="leaf">
      <span class="small">{weekdayOf(at, language, 'short')}</span> <b>{date}</b>{' '}
      <span class="small">{month?.slice(0, 3)}</span>
    </p>
  )
}

/** What is headed by a day, its leaf first; without one, what begins at any time. */
export function DayHead({ day, at, language }: { day?: string; at?: Date; language: Language }) {
  return (
    <div class="day-head">
      <DateBlock at={at} />
      <h2>
        {day && at ? (
          <>
            {weekdayOf(at, language, 'long')} <span class="muted">{formatDay(day, language)}</span>
          </>
        ) : (
          compositionWords[language].anyTimeTitle
        )}
      </h2>
    </div>
  )
}

/** The weekday in WIB. */
function weekdayOf(at: Date, language: Language, length: 'short' | 'long'): string {
  return at.toLocaleDateString(locales[language], { weekday: length, timeZone: 'Asia/Jakarta' })
}

/** `pukul 09.00 WIB`. */
export function timeOf(at: Date, language: Language): string {
  return compositionWords[language].at(formatTime(at, language))
}
