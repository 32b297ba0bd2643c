import { courseByCode } from '../../catalogue/courses.ts'
import type { Draft, DraftFields } from '../../catalogue/drafts/drafts.ts'
import { checkFields, draftCourse } from '../../catalogue/drafts/write-draft.ts'
import { explainReason } from '../../catalogue/import/row-reasons.ts'
import { institutionCourses } from '../../catalogue/institutions.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { errorPage } from '../http/errors.tsx'
import { readForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { actorOf, type DeskDeps, deskPage, errorsOf, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'

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
] as const satisfies readonly (keyof DraftFields)[]

const noFields = Object.fromEntries(cells.map((cell) => [cell, ''])) as unknown as DraftFields

/** `/mitra/pelatihan/baru` */
export async function newCoursePage(c: Request, deps: DeskDeps): Promise<Response> {
  return courseForm(c, deps, {
    action: '/mitra/pelatihan/baru',
    fields: { ...noFields, method: 'self_paced' },
  })
}

/** `/mitra/pelatihan/ubah/KODE`: begins with what the catalogue has. */
export async function changeCoursePage(c: Request, deps: DeskDeps, user: InstitutionUser): Promise<Response> {
  const found = await ownCourse(c, deps, user)
  if (!found) return errorPage(c, 404)
  const { course, courseCode } = found
  const { conditions } = course
  const text = (value: number | null | undefined) => (value ? String(value) : '')
  const fields: DraftFields = {
    ...noFields,
    title: course.title,
    category: course.category.name,
    method: course.method,
    price: text(course.price),
    description: course.description,
    minAge: text(conditions.minAge),
    maxAge: text(conditions.maxAge),
  }
  return courseForm(c, deps, { action: `/mitra/pelatihan/ubah/${courseCode}`, fields, change: true })
}

/** Those that are in the catalogue: what was withdrawn is not to be changed. */
export async function listedCourses({ ctx }: DeskDeps, { institutionId }: InstitutionUser) {
  return (await institutionCourses(ctx, institutionId, { number: 1, size: 1000 })).courses
}

async function ownCourse(c: Request, deps: DeskDeps, user: InstitutionUser) {
  const courseCode = c.req.param('course') ?? ''
  const own = await listedCourses(deps, user)
  if (!own.some((course) => course.courseCode === courseCode)) return undefined
  const course = await courseByCode(deps.ctx, courseCode)
  return course && { course, courseCode }
}

interface CourseForm {
  readonly action: string
  readonly fields: DraftFields
  /** a change keeps the method, and its schedules are proposed apart */
  readonly change?: boolean
  readonly problems?: readonly parts.FieldProblem[]
}

async function courseForm(c: Request, deps: DeskDeps, form: CourseForm): Promise<Response> {
  const { action, fields, change = false, problems = [] } = form
  const said = deskWords[c.get('language')]
  const errors = errorsOf(problems)
  const asked = (name: keyof DraftFields) => ({ name, value: fields[name], error: errors[name] })
  const methods = (['self_paced', 'webinar'] as const).map((value) => ({ value, label: said.methods[value] }))
  const webinar = change ? fields.method === 'webinar' : true
  return deskPage(
    c,
    deps,
    change ? said.changeCourse : said.newCourse,
    <parts.Form action={action}>
      <parts.Field {...asked('title')} label={said.title} maxlength={300} />
      <parts.Field {...asked('category')} label={said.category} maxlength={80} />
      {change ? (
        <input type="hidden" name="method" value={fields.method} />
      ) : (
        <parts.Radios {...asked('method')} label={said.method} options={methods} />
      )}
      <parts.Field {...asked('price')} label={said.price} inputmode="numeric" maxlength={20} short />
      <parts.Field {...asked('description')} label={said.description} lines={6} optional />
      <parts.Field
        {...asked('minAge')}
        label={said.minAge}
        inputmode="numeric"
        maxlength={3}
        short
        optional
      />
      <parts.Field
        {...asked('maxAge')}
        label={said.maxAge}
        inputmode="numeric"
        maxlength={3}
        short
        optional
      />
      <parts.Field
        {...asked('minEducation')}
        label={said.minEducation}
        hint={said.minEducationHint}
        maxlength={10}
        short
        optional
      />
      <parts.Field {...asked('quota')} label={said.quota} inputmode="numeric" maxlength={7} short optional />
      {webinar ? (
        <>
          <parts.Field
            {...asked('startsAt')}
            label={said.startsAt}
            hint={said.webinarOnly}
            type="datetime-local"
            optional
          />
          <parts.Field
            {...asked('endsAt')}
            label={said.endsAt}
            hint={said.webinarOnly}
            type="datetime-local"
            optional
          />
        </>
      ) : (
        ''
      )}
      <parts.Button>{said.saveDraft}</parts.Button>
    </parts.Form>,
    { problems },
  )
}

/** Takes the form of a course: a new draft, a change of a course, or a draft that is changed. */
export async function takeCourse(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  of: { readonly draft?: Draft; readonly change?: boolean } = {},
): Promise<Response> {
  const form = await readForm(c)
  const fields = Object.fromEntries(
    cells.map((cell) => [cell, (form.get(cell) ?? '').slice(0, 12_000).toWellFormed()]),
  ) as unknown as DraftFields
  const found = of.change ? await ownCourse(c, deps, user) : undefined
  if (of.change && !found) return errorPage(c, 404)
  const again = { action: c.req.path, fields, change: of.change ?? of.draft?.courseCode !== undefined }
  const checked = checkFields(fields, user.institution)
  if (!checked.course) {
    const problems = checked.reasons.map((reason) => ({
      field: cellOf[reason.split('_')[0] ?? ''] ?? 'title',
      message:
        reason === 'price_missing'
          ? deskWords[c.get('language')].priceMissing
          : explainReason(reason)[c.get('language')],
    }))
    return courseForm(c, deps, { ...again, problems })
  }
  const asked = { fields, courseCode: found?.courseCode, draftId: of.draft?.draftId }
  const outcome = await draftCourse(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (!outcome.ok)
    return courseForm(c, deps, { ...again, problems: [{ field: 'title', message: whyNot(c, outcome) }] })
  return c.redirect(`/mitra/usulan/${outcome.value.draftId}?tersimpan`, 303)
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
  schedule: 'startsAt',
}

/** `/mitra/usulan/K7/ubah` */
export async function editDraftPage(c: Request, deps: DeskDeps, draft: Draft): Promise<Response> {
  if (draft.kind !== 'course') return errorPage(c, 404)
  const change = draft.courseCode !== undefined
  return courseForm(c, deps, { action: c.req.path, fields: draft.fields, change })
}
