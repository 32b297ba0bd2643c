import { findLink } from '../../../identity/single-use-links.ts'
import { done } from '../../../kernel/refusal.ts'
import { accountLink } from '../../../storefronts/accounts/account-links.ts'
import { rulesOf } from '../../../storefronts/accounts/locked-account.ts'
import { askNewPassword, resetPassword } from '../../../storefronts/accounts/reset-password.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import { deadLinkPage } from '../../identity/dead-link-page.tsx'
import type { NewPassword } from '../../identity/new-password-pages.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { accountForm, nextOf, requestIdOf, withNext } from './account-form.tsx'
import { accountWords } from './account-words.ts'
import { tryLink } from './password-tries.ts'

const emailForm = form((language) => ({
  email: ask.email(words[language].email, { autocomplete: 'username' }),
}))

/** Asks for the email of a forgotten password; `?terkirim` says that the link is on its way, if there is an account. */
export async function forgottenPage(c: Request, shop: Shop, shown: Shown = {}): Promise<Response> {
  const said = accountWords[c.get('language')]
  const next = nextOf(c, shop)
  if (c.req.method === 'GET' && c.req.query('terkirim') !== undefined) return linkSentPage(c, shop, next)
  return accountForm(c, shop, {
    title: said.forgottenTitle,
    shown,
    below: <BackToLogin c={c} shop={shop} next={next} />,
    children: (
      <>
        <p class="lead">{said.forgottenLead}</p>
        <parts.Form action={withNext(path(shop, '/lupa-sandi'), next)} button={said.sendLink}>
          {emailForm.fields(c, shown)}
        </parts.Form>
      </>
    ),
  })
}

function linkSentPage(c: Request, shop: Shop, next: string | undefined): Response {
  const said = accountWords[c.get('language')]
  return showPage(
    c,
    { title: said.linkSentTitle },
    <>
      <p class="lead">{said.linkSent(rulesOf(shop.storefronts).linkMinutes)}</p>
      <p>{said.linkNotThere}</p>
      <parts.Buttons>
        <parts.LinkButton look="second" href={withNext(path(shop, '/lupa-sandi'), next)}>
          {said.askAgain}
        </parts.LinkButton>
      </parts.Buttons>
      <BackToLogin c={c} shop={shop} next={next} />
    </>,
  )
}

function BackToLogin({ c, shop, next }: { c: Request; shop: Shop; next: string | undefined }) {
  return (
    <p>
      <a href={withNext(path(shop, '/masuk'), next)}>{accountWords[c.get('language')].backToLogin}</a>
    </p>
  )
}

/** Takes the email; the answer is the same whether it has an account or not. */
export async function submitForgotten(c: Request, shop: Shop): Promise<Response> {
  const language = c.get('language')
  const answers = await emailForm.read(c)
  if (!answers.ok) return forgottenPage(c, shop, answers)
  const { email } = answers.values
  const waitMinutes = await tryLink(shop, email)
  if (waitMinutes > 0)
    return forgottenPage(c, shop, wrong('', accountWords[language].linkTooOften(waitMinutes), answers.typed))
  const next = nextOf(c, shop)
  const requestId = requestIdOf(c)
  await askNewPassword(shop.storefronts, shop.journey, {
    email,
    next: next ?? path(shop),
    language,
    requestId,
  })
  const sent = withNext(path(shop, '/lupa-sandi'), next)
  return goTo(c, `${sent}${next === undefined ? '?' : '&'}terkirim=1`)
}

/** The new password of an account; it leads to the login, which leads back to the order. */
export function newPasswordOf(c: Request, shop: Shop): NewPassword {
  const said = accountWords[c.get('language')]
  const token = c.req.param('token') ?? ''
  const { ctx } = shop.storefronts
  const next = nextOf(c, shop)
  return {
    action: withNext(path(shop, `/sandi-baru/${token}`), next),
    said: {
      title: said.newPasswordTitle,
      label: said.newPassword,
      hint: words[c.get('language')].passwordHint,
      save: said.savePassword,
    },
    lead: () => said.newPasswordLead,
    find: () => findLink(ctx, ctx.db, accountLink(shop.journey, 'new_password'), token),
    async set(password) {
      const by = { token, password, language: c.get('language'), requestId: requestIdOf(c) }
      const set = await resetPassword(shop.storefronts, shop.journey, by)
      if (!set.ok) return set
      return done(goTo(c, `${withNext(path(shop, '/masuk'), next ?? path(shop))}&kabar=sandi`))
    },
    gone: (refusal) =>
      deadLinkPage(c, {
        title: said[refusal],
        text: said.linkDeadText,
        ways: [[said.askAgain, withNext(path(shop, '/lupa-sandi'), next)]],
      }),
  }
}
