import type { CoursePicture } from '../../../catalogue/pictures/course-pictures.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { dictionary } from '../../words/dictionary.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, instant, type Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { coursesWords } from './courses-words.ts'

/** What the console says of the picture of a course. */
export const coursePictureWords = dictionary({
  id: {
    picture: 'Gambar pelatihan',
    drawn: 'Memakai gambar bawaan.',
    removed: 'Gambar lembaga sudah dihapus. Sekarang memakai gambar bawaan.',
    takenDown: (because: string) => `Gambar lembaga diturunkan: ${because}. Sekarang memakai gambar bawaan.`,
    by: (who: string, at: string) => `Dipasang ${who}, ${at}.`,
    act: 'Turunkan gambar',
    actText:
      'Pelatihan memakai gambar bawaan lagi. Lembaganya membaca alasan ini dan boleh mengunggah yang lain.',
  },
  en: {
    picture: 'Picture of the course',
    drawn: 'It has the drawn picture.',
    removed: "The institution's picture was removed. It has the drawn one now.",
    takenDown: (because) => `The institution's picture was taken down: ${because}. It has the drawn one now.`,
    by: (who, at) => `Set by ${who}, ${at}.`,
    act: 'Take the picture down',
    actText:
      'The course has the drawn picture again. Its institution reads this reason and may upload another one.',
  },
})

/** Why a picture is taken down. */
export const takeDownForm = form((language) => ({
  alasan_gambar: ask.text(field.text(500), coursesWords[language].because, { maxlength: 500 }),
}))

interface Pictured {
  readonly picture: CoursePicture | undefined
  readonly courseCode: string
  readonly title: string
  readonly category: string
}

/** The picture that a course has, and the way to take it down. */
export async function pictureSection(request: ConsoleRequest, course: Pictured, shown: Shown) {
  const { c, language } = request
  const said = coursePictureWords[language]
  const { picture } = course
  if (picture?.status !== 'shown')
    return (
      <p class="muted">
        {picture?.status === 'taken_down'
          ? said.takenDown(picture.because ?? '')
          : picture
            ? said.removed
            : said.drawn}
      </p>
    )
  const nameOf = await actorNames(request, [picture.changedBy])
  const who = nameOf(picture.changedBy)
  return (
    <section class="stack">
      <h2>{said.picture}</h2>
      <figure class="stack">
        <parts.CourseArt title={course.title} category={course.category} picture={picture} />
        <figcaption class="small muted">
          {picture.alt}. {said.by(who, instant(picture.changedAt, language))}
        </figcaption>
      </figure>
      {offers(request, 'run_catalogue') ? (
        <Act
          title={said.act}
          text={said.actText}
          action={`/konsol/katalog/pelatihan/${course.courseCode}/turunkan-gambar`}
          button={said.act}
        >
          {takeDownForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
    </section>
  )
}
