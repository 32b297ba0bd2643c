import type { Child } from 'hono/jsx'
import { aboutCells, writtenAbout } from '../../catalogue/about/course-about.ts'
import { explainReason } from '../../catalogue/import/row-reasons.ts'
import { pictureOfCourse } from '../../catalogue/pictures/course-pictures.ts'
import { placeCells } from '../../catalogue/places/schedule-place.ts'
import { ownCourse } from '../../catalogue/proposals/own-courses.ts'
import type { Proposal, ProposalFields } from '../../catalogue/proposals/proposals.ts'
import { checkFields, proposeCourse } from '../../catalogue/proposals/write-proposal.ts'
import { educationNames } from '../../kernel/education.ts'
import type { Language } from '../../kernel/wib.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { readForm, type Shown } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { aboutQuestions } from '../proposals/about-questions.ts'
import { placeQuestions } from '../proposals/place-questions.ts'
import { ask, form } from '../site/form.tsx'
import { goTo, here, type Target } from '../site/link.ts'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  whyNot,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'
import { PictureLine } from './pictures/picture-line.tsx'

/** What an institution says of a course, in the order in which it is asked. */
export const cells = [
  'title',
  'category',
  'method',
  'price',
  'description',
  'minAge',
  'maxAge',
  'minEducation',
  'quota',
  'startsAt',
  'endsAt',
  ...placeCells,
  ...aboutCells,
] as const satisfies readonly (keyof ProposalFields)[]

const noFields = Object.fromEntries(cells.map((cell) => [cell, ''])) as unknown as ProposalFields

/** `/mitra/pelatihan/baru` */
export async function newCoursePage(c: Request): Promise<Response> {
  return courseForm(c, {
    action: '/mitra/pelatihan/baru',
    fields: { ...noFields, method: 'self_paced' },
  })
}

/** `/mitra/pelatihan/ubah/KODE`: begins with what the catalogue has. */
export async function changeCoursePage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const course = await changed(c, deps, user)
  if (!course) return errorPage(c, 404)
  const { courseCode, minEducation } = course
  const text = (value: number | null | undefined) => (value ? String(value) : '')
  const fields: ProposalFields = {
    ...noFields,
    title: course.title,
    category: course.category,
    method: course.method,
    price: text(course.price),
    description: course.description,
    minAge: text(course.minAge),
    maxAge: text(course.maxAge),
    minEducation: minEducation > 0 ? (educationNames[minEducation] ?? '') : '',
    ...writtenAbout(course.about),
  }
  const picture = await pictureOfCourse(deps.ctx.db, courseCode)
  const above = <PictureLine c={c} course={course} picture={picture} />
  return courseForm(c, { action: `/mitra/pelatihan/ubah/${courseCode}`, fields, change: true, above })
}

function changed(c: Request, { ctx }: InstitutionPortalDeps, { institutionId }: InstitutionUser) {
  return ownCourse(ctx.db, institutionId, c.req.param('course') ?? '')
}

interface CourseForm extends Pick<Shown, 'problems'> {
  readonly action: Target
  readonly fields: ProposalFields
  /** a change keeps the method, and its schedules are proposed apart */
  readonly change?: boolean
  readonly above?: Child
}

const text = (max: number) => field.text(max).optional()

const questions = (language: Language) => {
  const said = institutionPortalWords[language]
  const methods = (['self_paced', 'webinar'] as const).map((value) => ({ value, label: said.methods[value] }))
  const number = (maxlength: number) => ({ inputmode: 'numeric', maxlength, short: true }) as const
  const time = { hint: said.webinarOnly, type: 'datetime-local' } as const
  return {
    title: ask.text(field.text(300), said.title, { maxlength: 300 }),
    category: ask.text(field.text(80), said.category, { maxlength: 80 }),
    method: ask.radios(field.text(20), said.method, methods),
    price: ask.text(field.text(20), said.price, number(20)),
    description: ask.text(text(12_000), said.description, { lines: 6 }),
    minAge: ask.text(text(3), said.minAge, number(3)),
    maxAge: ask.text(text(3), said.maxAge, number(3)),
    minEducation: ask.text(text(10), said.minEducation, {
      hint: said.minEducationHint,
      maxlength: 10,
      short: true,
    }),
    quota: ask.text(text(7), said.quota, number(7)),
    startsAt: ask.text(text(20), said.startsAt, time),
    endsAt: ask.text(text(20), said.endsAt, time),
    ...placeQuestions(language),
    ...aboutQuestions(language),
  }
}
const courseQuestions = form(questions)

function courseForm(c: Request, form: CourseForm): Response {
  const { action, fields, change = false, problems = [], above = '' } = form
  const said = institutionPortalWords[c.get('language')]
  const shown = { typed: fields, problems }
  const inPage = (...names: (keyof ProposalFields & (typeof cells)[number])[]) =>
    courseQuestions.fields(c, shown, ...names)
  return institutionPortalPage(
    c,
    change ? said.changeCourse : said.newCourse,
    <>
      {above}
      <parts.Form action={action} button={said.saveDraft}>
        {inPage('title', 'category')}
        {change ? <input type="hidden" name="method" value={fields.method} /> : inPage('method')}
        {inPage('price', 'description')}
        <div class="pair">{inPage('level', 'language')}</div>
        {inPage('trainer', 'outcomes', 'syllabus', 'needs')}
        <div class="pair">{inPage('minAge', 'maxAge')}</div>
        <div class="pair">{inPage('minEducation', 'quota')}</div>
        {change && fields.method !== 'webinar' ? (
          ''
        ) : (
          <>
            <div class="pair">{inPage('startsAt', 'endsAt')}</div>
            {inPage(...placeCells)}
          </>
        )}
      </parts.Form>
    </>,
    { problems },
  )
}

/** Takes the form of a course: a new proposal, a change of a course, or a proposal that is changed. */
export async function submitCourse(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  of: { readonly proposal?: Proposal; readonly change?: boolean } = {},
): Promise<Response> {
  const form = await readForm(c)
  const fields = Object.fromEntries(
    cells.map((cell) => [cell, (form.get(cell) ?? '').slice(0, 12_000).toWellFormed()]),
  ) as unknown as ProposalFields
  const found = of.change ? await changed(c, deps, user) : undefined
  if (of.change && !found) return errorPage(c, 404)
  const again = { action: here(c), fields, change: of.change ?? of.proposal?.courseCode !== undefined }
  const checked = checkFields(fields, user.institution)
  if (!checked.course) {
    const problems = checked.reasons.map((reason) => ({
      field: cellOf[reason.split('_')[0] ?? ''] ?? 'title',
      message:
        reason === 'price_missing'
          ? institutionPortalWords[c.get('language')].priceMissing
          : explainReason(reason)[c.get('language')],
    }))
    return courseForm(c, { ...again, problems })
  }
  const asked = { fields, courseCode: found?.courseCode, draftId: of.proposal?.draftId }
  const outcome = await proposeCourse(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (!outcome.ok)
    return courseForm(c, { ...again, problems: [{ field: 'title', message: whyNot(c, outcome) }] })
  return goTo(c, `/mitra/usulan/${outcome.value.draftId}?tersimpan`)
}

/** Which field a reason of the import is about, by its first word. */
const cellOf: Readonly<Record<string, string>> = {
  title: 'title',
  bundle: 'title',
  category: 'category',
  description: 'description',
  method: 'method',
  price: 'price',
  age: 'minAge',
  education: 'minEducation',
  quota: 'quota',
  level: 'level',
  language: 'language',
  about: 'outcomes',
  schedule: 'startsAt',
  place: 'place',
  city: 'city',
  map: 'mapLink',
}

/** `/mitra/usulan/K7/ubah` */
export async function editProposalPage(c: Request, proposal: Proposal): Promise<Response> {
  if (proposal.kind !== 'course') return errorPage(c, 404)
  const change = proposal.courseCode !== undefined
  return courseForm(c, { action: here(c), fields: proposal.fields, change })
}
