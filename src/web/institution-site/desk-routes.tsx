import { Hono } from 'hono'
import type { InstitutionUser } from '../../learning/institution-desk/users.ts'
import type { AppParts } from '../app-parts.ts'
import type { Site } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import { addSecondFactorPages } from '../identity/second-factor-pages.tsx'
import * as parts from '../parts/parts.ts'
import { portalSite } from '../portal/portal-routes.tsx'
import { classPage, schedulePage, schedulesPage } from './class-pages.tsx'
import { changeCoursePage, editDraftPage, newCoursePage, takeCourse } from './course-form.tsx'
import { type DeskDeps, deskPage, guards, type Request } from './desk.tsx'
import { deskWords } from './desk-words.ts'
import { draftPage, draftsPage, newSchedulePage, takeSchedule, takeSubmit } from './draft-pages.tsx'
import { deskLogIn } from './log-in-pages.ts'
import { participantPage, takeGrade, takeMark } from './participant-pages.tsx'
import { redeemPage, reportPage, takeCode, takeFile } from './redeem-pages.tsx'
import { evidenceFile, takeReport } from './report-form.tsx'
import { reviewPage, reviewsPage, takeReply } from './review-pages.tsx'
import { statementPage } from './statement-pages.tsx'
import { takeMeeting } from './take-meeting.ts'

const places = [
  ['schedules', '/mitra/jadwal'],
  ['redeem', '/mitra/tukar'],
  ['courses', '/mitra/pelatihan'],
  ['reviews', '/mitra/ulasan'],
  ['payments', '/mitra/pembayaran'],
] as const

/** The institutions' site wears the programme's look. */
export function deskSite(from: Pick<AppParts, 'demo'>): Site {
  return {
    ...portalSite(from),
    home: '/mitra',
    nav: (language, session, path) =>
      session?.accountId
        ? places.map(([name, href]) => ({
            label: deskWords[language][name],
            href,
            current: path.startsWith(href),
          }))
        : [{ label: deskWords[language].logIn, href: '/mitra/masuk', current: path === '/mitra/masuk' }],
  }
}

/** The one address that takes a file. */
export const codeFilePath = '/mitra/tukar/berkas'

/** Every address below `/mitra`. Sessions and CSRF stand in front of it; who may see what is said by `guards`. */
export function deskRoutes(deps: DeskDeps): Hono<Web> {
  const routes = new Hono<Web>()
  const of = guards(deps)
  addSecondFactorPages(routes, deskLogIn(deps))

  routes.get(
    '/',
    of.user((c, user) => homePage(c, deps, user)),
  )
  routes.get(
    '/jadwal',
    of.user((c, user) => schedulesPage(c, deps, user)),
  )
  routes.get(
    '/jadwal/:schedule',
    of.schedule((c, user, found) => schedulePage(c, deps, user, found)),
  )
  routes.post(
    '/jadwal/:schedule/tempat',
    of.schedule((c, user, found) => takeMeeting(c, deps, user, found)),
  )
  routes.get(
    '/jadwal/:schedule/kehadiran',
    of.schedule((c, user, found) => classPage(c, deps, user, found)),
  )
  routes.get(
    '/peserta/:participant',
    of.participant((c, _user, one) => participantPage(c, deps, one)),
  )
  routes.post(
    '/peserta/:participant/hadir',
    of.participant((c, user, one) => takeMark(c, deps, user, one)),
  )
  routes.post(
    '/peserta/:participant/nilai',
    of.participant((c, user, one) => takeGrade(c, deps, user, one)),
  )
  routes.post(
    '/peserta/:participant/selesai',
    of.participant((c, user, one) =>
      takeReport(c, deps, user, one, (shown) => participantPage(c, deps, one, shown)),
    ),
  )
  routes.get(
    '/peserta/:participant/bukti/:report',
    of.participant((c, user) => evidenceFile(c, deps, user, c.req.param('report') ?? '')),
  )
  routes.get(
    '/tukar',
    of.user((c) => redeemPage(c, deps)),
  )
  routes.post(
    '/tukar',
    of.user((c, user) => takeCode(c, deps, user)),
  )
  routes.post(
    '/tukar/berkas',
    of.user((c, user) => takeFile(c, deps, user)),
  )
  routes.get(
    '/tukar/laporan/:batch',
    of.batch((c, _user, batch) => reportPage(c, deps, batch)),
  )
  routes.get(
    '/pelatihan',
    of.user((c, user) => draftsPage(c, deps, user)),
  )
  routes.get(
    '/pelatihan/baru',
    of.user((c) => newCoursePage(c, deps)),
  )
  routes.post(
    '/pelatihan/baru',
    of.user((c, user) => takeCourse(c, deps, user)),
  )
  routes.get(
    '/pelatihan/jadwal',
    of.user((c, user) => newSchedulePage(c, deps, user)),
  )
  routes.post(
    '/pelatihan/jadwal',
    of.user((c, user) => takeSchedule(c, deps, user)),
  )
  routes.get(
    '/pelatihan/ubah/:course',
    of.user((c, user) => changeCoursePage(c, deps, user)),
  )
  routes.post(
    '/pelatihan/ubah/:course',
    of.user((c, user) => takeCourse(c, deps, user, { change: true })),
  )
  routes.get(
    '/usulan/:draft',
    of.draft((c, _user, draft) => draftPage(c, deps, draft)),
  )
  routes.get(
    '/usulan/:draft/ubah',
    of.draft((c, _user, draft) => editDraftPage(c, deps, draft)),
  )
  routes.post(
    '/usulan/:draft/ubah',
    of.draft((c, user, draft) => takeCourse(c, deps, user, { draft })),
  )
  routes.post(
    '/usulan/:draft/ajukan',
    of.draft((c, user, draft) => takeSubmit(c, deps, user, draft)),
  )
  routes.get(
    '/ulasan',
    of.user((c, user) => reviewsPage(c, deps, user)),
  )
  routes.get(
    '/ulasan/:review',
    of.review((c, _user, review) => reviewPage(c, deps, review)),
  )
  routes.post(
    '/ulasan/:review',
    of.review((c, user, review) => takeReply(c, deps, user, review)),
  )
  routes.get(
    '/pembayaran',
    of.user((c, user) => statementPage(c, deps, user)),
  )
  routes.get(
    '/pembayaran.csv',
    of.user((c, user) => statementPage(c, deps, user)),
  )
  return routes
}

async function homePage(c: Request, deps: DeskDeps, user: InstitutionUser): Promise<Response> {
  const said = deskWords[c.get('language')]
  return deskPage(
    c,
    deps,
    user.institution,
    <>
      <p class="lead">{said.homeLead(user.institution)}</p>
      <parts.Tiles
        tiles={places.map(([name, href]) => ({ href, label: said[name], line: said.lines[name] }))}
      />
      <parts.Form action="/mitra/keluar" plain>
        <parts.Button look="plain">{said.logOut}</parts.Button>
      </parts.Form>
    </>,
    { wide: true },
  )
}
