import { newPasswordPage, takeNewPassword } from '../identity/new-password-pages.tsx'
import { rowsOf } from '../site/site-table.ts'
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
import { shopGuards } from './shop-guards.ts'

const { get, post } = rowsOf(shopGuards)

/** The addresses of a storefront's accounts. */
export const accountRoutes = [
  get('/lupa-sandi', 'passwordHolder', forgottenPage),
  post('/lupa-sandi', 'passwordHolder', takeForgotten),
  get('/sandi-baru/:token', 'passwordHolder', (c, shop) => newPasswordPage(c, newPasswordOf(c, shop))),
  post('/sandi-baru/:token', 'passwordHolder', (c, shop) => takeNewPassword(c, newPasswordOf(c, shop))),
  get('/email-baru/:token', 'everybody', confirmEmailPage),
  post('/email-baru/:token', 'everybody', takeConfirmedEmail),
  get('/akun', 'account', accountPage),
  get('/akun/nama', 'account', namePage),
  post('/akun/nama', 'account', takeName),
  get('/akun/sandi', 'account', passwordPage),
  post('/akun/sandi', 'account', takePassword),
  get('/akun/email', 'account', emailPage),
  post('/akun/email', 'account', takeEmail),
  get('/akun/hp', 'account', phonePage),
  post('/akun/hp', 'account', takePhone),
  get('/akun/hp/kode', 'account', codePage),
  post('/akun/hp/kode', 'account', takeCode),
  post('/akun/hp/kode/kirim-ulang', 'account', resendCode),
  post('/akun/perangkat', 'account', endOtherSessions),
]
