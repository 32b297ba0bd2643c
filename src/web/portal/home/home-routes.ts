import { Hono } from 'hono'
import type { Subject } from '../../../people/consents.ts'
import type { Web } from '../../http/web.ts'
import { logInPage, takeLogIn } from '../../identity/password-pages.tsx'
import { passwordLogIn } from '../register/sign-up-pages.tsx'
import { type RegisterDeps, type Request, withVisitor } from '../register/visitor.tsx'
import { appealPage, takeAppeal } from './appeal-pages.tsx'
import { dataExport } from './data-export.ts'
import { dataPage, endOtherDevices, takeOwnConsents, takePartnerBack } from './data-page.tsx'
import { homePage, proofDownload, takeJoin, takeLeave } from './home-page.tsx'
import {
  changedPage,
  newCodePage,
  newPhonePage,
  provePage,
  resendNewCode,
  takeNewCode,
  takeNewPhone,
  takeProof,
  whenProved,
} from './phone-change-pages.tsx'

type Visit = (c: Request, deps: RegisterDeps, visitor: Subject) => Response | Promise<Response>
type PersonVisit = (c: Request, deps: RegisterDeps, personId: string) => Response | Promise<Response>

/** `/beranda`, `/data-saya`, `/keberatan`, `/ganti-hp` and `/masuk/sandi`: the home of who has logged in. */
export function homeRoutes(deps: RegisterDeps): Hono<Web> {
  const routes = new Hono<Web>()
  const get = (path: string, page: Visit) =>
    routes.get(path, (c) => withVisitor(c, deps, (visitor) => page(c, deps, visitor)))
  const post = (path: string, take: Visit) =>
    routes.post(path, (c) => withVisitor(c, deps, (visitor) => take(c, deps, visitor)))
  const person =
    (page: PersonVisit): Visit =>
    (c, _deps, visitor) =>
      'personId' in visitor ? page(c, deps, visitor.personId) : c.redirect('/beranda', 303)
  const proved = (page: PersonVisit) =>
    person((c, _deps, personId) => whenProved(c, deps, async () => page(c, deps, personId)))

  routes.get('/masuk/sandi', (c) => logInPage(c, passwordLogIn(c, deps)))
  routes.post('/masuk/sandi', (c) => takeLogIn(c, passwordLogIn(c, deps)))

  get('/beranda', homePage)
  post('/beranda/gabung', person(takeJoin))
  post('/beranda/tinggalkan', person(takeLeave))
  get('/beranda/bukti/:wave', person(proofDownload))

  get('/data-saya', dataPage)
  get('/data-saya/unduh', dataExport)
  post('/data-saya/persetujuan', takeOwnConsents)
  post('/data-saya/izin', takePartnerBack)
  post('/data-saya/perangkat', endOtherDevices)

  get('/keberatan', appealPage)
  post('/keberatan', takeAppeal)

  get('/ganti-hp', person(provePage))
  post('/ganti-hp', person(takeProof))
  get(
    '/ganti-hp/nomor',
    proved((c) => newPhonePage(c, deps)),
  )
  post('/ganti-hp/nomor', proved(takeNewPhone))
  get('/ganti-hp/kode', proved(newCodePage))
  post('/ganti-hp/kode', proved(takeNewCode))
  post('/ganti-hp/kode/kirim-ulang', proved(resendNewCode))
  get('/ganti-hp/selesai', (c) => changedPage(c))
  return routes
}
