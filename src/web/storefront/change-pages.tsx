import { z } from 'zod'
import { findLink } from '../../identity/single-use-links.ts'
import { sentenceOf } from '../../kernel/refusal.ts'
import { accountLink } from '../../storefronts/accounts/account-links.ts'
import { askNewEmail, confirmNewEmail } from '../../storefronts/accounts/change-email.ts'
import { changeName } from '../../storefronts/accounts/change-name.ts'
import { changePassword } from '../../storefronts/accounts/change-password.ts'
import { phoneRefusals } from '../../storefronts/accounts/verify-phone.ts'
import { findAccount } from '../../storefronts/accounts.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import { deadLinkPage } from '../identity/dead-link-page.tsx'
import { asked, type Shown, wrong } from '../identity/form-page.tsx'
import * as parts from '../parts/parts.ts'
import { accountForm, requestIdOf } from './account-form.tsx'
import { type AccountNews, accountWords } from './account-words.ts'
import { minutesUntil, tryLink, tryPassword } from './password-tries.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** The form for another name. */
export async function namePage(
  c: Request,
  shop: Shop,
  accountId: string,
  shown: Shown = {},
): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  const name = asked(shown, 'name')
  return accountForm(c, shop, {
    title: said.nameTitle,
    shown,
    children: (
      <parts.Form action={path(shop, '/akun/nama')}>
        <parts.Field
          {...name}
          value={name.value ?? account.name}
          label={words[c.get('language')].name}
          autocomplete="name"
        />
        <parts.Button>{said.save}</parts.Button>
      </parts.Form>
    ),
  })
}

/** Takes another name. */
export async function takeName(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const labels = { name: words[c.get('language')].name }
  const answers = await parseForm(c, z.object({ name: field.name(120) }), labels)
  if (!answers.ok) return namePage(c, shop, accountId, answers)
  const change = { accountId, name: answers.values.name, requestId: requestIdOf(c) }
  await changeName(shop.storefronts.ctx, shop.journey, change)
  return toAccount(c, shop, 'nama')
}

/** The form for another password. */
export async function passwordPage(
  c: Request,
  shop: Shop,
  accountId: string,
  shown: Shown = {},
): Promise<Response> {
  if (!(await ownAccount(shop, accountId))) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: said.passwordTitle,
    shown,
    children: (
      <>
        <p class="lead">{said.othersEnd}</p>
        <parts.Form action={path(shop, '/akun/sandi')}>
          <CurrentPassword c={c} shown={shown} />
          <parts.Field
            {...asked(shown, 'new_password')}
            label={said.newPassword}
            hint={words[c.get('language')].passwordHint}
            type="password"
            autocomplete="new-password"
          />
          <parts.Button>{said.savePassword}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

/** The password that the account has now, for what not everybody may do who finds a phone lying about. */
export function CurrentPassword({ c, shown, hint }: { c: Request; shown: Shown; hint?: string }) {
  return (
    <parts.Field
      {...asked(shown, 'current_password')}
      label={accountWords[c.get('language')].currentPassword}
      hint={hint}
      type="password"
      autocomplete="current-password"
    />
  )
}

/** Takes another password. */
export async function takePassword(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  const schema = z.object({ current_password: field.passwordGiven(), new_password: field.password() })
  const labels = { current_password: said.currentPassword, new_password: said.newPassword }
  const answers = await parseForm(c, schema, labels)
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
export async function emailPage(
  c: Request,
  shop: Shop,
  accountId: string,
  shown: Shown = {},
): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  return accountForm(c, shop, {
    title: said.emailTitle,
    shown,
    children: (
      <>
        <p class="lead">{said.emailLead(account.email)}</p>
        <parts.Form action={path(shop, '/akun/email')}>
          <parts.Field {...asked(shown, 'email')} label={said.newEmail} type="email" autocomplete="email" />
          <CurrentPassword c={c} shown={shown} />
          <parts.Button>{said.sendLink}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

/** Takes another email: it holds once the link to it is opened. */
export async function takeEmail(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const account = await ownAccount(shop, accountId)
  if (!account) return toAccount(c, shop)
  const said = accountWords[c.get('language')]
  const schema = z.object({ email: field.email(), current_password: field.passwordGiven() })
  const labels = { email: said.newEmail, current_password: said.currentPassword }
  const answers = await parseForm(c, schema, labels)
  const again = (shown: Shown) => emailPage(c, shop, accountId, shown)
  if (!answers.ok) return again(answers)
  const { email, current_password: password } = answers.values
  // By account: whoever holds one must not fill the mailboxes of others either.
  const linkMinutes = await tryLink(shop, `account ${accountId}`)
  if (linkMinutes > 0) return again(wrong('', said.linkTooOften(linkMinutes), answers.typed))
  const change = { accountId, password, email, language: c.get('language'), requestId: requestIdOf(c) }
  const ask = () => askNewEmail(shop.storefronts, shop.journey, change)
  const outcome = await tryPassword(c, shop, account.email, ask, ['password_wrong'])
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
        <parts.Form action={path(shop, `/email-baru/${token}`)}>
          <parts.Button>{said.confirmEmail}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

/** Takes the new email. The link may be opened where nobody is logged in: then the login is next. */
export async function takeConfirmedEmail(c: Request, shop: Shop): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const confirmation = { token, language: c.get('language'), requestId: requestIdOf(c) }
  const outcome = await confirmNewEmail(shop.storefronts, shop.journey, confirmation)
  if (outcome.ok)
    return c.get('session')?.accountId
      ? toAccount(c, shop, 'email')
      : c.redirect(`${path(shop, '/masuk')}?kabar=email`, 303)
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
  return c.redirect(path(shop, news ? `/akun?kabar=${news}` : '/akun'), 303)
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
