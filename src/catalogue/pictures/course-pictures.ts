import { first, type Queryable, type Row, statement } from '../../database/sql.ts'

/** A picture as pages show it: the digests of its files, and what it shows in words. */
export interface ShownPicture {
  readonly card: string
  readonly page: string
  readonly alt: string
}

/** `removed`: by its institution; `taken_down`: by the programme, with a reason. */
export type PictureStatus = 'shown' | 'removed' | 'taken_down'

/** The picture of a course `c` for the JSON of a statement: null where the one that is drawn stands. */
export const pictureJson = `
  (select json_build_object('card', x.card, 'page', x.page, 'alt', x.alt)
   from course_picture x where x.course_id = c.course_id and x.status = 'shown')`

const selectPicture = statement<
  [courseCode: string],
  'catalogue/picture-of-course',
  { status: PictureStatus }
>(
  'catalogue/picture-of-course',
  `
  select status, alt, card, page, changed_at, changed_by, because
  from course_picture where course_id = (select course_id from course where course_code = $1)
  `,
)

/** What became of the picture of a course; undefined where it never had one of its own. */
export type CoursePicture = Row<'catalogue/picture-of-course', { status: PictureStatus }>

/** The picture of a course, shown or not. */
export function pictureOfCourse(db: Queryable, courseCode: string): Promise<CoursePicture | undefined> {
  return first(db, selectPicture, [courseCode])
}

const selectFile = statement<[digest: string], 'catalogue/picture-file'>(
  'catalogue/picture-file',
  'select content from course_picture_file where digest = $1 limit 1',
)

/** A file of a picture that is shown, by its digest. */
export async function pictureFile(db: Queryable, digest: string): Promise<Buffer | undefined> {
  return (await first(db, selectFile, [digest]))?.content
}

/** Where browsers get a file of a picture: the address changes with the picture. */
export function pictureAddress(digest: string): `/assets/pelatihan/${string}` {
  return `/assets/pelatihan/${digest}.avif`
}
