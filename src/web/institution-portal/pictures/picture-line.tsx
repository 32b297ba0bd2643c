import type { CoursePicture } from '../../../catalogue/pictures/course-pictures.ts'
import type { OwnCourse } from '../../../catalogue/proposals/own-courses.ts'
import type { Request } from '../institution-portal.tsx'
import { pictureWords } from './picture-words.ts'

/** The way from a course to its picture. */
export function PictureLine(props: { c: Request; course: OwnCourse; picture: CoursePicture | undefined }) {
  const said = pictureWords[props.c.get('language')]
  return (
    <p>
      <a href={`/mitra/pelatihan/ubah/${props.course.courseCode}/gambar`}>
        {props.picture?.status === 'shown' ? said.change : said.open}
      </a>
    </p>
  )
}
