import {
  decideSubmission,
  type PendingSubmission,
  pendingSubmission,
} from '../../../learning/assignments/decide-submission.ts'
import { type FileType, fileTypes } from '../../../learning/assignments/file-rules.ts'
import { assignmentFile } from '../../../learning/assignments/hand-in.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, outside } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { sentence } from '../refusal-words.ts'
import { casePanel } from './case-panel.tsx'
import { queueWords } from './queue-words.ts'

const verdictForm = form((language) => {
  const { reason, reasonHint: hint } = queueWords[language]
  return { reason: ask.text(field.text(500).optional(), reason, { hint, lines: 3, maxlength: 500 }) }
})

/** `/konsol/kasus/tugas/:submission`: what was handed in, and the form for the decision. */
export async function assignmentPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, c, language } = request
  const said = queueWords[language]
  const id = numberOf(request)
  const found = id && (await pendingSubmission(ctx, id))
  const title = `${said.kinds.assignment} ${id ?? ''}`
  if (!id || (!found && !shown.problem)) return errorPage(c, 404)
  const panel = await casePanel(request, { kind: 'assignment', subject: String(id) })
  return consolePage(
    request,
    { title, ...shown },
    <Beside side={panel}>
      {found ? <Work request={request} found={found} /> : ''}
      {found && offers(request, 'run_learning') ? (
        <parts.Form action={`/konsol/kasus/tugas/${id}`}>
          {verdictForm.fields(c, shown)}
          <parts.Buttons>
            <parts.Button name="verdict" value="accepted">
              {said.accept}
            </parts.Button>
            <parts.Button name="verdict" value="failed" look="second">
              {said.fail}
            </parts.Button>
          </parts.Buttons>
        </parts.Form>
      ) : (
        ''
      )}
    </Beside>,
  )
}

function Work({ request, found }: { request: ConsoleRequest; found: PendingSubmission }) {
  const { language } = request
  const said = queueWords[language]
  return (
    <>
      <parts.SummaryList
        rows={[
          { label: said.kind, value: said[found.kind] },
          { label: said.institution, value: found.institution },
          { label: said.course, value: found.courseCode },
          { label: said.session, value: `${found.scope.toUpperCase()} ${found.sequence}` },
          { label: said.handedIn, value: instant(found.submittedAt, language) },
        ]}
      />
      {found.notes ? <blockquote class="panel">{found.notes}</blockquote> : ''}
      {found.urlFile ? (
        <p>
          <a href={outside(found.urlFile)} rel="noopener noreferrer nofollow">
            {said.openWork}
          </a>
        </p>
      ) : (
        ''
      )}
      {found.uploaded && offers(request, 'run_learning') ? (
        <p>
          <a href={`/konsol/kasus/tugas/${found.submissionId}/berkas`}>{said.downloadWork}</a>
        </p>
      ) : (
        ''
      )}
    </>
  )
}

/** Takes the decision. */
export async function submitAssignment(request: ConsoleRequest): Promise<Response> {
  const sent = await readForm(request.c)
  const reason = sent.get('reason') ?? ''
  const verdict = sent.get('verdict')
  const id = numberOf(request)
  if (!id || (verdict !== 'accepted' && verdict !== 'failed')) return errorPage(request.c, 404)
  const decided = await decideSubmission(request.ctx, id, { verdict, reason }, request.actor)
  if (!decided.ok)
    return assignmentPage(request, { problem: sentence(request.language, decided), typed: { reason } })
  return goTo(request.c, '/konsol/kasus?kabar=assignment_decided')
}

/** The uploaded file: always saved, never shown by the browser. */
export async function assignmentFileAnswer(request: ConsoleRequest): Promise<Response> {
  const id = numberOf(request)
  const file = id && (await assignmentFile(request.ctx, id))
  if (!file) return errorPage(request.c, 404)
  const ending = fileTypes[file.mediaType as FileType] ?? 'bin'
  return request.c.body(new Uint8Array(file.content), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="tugas-${id}.${ending}"`,
  })
}

function numberOf({ c }: ConsoleRequest): number | undefined {
  const typed = c.req.param('submission') ?? ''
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : undefined
}
