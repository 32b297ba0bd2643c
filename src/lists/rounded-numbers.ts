import { bare } from '../kernel/text.ts'
import { ListProblem } from './list-problem.ts'

/** Fewer say nothing. */
const leastNumbers = 3
const rowsAtOnce = 1000

interface Numbered<Column extends string> {
  readonly line: number
  readonly problem: unknown
  readonly cells: Readonly<Partial<Record<Column, string | undefined>>>
}

/**
 * Hands the rows on when the long numbers among them may be right. A spreadsheet keeps 15 digits and writes 0 for the
 * 16th: where nearly all (four of five) end in 0 they are, by all likelihood, the numbers of other people, and a
 * ListProblem is thrown before any of these rows is handed on.
 */
export async function* withoutRounded<Column extends string, Row extends Numbered<Column>>(
  rows: AsyncIterable<Row>,
  columns: readonly Column[],
): AsyncGenerator<Row> {
  let waiting: Row[] = []
  // What is left at the end of a long list is too little to be judged by itself as strictly as a short list is.
  let least = leastNumbers
  let broken: { readonly by: unknown } | undefined
  try {
    for await (const row of rows) {
      waiting.push(row)
      if (waiting.length < rowsAtOnce) continue
      judge(waiting, columns, least)
      yield* waiting
      waiting = []
      least = 20
    }
  } catch (error) {
    broken = { by: error }
  }
  // Of a file that breaks off the rows before that place are as good as any.
  judge(waiting, columns, least)
  yield* waiting
  if (broken) throw broken.by
}

function judge<Column extends string>(
  rows: readonly Numbered<Column>[],
  columns: readonly Column[],
  least: number,
): void {
  const all = new Map(columns.map((column) => [column, numbersOf(rows, column)]))
  for (const [column, numbers] of all)
    if (numbers.length >= least && rounds(numbers) >= numbers.length * 0.8)
      throw rounded(column, numbers, rows)
  // Two rows have four numbers.
  const together = [...all.values()].flat()
  if (together.length >= least && rounds(together) === together.length)
    throw rounded(columns.join(', '), together, rows)
}

/** The different numbers of a column: a family that stands there thrice says no more than once. */
function numbersOf<Column extends string>(rows: readonly Numbered<Column>[], column: Column): string[] {
  const found = new Set<string>()
  for (const { problem, cells } of rows) {
    const text = bare(cells[column] ?? '')
    if (!problem && /^\d{16}$/.test(text)) found.add(text)
  }
  return [...found]
}

function rounds(numbers: readonly string[]): number {
  return numbers.filter((text) => text.endsWith('0')).length
}

function rounded(
  column: string,
  numbers: readonly string[],
  rows: readonly { readonly line: number }[],
): ListProblem {
  const [round, all, from, to] = [rounds(numbers), numbers.length, rows[0]!.line, rows.at(-1)!.line]
  return new ListProblem(
    'numbers_rounded',
    {
      id:
        `Di kolom ${column}, ${round} dari ${all} nomor pada baris ${from} sampai ${to} berakhir dengan 0. Lembar hitung ` +
        'menyimpan hanya 15 angka dan mengganti angka ke-16 dengan 0, jadi nomor ini mungkin milik orang lain. Ambil lagi ' +
        'daftar aslinya dengan kolom berformat Teks. Bila nomornya memang benar, impor dengan --digits-are-right.',
      en:
        `In the column ${column}, ${round} of ${all} numbers from line ${from} to ${to} end in 0. A spreadsheet keeps only ` +
        '15 digits and writes 0 for the 16th, so these may be the numbers of other people. Take the list anew from its ' +
        'source, with the column formatted as text. If the numbers are right, import with --digits-are-right.',
    },
    [column],
  )
}
