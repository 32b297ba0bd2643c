import { longestComment, longestReason } from '../../../catalogue/proposals/curation.ts'
import { curationWords } from '../../../catalogue/proposals/curation-words.ts'
import { type Curation, type CurationPoint, pointsOf } from '../../../catalogue/proposals/rules.ts'
import { field } from '../../http/form-fields.ts'
import { ask, type FormOf, form, type Question } from '../../site/form.tsx'
import { proposalsWords } from './proposals-words.ts'

type Asks = Readonly<Record<string, Question>>

/** The checklist as a form: a box and a note for each point, and the reason. */
function checklistOf(kind: 'course' | 'schedule'): FormOf<Asks> {
  return form((language): Asks => {
    const said = proposalsWords[language]
    const points = pointsOf(kind).flatMap((point, index) => [
      [`butir_${point}`, ask.tick(field.flag(), `${index + 1}. ${curationWords[language][point]}`)] as const,
      [
        `catatan_${point}`,
        ask.text(field.text(longestComment).optional(), said.comment(index + 1), {
          maxlength: longestComment,
        }),
      ] as const,
    ])
    const reason = ask.text(field.text(longestReason).optional(), said.because, {
      hint: said.becauseHint,
      lines: 3,
      maxlength: longestReason,
    })
    return { ...Object.fromEntries(points), alasan: reason }
  })
}

/** The checklist of each kind of proposal. */
export const checklistForms = { course: checklistOf('course'), schedule: checklistOf('schedule') }

/** What the form says, as the operation takes it. */
export function curationIn(
  kind: 'course' | 'schedule',
  values: Readonly<Record<string, unknown>>,
): { curation: Curation; reason: string } {
  const comments: Partial<Record<CurationPoint, string>> = {}
  for (const point of pointsOf(kind)) {
    const comment = values[`catatan_${point}`]
    if (typeof comment === 'string') comments[point] = comment
  }
  const ticked = pointsOf(kind).filter((point) => values[`butir_${point}`] === true)
  const reason = typeof values.alasan === 'string' ? values.alasan : ''
  return { curation: { ticked, comments }, reason }
}
