import { stat } from 'node:fs/promises'
import type { Refusal } from '../kernel/refusal.ts'
import type { RefusedRow } from '../recipients/import-recipients.ts'

/** A terminal is no place for a hundred thousand lines; the whole list goes to --report or --json. */
export const shownRows = 50

/** Of every import of numbers that spreadsheets round. */
export const digitsAreRight = [
  '--digits-are-right',
  'the NIKs and family cards that end in 0 were looked at, and are right',
] as const

/** The sentence of a refusal: one of the command, or that of the list, whose first rows may have been taken. */
export function refusedSentence<Kind extends string>(
  { refusal, facts }: Refusal<Kind>,
  sentences: Readonly<Partial<Record<Kind, string>>>,
): string {
  const stand = refusal === 'file_unreadable' || refusal === 'numbers_rounded'
  return sentences[refusal] ?? `${facts.said?.en ?? refusal}${stand ? ' Rows before that place stand.' : ''}`
}

/** How many rows are not shown. */
export function more(count: number): string[] {
  return count > shownRows ? [`... and ${count - shownRows} more (all of them with --json)`] : []
}

/** Refused rows as a file that a spreadsheet opens. */
export function refusedCsv(
  refused: readonly (Omit<RefusedRow, 'refusals'> & { readonly refusals: readonly string[] })[],
): string {
  // A cell that begins like a formula would be one in a spreadsheet.
  const cell = (text: string) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`
  const lines = refused.map((row) =>
    [String(row.line), row.nik, row.name, row.refusals.join(' '), row.sentence].map(cell).join(','),
  )
  return `\ufeff${['line,nik,name,reasons,sentence', ...lines, ''].join('\r\n')}`
}

/** The size of a file in bytes; a missing one, and a folder, are told in a sentence. */
export async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (!found.isDirectory()) return found.size
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { cause: error })
  }
  throw new Error(`${file} is a folder, not a CSV file.`)
}
