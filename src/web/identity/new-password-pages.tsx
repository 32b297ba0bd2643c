import type { Context } from 'hono'
import type { LinkOwner, LinkRefusal } from '../../identity/single-use-links.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import type { PasswordRefusal } from '../../kernel/secrets/passwords.ts'
import { isAboutPassword, passwordProblem, type Shown, wrong } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { ask, form } from '../site/form.tsx'
import type { Target } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'

/** A link behind which a password is chosen: what differs from site to site, in the reader's language. */
export interface NewPassword {
  /** where the form goes */
  readonly action: Target
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

const questions = ({ label, hint }: NewPassword['said']) =>
  form(() => ({ password: ask.newPassword(label, { hint }) }))

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
  return showPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{site.lead(email ?? '')}</p>
      <parts.Form action={site.action} button={said.save}>
        {email ? <input type="hidden" name="username" autocomplete="username" value={email} /> : ''}
        {questions(said).fields(c, shown)}
      </parts.Form>
    </>,
  )
}

/** Takes the new password. */
export async function submitNewPassword(c: Context<Web>, site: NewPassword): Promise<Response> {
  const { said } = site
  const answers = await questions(said).read(c)
  if (!answers.ok) return newPasswordPage(c, site, answers)
  const set = await site.set(answers.values.password)
  if (set.ok) return set.value
  if (!isAboutPassword(set.refusal)) return site.gone(set.refusal)
  return newPasswordPage(c, site, wrong('password', passwordProblem(c, set.refusal, said.label)))
}
