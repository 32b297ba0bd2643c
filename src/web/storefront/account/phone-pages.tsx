import { localPhone, maskPhone } from '../../../kernel/phone.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { findAccount, type StorefrontAccount } from '../../../storefronts/accounts/accounts.ts'
import { sendPhoneOtp, waitingCheck } from '../../../storefronts/accounts/send-phone-otp.ts'
import { phoneRefusals, verifyPhone } from '../../../storefronts/accounts/verify-phone.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith, type Shown, wrong } from '../../http/forms.ts'
import { newWork, smsOrigin } from '../../http/work.ts'
import { EnterCode } from '../../identity/enter-code.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { labelOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import {
  type AccountPage,
  accountForm,
  currentPassword,
  nextOf,
  requestIdOf,
  withNext,
} from './account-form.tsx'
import { accountWords } from './account-words.ts'
import { toAccount } from './change-pages.tsx'
import { minutesUntil, tryPassword } from './password-tries.ts'

const phoneForm = form((language) => {
  const { phone, phoneHint: hint, phonePasswordHint } = accountWords[language]
  return {
    phone: ask.phone(phone, { hint }),
    current_password: {
      ...currentPassword(language, phonePasswordHint),
      schema: field.passwordGiven().optional(),
    },
  }
})

/** The number to be verified. Who stands in an order and is verified already goes on to it. */
export const phonePage: AccountPage = async (c, shop, accountId, shown = {}) => {
  const next = nextOf(c, shop)
  const account = await findAccount(shop.storefronts.ctx.db, shop.journey.id, accountId)
  if (!account) return toAccount(c, shop)
  const verified = account.phoneVerifiedAt !== undefined
  if (c.req.method === 'GET') {
    if (verified && next) return goTo(c, next)
    const check = await waitingCheck(shop.storefronts, shop.journey, accountId)
    const alive = check && check.expiresAt > shop.storefronts.ctx.clock.now()
    if (alive && c.req.query('ubah') === undefined)
      return goTo(c, withNext(path(shop, '/akun/hp/kode'), next))
  }
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: verified ? said.phoneChangeTitle : said.phoneTitle,
    shown,
    below: next ? '' : undefined,
    children: <PhoneForm c={c} shop={shop} account={account} next={next} shown={shown} />,
  })
}

interface PhoneFormProps {
  readonly c: Request
  readonly shop: Shop
  readonly account: StorefrontAccount
  readonly next: string | undefined
  readonly shown: Shown
}

function PhoneForm({ c, shop, account, next, shown }: PhoneFormProps) {
  const said = accountWords[c.get('language')]
  const verified = account.phoneVerifiedAt !== undefined
  const kept = verified ? '' : localPhone(account.phone)
  const again = beginningWith({ phone: kept || undefined }, shown)
  return (
    <>
      <p class="lead">{next ? said.phoneOrderLead : said.phoneLead}</p>
      {verified ? <p>{said.phoneIsVerified(maskPhone(account.phone ?? ''))}</p> : ''}
      <parts.Form
        action={withNext(path(shop, '/akun/hp'), next)}
        button={stepLabel(c, shop, 0) || said.sendCode}
      >
        <parts.Work token={newWork(shop.storefronts.ctx)} />
        {phoneForm.fields(c, again, 'phone')}
        {verified && account.provider === undefined ? phoneForm.fields(c, shown, 'current_password') : ''}
      </parts.Form>
    </>
  )
}

function stepLabel(c: Request, shop: Shop, index: 0 | 1): string {
  return labelOf(shop, 'verify_phone', c.get('language'), index)
}

/** Takes the number and sends the code. */
export async function submitPhone(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const said = accountWords[c.get('language')]
  const answers = await phoneForm.read(c)
  const again = (shown: Shown) => phonePage(c, shop, accountId, shown)
  if (!answers.ok) return again(answers)
  const { phone, current_password: password } = answers.values
  const account = password && (await findAccount(shop.storefronts.ctx.db, shop.journey.id, accountId))
  const sending = () => send(c, shop, accountId, phone, password)
  const outcome = account ? await tryPassword(c, shop, account.email, sending) : await sending()
  if (outcome.ok) return toCode(c, shop)
  if (outcome.refusal === 'log_in_locked')
    return again(wrong('', said.passwordTooOften(minutesUntil(shop, outcome.facts)), answers.typed))
  const message = sentenceOf(phoneRefusals, outcome.refusal, outcome.facts, c.get('language'))
  const about = outcome.refusal === 'password_wrong' ? 'current_password' : ''
  return again(wrong(about, message, answers.typed))
}

async function send(c: Request, shop: Shop, accountId: string, phone: string, password?: string) {
  const origin = await smsOrigin(c, shop.storefronts.ctx)
  const asks = { accountId, phone, password, origin, language: c.get('language'), requestId: requestIdOf(c) }
  return sendPhoneOtp(shop.storefronts, shop.journey, asks)
}

async function toCode(c: Request, shop: Shop): Promise<Response> {
  return goTo(c, withNext(path(shop, '/akun/hp/kode'), nextOf(c, shop)))
}

const otpForm = form((language) => ({ otp: ask.otp(accountWords[language].code) }))

/** The code from the SMS. */
export const codePage: AccountPage = async (c, shop, accountId, shown = {}) => {
  const next = nextOf(c, shop)
  const check = await waitingCheck(shop.storefronts, shop.journey, accountId)
  if (!check) return goTo(c, withNext(path(shop, '/akun/hp'), next))
  const said = accountWords[c.get('language')]
  const other = `${withNext(path(shop, '/akun/hp'), next)}${next ? '&' : '?'}ubah=1` as const
  return accountForm(c, shop, {
    title: said.phoneTitle,
    shown,
    below: (
      <p>
        <a href={other}>{said.otherPhone}</a>
      </p>
    ),
    children: (
      <EnterCode
        code={check}
        now={shop.storefronts.ctx.clock.now()}
        action={withNext(path(shop, '/akun/hp/kode'), next)}
        again={withNext(path(shop, '/akun/hp/kode/kirim-ulang'), next)}
        button={stepLabel(c, shop, 1) || said.verify}
        label={said.code}
        error={shown.problems?.map(({ field, message }) => (field === 'otp' ? message : ''))[0]}
        work={newWork(shop.storefronts.ctx)}
      />
    ),
  })
}

/** Takes the code; with a right one the buyer goes on to the order, or back to the account. */
export async function submitCode(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const answers = await otpForm.read(c)
  if (!answers.ok) return codePage(c, shop, accountId, answers)
  const code = { accountId, otp: answers.values.otp, requestId: requestIdOf(c) }
  const outcome = await verifyPhone(shop.storefronts, shop.journey, code)
  const next = nextOf(c, shop)
  if (outcome.ok) return next ? goTo(c, next) : toAccount(c, shop, 'hp')
  const { refusal, facts } = outcome
  const message = sentenceOf(phoneRefusals, refusal, facts, c.get('language'))
  if (refusal === 'phone_taken' || refusal === 'code_not_sent')
    return phonePage(c, shop, accountId, wrong(refusal === 'phone_taken' ? 'phone' : '', message))
  // An expired code has a page of its own, with nothing to type.
  if (refusal === 'code_expired') return codePage(c, shop, accountId, wrong('', message))
  return codePage(c, shop, accountId, wrong('otp', message))
}

/** Another code to the number that waits for one. */
export async function resendCode(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const check = await waitingCheck(shop.storefronts, shop.journey, accountId)
  if (!check) return toCode(c, shop)
  const outcome = await send(c, shop, accountId, check.phone)
  if (outcome.ok) return toCode(c, shop)
  return codePage(
    c,
    shop,
    accountId,
    wrong('', sentenceOf(phoneRefusals, outcome.refusal, outcome.facts, c.get('language'))),
  )
}
