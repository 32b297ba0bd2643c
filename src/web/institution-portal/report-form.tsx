import { z } from 'zod'
import { formatInstant } from '../../kernel/wib.ts'
import { type FileType, fileTypes, takenFiles } from '../../learning/assignments/file-rules.ts'
import { reportFile } from '../../learning/completion/decide-report.ts'
import { reportCompletion } from '../../learning/completion/report-completion.ts'
import { evidenceKinds, type ReportRefusal } from '../../learning/completion/report-rules.ts'
import type { CompletionReport, Participant } from '../../learning/institution-portal/participants.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo, outside } from '../site/link.ts'
import { addressOf } from './classes/class-pages.tsx'
import { actorOf, type InstitutionPortalDeps, type Request, whyNot } from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'

const reportForm = form((language) => {
  const said = institutionPortalWords[language]
  const kinds = evidenceKinds.map((value) => ({ value, label: said.evidenceKinds[value] }))
  const link = { hint: said.evidenceLinkHint, type: 'url', maxlength: 2048 } as const
  return {
    jenis: ask.radios(z.string().max(40).optional(), said.evidenceKind, kinds),
    tautan: ask.text(z.string().trim().max(2048).optional(), said.evidenceLink, link),
    berkas: ask.file(said.evidenceFile, takenFiles, { hint: said.evidenceFileHint, optional: true }),
    bukti: ask.text(field.text(2000).optional(), said.evidenceNote, {
      hint: said.finishHint,
      lines: 4,
      maxlength: 600,
    }),
  }
})

/** Where an institution reports that a participant has finished, with its evidence. */
export function ReportForm({ c, one, shown }: { c: Request; one: Participant; shown: Shown }) {
  const said = institutionPortalWords[c.get('language')]
  return (
    <>
      <h2>{said.finish}</h2>
      <p>{said.finishLead}</p>
      <parts.Form action={`${addressOf(one)}/selesai`} files>
        {reportForm.fields(c, shown)}
        <parts.Button look="second">{said.finishNow}</parts.Button>
      </parts.Form>
    </>
  )
}

/** What was reported last, and what became of it. */
export function ReportShown({ c, one, report }: { c: Request; one: Participant; report: CompletionReport }) {
  const language = c.get('language')
  const said = institutionPortalWords[language]
  const until = formatInstant(report.restsUntil, language)
  return (
    <>
      {report.kind ? said.evidenceKinds[report.kind] : said.evidenceUnnamed}
      {report.link ? (
        <>
          {', '}
          <a href={outside(report.link)} rel="noopener noreferrer nofollow">
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

const fieldOf: Partial<Record<ReportRefusal, string>> = {
  evidence_kind_missing: 'jenis',
  evidence_too_long: 'bukti',
  file_too_large: 'berkas',
  file_type_not_taken: 'berkas',
}

/** Takes a report with its evidence; `show` draws the participant's page again with what is wrong. */
export async function submitReport(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  one: Participant,
  show: (shown: Shown) => Promise<Response>,
): Promise<Response> {
  const answers = await reportForm.read(c)
  if (!answers.ok) return show(answers)
  const { jenis: kind = '', tautan: link, bukti: note } = answers.values
  const evidence = { institutionId: user.institutionId, kind, link, note, file: c.get('upload') }
  const outcome = await reportCompletion(deps.ctx, one, evidence, actorOf(c, user))
  if (outcome.ok) return goTo(c, `${addressOf(one)}?tersimpan`)
  return show(wrong(fieldOf[outcome.refusal] ?? 'tautan', whyNot(c, outcome), answers.typed))
}

/** An uploaded piece of evidence, for the institution that sent it: always saved, never shown by the browser. */
export async function evidenceFile(
  c: Request,
  deps: InstitutionPortalDeps,
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
