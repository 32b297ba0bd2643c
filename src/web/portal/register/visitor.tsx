import type { Context as RequestContext } from 'hono'
import type { Child } from 'hono/jsx'
import { first } from '../../../database/sql.ts'
import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import type { Subject } from '../../../people/consents.ts'
import { personOfAccount } from '../../../registration/account-sql.ts'
import {
  type RegistrationRefusal,
  registrationRefusals,
} from '../../../registration/registration-refusals.ts'
import type { Registrations } from '../../../registration/registrations.ts'
import { type RegistrationStep, registrationSteps } from '../../../registration/rules.ts'
import { formerSession } from '../../http/former-session.ts'
import { onTheWay } from '../../http/next-path.ts'
import type { Owner, Sessions } from '../../http/sessions.ts'
import { show, viewOf } from '../../http/site.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import { words } from './step-words.ts'

export type Request = RequestContext<Web>

/** What the pages of registration and home are wired to. */
export interface RegisterDeps {
  readonly registrations: Registrations
  readonly portal: Sessions
}

/**
 * Who has logged in: a person, or an account whose registration is not complete. An account that was completed on
 * another device becomes its person here.
 */
export async function visitorOf(c: Request, deps: RegisterDeps): Promise<Subject | undefined> {
  const session = c.get('session')
  if (session?.personId) return { personId: session.personId }
  if (!session?.accountId) return undefined
  const account = await first(deps.registrations.ctx.db, personOfAccount, [session.accountId])
  if (!account?.personId) return { accountId: session.accountId }
  await deps.portal.logIn(c, { personId: account.personId })
  return { personId: account.personId }
}

/** Where who was logged in before logs in again: by password while they register, else by a code, as strangers do. */
export function portalLogIn(owner: Owner | undefined): string {
  return owner && 'accountId' in owner ? '/masuk/sandi' : '/masuk'
}

/** The login that leads back to this address. */
function logInAgain(c: Request, owner: Owner | undefined): Response {
  return c.redirect(onTheWay(portalLogIn(owner), c.req.path), 303)
}

/** Only for an account that registers; others are sent where they belong. */
export async function withAccount(
  c: Request,
  deps: RegisterDeps,
  work: (accountId: string) => Response | Promise<Response>,
): Promise<Response> {
  const visitor = await visitorOf(c, deps)
  const former = formerSession(c)
  if (!visitor) return former ? logInAgain(c, former.owner) : c.redirect('/daftar', 303)
  return 'accountId' in visitor ? work(visitor.accountId) : c.redirect('/beranda', 303)
}

/** Only for who has logged in; others log in first and come back. */
export async function withVisitor(
  c: Request,
  deps: RegisterDeps,
  work: (visitor: Subject) => Response | Promise<Response>,
): Promise<Response> {
  const visitor = await visitorOf(c, deps)
  return visitor ? work(visitor) : logInAgain(c, formerSession(c)?.owner)
}

/** The sentence of a refusal, in the visitor's language. */
export function sentence(c: Request, { refusal, facts }: Refusal<RegistrationRefusal>): string {
  return sentenceOf(registrationRefusals, refusal, facts, c.get('language'))
}

/** A problem of one field, or none. */
export function problemsOf(field: string, message: string | undefined): parts.FieldProblem[] {
  return message === undefined ? [] : [{ field, message }]
}

/** A page of the portal with its errors before everything. */
export function portalPage(
  c: Request,
  page: {
    readonly title: string
    readonly problems?: readonly parts.FieldProblem[]
    readonly step?: RegistrationStep
    readonly scripted?: boolean
    readonly body: Child
  },
): Response {
  const problems = page.problems ?? []
  const said = words[c.get('language')]
  return show(
    c,
    <parts.Page
      view={viewOf(c)}
      title={page.title}
      failed={problems.length > 0}
      {...(page.scripted === false && { scripted: false })}
    >
      {page.step ? (
        <parts.Steps
          labels={registrationSteps.map((step) => said.steps[step])}
          current={registrationSteps.indexOf(page.step)}
        />
      ) : (
        ''
      )}
      <parts.ErrorSummary problems={problems} />
      <h1>{page.title}</h1>
      {page.body}
    </parts.Page>,
    problems.length > 0 ? 422 : 200,
  )
}
