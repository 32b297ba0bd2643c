import { Hono } from 'hono'
import { registrationState } from '../../../registration/complete-registration.ts'
import type { RegistrationStep } from '../../../registration/rules.ts'
import type { Web } from '../../http/web.ts'
import { newPasswordPage, takeNewPassword } from '../../identity/new-password-pages.tsx'
import { checkAgain, identityPage, takeIdentity } from './identity-pages.tsx'
import { codePage, phonePage, resendCode, takeCode, takePhone } from './phone-pages.tsx'
import { passwordOf, sentPage, signUpPage, takeEmail } from './sign-up-pages.tsx'
import {
  checkPage,
  consentPage,
  profilePage,
  statementsPage,
  takeConsents,
  takeProfile,
  takeRegistration,
  takeStatements,
} from './step-pages.tsx'
import { handIn, itemPage, reviewPage, startTest, takeAnswer, testPage } from './test-pages.tsx'
import { type RegisterDeps, type Request, withAccount } from './visitor.tsx'

const pathOf: Readonly<Record<RegistrationStep, string>> = {
  consent: '/daftar/persetujuan',
  identity: '/daftar/identitas',
  profile: '/daftar/profil',
  phone: '/daftar/hp',
  test: '/daftar/tes',
  statements: '/daftar/pernyataan',
}

/** Where the next step of a registration is done. */
export function pathOfStep(step: RegistrationStep | undefined): string {
  return step ? pathOf[step] : '/daftar/periksa'
}

type Page = (c: Request, deps: RegisterDeps, accountId: string) => Response | Promise<Response>

/** `/daftar` and everything below it: from an email to a person who may join a wave. */
export function registerRoutes(deps: RegisterDeps): Hono<Web> {
  const routes = new Hono<Web>()
  routes.get('/', (c) => signUpPage(c, deps))
  routes.post('/', (c) => takeEmail(c, deps))
  routes.get('/terkirim', (c) => sentPage(c))
  routes.get('/email/:token', (c) => newPasswordPage(c, passwordOf(c, deps)))
  routes.post('/email/:token', (c) => takeNewPassword(c, passwordOf(c, deps)))
  routes.get('/lanjut', (c) =>
    withAccount(c, deps, async (accountId) => {
      const { next } = await registrationState(deps.registrations.ctx, accountId)
      return c.redirect(pathOfStep(next), 303)
    }),
  )
  const step = (path: string, page: Page, take: Page) => {
    routes.get(path, (c) => withAccount(c, deps, (accountId) => page(c, deps, accountId)))
    routes.post(path, (c) => withAccount(c, deps, (accountId) => take(c, deps, accountId)))
  }
  const act = (path: string, take: Page) => {
    routes.post(path, (c) => withAccount(c, deps, (accountId) => take(c, deps, accountId)))
  }
  step('/persetujuan', consentPage, takeConsents)
  step('/identitas', identityPage, takeIdentity)
  act('/identitas/periksa-lagi', checkAgain)
  step('/profil', profilePage, takeProfile)
  step('/hp', (c) => phonePage(c, deps), takePhone)
  step('/hp/kode', codePage, takeCode)
  act('/hp/kode/kirim-ulang', resendCode)
  step('/tes', testPage, startTest)
  step('/tes/selesai', reviewPage, handIn)
  step('/tes/:item', itemPage, takeAnswer)
  step('/pernyataan', (c) => statementsPage(c, deps), takeStatements)
  step('/periksa', checkPage, takeRegistration)
  return routes
}
