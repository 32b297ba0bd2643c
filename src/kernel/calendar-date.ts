const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'pebruari', 'february', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'ags', 'agust', 'aug'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
]

const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
// The time that spreadsheets and databases write behind a date.
const midnight = /[ t]0{1,2}[:.]00([:.]00(\.0+)?)?z?$/

/**
 * A calendar date (`1997-08-12`) from what people and their programs write: `1997-08-12`, `12-08-1997`, `12/8/1997`,
 * `12.08.1997`, `12 Agustus 1997`, `12 Ags 1997`, `August 12, 1997`. The day comes before the month, the year has four
 * digits. Undefined for anything else, and for a day that no calendar has.
 */
export function readCalendarDate(typed: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\p{Pd}−]/gu, '-')
    .trim()
    .toLowerCase()
    .replace(midnight, '')
  const numbers =
    /^(?<year>\d{4}) ?[-/.] ?(?<month>\d{1,2}) ?[-/.] ?(?<day>\d{1,2})$/.exec(text) ??
    /^(?<day>\d{1,2}) ?[-/. ] ?(?<month>\d{1,2}) ?[-/. ] ?(?<year>\d{4})$/.exec(text)
  const words =
    /^(?<day>\d{1,2})[ .-]*(?<month>[a-z]+)[ .,-]*(?<year>\d{4})$/.exec(text) ??
    /^(?<month>[a-z]+)[ .]*(?<day>\d{1,2})(st|nd|rd|th)?,? *(?<year>\d{4})$/.exec(text)
  const { year = '', month = '', day = '' } = (numbers ?? words)?.groups ?? {}
  return dateOf(year, /^\d/.test(month) ? month : monthNumber(month), day)
}

function monthNumber(name: string): string {
  return String(monthNames.findIndex((names) => names.includes(name)) + 1)
}

function dateOf(year: string, month: string, day: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? date : undefined
}
