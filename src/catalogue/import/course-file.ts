import type { FileContent } from '../../lists/decode-lines.ts'
import { ListProblem } from '../../lists/list-problem.ts'
import type { ListShape } from '../../lists/list-shape.ts'
import { type ListOptions, type ListRow, openList, type RowProblem } from '../../lists/read-list.ts'
import type { RawCourse } from './clean-course.ts'

/** Why a whole file cannot be read; nothing of it is taken. */
export interface FileProblem {
  readonly reason: 'file_empty' | 'file_not_csv' | 'file_unreadable' | 'columns_missing' | 'column_ambiguous'
  /** the columns that are missing or ambiguous, by their names in the documentation */
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
  readonly raw: RawCourse | RowProblem
}

type Needed = 'course_title' | 'institution' | 'category' | 'method' | 'price_rupiah'
type Optional =
  | 'description'
  | 'min_age'
  | 'max_age'
  | 'min_education'
  | 'quota'
  | 'starts_at'
  | 'ends_at'
  | 'place'
  | 'address'
  | 'city'
  | 'map_link'
  | 'level'
  | 'language'
  | 'trainer'
  | 'needs'
  | 'outcomes'
  | 'syllabus'

export const courseList: ListShape<Needed, Optional> = {
  needed: {
    course_title: ['title', 'course', 'judul', 'judul_pelatihan', 'nama_pelatihan', 'pelatihan'],
    institution: ['lembaga', 'lembaga_pelatihan', 'nama_lembaga'],
    category: ['kategori'],
    method: ['metode', 'learning_method', 'metode_belajar', 'metode_pembelajaran'],
    price_rupiah: ['price', 'harga', 'harga_rupiah', 'harga_rp'],
  },
  optional: {
    description: ['deskripsi'],
    min_age: ['umur_minimal', 'usia_minimal'],
    max_age: ['umur_maksimal', 'usia_maksimal'],
    min_education: ['pendidikan_minimal'],
    quota: ['kuota'],
    starts_at: ['mulai'],
    ends_at: ['selesai'],
    place: ['tempat', 'lokasi', 'nama_tempat', 'tempat_pelatihan', 'lokasi_pelatihan', 'venue'],
    address: ['alamat', 'alamat_tempat', 'alamat_lokasi', 'alamat_pelatihan'],
    city: ['kota', 'kabupaten', 'kota_kabupaten', 'kabupaten_kota', 'kab_kota', 'regency'],
    map_link: ['peta', 'tautan_peta', 'link_peta', 'google_maps', 'maps'],
    level: ['tingkat'],
    language: ['bahasa', 'bahasa_pengantar'],
    trainer: ['pengajar', 'instruktur'],
    needs: ['yang_diperlukan', 'perlengkapan'],
    outcomes: ['hasil_belajar', 'tujuan_pembelajaran'],
    syllabus: ['silabus'],
  },
}

/**
 * Reads a file of courses, as every list is read. Required: course_title, institution, category, method, price_rupiah.
 * Optional: description, min_age, max_age, min_education, quota, starts_at, ends_at, place, address, city, map_link, level, language,
 * trainer, needs, outcomes, syllabus. Other columns are ignored and told.
 */
export async function readCourseFile(content: FileContent, options: ListOptions = {}): Promise<CourseFile> {
  try {
    const { ignoredColumns, rows } = await openList(content, courseList, options)
    const taken: FileRow[] = []
    for await (const row of rows) taken.push(fileRow(row))
    return { problem: undefined, ignoredColumns, rows: taken }
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    return { problem: fileProblem(error), ignoredColumns: [], rows: [] }
  }
}

function fileRow({ line, foreign, problem, cells }: ListRow<Needed, Optional>): FileRow {
  return {
    line,
    foreign,
    raw: problem ?? {
      title: cells.course_title,
      institution: cells.institution,
      category: cells.category,
      method: cells.method,
      price: cells.price_rupiah,
      description: cells.description,
      minAge: cells.min_age,
      maxAge: cells.max_age,
      minEducation: cells.min_education,
      quota: cells.quota,
      startsAt: cells.starts_at,
      endsAt: cells.ends_at,
      where: {
        place: cells.place,
        address: cells.address,
        city: cells.city,
        mapLink: cells.map_link,
      },
      about: {
        level: cells.level,
        language: cells.language,
        trainer: cells.trainer,
        needs: cells.needs,
        outcomes: cells.outcomes,
        syllabus: cells.syllabus,
      },
    },
  }
}

function fileProblem({ reason, columns, id, en }: ListProblem): FileProblem {
  if (reason === 'numbers_rounded') throw new Error('courses have no long numbers')
  return { reason: reason === 'column_missing' ? 'columns_missing' : reason, columns, id, en }
}
