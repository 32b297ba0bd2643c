import { newPasswordPage, submitNewPassword } from '../../identity/new-password-pages.tsx'
import { rowsOf } from '../../site/site-table.ts'
import { shopGuards } from '../shop-guards.ts'
import { accountPage, endOtherSessions } from './account-page.tsx'
import {
  confirmEmailPage,
  emailPage,
  namePage,
  passwordPage,
  submitConfirmedEmail,
  submitEmail,
  submitName,
  submitPassword,
} from './change-pages.tsx'
import { forgottenPage, newPasswordOf, submitForgotten } from './forgotten-password-pages.tsx'
import { codePage, phonePage, resendCode, submitCode, submitPhone } from './phone-pages.tsx'

const { get, post } = rowsOf(shopGuards)

/** The addresses of a storefront's accounts. */
export const accountRoutes = [
  get('/lupa-sandi', 'passwordHolder', forgottenPage),
  post('/lupa-sandi', 'passwordHolder', submitForgotten),
  get('/sandi-baru/:token', 'passwordHolder', (c, shop) => newPasswordPage(c, newPasswordOf(c, shop))),
  post('/sandi-baru/:token', 'passwordHolder', (c, shop) => submitNewPassword(c, newPasswordOf(c, shop))),
  get('/email-baru/:token', 'everybody', confirmEmailPage),
  post('/email-baru/:token', 'everybody', submitConfirmedEmail),
  get('/akun', 'account', accountPage),
  get('/akun/nama', 'account', namePage),
  post('/akun/nama', 'account', submitName),
  get('/akun/sandi', 'account', passwordPage),
  post('/akun/sandi', 'account', submitPassword),
  get('/akun/email', 'account', emailPage),
  post('/akun/email', 'account', submitEmail),
  get('/akun/hp', 'account', phonePage),
  post('/akun/hp', 'account', submitPhone),
  get('/akun/hp/kode', 'account', codePage),
  post('/akun/hp/kode', 'account', submitCode),
  post('/akun/hp/kode/kirim-ulang', 'account', resendCode),
  post('/akun/perangkat', 'account', endOtherSessions),
]
