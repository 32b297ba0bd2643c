import type { Hono, MiddlewareHandler } from 'hono'
import { stepOf } from '../../storefronts/walk.ts'
import type { Web } from '../http/web.ts'
import { newPasswordPage, takeNewPassword } from '../identity/new-password-pages.tsx'
import { accountPage, endOtherSessions } from './account-page.tsx'
import {
  confirmEmailPage,
  emailPage,
  namePage,
  passwordPage,
  takeConfirmedEmail,
  takeEmail,
  takeName,
  takePassword,
} from './change-pages.tsx'
import { forgottenPage, newPasswordOf, takeForgotten } from './forgotten-password-pages.tsx'
import { codePage, phonePage, resendCode, takeCode, takePhone } from './phone-pages.tsx'
import { path, type Request, type Shop } from './shop.ts'

type ForAccount = (
  c: Request,
  shop: Shop,
  work: (accountId: string) => Promise<Response>,
) => Promise<Response> | Response

/** The addresses of a storefront's accounts. `forAccount` works for who is logged in, and asks others to log in. */
export function addAccountRoutes(routes: Hono<Web>, shop: Shop, forAccount: ForAccount): void {
  routes.use('/lupa-sandi', passwordsHere(shop))
  routes.use('/sandi-baru/*', passwordsHere(shop))
  routes.get('/lupa-sandi', (c) => forgottenPage(c, shop))
  routes.post('/lupa-sandi', (c) => takeForgotten(c, shop))
  routes.get('/sandi-baru/:token', (c) => newPasswordPage(c, newPasswordOf(c, shop)))
  routes.post('/sandi-baru/:token', (c) => takeNewPassword(c, newPasswordOf(c, shop)))
  routes.get('/email-baru/:token', (c) => confirmEmailPage(c, shop))
  routes.post('/email-baru/:token', (c) => takeConfirmedEmail(c, shop))

  const get = (rest: string, page: Page) =>
    routes.get(`/akun${rest}`, (c) => forAccount(c, shop, (accountId) => page(c, shop, accountId)))
  const post = (rest: string, take: Page) =>
    routes.post(`/akun${rest}`, (c) => forAccount(c, shop, (accountId) => take(c, shop, accountId)))
  get('', accountPage)
  get('/nama', namePage)
  post('/nama', takeName)
  get('/sandi', passwordPage)
  post('/sandi', takePassword)
  get('/email', emailPage)
  post('/email', takeEmail)
  get('/hp', phonePage)
  post('/hp', takePhone)
  get('/hp/kode', codePage)
  post('/hp/kode', takeCode)
  post('/hp/kode/kirim-ulang', resendCode)
  post('/perangkat', endOtherSessions)
}

type Page = (c: Request, shop: Shop, accountId: string) => Promise<Response>

/** A storefront whose accounts are kept elsewhere has no passwords: whoever looks for one is led to the login. */
function passwordsHere(shop: Shop): MiddlewareHandler<Web> {
  return async (c, next) => {
    if (stepOf(shop.journey, 'log_in')) return next()
    return c.redirect(path(shop, '/masuk'), 303)
  }
}
