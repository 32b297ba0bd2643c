import { done } from '../../../kernel/refusal.ts'
import { registrationState } from '../../../registration/complete-registration.ts'
import { provePhone } from '../../../registration/prove-phone.ts'
import type { RegistrationStep } from '../../../registration/rules.ts'
import { newPasswordPage, submitNewPassword } from '../../identity/new-password-pages.tsx'
import type { Page } from '../../site/addresses.ts'
import { goTo } from '../../site/link.ts'
import { type Answer, rowsOf } from '../../site/site-table.ts'
import { checkAgain, identityPage, submitIdentity } from './identity-pages.tsx'
import {
  codePage,
  numberPage,
  type PhoneProof,
  resendCode,
  submitCode,
  submitNumber,
} from './phone-pages.tsx'
import { passwordOf, sentPage, signUpPage, submitEmail } from './sign-up-pages.tsx'
import {
  checkPage,
  consentPage,
  declarationsPage,
  profilePage,
  submitConsents,
  submitDeclarations,
  submitProfile,
  submitRegistration,
} from './step-pages.tsx'
import { words } from './step-words.ts'
import { handIn, itemPage, reviewPage, startTest, submitAnswer, testPage } from './test-pages.tsx'
import { type RegisterDeps, type Request, visitorGuards } from './visitor.tsx'

const pathOf: Readonly<Record<RegistrationStep, Page>> = {
  consent: '/daftar/persetujuan',
  identity: '/daftar/identitas',
  profile: '/daftar/profil',
  phone: '/daftar/hp',
  test: '/daftar/tes',
  declarations: '/daftar/pernyataan',
}

/** Where the next step of a registration is done. */
export function pathOfStep(step: RegistrationStep | undefined): Page {
  return step ? pathOf[step] : '/daftar/periksa'
}

const { get, post } = rowsOf(visitorGuards)

const ofPhone =
  (page: (c: Request, deps: RegisterDeps, of: PhoneProof) => Answer) =>
  (c: Request, deps: RegisterDeps, accountId: string) =>
    page(c, deps, {
      subject: { accountId },
      at: '/daftar/hp',
      codeAt: '/daftar/hp/kode',
      step: 'phone',
      said: words[c.get('language')].phone,
      async prove(code) {
        const proved = await provePhone(deps.registrations.ctx, accountId, code)
        return proved.ok ? done(goTo(c, '/daftar/lanjut')) : proved
      },
    })

/** `/daftar` and everything below it: from an email to a person who may join a wave. */
export const registerRoutes = [
  get('/daftar', 'everybody', signUpPage),
  post('/daftar', 'everybody', submitEmail),
  get('/daftar/terkirim', 'everybody', sentPage),
  get('/daftar/email/:token', 'everybody', (c, deps) => newPasswordPage(c, passwordOf(c, deps))),
  post('/daftar/email/:token', 'everybody', (c, deps) => submitNewPassword(c, passwordOf(c, deps))),
  get('/daftar/lanjut', 'account', goOn),
  get('/daftar/persetujuan', 'account', consentPage),
  post('/daftar/persetujuan', 'account', submitConsents),
  get('/daftar/identitas', 'account', identityPage),
  post('/daftar/identitas', 'account', submitIdentity),
  post('/daftar/identitas/periksa-lagi', 'account', checkAgain),
  get('/daftar/profil', 'account', profilePage),
  post('/daftar/profil', 'account', submitProfile),
  get('/daftar/hp', 'account', ofPhone(numberPage)),
  post('/daftar/hp', 'account', ofPhone(submitNumber)),
  get('/daftar/hp/kode', 'account', ofPhone(codePage)),
  post('/daftar/hp/kode', 'account', ofPhone(submitCode)),
  post('/daftar/hp/kode/kirim-ulang', 'account', ofPhone(resendCode)),
  get('/daftar/tes', 'account', testPage),
  post('/daftar/tes', 'account', startTest),
  get('/daftar/tes/selesai', 'account', reviewPage),
  post('/daftar/tes/selesai', 'account', handIn),
  get('/daftar/tes/:item', 'account', itemPage),
  post('/daftar/tes/:item', 'account', submitAnswer),
  get('/daftar/pernyataan', 'account', (c) => declarationsPage(c)),
  post('/daftar/pernyataan', 'account', submitDeclarations),
  get('/daftar/periksa', 'account', checkPage),
  post('/daftar/periksa', 'account', submitRegistration),
]

async function goOn(c: Request, { registrations }: RegisterDeps, accountId: string): Promise<Response> {
  const { next } = await registrationState(registrations.ctx, accountId)
  return goTo(c, pathOfStep(next))
}
