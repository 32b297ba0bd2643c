import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import { secondFactorRows } from '../identity/second-factor-routes.ts'
import * as parts from '../parts/parts.ts'
import { type OfDemo, portalSite } from '../portal/portal-site.ts'
import type { Site } from '../site/site.ts'
import { rowsOf, type SiteTable } from '../site/site-table.ts'
import { accountsPage, submitAccount, submitWithdrawal } from './account-pages.tsx'
import { cancelPage, submitCancel } from './cancel-pages.tsx'
import { classPage, schedulePage, schedulesPage, submitPlace, submitRoom } from './classes/class-pages.tsx'
import { changeCoursePage, editProposalPage, newCoursePage, submitCourse } from './course-form.tsx'
import {
  type InstitutionPortalDeps,
  institutionPortalGuards,
  institutionPortalPage,
  type Request,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'
import { institutionPortalLogIn } from './log-in-pages.ts'
import { participantPage, submitGrade, submitMark } from './participant-pages.tsx'
import { picturePage, submitPicture, submitRemoval } from './pictures/picture-pages.tsx'
import {
  newSchedulePage,
  proposalPage,
  proposalsPage,
  submitSchedule,
  submitToProgramme,
} from './proposal-pages.tsx'
import { redeemPage, reportPage, submitCode, submitFile } from './redeem-pages.tsx'
import { evidenceFile, submitReport } from './report-form.tsx'
import { reviewPage, reviewsPage, submitReply } from './review-pages.tsx'
import { statementPage } from './statement-pages.tsx'

const places = [
  ['schedules', '/mitra/jadwal'],
  ['redeem', '/mitra/tukar'],
  ['courses', '/mitra/pelatihan'],
  ['reviews', '/mitra/ulasan'],
  ['payments', '/mitra/pembayaran'],
] as const

/** The institution portal wears the programme's look. */
export function institutionPortalSite(from: OfDemo): Site {
  return {
    ...portalSite(from, '/panduan/lembaga'),
    home: '/mitra',
    nav: (language, session, path) =>
      session?.accountId
        ? places.map(([name, href]) => ({
            label: institutionPortalWords[language][name],
            href,
            current: path.startsWith(href),
          }))
        : [
            {
              label: institutionPortalWords[language].logIn,
              href: '/mitra/masuk',
              current: path === '/mitra/masuk',
            },
          ],
  }
}

/** The one address that takes a file. */
export const codeFilePath = '/mitra/tukar/berkas'

const { get, post } = rowsOf(institutionPortalGuards)

/** Every address below `/mitra`; who may see what is said by `institutionPortalGuards`. */
export const institutionPortalTable: SiteTable<InstitutionPortalDeps> = {
  base: '/mitra',
  limits: [
    // Of one email count-try.ts counts the tries; files are costly.
    { under: '/masuk', purpose: 'mitra masuk', perMinute: 60 },
    { under: '/undangan/*', purpose: 'mitra undangan', perMinute: 60 },
    { under: '/tukar/berkas', purpose: 'mitra berkas', perMinute: 10, of: 'visitor' },
    { under: '/pelatihan/ubah/:course/gambar', purpose: 'mitra gambar', perMinute: 20, of: 'visitor' },
    { under: '/*', purpose: 'mitra', perMinute: 120, of: 'visitor' },
  ],
  routes: [
    ...secondFactorRows(institutionPortalLogIn),
    get('/', 'user', homePage),
    get('/jadwal', 'user', schedulesPage),
    get('/jadwal/:schedule', 'schedule', schedulePage),
    post('/jadwal/:schedule/tempat', 'schedule', submitPlace),
    post('/jadwal/:schedule/lokasi', 'schedule', submitRoom),
    get('/jadwal/:schedule/batalkan', 'schedule', cancelPage),
    post('/jadwal/:schedule/batalkan', 'schedule', submitCancel),
    get('/jadwal/:schedule/kehadiran', 'schedule', classPage),
    get('/peserta/:participant', 'participant', (c, deps, _user, one) => participantPage(c, deps, one)),
    post('/peserta/:participant/hadir', 'participant', submitMark),
    post('/peserta/:participant/nilai', 'participant', submitGrade),
    post('/peserta/:participant/selesai', 'participant', (c, deps, user, one) =>
      submitReport(c, deps, user, one, (shown) => participantPage(c, deps, one, shown)),
    ),
    get('/peserta/:participant/bukti/:report', 'participant', (c, deps, user) =>
      evidenceFile(c, deps, user, c.req.param('report') ?? ''),
    ),
    get('/tukar', 'user', (c, deps) => redeemPage(c, deps)),
    post('/tukar', 'user', submitCode),
    post('/tukar/berkas', 'user', submitFile),
    get('/tukar/laporan/:batch', 'batch', (c, _deps, _user, batch) => reportPage(c, batch)),
    get('/pelatihan', 'user', proposalsPage),
    get('/pelatihan/baru', 'user', (c) => newCoursePage(c)),
    post('/pelatihan/baru', 'user', submitCourse),
    get('/pelatihan/jadwal', 'user', newSchedulePage),
    post('/pelatihan/jadwal', 'user', submitSchedule),
    get('/pelatihan/ubah/:course', 'user', changeCoursePage),
    post('/pelatihan/ubah/:course', 'user', (c, deps, user) => submitCourse(c, deps, user, { change: true })),
    get('/pelatihan/ubah/:course/gambar', 'user', picturePage),
    post('/pelatihan/ubah/:course/gambar', 'user', submitPicture),
    post('/pelatihan/ubah/:course/gambar/hapus', 'user', submitRemoval),
    get('/usulan/:draft', 'draft', (c, deps, _user, draft) => proposalPage(c, deps, draft)),
    get('/usulan/:draft/ubah', 'draft', (c, _deps, _user, draft) => editProposalPage(c, draft)),
    post('/usulan/:draft/ubah', 'draft', (c, deps, user, draft) =>
      submitCourse(c, deps, user, { proposal: draft }),
    ),
    post('/usulan/:draft/ajukan', 'draft', submitToProgramme),
    get('/ulasan', 'user', reviewsPage),
    get('/ulasan/:review', 'review', (c, _deps, _user, review) => reviewPage(c, review)),
    post('/ulasan/:review', 'review', submitReply),
    get('/pembayaran', 'user', statementPage),
    get('/pembayaran.csv', 'user', statementPage),
    get('/rekening', 'user', accountsPage),
    post('/rekening', 'user', submitAccount),
    post('/rekening/batal', 'user', submitWithdrawal),
  ],
}

function homePage(c: Request, _deps: InstitutionPortalDeps, user: InstitutionUser): Response {
  const said = institutionPortalWords[c.get('language')]
  return institutionPortalPage(
    c,
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
