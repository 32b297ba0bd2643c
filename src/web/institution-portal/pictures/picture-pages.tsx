import { type CoursePicture, pictureOfCourse } from '../../../catalogue/pictures/course-pictures.ts'
import {
  mostAltLetters,
  type PictureRefusal,
  takenPictures,
} from '../../../catalogue/pictures/picture-rules.ts'
import { removePicture, setPicture } from '../../../catalogue/pictures/set-picture.ts'
import { type OwnCourse, ownCourse } from '../../../catalogue/proposals/own-courses.ts'
import type { InstitutionUser } from '../../../learning/institution-portal/users.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  whyNot,
} from '../institution-portal.tsx'
import { pictureWords } from './picture-words.ts'

const formOf = (replaces: boolean) =>
  form((language) => {
    const said = pictureWords[language]
    const hint = replaces ? `${said.keepHint} ${said.fileHint}` : said.fileHint
    return {
      berkas: ask.file(said.file, takenPictures, { hint, optional: replaces }),
      keterangan: ask.text(field.text(1000).optional(), said.alt, {
        hint: said.altHint,
        maxlength: mostAltLetters,
        lines: 2,
      }),
    }
  })
const firstForm = formOf(false)
const nextForm = formOf(true)

const addressOf = ({ courseCode }: OwnCourse) => `/mitra/pelatihan/ubah/${courseCode}/gambar` as const

function courseOf(c: Request, { ctx }: InstitutionPortalDeps, { institutionId }: InstitutionUser) {
  return ownCourse(ctx.db, institutionId, c.req.param('course') ?? '')
}

/** `/mitra/pelatihan/ubah/KODE/gambar`: the picture as it is shown, and the forms that replace and remove it. */
export async function picturePage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  shown: Shown = {},
): Promise<Response> {
  const course = await courseOf(c, deps, user)
  if (!course) return errorPage(c, 404)
  const said = pictureWords[c.get('language')]
  const picture = await pictureOfCourse(deps.ctx.db, course.courseCode)
  const own = picture?.status === 'shown' ? picture : undefined
  const kept = beginningWith({ keterangan: own?.alt }, shown)
  return institutionPortalPage(
    c,
    said.title,
    <>
      <p class="lead">{course.title}</p>
      <p>{said.lead}</p>
      {picture?.status === 'taken_down' ? (
        <parts.Notice tone="warning" title={said.takenDown}>
          <p>{picture.because}</p>
          <p>{said.again}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      <Pictures c={c} course={course} own={own} />
      <parts.Form action={addressOf(course)} files>
        {(own ? nextForm : firstForm).fields(c, kept)}
        <parts.Button>{own ? said.replace : said.set}</parts.Button>
      </parts.Form>
      {own ? (
        <section class="panel stack">
          <p>{said.removeText}</p>
          <parts.Form action={`${addressOf(course)}/hapus`} plain>
            <parts.Button look="second">{said.remove}</parts.Button>
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      <p>
        <a href={`/mitra/pelatihan/ubah/${course.courseCode}`}>{said.back}</a>
      </p>
    </>,
    shown,
  )
}

/** What is shown now, as large as on a course's page and as on a card; beside it the one that is drawn. */
function Pictures(props: { c: Request; course: OwnCourse; own: CoursePicture | undefined }) {
  const { c, course, own } = props
  const said = pictureWords[c.get('language')]
  const of = { title: course.title, category: course.category }
  const drawn = (
    <figure class="stack">
      <parts.CourseArt {...of} />
      <figcaption class="small muted">{said.drawn}</figcaption>
    </figure>
  )
  if (!own) return drawn
  return (
    <>
      <h2>{said.own}</h2>
      {(['page', 'card'] as const).map((size) => (
        <figure class="stack">
          <parts.CourseArt {...of} picture={own} size={size} />
          <figcaption class="small muted">
            {size === 'page' ? said.onPage : said.onCard}: {own.alt}
          </figcaption>
        </figure>
      ))}
      {drawn}
    </>
  )
}

const aboutWords: readonly PictureRefusal[] = ['alt_missing', 'alt_too_long']

/** Takes a picture with its words, or the words alone. */
export async function submitPicture(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const answers = await nextForm.read(c)
  if (!answers.ok) return picturePage(c, deps, user, answers)
  const course = await courseOf(c, deps, user)
  if (!course) return errorPage(c, 404)
  const of = { courseCode: course.courseCode, institutionId: user.institutionId }
  const brought = { content: c.get('upload'), alt: answers.values.keterangan ?? '' }
  const outcome = await setPicture(deps.ctx, of, brought, actorOf(c, user))
  if (outcome.ok) return goTo(c, `${addressOf(course)}?tersimpan`)
  const about = aboutWords.includes(outcome.refusal) ? 'keterangan' : 'berkas'
  return picturePage(c, deps, user, wrong(about, whyNot(c, outcome), answers.typed))
}

/** Takes the picture away; the drawn one stands again. Somebody else of the institution may have done it before. */
export async function submitRemoval(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const course = await courseOf(c, deps, user)
  if (!course) return errorPage(c, 404)
  const of = { courseCode: course.courseCode, institutionId: user.institutionId }
  await removePicture(deps.ctx, of, actorOf(c, user))
  return goTo(c, `${addressOf(course)}?tersimpan`)
}
