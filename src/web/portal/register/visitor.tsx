import type { Context as RequestContext } from 'hono'
import type { Child } from 'hono/jsx'
import { first } from '../../../database/sql.ts'
import { type Refusal, sentenceOf } from '../../../kernel/refusal.ts'
import type { Accounts } from '../../../money/accounts/accounts.ts'
import type { Subject } from '../../../people/consents.ts'
import { personOfAccount } from '../../../registration/account-sql.ts'
import {
  type RegistrationRefusal,
  registrationRefusals,
} from '../../../registration/registration-refusals.ts'
import type { Registrations } from '../../../registration/registrations.ts'
import { type RegistrationStep, registrationSteps } from '../../../registration/rules.ts'
import { onTheWay } from '../../http/next-path.ts'
import { formerSession } from '../../http/sessions/former-session.ts'
import type { Owner } from '../../http/sessions/session.ts'
import type { Sessions } from '../../http/sessions/sessions.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import { goTo } from '../../site/link.ts'
import { type PageFacts, showPage } from '../../site/show-page.tsx'
import { type Answer, everybody } from '../../site/site-table.ts'
import { words } from './step-words.ts'

export type Request = RequestContext<Web>

/** What the pages of registration and home are wired to. */
export interface RegisterDeps {
  readonly registrations: Registrations
  readonly portal: Sessions
  readonly accounts: Accounts
}

/** A page for an account, a person or either; `shown` says what was wrong with its form. */
export type VisitorPage<Who, Shown = never> = (
  c: Request,
  deps: RegisterDeps,
  who: Who,
  shown?: Shown,
) => Answer

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
export function portalLogIn(owner: Owner | undefined): Page {
  return owner && 'accountId' in owner ? '/masuk/sandi' : '/masuk'
}

/** The login that leads back to this address. */
export function logInAgain(c: Request, owner: Owner | undefined): Response {
  return goTo(c, onTheWay(portalLogIn(owner), c.req.path))
}

/** An account that registers; others are sent where they belong. */
async function account(c: Request, deps: RegisterDeps, page: VisitorPage<string>): Promise<Response> {
  const found = await visitorOf(c, deps)
  const former = formerSession(c)
  if (!found) return former ? logInAgain(c, former.owner) : goTo(c, '/daftar')
  return 'accountId' in found ? page(c, deps, found.accountId) : goTo(c, '/kartu')
}

/** Who has logged in; others log in first and come back. */
async function visitor(c: Request, deps: RegisterDeps, page: VisitorPage<Subject>): Promise<Response> {
  const found = await visitorOf(c, deps)
  return found ? page(c, deps, found) : logInAgain(c, formerSession(c)?.owner)
}

/** A person of the programme. */
function person(c: Request, deps: RegisterDeps, page: VisitorPage<string>): Promise<Response> {
  return visitor(c, deps, (_c, _deps, found) =>
    'personId' in found ? page(c, deps, found.personId) : goTo(c, '/kartu'),
  )
}

/** A person who has just shown again that it is they. */
function proved(c: Request, deps: RegisterDeps, page: VisitorPage<string>): Promise<Response> {
  return person(c, deps, (_c, _deps, personId) => {
    const until = c.get('session')?.state.provedUntil
    const holds = typeof until === 'string' && new Date(until) > deps.registrations.ctx.clock.now()
    return holds ? page(c, deps, personId) : goTo(c, '/ganti-hp')
  })
}

/** Who may see what of registration and home. */
export const visitorGuards = { everybody: everybody<RegisterDeps>(), account, visitor, person, proved }

/** The sentence of a refusal, in the visitor's language. */
export function sentence(c: Request, { refusal, facts }: Refusal<RegistrationRefusal>): string {
  return sentenceOf(registrationRefusals, refusal, facts, c.get('language'))
}

/** A page of the portal; `step` says how far a registration has come. */
export function portalPage(
  c: Request,
  { step, ...facts }: PageFacts & { readonly step?: RegistrationStep | undefined },
  content: Child,
): Response {
  const said = words[c.get('language')]
  const first = step && (
    <parts.Steps
      labels={registrationSteps.map((one) => said.steps[one])}
      current={registrationSteps.indexOf(step)}
    />
  )
  return showPage(c, { first, ...facts }, content)
}
