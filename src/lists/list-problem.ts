import { type Refusal, refuse } from '../kernel/refusal.ts'

/** Why a whole list is refused, or cannot be read any further. */
export type ListRefusal =
  | 'file_empty'
  | 'file_not_csv'
  | 'file_unreadable'
  | 'column_missing'
  | 'column_ambiguous'
  | 'numbers_rounded'

/** A list that cannot be taken as a whole, with a sentence for whoever sent it that says what to do. */
export class ListProblem extends Error {
  readonly reason: ListRefusal
  /** in Indonesian, and in English */
  readonly id: string
  readonly en: string
  /** the columns that the reason speaks of, by their names in the documentation */
  readonly columns: readonly string[]

  constructor(
    reason: ListRefusal,
    said: { readonly id: string; readonly en: string },
    columns: readonly string[] = [],
  ) {
    super(said.en)
    this.reason = reason
    this.id = said.id
    this.en = said.en
    this.columns = columns
  }
}

/** The problem of a list as the answer of an import, with its sentence; whatever else was thrown is thrown on. */
export function refuseList(thrown: unknown): Refusal<ListRefusal> {
  if (!(thrown instanceof ListProblem)) throw thrown
  return refuse(thrown.reason, { said: { id: thrown.id, en: thrown.en } })
}

export function emptyFile(): ListProblem {
  return new ListProblem('file_empty', { id: 'Berkas ini kosong.', en: 'The file is empty.' })
}

export function notCsv(): ListProblem {
  return new ListProblem('file_not_csv', {
    id: 'Berkas ini bukan CSV; buka di lembar hitung dan simpan dulu sebagai CSV (UTF-8).',
    en: 'This is no CSV file; open it in a spreadsheet and save it as CSV (UTF-8) first.',
  })
}

/** A line that is longer than that of any list: quotes that swallow a file, or something else altogether. */
export function lineTooLong(line: number): ListProblem {
  return new ListProblem('file_unreadable', {
    id: `Berkas tidak terbaca sebagai CSV di sekitar baris ${line}: baris itu terlalu panjang.`,
    en: `The file cannot be read as CSV around line ${line}: that line is too long.`,
  })
}
