import { type FileType, fileTypes } from '../../../learning/assignments/file-rules.ts'
import {
  decideReport,
  reportFile,
  type WaitingReport,
  waitingReport,
  waitingReports,
} from '../../../learning/completion/decide-report.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import { deskWords } from '../../institution-site/desk-words.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo, outside } from '../../site/link.ts'
import { words as consoleWords } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { type Desk, offers } from '../desk.ts'
import { consolePage, instant, Nothing, type Shown } from '../page.tsx'
import { sentence } from '../refusal-words.ts'
import { words as ownWords } from './reports-words.ts'

const most = 500

/** `/konsol/penyelesaian`: completions that institutions reported and nobody has decided, the oldest first. */
export async function reportsPage(desk: Desk): Promise<Response> {
  const { ctx, language } = desk
  const said = ownWords[language]
  const title = consoleWords[language].reports
  const reports = await waitingReports(ctx, most)
  if (wantsCsv(desk.c))
    return csvAnswer(
      desk.c,
      'penyelesaian',
      ['number', 'institution', 'course', 'evidence', 'link', inWib('reported_at'), inWib('counts_from')],
      reports.map((it) => [
        String(it.reportId),
        it.institution,
        it.courseCode,
        it.kind,
        it.link,
        it.reportedAt,
        it.mustBeDecided ? undefined : it.restsUntil,
      ]),
    )
  return consolePage(
    desk,
    { title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      {reports.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <parts.Table
          caption={title}
          captionHidden
          columns={[
            { label: said.number, right: true },
            { label: said.institution },
            { label: said.course },
            { label: said.evidence },
            { label: said.reportedAt },
            { label: said.countsFrom },
          ]}
          rows={reports.map((it) => [
            <a href={`/konsol/penyelesaian/${it.reportId}`}>{it.reportId}</a>,
            it.institution,
            it.course,
            deskWords[language].evidenceKinds[it.kind],
            instant(it.reportedAt, language),
            countsFrom(desk, it),
          ])}
        />
      )}
    </>,
  )
}

function countsFrom({ language }: Desk, { mustBeDecided, restsUntil }: WaitingReport): string {
  return mustBeDecided ? ownWords[language].mustBeDecided : instant(restsUntil, language)
}

const verdictForm = form((language) => {
  const { reason, reasonHint: hint } = ownWords[language]
  return { reason: ask.text(field.text(600).optional(), reason, { hint, lines: 3, maxlength: 600 }) }
})

/** `/konsol/penyelesaian/:report`: its evidence, and the form for the decision. */
export async function reportPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const { language } = desk
  const said = ownWords[language]
  const id = numberOf(desk)
  const report = id && (await waitingReport(desk.ctx, id))
  const title = `${consoleWords[language].reports} ${id ?? ''}`
  if (!report)
    return shown.problem ? consolePage(desk, { title, ...shown }, <p>{said.over}</p>) : errorPage(desk.c, 404)
  const rows = [
    { label: said.institution, value: report.institution },
    { label: said.course, value: report.course },
    { label: said.reportedAt, value: instant(report.reportedAt, language) },
    { label: said.countsFrom, value: countsFrom(desk, report) },
    { label: said.evidence, value: deskWords[language].evidenceKinds[report.kind] },
    ...(report.note ? [{ label: said.note, value: report.note }] : []),
  ]
  return consolePage(
    desk,
    { title, ...shown },
    <>
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
      {offers(desk, 'decide_report') ? (
        <parts.Form action={`/konsol/penyelesaian/${report.reportId}`}>
          {verdictForm.fields(desk.c, shown)}
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
    </>,
  )
}

/** Takes the decision. */
export async function submitReportDecision(desk: Desk): Promise<Response> {
  const sent = await readForm(desk.c)
  const reason = sent.get('reason') ?? ''
  const verdict = sent.get('verdict')
  const id = numberOf(desk)
  if (!id || (verdict !== 'accepted' && verdict !== 'refused')) return errorPage(desk.c, 404)
  const decided = await decideReport(desk.ctx, id, { verdict, reason }, desk.actor)
  if (!decided.ok) return reportPage(desk, { problem: sentence(desk.language, decided), typed: { reason } })
  return goTo(desk.c, '/konsol/penyelesaian?kabar=decided')
}

/** The file of a report: always saved, never shown by the browser. */
export async function reportFileAnswer(desk: Desk): Promise<Response> {
  const id = numberOf(desk)
  const file = id && (await reportFile(desk.ctx, id))
  if (!file) return errorPage(desk.c, 404)
  const ending = fileTypes[file.mediaType as FileType] ?? 'bin'
  return desk.c.body(new Uint8Array(file.content), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="bukti-${id}.${ending}"`,
  })
}

function numberOf({ c }: Desk): number | undefined {
  const typed = c.req.param('report') ?? ''
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : undefined
}
