import type { Context as RequestContext } from 'hono'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import { formatDeadline, formatInstant } from '../../kernel/wib.ts'
import type { Confirmation } from '../../learning/attendance/confirm-attendance.ts'
import type { ConfirmRefusal } from '../../learning/attendance/rules.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { words } from './confirm-words.ts'

export type Request = RequestContext<Web>

/** Nobody is logged in: who confirms must be known, and comes back here. */
export function logInPage(c: Request, path: string): Response {
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.title },
    <>
      <p class="lead">{said.logInLead}</p>
      <parts.LinkButton href={`/masuk?lanjut=${encodeURIComponent(path)}`}>{said.logIn}</parts.LinkButton>
    </>,
  )
}

interface Known {
  readonly facts: RefusalFacts
  readonly found: Confirmation
}

const statuses = {
  confirmation_unknown: 404,
  confirmation_of_other_person: 403,
  confirmation_used: 200,
  confirmation_expired: 410,
  transaction_cancelled: 410,
} as const satisfies Record<ConfirmRefusal, number>

/** Why nothing is confirmed here, and what to do now; that it is done already is good news. */
export function refusalPage(c: Request, refusal: ConfirmRefusal, known?: Known): Response {
  const said = words[c.get('language')]
  const title = refusal === 'confirmation_used' ? said.done : said[refusal]
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title}>
      {refusal === 'confirmation_used' ? (
        <parts.Confirmation title={title}>
          <p>{textOf(c, refusal, known)}</p>
        </parts.Confirmation>
      ) : (
        <>
          <h1>{title}</h1>
          <p class="lead">{textOf(c, refusal, known)}</p>
        </>
      )}
      <WaysOn c={c} refusal={refusal} known={known} />
    </parts.Page>,
    statuses[refusal],
  )
}

function textOf(c: Request, refusal: ConfirmRefusal, known: Known | undefined): string {
  const language = c.get('language')
  const said = words[language]
  const since = known?.facts.since
  if (refusal === 'confirmation_used') return said.doneAt(since ? formatInstant(since, language) : '')
  if (refusal === 'confirmation_expired')
    return said.confirmation_expired_text(since ? formatDeadline(since, language) : '')
  if (refusal === 'transaction_cancelled')
    return said.transaction_cancelled_text(since ? formatInstant(since, language) : '')
  return refusal === 'confirmation_unknown'
    ? said.confirmation_unknown_text
    : said.confirmation_of_other_person_text
}

function WaysOn({ c, refusal, known }: { c: Request; refusal: ConfirmRefusal; known: Known | undefined }) {
  const said = words[c.get('language')]
  if (refusal === 'confirmation_of_other_person')
    return (
      <parts.Form action="/keluar" plain>
        <parts.Button look="second">{said.logOut}</parts.Button>
      </parts.Form>
    )
  const { returnTo, institution } = known?.found ?? {}
  return (
    <parts.Buttons>
      {returnTo && institution && refusal === 'confirmation_used' ? (
        <parts.LinkButton href={outside(returnTo)} rel="noopener">
          {said.goBack(institution)}
        </parts.LinkButton>
      ) : (
        ''
      )}
      <parts.LinkButton look="second" href="/kartu">
        {said.toCard}
      </parts.LinkButton>
    </parts.Buttons>
  )
}
