import { z } from 'zod'
import { formatInstant } from '../../kernel/wib.ts'
import { markAttendance } from '../../learning/attendance/attend-class.ts'
import { gradeTraining } from '../../learning/completion/grade.ts'
import type { Participant } from '../../learning/institution-desk/participants.ts'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import { field } from '../http/form-fields.ts'
import { parseForm, type Typed } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { addressOf, certificatesOf, sessionsText, stateOf } from './class-pages.tsx'
import { actorOf, type DeskDeps, deskPage, errorsOf, type Request, whyNot } from './desk.tsx'
import { deskWords } from './desk-words.ts'
import { type ParticipantShown, ReportForm, ReportShown } from './report-form.tsx'

/** `/mitra/peserta/12-345`: how far somebody has come, and what their institution can write of it. */
export async function participantPage(
  c: Request,
  deps: DeskDeps,
  one: Participant,
  { problems = [], typed = {} }: ParticipantShown = {},
): Promise<Response> {
  const said = deskWords[c.get('language')]
  return deskPage(
    c,
    deps,
    one.name,
    <>
      <p class="lead">{one.course}</p>
      <parts.SummaryList rows={summaryOf(c, one)} />
      {one.cancelledAt ? '' : <Forms c={c} one={one} problems={problems} typed={typed} />}
      <p>
        <a href={`/mitra/jadwal/${one.scheduleId}`}>{said.back}</a>
      </p>
    </>,
    { problems },
  )
}

function summaryOf(c: Request, one: Participant) {
  const language = c.get('language')
  const said = deskWords[language]
  const at = (instant: Date | undefined) => (instant ? formatInstant(instant, language) : said.none)
  return [
    { label: said.state, value: stateOf(c, one) },
    { label: said.storefront, value: one.storefront },
    { label: said.paidAt, value: at(one.paidAt) },
    { label: said.redeemedAt, value: at(one.redeemedAt) },
    { label: said.attended, value: sessionsText(c, one) },
    {
      label: said.finishedAt,
      value:
        one.finishedAs === 'reported' ? `${at(one.finishedAt)} (${said.asReported})` : at(one.finishedAt),
    },
    {
      label: said.evidence,
      value: one.report ? <ReportShown c={c} one={one} report={one.report} /> : said.none,
    },
    { label: said.grade, value: one.grade ?? said.none },
    { label: said.certificate, value: certificatesOf(c, one) },
  ]
}

function Forms(props: {
  c: Request
  one: Participant
  problems: readonly parts.FieldProblem[]
  typed: Typed
}) {
  const { c, one, typed } = props
  const said = deskWords[c.get('language')]
  const errors = errorsOf(props.problems)
  const address = addressOf(one)
  return (
    <>
      <h2>{said.mark}</h2>
      <parts.Form action={`${address}/hadir`}>
        <parts.Field
          name="sesi"
          label={said.session}
          hint={said.sessionHint}
          inputmode="numeric"
          maxlength={3}
          short
          value={typed.sesi}
          error={errors.sesi}
        />
        <parts.Field
          name="alasan"
          label={said.reason}
          hint={said.reasonHint}
          maxlength={200}
          value={typed.alasan}
          error={errors.alasan}
        />
        <parts.Button look="second">{said.markNow}</parts.Button>
      </parts.Form>
      {one.certificates.includes('ministry') ? (
        ''
      ) : (
        <>
          <h2>{said.gradeTitle}</h2>
          {one.givesMinistry ? <p>{said.gradeMinistry}</p> : ''}
          <parts.Form action={`${address}/nilai`}>
            <parts.Field
              name="nilai"
              label={said.grade}
              hint={said.gradeHint}
              maxlength={40}
              short
              value={typed.nilai ?? one.grade}
              error={errors.nilai}
            />
            <parts.Button look="second">{said.gradeNow}</parts.Button>
          </parts.Form>
        </>
      )}
      {one.finishedAt || (one.report && one.report.verdict !== 'refused') ? (
        ''
      ) : (
        <ReportForm c={c} one={one} problems={props.problems} typed={typed} />
      )}
    </>
  )
}

const markForm = z.object({ sesi: field.whole(1, 999), alasan: field.text(200) })

export async function takeMark(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  one: Participant,
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const answers = await parseForm(c, markForm, { sesi: said.session, alasan: said.reason })
  if (!answers.ok) return participantPage(c, deps, one, answers)
  const { sesi: sequence, alasan: reason } = answers.values
  const asked = { enrolment: one, sequence, reason }
  const outcome = await markAttendance(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (outcome.ok) return saved(c, one)
  const at = outcome.refusal === 'reason_missing' ? 'alasan' : 'sesi'
  return participantPage(c, deps, one, {
    problems: [{ field: at, message: whyNot(c, outcome) }],
    typed: answers.typed,
  })
}

const gradeForm = z.object({ nilai: field.text(100) })

export async function takeGrade(
  c: Request,
  deps: DeskDeps,
  user: InstitutionUser,
  one: Participant,
): Promise<Response> {
  const said = deskWords[c.get('language')]
  const answers = await parseForm(c, gradeForm, { nilai: said.grade })
  if (!answers.ok) return participantPage(c, deps, one, answers)
  const asked = { enrolment: one, grade: answers.values.nilai }
  const outcome = await gradeTraining(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (outcome.ok) return saved(c, one)
  return participantPage(c, deps, one, {
    problems: [{ field: 'nilai', message: whyNot(c, outcome) }],
    typed: answers.typed,
  })
}

function saved(c: Request, one: Participant): Response {
  return c.redirect(`${addressOf(one)}?tersimpan`, 303)
}
