import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Outcome, RefusalFacts } from '../../kernel/refusal.ts'
import type { PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, passwordProblem, type Shown, wrong } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import { goTo, type Link, type Target } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'

type Request = Context<Web>

interface PasswordForm {
  /** where the form goes */
  readonly action: Target
  /** under the heading */
  readonly lead?: Child
  readonly below: Child
}

/** How people log in at a site: what differs from the others, in the reader's language. */
export interface LogInForm extends PasswordForm {
  readonly said: {
    readonly title: string
    readonly email: string
    readonly password: string
    readonly logIn: string
    readonly wrong: string
    locked(facts: RefusalFacts): string
  }
  /** the code of the second factor, where accounts have one */
  readonly code?: { readonly label: string; readonly hint: string }
  /** above the heading */
  readonly news?: Child
  /** where who has logged in already goes on to, without the form */
  readonly already?: Link | '' | undefined
  /** logs in, and where to go on */
  logIn(given: {
    readonly email: string
    readonly password: string
    readonly code: string
  }): Promise<Outcome<Response, 'log_in_wrong' | 'log_in_locked'>>
}

const logInQuestions = ({ said, code }: LogInForm) =>
  form(() => ({
    email: ask.email(said.email, { autocomplete: 'username' }),
    password: ask.password(said.password),
    otp: code
      ? ask.text(field.text(40), code.label, {
          hint: code.hint,
          autocomplete: 'one-time-code',
          maxlength: 40,
        })
      : ask.none,
  }))

/** Email, password and code together, so that nobody learns which of them was wrong. */
export function logInPage(c: Request, site: LogInForm, shown: Shown = {}): Response {
  const { said, already } = site
  if (already) return goTo(c, already)
  return showPage(
    c,
    { title: said.title, above: site.news, ...shown },
    <>
      {site.lead ?? ''}
      <parts.Form action={site.action} button={said.logIn}>
        {logInQuestions(site).fields(c, shown)}
      </parts.Form>
      {site.below}
    </>,
  )
}

/** Takes the form of {@link logInPage}. */
export async function submitLogIn(c: Request, site: LogInForm): Promise<Response> {
  const { said } = site
  const answers = await logInQuestions(site).read(c)
  if (!answers.ok) return logInPage(c, site, answers)
  const { email, password, otp: code = '' } = answers.values
  const entered = await site.logIn({ email, password, code })
  if (entered.ok) return entered.value
  // Too many tries are no fault of a field.
  const again =
    entered.refusal === 'log_in_locked'
      ? wrong('', said.locked(entered.facts), answers.typed)
      : wrong('email', said.wrong, answers.typed)
  return logInPage(c, site, again)
}

/** How people open an account at a site: what differs from the others, in the reader's language. */
export interface SignUpForm extends PasswordForm {
  readonly said: {
    readonly title: string
    readonly name: string
    readonly email: string
    readonly password: string
    readonly passwordHint: string
    readonly signUp: string
    readonly taken: string
  }
  /** where a phone may be given, too */
  readonly phone?: { readonly label: string; readonly hint: string } | undefined
  /** opens the account, and where to go on */
  signUp(given: {
    readonly name: string
    readonly email: string
    readonly phone?: string | undefined
    readonly password: string
  }): Promise<Outcome<Response, 'email_taken' | PasswordRefusal>>
}

const signUpQuestions = ({ said, phone }: SignUpForm) =>
  form(() => ({
    name: ask.text(field.name(120), said.name, { autocomplete: 'name' }),
    email: ask.email(said.email, { autocomplete: 'username' }),
    phone: phone
      ? ask.text(field.phone().optional(), phone.label, {
          hint: phone.hint,
          type: 'tel',
          autocomplete: 'tel',
        })
      : ask.none,
    password: ask.newPassword(said.password, { hint: said.passwordHint }),
  }))

/** The form for a new account. */
export function signUpPage(c: Request, site: SignUpForm, shown: Shown = {}): Response {
  const { said } = site
  return showPage(
    c,
    { title: said.title, ...shown },
    <>
      {site.lead ?? ''}
      <parts.Form action={site.action} button={said.signUp}>
        {signUpQuestions(site).fields(c, shown)}
      </parts.Form>
      {site.below}
    </>,
  )
}

/** Takes the form of {@link signUpPage}. */
export async function submitSignUp(c: Request, site: SignUpForm): Promise<Response> {
  const { password, taken } = site.said
  const answers = await signUpQuestions(site).read(c)
  if (!answers.ok) return signUpPage(c, site, answers)
  const made = await site.signUp(answers.values)
  if (made.ok) return made.value
  const again = isAboutPassword(made.refusal)
    ? wrong('password', passwordProblem(c, made.refusal, password), answers.typed)
    : wrong('email', taken, answers.typed)
  return signUpPage(c, site, again)
}
