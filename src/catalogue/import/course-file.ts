import type { RawCourse } from './clean-course.ts'
import { type CsvRecord, csvCells, csvRecords } from './csv-records.ts'
import { type DecodedLine, decodeLines, type FileContent } from './decode-lines.ts'

/** Why a whole file cannot be read; nothing of it is taken. */
export interface FileProblem {
  readonly reason: 'file_empty' | 'file_not_csv' | 'columns_missing'
  /** the columns that are missing, by their names in the documentation */
  readonly columns: readonly string[]
  readonly id: string
  readonly en: string
}

export interface CourseFile {
  readonly problem: FileProblem | undefined
  /** columns that the file has and the catalogue does not know */
  readonly ignoredColumns: readonly string[]
  readonly rows: readonly FileRow[]
}

export interface FileRow {
  readonly line: number
  readonly foreign: boolean
  readonly raw: RawCourse | 'broken_quoting' | 'too_few_cells' | 'too_many_cells'
}

const required = ['course_title', 'institution', 'category', 'method', 'price_rupiah'] as const
const optional = [
  'description',
  'min_age',
  'max_age',
  'min_education',
  'quota',
  'starts_at',
  'ends_at',
] as const
type Column = (typeof required)[number] | (typeof optional)[number]

const otherNames: Record<string, Column> = {
  title: 'course_title',
  course: 'course_title',
  judul: 'course_title',
  judul_pelatihan: 'course_title',
  nama_pelatihan: 'course_title',
  lembaga: 'institution',
  lembaga_pelatihan: 'institution',
  nama_lembaga: 'institution',
  kategori: 'category',
  metode: 'method',
  learning_method: 'method',
  price: 'price_rupiah',
  harga: 'price_rupiah',
  harga_rupiah: 'price_rupiah',
  deskripsi: 'description',
  umur_minimal: 'min_age',
  umur_maksimal: 'max_age',
  pendidikan_minimal: 'min_education',
  kuota: 'quota',
  mulai: 'starts_at',
  selesai: 'ends_at',
}

/**
 * Reads a file of courses: its header names the columns in any order and case, parted by commas, semicolons, tabs or
 * bars. Required: course_title, institution, category, method, price_rupiah. Optional: description, min_age, max_age,
 * min_education, quota, starts_at, ends_at. Other columns are ignored and told.
 */
export async function readCourseFile(content: FileContent): Promise<CourseFile> {
  const lines = await decodeLines(content)
  const head = lines.findIndex((line) => line.text.trim() !== '')
  const header = lines[head]
  if (!header) return unreadable('file_empty')
  if (/^(PK\p{Cc}|%PDF)/u.test(header.text)) return unreadable('file_not_csv')
  const { delimiter, names } = readHeader(header.text)
  const columns = new Map<Column, number>()
  const ignoredColumns: string[] = []
  names.forEach((name, index) => {
    const column = columnOf(name)
    if (column && !columns.has(column)) columns.set(column, index)
    else if (name.trim() !== '') ignoredColumns.push(name.trim())
  })
  const missing = required.filter((column) => !columns.has(column))
  if (missing.length > 0) return unreadable('columns_missing', missing)
  return { problem: undefined, ignoredColumns, rows: readRows(lines, head, delimiter, columns, names.length) }
}

function readHeader(text: string): { delimiter: string; names: readonly string[] } {
  const readings = [',', ';', '\t', '|'].map((delimiter) => {
    const names = csvCells(text, delimiter) ?? []
    return { delimiter, names, known: names.filter(columnOf).length }
  })
  return readings.reduce((best, reading) => (reading.known > best.known ? reading : best))
}

function columnOf(name: string): Column | undefined {
  const key = name
    .replace(/[\p{Cf}\p{Cc}]/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  const known: readonly string[] = [...required, ...optional]
  return known.includes(key) ? (key as Column) : Object.hasOwn(otherNames, key) ? otherNames[key] : undefined
}

function readRows(
  lines: readonly DecodedLine[],
  head: number,
  delimiter: string,
  columns: ReadonlyMap<Column, number>,
  width: number,
): FileRow[] {
  const least = Math.max(...required.map((column) => columns.get(column)! + 1))
  const excess = (cells: readonly string[]) => cells.slice(width).some((cell) => cell.trim() !== '')
  // A text of several lines, one of which has as many delimiters as a row, has swallowed that row.
  const swallowed = (cell: string) =>
    cell.includes('\n') && cell.split('\n').some((line) => line.split(delimiter).length >= width)
  const isWhole = (cells: readonly string[]) =>
    cells.length >= least && !excess(cells) && !cells.some(swallowed)
  const toRow = ({ line, cells, foreign }: CsvRecord): FileRow => {
    if (!cells) return { line, foreign, raw: 'broken_quoting' }
    if (cells.length < least) return { line, foreign, raw: 'too_few_cells' }
    if (excess(cells)) return { line, foreign, raw: 'too_many_cells' }
    return { line, foreign, raw: rawCourse(cells, columns) }
  }
  return csvRecords(lines, head + 1, delimiter, isWhole).map(toRow)
}

function rawCourse(cells: readonly string[], columns: ReadonlyMap<Column, number>): RawCourse {
  const cell = (column: Column) => {
    const index = columns.get(column)
    return index === undefined ? undefined : (cells[index] ?? '')
  }
  return {
    title: cell('course_title')!,
    institution: cell('institution')!,
    category: cell('category')!,
    method: cell('method')!,
    price: cell('price_rupiah')!,
    description: cell('description'),
    minAge: cell('min_age'),
    maxAge: cell('max_age'),
    minEducation: cell('min_education'),
    quota: cell('quota'),
    startsAt: cell('starts_at'),
    endsAt: cell('ends_at'),
  }
}

function unreadable(reason: FileProblem['reason'], columns: readonly string[] = []): CourseFile {
  const names = columns.join(', ')
  const [id, en] = {
    file_empty: ['Berkas ini kosong.', 'The file is empty.'],
    file_not_csv: [
      'Berkas ini bukan CSV; simpan dulu sebagai CSV (UTF-8).',
      'This is no CSV file; save it as CSV (UTF-8) first.',
    ],
    columns_missing: [
      `Kolom ini tidak ada di judul kolom: ${names}.`,
      `The header lacks these columns: ${names}.`,
    ],
  }[reason] as [string, string]
  return { problem: { reason, columns, id, en }, ignoredColumns: [], rows: [] }
}
