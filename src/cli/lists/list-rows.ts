import { stat } from 'node:fs/promises'
import { InvalidArgumentError } from 'commander'
import { type Refusal, type RefusalWords, sentenceOf } from '../../kernel/refusal.ts'
import type { ListRefusal } from '../../lists/list-problem.ts'
import type { ColumnMap } from '../../lists/list-shape.ts'
import type { RefusedRow } from '../../recipients/import-chunk.ts'
import { type Cli, sayNo, sayRefused, shellLanguage } from '../command.ts'

/** A terminal is no place for a hundred thousand lines; the whole list goes to --report or --json. */
export const shownRows = 50

/** Of every import of numbers that spreadsheets round. */
export const digitsAreRight = [
  '--digits-are-right',
  'the NIKs and family cards that end in 0 were looked at, and are right',
] as const

/** Of every import: which heading of the file is which column, where it is not known by itself. */
export const mapOption = [
  '--map <heading=column...>',
  'headings of the file that are not known, or not to be used: "Nama Lengkap=name" "No HP Kantor="',
  columnOf,
] as const

export interface MapOptions {
  map?: ColumnMap
}

function columnOf(text: string, before: ColumnMap | undefined): ColumnMap {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be a heading, = and a column.')
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() }
}

/** Says no to a list: in the words of the command, or in those of the list, whose first rows may have been taken. */
export function sayListRefused<Reason extends string>(
  cli: Cli,
  json: boolean | undefined,
  { refusal, facts }: Refusal<Reason>,
  words: RefusalWords<Exclude<NoInfer<Reason>, ListRefusal>>,
): undefined {
  const { said } = facts
  if (!said || (refusal !== 'file_unreadable' && refusal !== 'numbers_rounded'))
    return sayRefused(cli, json, { refusal, facts }, words as RefusalWords<Reason>)
  const { id, en } = said
  const stand = { id: `${id} Baris sebelum tempat itu tetap.`, en: `${en} Rows before that place stand.` }
  return sayNo(cli, json, refusal, stand)
}

/** Why a row is refused. */
export function whyRefused<Reason extends string>(
  { refusals }: { readonly refusals: readonly Reason[] },
  words: RefusalWords<NoInfer<Reason>>,
): string {
  return refusals.map((reason) => sentenceOf(words, reason, {}, shellLanguage())).join(' ')
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
