import { Hono } from 'hono'
import { may, type Permission } from '../../staff/permissions.ts'
import { findStaff, staffActor } from '../../staff/staff.ts'
import type { AppParts } from '../app-parts.ts'
import { errorPage } from '../http/errors.tsx'
import { onTheWay } from '../http/next-path.ts'
import type { Web } from '../http/web.ts'
import { addSecondFactorPages } from '../identity/second-factor-pages.tsx'
import { appealPage, appealsPage, takeAnswer } from './appeals-page.tsx'
import { approvalsPage, takeApprove, takeWithdraw } from './approvals-page.tsx'
import { consoleSite, firstPlace } from './console-site.ts'
import {
  cardDoor,
  correctionsPage,
  takeRestoreApproval,
  takeRestoreRequest,
  takeRestoreWithdrawal,
} from './corrections-page.tsx'
import { deadlinesPage } from './deadlines-page.tsx'
import type { ConsoleDeps, Desk, Request } from './desk.ts'
import { rulesPage, takeRules } from './draw-rules-page.tsx'
import { consoleLogIn } from './log-in-pages.ts'
import { accountPage, takeEndSession } from './own-account-page.tsx'
import { personPage, takeLookReason } from './person-page.tsx'
import { reportFileAnswer, reportPage, reportsPage, takeReportDecision } from './reports-page.tsx'
import { searchPage, takeSearch } from './search-page.tsx'
import { emailPage, staffPage, takeDisable, takeEmail, takeInvite, takeReset } from './staff-page.tsx'
import { startPage } from './start-page.tsx'
import { tasksPage } from './tasks-page.tsx'
import {
  askToDraw,
  askToExtend,
  askToHold,
  askToOpen,
  askToRelease,
  takeAnnounce,
  takeClose,
  takeNotify,
  takeValue,
} from './wave-acts.ts'
import { wavePage } from './wave-page.tsx'
import { takePlan, takePlanExtra, wavesPage } from './waves-page.tsx'

/** An address of the console. `own`: everybody who is logged in. There is none that asks for nothing. */
export interface ConsoleRoute {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly permission: Permission | 'own'
  readonly answer: (desk: Desk) => Response | Promise<Response>
}

const get = (path: string, permission: ConsoleRoute['permission'], answer: ConsoleRoute['answer']) =>
  ({ method: 'get', path, permission, answer }) as const
const post = (path: string, permission: ConsoleRoute['permission'], answer: ConsoleRoute['answer']) =>
  ({ method: 'post', path, permission, answer }) as const

/** Every address below `/konsol` that needs a login, with what it asks for. What is not here does not exist. */
export const consoleRouteTable: readonly ConsoleRoute[] = [
  get('/', 'own', home),
  get('/akun', 'own', accountPage),
  post('/akun/sesi', 'own', takeEndSession),
  get('/cari', 'see_people', searchPage),
  post('/cari', 'see_people', takeSearch),
  get('/orang/:id', 'see_people', (desk) => personPage(desk)),
  post('/orang/:id/alasan', 'see_people', takeLookReason),
  post('/orang/:id/koreksi', 'request_correction', takeRestoreRequest),
  get('/kartu/:id', 'see_people', cardDoor),
  get('/gelombang', 'see_programme', (desk) => wavesPage(desk)),
  post('/gelombang', 'run_waves', takePlan),
  // Else its address would be that of a wave.
  get('/gelombang/tambahan', 'see_programme', (desk) => wavesPage(desk)),
  post('/gelombang/tambahan', 'run_waves', takePlanExtra),
  get('/gelombang/:id', 'see_programme', (desk) => wavePage(desk)),
  get('/gelombang/:id/aturan', 'run_waves', (desk) => rulesPage(desk)),
  post('/gelombang/:id/aturan', 'run_waves', takeRules),
  post('/gelombang/:id/buka', 'run_waves', askToOpen),
  post('/gelombang/:id/tutup', 'run_waves', takeClose),
  post('/gelombang/:id/nilai', 'run_waves', takeValue),
  post('/gelombang/:id/undi', 'run_waves', askToDraw),
  post('/gelombang/:id/umumkan', 'run_waves', takeAnnounce),
  post('/gelombang/:id/beri-tahu', 'run_waves', takeNotify),
  post('/gelombang/:id/tahan', 'run_waves', askToHold),
  post('/gelombang/:id/lanjutkan', 'run_waves', askToRelease),
  post('/gelombang/:id/undur', 'run_waves', askToExtend),
  get('/persetujuan', 'see_programme', (desk) => approvalsPage(desk)),
  post('/persetujuan/:id/setujui', 'approve', takeApprove),
  post('/persetujuan/:id/tarik', 'run_waves', takeWithdraw),
  get('/tenggat', 'see_programme', deadlinesPage),
  get('/koreksi', 'see_programme', (desk) => correctionsPage(desk)),
  post('/koreksi/:id/setujui', 'approve', takeRestoreApproval),
  post('/koreksi/:id/tarik', 'request_correction', takeRestoreWithdrawal),
  get('/keberatan', 'see_people', appealsPage),
  get('/keberatan/:reference', 'see_people', (desk) => appealPage(desk)),
  post('/keberatan/:reference', 'answer_appeal', takeAnswer),
  get('/penyelesaian', 'see_programme', reportsPage),
  get('/penyelesaian/:report', 'see_programme', (desk) => reportPage(desk)),
  get('/penyelesaian/:report/berkas', 'decide_report', reportFileAnswer),
  post('/penyelesaian/:report', 'decide_report', takeReportDecision),
  get('/pekerjaan', 'see_programme', tasksPage),
  get('/staf', 'see_staff', (desk) => staffPage(desk)),
  post('/staf', 'manage_staff', takeInvite),
  post('/staf/:id/nonaktif', 'manage_staff', takeDisable),
  post('/staf/:id/faktor-kedua', 'manage_staff', takeReset),
  get('/staf/:id/email', 'manage_staff', (desk) => emailPage(desk)),
  post('/staf/:id/email', 'manage_staff', takeEmail),
]

/** Every address below `/konsol`. Sessions and CSRF stand in front of it. */
export function consoleRoutes(deps: ConsoleDeps, parts: Pick<AppParts, 'demo'>): Hono<Web> {
  const routes = new Hono<Web>()
  addSecondFactorPages(routes, consoleLogIn(deps))
  for (const { method, path, permission, answer } of consoleRouteTable)
    routes[method](path, async (c) => {
      const desk = await deskOf(c, deps)
      if (!desk) return c.redirect(onTheWay('/konsol/masuk', c.req.path, '/konsol'), 303)
      c.set('site', consoleSite(parts, desk.staff))
      // Nothing of this may lie in a cache, whatever it is.
      c.header('Cache-Control', 'private, no-store')
      if (permission !== 'own' && !may(desk.staff.roles, permission)) return errorPage(c, 403)
      return answer(desk)
    })
  return routes
}

/** Who sits there, as they are now: whoever was disabled a moment ago is nobody. */
async function deskOf(c: Request, deps: ConsoleDeps): Promise<Desk | undefined> {
  const staffId = c.get('session')?.accountId
  const staff = staffId && (await findStaff(deps.ctx.db, { staffId }))
  if (!staff || staff.disabledAt || !staff.enrolledAt) return undefined
  const actor = staffActor(staff.staffId, c.get('requestId'))
  return { c, deps, ctx: deps.ctx, staff, actor, language: c.get('language') }
}

function home(desk: Desk): Response | Promise<Response> {
  return may(desk.staff.roles, 'see_programme')
    ? startPage(desk)
    : desk.c.redirect(firstPlace(desk.staff), 303)
}
