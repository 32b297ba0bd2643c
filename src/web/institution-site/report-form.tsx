import { z } from 'zod'
import { formatInstant } from '../../kernel/wib.ts'
import { type FileType, fileTypes, takenFiles } from '../../learning/assignments/file-rules.ts'
import { reportFile } from '../../learning/completion/decide-report.ts'
import { evidenceKinds, type ReportRefusal } from '../../learning/completion/desk-rules.ts'
import { reportCompletion } from '../../learning/completion/report-completion.ts'
import type { DeskReport, Participant } from '../../learning/institution-desk/participants.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { parseForm, type Typed } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { addressOf } from './class-pages.tsx'
import { actorOf, type DeskDeps, errorsOf, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'

/** What the page of a participant shows after a form of it was refused. */
export interface ParticipantShown {
  readonly problems?: readonly parts.FieldProblem[]
  readonly typed?: Typed
}

/** Where an institution reports that a participant has finished, with its evidence. */
export function ReportForm(props: {
  c: Request
  one: Participant
  problems: readonly parts.FieldProblem[]
  typed: Typed
}) {
  const { c, one, problems, typed } = props
  const said = deskWords[c.get('language')]
  const errors = errorsOf(problems)
  return (
    <>
      <h2>{said.finish}</h2>
      <p>{said.finishLead}</p>
      <parts.Form action={`${addressOf(one)}/selesai`} files>
        <parts.Radios
          name="jenis"
          label={said.evidenceKind}
          options={evidenceKinds.map((value) => ({ value, label: said.evidenceKinds[value] }))}
          value={typed.jenis}
          error={errors.jenis}
        />
        <parts.Field
          name="tautan"
          label={said.evidenceLink}
          hint={said.evidenceLinkHint}
          type="url"
          optional
          maxlength={2048}
          value={typed.tautan}
          error={errors.tautan}
        />
        <parts.FileField
          name="berkas"
          label={said.evidenceFile}
          hint={said.evidenceFileHint}
          optional
          accept={takenFiles}
          error={errors.berkas}
        />
        <parts.Field
          name="bukti"
          label={said.evidenceNote}
          hint={said.finishHint}
          lines={4}
          optional
          maxlength={600}
          value={typed.bukti}
          error={errors.bukti}
        />
        <parts.Button look="second">{said.finishNow}</parts.Button>
      </parts.Form>
    </>
  )
}

/** What was reported last, and what became of it. */
export function ReportShown({ c, one, report }: { c: Request; one: Participant; report: DeskReport }) {
  const language = c.get('language')
  const said = deskWords[language]
  const until = formatInstant(report.restsUntil, language)
  return (
    <>
      {report.kind ? said.evidenceKinds[report.kind] : said.evidenceUnnamed}
      {report.link ? (
        <>
          {', '}
          <a href={report.link} rel="noopener noreferrer nofollow">
            {said.openEvidence}
          </a>
        </>
      ) : (
        ''
      )}
      {report.uploaded ? (
        <>
          {', '}
          <a href={`${addressOf(one)}/bukti/${report.reportId}`}>{said.downloadEvidence}</a>
        </>
      ) : (
        ''
      )}
      {report.note ? `. ${report.note}` : ''}
      <br />
      <span class="small">
        {report.verdict === 'refused'
          ? said.reportRefused(report.because ?? '')
          : report.verdict === 'accepted'
            ? said.reportAccepted
            : said.reportRests(until)}
      </span>
    </>
  )
}

const reportForm = z.object({
  jenis: z.string().max(40).optional(),
  tautan: z.string().trim().max(2048).optional(),
  bukti: field.text(2000).optional(),
})

const fieldOf: Partial<Record<ReportRefusal, string>> = {
  evidence_kind_missing: 'jenis',
  evidence_too_long: 'bukti',
  file_too_large: 'berkas',
  file_type_not_taken: 'berkas',
}

/** Takes a report with its evidence; `show` draws the participant's page again with what is wrong. */
export async function takeReport(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  one: Participant,
  show: (shown: ParticipantShown) => Promise<Response>,
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const labels = { jenis: said.evidenceKind, tautan: said.evidenceLink, bukti: said.evidenceNote }
  const answers = await parseForm(c, reportForm, labels)
  if (!answers.ok) return show(answers)
  const { jenis: kind = '', tautan: link, bukti: note } = answers.values
  const evidence = { institutionId: user.institutionId, kind, link, note, file: c.get('upload') }
  const outcome = await reportCompletion(deps.ctx, one, evidence, actorOf(c, user))
  if (outcome.ok) return c.redirect(`${addressOf(one)}?tersimpan`, 303)
  const problems = [{ field: fieldOf[outcome.refusal] ?? 'tautan', message: whyNot(c, outcome) }]
  return show({ problems, typed: answers.typed })
}

/** An uploaded piece of evidence, for the institution that sent it: always saved, never shown by the browser. */
export async function evidenceFile(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  id: string,
): Promise<Response> {
  if (!/^[1-9]\d{0,14}$/.test(id)) return errorPage(c, 404)
  const file = await reportFile(deps.ctx, Number(id), user.institutionId)
  if (!file) return errorPage(c, 404)
  const ending = fileTypes[file.mediaType as FileType] ?? 'bin'
  return c.body(new Uint8Array(file.content), 200, {
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="bukti-${id}.${ending}"`,
  })
}
