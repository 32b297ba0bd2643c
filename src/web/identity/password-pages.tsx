import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { PasswordRefusal } from '../../kernel/passwords.ts'
import type { Outcome, RefusalFacts } from '../../kernel/refusal.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import type { Sessions } from '../http/sessions.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { asked, formPage, type Shown, wrong } from './form-page.tsx'

type Request = Context<Web>

interface PasswordForm {
  readonly sessions: Sessions
  /** where the form goes */
  readonly action: string
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
  readonly already?: string | undefined
  /** logs in, and where to go on */
  logIn(given: {
    readonly email: string
    readonly password: string
    readonly code: string
  }): Promise<Outcome<Response, 'log_in_wrong' | 'log_in_locked'>>
}

/** Email, password and code together, so that nobody learns which of them was wrong. */
export async function logInPage(c: Request, form: LogInForm, shown: Shown = {}): Promise<Response> {
  const { said, code, already } = form
  if (already) return c.redirect(already, 303)
  return formPage(c, form.sessions, {
    title: said.title,
    shown,
    news: form.news,
    children: (
      <>
        {form.lead ?? ''}
        <parts.Form action={form.action}>
          <parts.Field {...asked(shown, 'email')} label={said.email} type="email" autocomplete="username" />
          <parts.Field
            {...asked(shown, 'password')}
            label={said.password}
            type="password"
            autocomplete="current-password"
          />
          {code ? (
            <parts.Field
              name="otp"
              {...code}
              autocomplete="one-time-code"
              maxlength={40}
              error={shown.errors?.otp}
            />
          ) : (
            ''
          )}
          <parts.Button>{said.logIn}</parts.Button>
        </parts.Form>
        {form.below}
      </>
    ),
  })
}

/** Takes the form of {@link logInPage}. */
export async function takeLogIn(c: Request, form: LogInForm): Promise<Response> {
  const { said, code } = form
  const labels = { email: said.email, password: said.password, ...(code && { otp: code.label }) }
  const otp = code ? field.text(40) : field.text(40).optional()
  const schema = z.object({ email: field.email(), password: field.passwordGiven(), otp })
  const answers = await parseForm(c, schema, labels)
  if (!answers.ok) return logInPage(c, form, answers)
  const { email, password, otp: given = '' } = answers.values
  const entered = await form.logIn({ email, password, code: given })
  if (entered.ok) return entered.value
  // Too many tries are no fault of a field.
  const again =
    entered.refusal === 'log_in_locked'
      ? wrong('', said.locked(entered.facts), answers.typed)
      : wrong('email', said.wrong, answers.typed)
  return logInPage(c, form, again)
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

/** The form for a new account. */
export function signUpPage(c: Request, form: SignUpForm, shown: Shown = {}): Promise<Response> {
  const { said, phone } = form
  return formPage(c, form.sessions, {
    title: said.title,
    shown,
    children: (
      <>
        {form.lead ?? ''}
        <parts.Form action={form.action}>
          <parts.Field {...asked(shown, 'name')} label={said.name} autocomplete="name" />
          <parts.Field {...asked(shown, 'email')} label={said.email} type="email" autocomplete="username" />
          {phone ? (
            <parts.Field {...asked(shown, 'phone')} {...phone} type="tel" autocomplete="tel" optional />
          ) : (
            ''
          )}
          <parts.Field
            {...asked(shown, 'password')}
            label={said.password}
            hint={said.passwordHint}
            type="password"
            autocomplete="new-password"
          />
          <parts.Button>{said.signUp}</parts.Button>
        </parts.Form>
        {form.below}
      </>
    ),
  })
}

const newAccount = z.object({
  name: field.name(120),
  email: field.email(),
  phone: field.phone().optional(),
  password: field.password(),
})

/** Takes the form of {@link signUpPage}. */
export async function takeSignUp(c: Request, form: SignUpForm): Promise<Response> {
  const { name, email, password, taken } = form.said
  const labels = { name, email, password, ...(form.phone && { phone: form.phone.label }) }
  const answers = await parseForm(c, newAccount, labels)
  if (!answers.ok) return signUpPage(c, form, answers)
  const { phone, ...account } = answers.values
  const made = await form.signUp({ ...account, phone: form.phone && phone })
  if (made.ok) return made.value
  const again = isAboutPassword(made.refusal)
    ? wrong('password', passwordProblem(c, made.refusal, password), answers.typed)
    : wrong('email', taken, answers.typed)
  return signUpPage(c, form, again)
}
