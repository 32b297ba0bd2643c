import type { Context } from 'hono'
import { z } from 'zod'
import type { LinkOwner, LinkRefusal } from '../../identity/single-use-links.ts'
import type { PasswordRefusal } from '../../kernel/passwords.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import { field } from '../http/form-fields.ts'
import { isAboutPassword, parseForm, passwordProblem } from '../http/forms.ts'
import type { Sessions } from '../http/sessions.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { asked, formPage, type Shown, wrong } from './form-page.tsx'

/** A link behind which a password is chosen: what differs from site to site, in the reader's language. */
export interface NewPassword {
  readonly sessions: Sessions
  /** where the form goes */
  readonly action: string
  readonly said: {
    readonly title: string
    readonly label: string
    readonly hint: string
    readonly save: string
  }
  lead(email: string): string
  /** what the link leads to; looking at it does not use it up */
  find(): Promise<Outcome<LinkOwner, LinkRefusal>>
  /** sets the password, and where to go on */
  set(password: string): Promise<Outcome<Response, LinkRefusal | PasswordRefusal>>
  /** a link that does nothing */
  gone(refusal: LinkRefusal): Response
}

/** The form behind a link. */
export async function newPasswordPage(
  c: Context<Web>,
  site: NewPassword,
  shown: Shown = {},
): Promise<Response> {
  const link = await site.find()
  if (!link.ok) return site.gone(link.refusal)
  const { said } = site
  const { email } = link.value
  return formPage(c, site.sessions, {
    title: said.title,
    shown,
    children: (
      <>
        <p class="lead">{site.lead(email ?? '')}</p>
        <parts.Form action={site.action}>
          {email ? <input type="hidden" name="username" autocomplete="username" value={email} /> : ''}
          <parts.Field
            {...asked(shown, 'password')}
            type="password"
            label={said.label}
            hint={said.hint}
            autocomplete="new-password"
          />
          <parts.Button>{said.save}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

/** Takes the new password. */
export async function takeNewPassword(c: Context<Web>, site: NewPassword): Promise<Response> {
  const { label } = site.said
  const answers = await parseForm(c, z.object({ password: field.password() }), { password: label })
  if (!answers.ok) return newPasswordPage(c, site, answers)
  const set = await site.set(answers.values.password)
  if (set.ok) return set.value
  if (!isAboutPassword(set.refusal)) return site.gone(set.refusal)
  return newPasswordPage(c, site, wrong('password', passwordProblem(c, set.refusal, label)))
}
