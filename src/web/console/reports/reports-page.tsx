import { type FileType, fileTypes } from '../../../learning/assignments/file-rules.ts'
import {
  decideReport,
  reportFile,
  type WaitingReport,
  waitingReport,
  waitingReports,
} from '../../../learning/completion/decide-report.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import { institutionPortalWords } from '../../institution-portal/institution-portal-words.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, outside } from '../../site/link.ts'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words as consoleWords } from '../console-words.ts'
import { consolePage, instant, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { mostRows } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { words as ownWords } from './reports-words.ts'

/** `/konsol/penyelesaian`: completions that institutions reported and nobody has decided, the oldest first. */
export async function reportsPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  return listPage(request, {
    title: consoleWords[language].reports,
    lead: ownWords[language].lead,
    place: '/konsol/penyelesaian',
    file: 'penyelesaian',
    columns: columnsOf(request),
    rows: await waitingReports(ctx, mostRows(request.c)),
  })
}

function columnsOf(request: ConsoleRequest): ListColumn<WaitingReport>[] {
  const { language } = request
  const said = ownWords[language]
  return [
    {
      label: said.number,
      key: 'nomor',
      right: true,
      cell: (it) => it.reportId,
      show: (it) => <a href={`/konsol/penyelesaian/${it.reportId}`}>{it.reportId}</a>,
    },
    { label: said.institution, key: 'lembaga', cell: (it) => it.institution },
    { label: said.course, key: 'pelatihan', cell: (it) => it.course },
    {
      label: said.evidence,
      key: 'bukti',
      cell: (it) => institutionPortalWords[language].evidenceKinds[it.kind],
    },
    { label: said.reportedAt, key: 'dilaporkan', cell: (it) => it.reportedAt },
    {
      label: said.countsFrom,
      key: 'berlaku',
      cell: (it) => (it.mustBeDecided ? undefined : it.restsUntil),
      show: (it) => countsFrom(request, it),
    },
  ]
}

function countsFrom({ language }: ConsoleRequest, { mustBeDecided, restsUntil }: WaitingReport): string {
  return mustBeDecided ? ownWords[language].mustBeDecided : instant(restsUntil, language)
}

const verdictForm = form((language) => {
  const { reason, reasonHint: hint } = ownWords[language]
  return { reason: ask.text(field.text(600).optional(), reason, { hint, lines: 3, maxlength: 600 }) }
})

/** `/konsol/penyelesaian/:report`: its evidence, and the form for the decision. */
export async function reportPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { language } = request
  const said = ownWords[language]
  const id = numberOf(request)
  const report = id && (await waitingReport(request.ctx, id))
  const title = `${consoleWords[language].reports} ${id ?? ''}`
  if (!report)
    return shown.problem
      ? consolePage(request, { title, ...shown }, <p>{said.over}</p>)
      : errorPage(request.c, 404)
  const rows = [
    { label: said.institution, value: report.institution },
    { label: said.course, value: report.course },
    { label: said.reportedAt, value: instant(report.reportedAt, language) },
    { label: said.countsFrom, value: countsFrom(request, report) },
    { label: said.evidence, value: institutionPortalWords[language].evidenceKinds[report.kind] },
    ...(report.note ? [{ label: said.note, value: report.note }] : []),
  ]
  const panel = await casePanel(request, { kind: 'completion', subject: String(report.reportId) })
  return consolePage(
    request,
    { title, ...shown },
    <Beside side={panel}>
      <parts.SummaryList rows={rows} />
      {report.link ? (
        <p>
          <a href={outside(report.link)} rel="noopener noreferrer nofollow">
            {said.openLink}
          </a>
        </p>
      ) : (
        ''
      )}
      {report.uploaded ? (
        <p>
          <a href={`/konsol/penyelesaian/${report.reportId}/berkas`}>{said.download}</a>
        </p>
      ) : (
        ''
      )}
      {offers(request, 'decide_report') ? (
        <parts.Form action={`/konsol/penyelesaian/${report.reportId}`}>
          {verdictForm.fields(request.c, shown)}
          <parts.Buttons>
            <parts.Button name="verdict" value="accepted">
              {said.accept}
            </parts.Button>
            <parts.Button name="verdict" value="refused" look="second">
              {said.refuse}
            </parts.Button>
          </parts.Buttons>
        </parts.Form>
      ) : (
        ''
      )}
    </Beside>,
  )
}

/** Takes the decision. */
export async function submitReportDecision(request: ConsoleRequest): Promise<Response> {
  const sent = await readForm(request.c)
  const reason = sent.get('reason') ?? ''
  const verdict = sent.get('verdict')
  const id = numberOf(request)
  if (!id || (verdict !== 'accepted' && verdict !== 'refused')) return errorPage(request.c, 404)
  const decided = await decideReport(request.ctx, id, { verdict, reason }, request.actor)
  if (!decided.ok)
    return reportPage(request, { problem: sentence(request.language, decided), typed: { reason } })
  return goTo(request.c, '/konsol/penyelesaian?kabar=decided')
}

/** The file of a report: always saved, never shown by the browser. */
export async function reportFileAnswer(request: ConsoleRequest): Promise<Response> {
  const id = numberOf(request)
  const file = id && (await reportFile(request.ctx, id))
  if (!file) return errorPage(request.c, 404)
  const ending = fileTypes[file.mediaType as FileType] ?? 'bin'
  return request.c.body(new Uint8Array(file.content), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="bukti-${id}.${ending}"`,
  })
}

function numberOf({ c }: ConsoleRequest): number | undefined {
  const typed = c.req.param('report') ?? ''
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : undefined
}
