import { z } from 'zod'
import { classCodeNow } from '../../../learning/attendance/class-code.ts'
import {
  type Participant,
  participantsOf,
  type ScheduleOfInstitution,
  schedulesOfInstitution,
} from '../../../learning/institution-portal/participants.ts'
import type { InstitutionUser } from '../../../learning/institution-portal/users.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { checkForm, type Shown } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { QrCode } from '../../parts/qr-code.tsx'
import { goTo, outside } from '../../site/link.ts'
import { pageNumber } from '../../site/page-number.ts'
import { CancelLine } from '../cancel-pages.tsx'
import {
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
  type ThingPage,
  timesOf,
} from '../institution-portal.tsx'
import { institutionPortalWords } from '../institution-portal-words.ts'
import { submitMeeting } from './meeting-form.tsx'
import { OpenSession } from './open-session.tsx'
import { WaitingLine } from './waiting-line.tsx'
import { submitRoomOf, WhereForms } from './where-forms.tsx'

const onPage = 50
/** More than any class has; whoever is present is looked for among these. */
const wholeClass = 10_000

/** `/mitra/jadwal`. */
export async function schedulesPage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  const number = pageNumber(c)
  const { schedules, count } = await schedulesOfInstitution(deps.ctx, user.institutionId, {
    number,
    size: onPage,
  })
  return institutionPortalPage(
    c,
    said.schedules,
    <>
      {schedules.length === 0 ? (
        <parts.EmptyState title={said.noSchedules}>
          <p>{said.noSchedulesText}</p>
        </parts.EmptyState>
      ) : (
        <parts.Listing
          rows={schedules.map((schedule) => ({
            title: schedule.course,
            href: `/mitra/jadwal/${schedule.scheduleId}`,
            line: [timesOf(c, schedule), schedule.place?.city].filter(Boolean).join(' · '),
            end: said.participants(schedule.participants),
          }))}
        />
      )}
      <parts.Pagination
        current={number}
        count={Math.ceil(count / onPage)}
        href={(page) => `/mitra/jadwal?halaman=${page}`}
      />
    </>,
  )
}

/** `/mitra/jadwal/7`: who takes part, and the way to the screen of the class. */
export async function schedulePage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
  schedule: ScheduleOfInstitution,
  shown: Shown = {},
): Promise<Response> {
  const said = institutionPortalWords[c.get('language')]
  const number = pageNumber(c)
  const page = { number, size: onPage }
  const { scheduleId } = schedule
  const { participants, count } = await participantsOf(deps.ctx, user.institutionId, scheduleId, page)
  return institutionPortalPage(
    c,
    schedule.course,
    <>
      <p class="lead">{timesOf(c, schedule)}</p>
      <WaitingLine waiting={schedule.waiting} language={c.get('language')} />
      <div class="halves">
        <OpenSession scheduleId={scheduleId} language={c.get('language')} />
        <WhereForms c={c} schedule={schedule} shown={shown} />
      </div>
      <CancelLine c={c} schedule={schedule} />
      <h2>{said.participantsOf}</h2>
      <Participants c={c} participants={participants} />
      <parts.Pagination
        current={number}
        count={Math.ceil(count / onPage)}
        href={(page) => `/mitra/jadwal/${scheduleId}?halaman=${page}`}
      />
      <p>
        <a href="/mitra/jadwal">{said.back}</a>
      </p>
    </>,
    { wide: true, ...shown },
  )
}

function Participants({ c, participants }: { c: Request; participants: readonly Participant[] }) {
  const said = institutionPortalWords[c.get('language')]
  if (participants.length === 0)
    return (
      <parts.EmptyState title={said.noParticipants}>
        <p>{said.noParticipantsText}</p>
      </parts.EmptyState>
    )
  const heads = [said.name, said.state, said.attended, said.grade, said.certificate]
  return (
    <parts.Table
      caption={said.participantsOf}
      captionHidden
      columns={heads.map((label) => ({ label }))}
      rows={participants.map((one) => [
        <a href={addressOf(one)}>{one.name}</a>,
        stateOf(c, one),
        sessionsText(c, one),
        one.grade ?? said.none,
        certificatesOf(c, one),
      ])}
    />
  )
}

/** Takes what the form of a schedule says, and shows its page again. */
const taking =
  (submit: typeof submitMeeting): ThingPage<ScheduleOfInstitution> =>
  async (c, deps, user, schedule) => {
    const refused = await submit(c, deps, user, schedule)
    if (refused) return schedulePage(c, deps, user, schedule, refused)
    return goTo(c, `/mitra/jadwal/${schedule.scheduleId}?tersimpan`)
  }
export const submitPlace = taking(submitMeeting)
export const submitRoom = taking(submitRoomOf)

const sessionForm = z.object({ sesi: field.whole(1, 999) })

/** `/mitra/jadwal/7/kehadiran?sesi=2`, for the projector: it reloads itself whenever the code changes. */
export const classPage: ThingPage<ScheduleOfInstitution> = async (c, deps, user, schedule) => {
  const said = institutionPortalWords[c.get('language')]
  const asked = checkForm(
    new URLSearchParams({ sesi: c.req.query('sesi') ?? '1' }),
    sessionForm,
    c.get('language'),
  )
  if (!asked.ok) return errorPage(c, 404)
  const { sesi: sequence } = asked.values
  const { institutionId } = user
  const { scheduleId } = schedule
  const { code, until } = classCodeNow(deps.ctx, { institutionId, scheduleId, sequence })
  const whole = { number: 1, size: wholeClass }
  const { participants } = await participantsOf(deps.ctx, institutionId, scheduleId, whole)
  const present = participants.filter(({ sessions }) => sessions.includes(sequence))
  const address = deps.link(`/hadir/${scheduleId}/${sequence}/${code}`)
  const leftMs = until.getTime() - deps.ctx.clock.now().getTime()
  c.header('Refresh', String(Math.max(1, Math.ceil(leftMs / 1000))))
  c.header('Cache-Control', 'private, no-store')
  return institutionPortalPage(
    c,
    said.screen(sequence),
    <>
      <p class="lead">{schedule.course}</p>
      <p>{said.screenLead}</p>
      <p>
        <QrCode words={address} label={said.qrOfClass} large />
      </p>
      <p class="small">
        {said.address} <a href={outside(address)}>{address}</a>
      </p>
      <h2>{said.present(present.length)}</h2>
      {present.length === 0 ? (
        <p>{said.nobodyYet}</p>
      ) : (
        <ol class="list">
          {present.map(({ name, markedByHand }) => (
            <li>
              {name}
              {markedByHand.includes(sequence) ? <span class="small muted"> ({said.byHand})</span> : ''}
            </li>
          ))}
        </ol>
      )}
      <p>
        <a href={`/mitra/jadwal/${scheduleId}`}>{said.back}</a>
      </p>
    </>,
  )
}

/** The address of a participant's page. */
export function addressOf({ cardId, purchaseId }: Pick<Participant, 'cardId' | 'purchaseId'>) {
  return `/mitra/peserta/${cardId}-${purchaseId}` as const
}

/** How far a participant has come. */
export function stateOf(c: Request, one: Participant) {
  const said = institutionPortalWords[c.get('language')].states
  if (one.cancelledAt) return <parts.StatusTag tone="error">{said.cancelled}</parts.StatusTag>
  if (one.finishedAt)
    return (
      <parts.StatusTag tone="success">
        {one.finishedAs === 'reported' ? said.finishedReported : said.finished}
      </parts.StatusTag>
    )
  if (one.report && one.report.verdict !== 'refused')
    return <parts.StatusTag tone="waiting">{said.reported}</parts.StatusTag>
  if (one.redeemedAt) return <parts.StatusTag tone="info">{said.redeemed}</parts.StatusTag>
  return <parts.StatusTag tone="quiet">{said.paid}</parts.StatusTag>
}

/** The sessions that somebody attended; those that the institution marked by hand are said to be so. */
export function sessionsText(c: Request, { sessions, markedByHand }: Participant): string {
  const said = institutionPortalWords[c.get('language')]
  const named = sessions.map((one) => (markedByHand.includes(one) ? `${one} (${said.byHand})` : String(one)))
  return named.join(', ') || said.none
}

/** Whose certificates a participant has. */
export function certificatesOf(c: Request, { certificates }: Participant): string {
  const said = institutionPortalWords[c.get('language')]
  const names = { institution: said.institutionCertificate, ministry: said.ministryCertificate }
  return certificates.map((kind) => names[kind]).join(', ') || said.none
}
