import { formatInstant } from '../../kernel/wib.ts'
import { markAttendance } from '../../learning/attendance/attend-class.ts'
import { gradeTraining } from '../../learning/completion/grade.ts'
import type { Participant } from '../../learning/institution-portal/participants.ts'
import { moneySentence } from '../../ledger/money-sentence.ts'
import { moneyOfPurchases } from '../../ledger/purchase-money.ts'
import { field } from '../http/form-fields.ts'
import { beginningWith, type Shown, wrong } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo } from '../site/link.ts'
import { addressOf, certificatesOf, sessionsText, stateOf } from './classes/class-pages.tsx'
import {
  actorOf,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  type ThingPage,
  whyNot,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'
import { ReportForm, ReportShown } from './report-form.tsx'

/** `/mitra/peserta/12-345`: how far somebody has come, and what their institution can write of it. */
export async function participantPage(
  c: Request,
  deps: InstitutionPortalDeps,
  one: Participant,
  shown: Shown = {},
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  const money = (await moneyOfPurchases(deps.ctx.db, one.cardId)).get(one.purchaseId)
  return institutionPortalPage(
    c,
    one.name,
    <>
      <p class="lead">{one.course}</p>
      <div class="halves">
        <div class="flow">
          <parts.SummaryList rows={summaryOf(c, one)} />
          {money ? <p>{moneySentence(money, c.get('language'))}</p> : ''}
        </div>
        {one.cancelledAt ? (
          ''
        ) : (
          <div class="flow">
            <Forms c={c} one={one} shown={shown} />
          </div>
        )}
      </div>
      <p>
        <a href={`/mitra/jadwal/${one.scheduleId}`}>{said.back}</a>
      </p>
    </>,
    { wide: true, ...shown },
  )
}

function summaryOf(c: Request, one: Participant) {
  const language = c.get('language')
  const said = institutionPortalWords[language]
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

const markForm = form((language) => {
  const said = institutionPortalWords[language]
  const short = { inputmode: 'numeric', maxlength: 3, short: true } as const
  return {
    sesi: ask.text(field.whole(1, 999), said.session, { hint: said.sessionHint, ...short }),
    alasan: ask.text(field.text(200), said.reason, { hint: said.reasonHint, maxlength: 200 }),
  }
})

const gradeForm = form((language) => {
  const said = institutionPortalWords[language]
  return {
    nilai: ask.text(field.text(100), said.grade, { hint: said.gradeHint, maxlength: 40, short: true }),
  }
})

function Forms({ c, one, shown }: { c: Request; one: Participant; shown: Shown }) {
  const said = institutionPortalWords[c.get('language')]
  const address = addressOf(one)
  const graded = beginningWith({ nilai: one.grade || undefined }, shown)
  return (
    <>
      <h2>{said.mark}</h2>
      <parts.Form action={`${address}/hadir`}>
        {markForm.fields(c, shown)}
        <parts.Button look="second">{said.markNow}</parts.Button>
      </parts.Form>
      {one.certificates.includes('ministry') ? (
        ''
      ) : (
        <>
          <h2>{said.gradeTitle}</h2>
          {one.givesMinistry ? <p>{said.gradeMinistry}</p> : ''}
          <parts.Form action={`${address}/nilai`}>
            {gradeForm.fields(c, graded)}
            <parts.Button look="second">{said.gradeNow}</parts.Button>
          </parts.Form>
        </>
      )}
      {one.finishedAt || (one.report && one.report.verdict !== 'refused') ? (
        ''
      ) : (
        <ReportForm c={c} one={one} shown={shown} />
      )}
    </>
  )
}

export const submitMark: ThingPage<Participant> = async (c, deps, user, one) => {
  const answers = await markForm.read(c)
  if (!answers.ok) return participantPage(c, deps, one, answers)
  const { sesi: sequence, alasan: reason } = answers.values
  const asked = { enrolment: one, sequence, reason }
  const outcome = await markAttendance(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (outcome.ok) return saved(c, one)
  const at = outcome.refusal === 'reason_missing' ? 'alasan' : 'sesi'
  return participantPage(c, deps, one, wrong(at, whyNot(c, outcome), answers.typed))
}

export const submitGrade: ThingPage<Participant> = async (c, deps, user, one) => {
  const answers = await gradeForm.read(c)
  if (!answers.ok) return participantPage(c, deps, one, answers)
  const asked = { enrolment: one, grade: answers.values.nilai }
  const outcome = await gradeTraining(deps.ctx, user.institutionId, asked, actorOf(c, user))
  if (outcome.ok) return saved(c, one)
  return participantPage(c, deps, one, wrong('nilai', whyNot(c, outcome), answers.typed))
}

function saved(c: Request, one: Participant): Response {
  return goTo(c, `${addressOf(one)}?tersimpan`)
}
