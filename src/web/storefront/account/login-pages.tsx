import { done } from '../../../kernel/refusal.ts'
import { checkPassword, type StorefrontAccount, signUp } from '../../../storefronts/accounts/accounts.ts'
import { adoptDraftOrdersOf } from '../../../storefronts/orders/draft-orders.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import * as identity from '../../identity/password-pages.tsx'
import * as parts from '../../parts/parts.ts'
import { goTo, type Href } from '../../site/link.ts'
import { labelOf } from '../label-words.ts'
import { OrderBrief } from '../order/order-summary.tsx'
import { goOnTo, path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { withNext } from './account-form.tsx'
import { accountWords } from './account-words.ts'
import { LoginNews } from './change-pages.tsx'
import { minutesUntil, tryPassword } from './password-tries.ts'
import { elsewherePage } from './sign-on-pages.tsx'

interface Within {
  /** where to go on afterwards */
  readonly next?: string | undefined
  /** what is being bought, when the login stands in the middle of it */
  readonly order?: StorefrontOrder
}

/** The login form, alone or in the middle of an order. */
export async function logInPage(c: Request, shop: Shop, within: Within = {}): Promise<Response> {
  if (shop.signOn) return elsewherePage(c, shop, shop.signOn, within)
  return identity.logInPage(c, logInForm(c, shop, within))
}

/** Takes the login form. */
export function logIn(c: Request, shop: Shop): Promise<Response> {
  return identity.submitLogIn(c, logInForm(c, shop))
}

function logInForm(c: Request, shop: Shop, within: Within = {}): identity.LogInForm {
  const said = words[c.get('language')]
  const next = goOnTo(shop, within.next ?? c.req.query('lanjut'))
  const label = labelsOf(c, shop)
  const { order } = within
  return {
    action: withNext(path(shop, '/masuk'), next),
    said: {
      title: label.logIn,
      email: said.email,
      password: said.password,
      logIn: label.logIn,
      wrong: said.loginWrong,
      locked: (facts) => said.loginTooOften(minutesUntil(shop, facts)),
    },
    news: <LoginNews c={c} />,
    lead: (
      <>
        {order || inOrder(shop, next) ? <p class="lead">{said.logInLead}</p> : ''}
        {order ? <OrderBrief c={c} order={order} /> : ''}
      </>
    ),
    below: <OtherWays c={c} shop={shop} next={next} />,
    async logIn({ email, password }) {
      const check = () => checkPassword(shop.storefronts.ctx, shop.journey.id, email, password)
      const checked = await tryPassword(c, shop, email, check)
      return checked.ok ? done(await enter(c, shop, checked.value, next)) : checked
    },
  }
}

function OtherWays({ c, shop, next }: { c: Request; shop: Shop; next: string }) {
  const said = words[c.get('language')]
  return (
    <>
      {stepOf(shop.journey, 'log_in') ? (
        <p>
          <a href={withNext(path(shop, '/lupa-sandi'), next)}>{accountWords[c.get('language')].forgotten}</a>
        </p>
      ) : (
        ''
      )}
      <section class="stack">
        <h2>{said.noAccount}</h2>
        <p>{said.signUpLead}</p>
        <parts.LinkButton look="second" href={withNext(path(shop, '/daftar'), next)}>
          {labelsOf(c, shop).signUp}
        </parts.LinkButton>
      </section>
    </>
  )
}

function inOrder(shop: Shop, next: string): boolean {
  return next.startsWith(path(shop, '/pesanan/'))
}

/** What the storefront calls logging in and signing up, to the letter. */
function labelsOf(c: Request, shop: Shop) {
  const language = c.get('language')
  return {
    logIn: labelOf(shop, 'log_in', language, 0) || words[language].logIn,
    signUp: labelOf(shop, 'log_in', language, 1) || words[language].signUp,
  }
}

/** The form for a new account, whose owner is logged in by it. */
export function signUpForm(c: Request, shop: Shop): identity.SignUpForm {
  const said = words[c.get('language')]
  const next = goOnTo(shop, c.req.query('lanjut'))
  const label = labelsOf(c, shop)
  const verifies = stepOf(shop.journey, 'verify_phone') !== undefined
  const lead = verifies ? said.signUpPhoneLead : inOrder(shop, next) ? said.signUpOrderLead : undefined
  return {
    action: withNext(path(shop, '/daftar'), next),
    said: { ...said, title: label.signUp, signUp: label.signUp, taken: said.emailTaken },
    // Where buying needs a verified phone, the page that verifies it asks for it.
    phone: verifies ? undefined : { label: said.phone, hint: said.phoneHint },
    lead: lead && <p class="lead">{lead}</p>,
    below: (
      <p>
        {said.haveAccount} <a href={withNext(path(shop, '/masuk'), next)}>{label.logIn}</a>
      </p>
    ),
    async signUp(given) {
      const storefront = shop.journey.id
      const made = await signUp(shop.storefronts.ctx, {
        storefront,
        requestId: c.get('requestId'),
        ...given,
      })
      return made.ok ? done(await enter(c, shop, made.value, next)) : made
    },
  }
}

/** Logs an account in, takes over the drafts of the anonymous session, and goes on. */
async function enter(c: Request, shop: Shop, account: StorefrontAccount, next: Href): Promise<Response> {
  const { before } = await shop.sessions.logIn(c, { accountId: account.accountId })
  if (before) await adoptDraftOrdersOf(shop.storefronts.ctx, before.tokenHash, account.accountId)
  return goTo(c, next)
}
