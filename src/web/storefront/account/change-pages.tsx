import { findLink } from '../../../identity/single-use-links.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { accountLink } from '../../../storefronts/accounts/account-links.ts'
import { findAccount } from '../../../storefronts/accounts/accounts.ts'
import { askNewEmail, confirmNewEmail } from '../../../storefronts/accounts/change-email.ts'
import { changeName } from '../../../storefronts/accounts/change-name.ts'
import { changePassword } from '../../../storefronts/accounts/change-password.ts'
import { phoneRefusals } from '../../../storefronts/accounts/verify-phone.ts'
import { field } from '../../http/form-fields.ts'
import { beginningWith, isAboutPassword, passwordProblem, type Shown, wrong } from '../../http/forms.ts'
import { deadLinkPage } from '../../identity/dead-link-page.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { type AccountPage, accountForm, currentPassword, requestIdOf } from './account-form.tsx'
import { type AccountNews, accountWords } from './account-words.ts'
import { minutesUntil, tryLink, tryPassword } from './password-tries.ts'

const nameForm = form((language) => ({
  name: ask.text(field.name(120), words[language].name, { autocomplete: 'name' }),
}))

const passwordForm = form((language) => ({
  current_password: currentPassword(language),
  new_password: ask.newPassword(accountWords[language].newPassword, { hint: words[language].passwordHint }),
}))

const emailForm = form((language) => ({
  email: ask.email(accountWords[language].newEmail),
  current_password: currentPassword(language),
}))

/** The form for another name. */
export const namePage: AccountPage = async (c, shop, accountId, shown = {}) => {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: said.nameTitle,
    shown,
    children: (
      <parts.Form action={path(shop, '/akun/nama')} button={said.save}>
        {nameForm.fields(c, beginningWith({ name: account.name }, shown))}
      </parts.Form>
    ),
  })
}

/** Takes another name. */
export async function submitName(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const answers = await nameForm.read(c)
  if (!answers.ok) return namePage(c, shop, accountId, answers)
  const change = { accountId, name: answers.values.name, requestId: requestIdOf(c) }
  await changeName(shop.storefronts.ctx, shop.journey, change)
  return toAccount(c, shop, 'nama')
}

/** The form for another password. */
export const passwordPage: AccountPage = async (c, shop, accountId, shown = {}) => {
  if (!(await ownAccount(shop, accountId))) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: said.passwordTitle,
    shown,
    children: (
      <>
        <p class="lead">{said.othersEnd}</p>
        <parts.Form action={path(shop, '/akun/sandi')} button={said.savePassword}>
          {passwordForm.fields(c, shown)}
        </parts.Form>
      </>
    ),
  })
}

/** Takes another password. */
export async function submitPassword(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  const answers = await passwordForm.read(c)
  if (!answers.ok) return passwordPage(c, shop, accountId, answers)
  const { values } = answers
  const change = {
    accountId,
    currentPassword: values.current_password,
    password: values.new_password,
    keep: c.get('session')?.tokenHash,
    language: c.get('language'),
    requestId: requestIdOf(c),
  }
  const take = () => changePassword(shop.storefronts, shop.journey, change)
  const outcome = await tryPassword(c, shop, account.email, take, ['password_wrong'])
  if (outcome.ok) return toAccount(c, shop, 'sandi')
  const again = (name: string, message: string) => passwordPage(c, shop, accountId, wrong(name, message))
  if (isAboutPassword(outcome.refusal))
    return again('new_password', passwordProblem(c, outcome.refusal, said.newPassword))
  if (outcome.refusal === 'log_in_locked')
    return again('', said.passwordTooOften(minutesUntil(shop, outcome.facts)))
  return again('current_password', sentenceOf(phoneRefusals, 'password_wrong', {}, c.get('language')))
}

/** The form for another email. */
export const emailPage: AccountPage = async (c, shop, accountId, shown = {}) => {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: said.emailTitle,
    shown,
    children: (
      <>
        <p class="lead">{said.emailLead(account.email)}</p>
        <parts.Form action={path(shop, '/akun/email')} button={said.sendLink}>
          {emailForm.fields(c, shown)}
        </parts.Form>
      </>
    ),
  })
}

/** Takes another email: it holds once the link to it is opened. */
export async function submitEmail(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  const answers = await emailForm.read(c)
  const again = (shown: Shown) => emailPage(c, shop, accountId, shown)
  if (!answers.ok) return again(answers)
  const { email, current_password: password } = answers.values
  // By account: whoever holds one must not fill the mailboxes of others either.
  const linkMinutes = await tryLink(shop, `account ${accountId}`)
  if (linkMinutes > 0) return again(wrong('', said.linkTooOften(linkMinutes), answers.typed))
  const change = { accountId, password, email, language: c.get('language'), requestId: requestIdOf(c) }
  const asking = () => askNewEmail(shop.storefronts, shop.journey, change)
  const outcome = await tryPassword(c, shop, account.email, asking, ['password_wrong'])
  if (outcome.ok) return toAccount(c, shop, 'tautan')
  if (outcome.refusal === 'log_in_locked')
    return again(wrong('', said.passwordTooOften(minutesUntil(shop, outcome.facts)), answers.typed))
  return outcome.refusal === 'email_taken'
    ? again(wrong('email', said.emailTaken, answers.typed))
    : again(
        wrong(
          'current_password',
          sentenceOf(phoneRefusals, 'password_wrong', {}, c.get('language')),
          answers.typed,
        ),
      )
}

/** The page behind the link to a new email; looking at it changes nothing. */
export async function confirmEmailPage(c: Request, shop: Shop, shown: Shown = {}): Promise<Response> {
  const said = accountWords[c.get('language')]
  const token = c.req.param('token') ?? ''
  const { ctx } = shop.storefronts
  const link = await findLink(ctx, ctx.db, accountLink(shop.journey, 'new_email'), token)
  if (!link.ok)
    return deadLinkPage(c, {
      title: said[link.refusal],
      text: said.emailDeadText,
      ways: [[said.toAccount, path(shop, '/akun/email')]],
    })
  return accountForm(c, shop, {
    title: said.confirmEmailTitle,
    shown,
    children: (
      <>
        <p class="lead">{said.confirmEmailText(link.value.email ?? '')}</p>
        <parts.Form action={path(shop, `/email-baru/${token}`)} button={said.confirmEmail} />
      </>
    ),
  })
}

/** Takes the new email. The link may be opened where nobody is logged in: then the login is next. */
export async function submitConfirmedEmail(c: Request, shop: Shop): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const confirmation = { token, language: c.get('language'), requestId: requestIdOf(c) }
  const outcome = await confirmNewEmail(shop.storefronts, shop.journey, confirmation)
  if (outcome.ok)
    return c.get('session')?.accountId
      ? toAccount(c, shop, 'email')
      : goTo(c, path(shop, `/masuk?kabar=email`))
  if (outcome.refusal !== 'email_taken') return confirmEmailPage(c, shop)
  return confirmEmailPage(c, shop, wrong('', accountWords[c.get('language')].emailTaken))
}

/** The account, if it has a password here; one that is kept elsewhere is changed there. */
export async function ownAccount(shop: Shop, accountId: string) {
  const account = await findAccount(shop.storefronts.ctx.db, shop.journey.id, accountId)
  return account?.provider === undefined ? account : undefined
}

/** Back to the account, with what was done. */
export function toAccount(c: Request, shop: Shop, news?: AccountNews): Response {
  return goTo(c, path(shop, news ? `/akun?kabar=${news}` : '/akun'))
}

/** What was changed by a link, told above the login. */
export function LoginNews({ c }: { c: Request }) {
  const said = accountWords[c.get('language')]
  const news = c.req.query('kabar')
  if (c.req.method !== 'GET' || (news !== 'sandi' && news !== 'email')) return ''
  return (
    <parts.Notice tone="success" title={news === 'sandi' ? said.passwordReset : said.emailDone}>
      <p>{news === 'sandi' ? said.passwordResetText : said.emailDoneText}</p>
    </parts.Notice>
  )
}
