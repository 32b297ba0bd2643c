import { z } from 'zod'
import { checkPassword, type StorefrontAccount, signUp } from '../../storefronts/accounts.ts'
import { adoptDraftsOf, type StorefrontOrder } from '../../storefronts/orders.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem, type Typed } from '../http/forms.ts'
import { show, viewOf } from '../http/site.ts'
import type { FieldProblem } from '../parts/notice.tsx'
import * as parts from '../parts/parts.ts'
import { nextOf, withNext, wrong } from './account-form.tsx'
import { accountWords } from './account-words.ts'
import { LoginNews } from './change-pages.tsx'
import { labelOf } from './label-words.ts'
import { OrderBrief } from './order-summary.tsx'
import { minutesUntil, tryPassword } from './password-tries.ts'
import { goOnTo, path, type Request, type Shop } from './shop.ts'
import { elsewherePage } from './sign-on-pages.tsx'
import { words } from './words.ts'

interface Shown {
  readonly problems?: readonly FieldProblem[]
  readonly errors?: Readonly<Record<string, string>>
  readonly typed?: Typed
  /** where to go on afterwards */
  readonly next?: string | undefined
  /** what is being bought, when the login stands in the middle of it */
  readonly order?: StorefrontOrder
}

/** The login form, alone or in the middle of an order. */
export async function logInPage(c: Request, shop: Shop, shown: Shown = {}): Promise<Response> {
  if (shop.signOn) return elsewherePage(c, shop, shop.signOn, shown)
  const said = words[c.get('language')]
  await shop.sessions.ensure(c)
  const next = goOnTo(shop, shown.next ?? c.req.query('lanjut'))
  const label = labelsOf(c, shop)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={label.logIn} failed={(shown.problems ?? []).length > 0}>
      <parts.ErrorSummary problems={shown.problems ?? []} />
      <LoginNews c={c} />
      <h1>{label.logIn}</h1>
      {shown.order || next.startsWith(path(shop, '/pesanan/')) ? <p class="lead">{said.logInLead}</p> : ''}
      {shown.order ? <OrderBrief c={c} order={shown.order} /> : ''}
      <parts.Form action={withNext(path(shop, '/masuk'), next)}>
        <parts.Field
          name="email"
          label={said.email}
          type="email"
          autocomplete="username"
          value={shown.typed?.email}
          error={shown.errors?.email}
        />
        <parts.Field
          name="password"
          label={said.password}
          type="password"
          autocomplete="current-password"
          error={shown.errors?.password}
        />
        <parts.Button>{label.logIn}</parts.Button>
      </parts.Form>
      {label.passwordsHere ? (
        <p>
          <a href={withNext(path(shop, '/lupa-sandi'), next)}>{accountWords[c.get('language')].forgotten}</a>
        </p>
      ) : (
        ''
      )}
      <section class="stack">
        <h2>{said.noAccount}</h2>
        <p>{said.signUpLead}</p>
        <parts.LinkButton look="second" href={`${path(shop, '/daftar')}?lanjut=${encodeURIComponent(next)}`}>
          {label.signUp}
        </parts.LinkButton>
      </section>
    </parts.Page>,
    shown.problems?.length ? 422 : 200,
  )
}

/** What the storefront calls logging in and signing up, to the letter. */
function labelsOf(c: Request, shop: Shop) {
  const language = c.get('language')
  return {
    logIn: labelOf(shop, 'log_in', language, 0) || words[language].logIn,
    signUp: labelOf(shop, 'log_in', language, 1) || words[language].signUp,
    passwordsHere: stepOf(shop.journey, 'log_in') !== undefined,
  }
}

/** Takes the login form. */
export async function logIn(c: Request, shop: Shop): Promise<Response> {
  const answers = await parseForm(c, z.object({ email: field.email(), password: field.passwordGiven() }))
  const next = nextOf(c, shop)
  if (!answers.ok) return logInPage(c, shop, { ...answers, next })
  const { email, password } = answers.values
  const { ctx } = shop.storefronts
  const checked = await tryPassword(c, shop, email, () =>
    checkPassword(ctx, shop.journey.id, email, password),
  )
  if (checked.ok) return enter(c, shop, checked.value, next)
  if (checked.refusal === 'log_in_locked') {
    const message = words[c.get('language')].loginTooOften(minutesUntil(shop, checked.facts))
    return logInPage(c, shop, { problems: [{ field: '', message }], typed: answers.typed, next })
  }
  const message = words[c.get('language')].loginWrong
  return logInPage(c, shop, { problems: [{ field: 'email', message }], typed: answers.typed, next })
}

/** The form for a new account. */
export async function signUpPage(c: Request, shop: Shop, shown: Shown = {}): Promise<Response> {
  const said = words[c.get('language')]
  await shop.sessions.ensure(c)
  const next = goOnTo(shop, shown.next ?? c.req.query('lanjut'))
  const label = labelsOf(c, shop)
  const asked = (name: string) => ({ name, value: shown.typed?.[name], error: shown.errors?.[name] })
  return show(
    c,
    <parts.Page view={viewOf(c)} title={label.signUp} failed={(shown.problems ?? []).length > 0}>
      <parts.ErrorSummary problems={shown.problems ?? []} />
      <h1>{label.signUp}</h1>
      {stepOf(shop.journey, 'verify_phone') ? (
        <p class="lead">{said.signUpPhoneLead}</p>
      ) : next.startsWith(path(shop, '/pesanan/')) ? (
        <p class="lead">{said.signUpOrderLead}</p>
      ) : (
        ''
      )}
      <parts.Form action={withNext(path(shop, '/daftar'), next)}>
        <parts.Field {...asked('name')} label={said.name} autocomplete="name" />
        <parts.Field {...asked('email')} label={said.email} type="email" autocomplete="username" />
        {/* where buying needs a verified phone, the page that verifies it asks for it */}
        {stepOf(shop.journey, 'verify_phone') ? (
          ''
        ) : (
          <parts.Field
            {...asked('phone')}
            label={said.phone}
            hint={said.phoneHint}
            type="tel"
            autocomplete="tel"
            optional
          />
        )}
        <parts.Field
          {...asked('password')}
          label={said.password}
          hint={said.passwordHint}
          type="password"
          autocomplete="new-password"
        />
        <parts.Button>{label.signUp}</parts.Button>
      </parts.Form>
      <p>
        {said.haveAccount}{' '}
        <a href={`${path(shop, '/masuk')}?lanjut=${encodeURIComponent(next)}`}>{label.logIn}</a>
      </p>
    </parts.Page>,
    shown.problems?.length ? 422 : 200,
  )
}

/** Takes the form for a new account, and logs its owner in. */
export async function takeSignUp(c: Request, shop: Shop): Promise<Response> {
  const said = words[c.get('language')]
  const schema = z.object({
    name: field.name(120),
    email: field.email(),
    phone: field.phone().optional(),
    password: field.password(),
  })
  const labels = { name: said.name, email: said.email, phone: said.phone, password: said.password }
  const answers = await parseForm(c, schema, labels)
  const next = nextOf(c, shop)
  if (!answers.ok) return signUpPage(c, shop, { ...answers, next })
  const made = await signUp(shop.storefronts.ctx, {
    storefront: shop.journey.id,
    requestId: c.get('requestId'),
    ...answers.values,
  })
  if (made.ok) return enter(c, shop, made.value, next)
  const again = isAboutPassword(made.refusal)
    ? wrong('password', passwordProblem(c, made.refusal, said.password), answers.typed)
    : wrong('email', said.emailTaken, answers.typed)
  return signUpPage(c, shop, { ...again, next })
}

/** Logs an account in, takes over the drafts of the anonymous session, and goes on. */
async function enter(
  c: Request,
  shop: Shop,
  account: StorefrontAccount,
  next: string | undefined,
): Promise<Response> {
  const { before } = await shop.sessions.logIn(c, { accountId: account.accountId })
  if (before) await adoptDraftsOf(shop.storefronts.ctx, before.tokenHash, account.accountId)
  return c.redirect(goOnTo(shop, next), 303)
}
