import { type DeclineRefusal, declineCard, declineRefusals } from '../../../deadlines/decline.ts'
import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { hasPassword, proveIdentity } from '../../../registration/change-phone.ts'
import { errorPage } from '../../http/errors.tsx'
import { type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { proofForm } from '../home/phone-change-pages.tsx'
import { words as phoneWords } from '../home/phone-change-words.ts'
import { portalPage, type Request, sentence, type VisitorPage } from '../register/visitor.tsx'
import { declineWords } from './decline-words.ts'

/** `/kartu/tolak`: what declining the card means, and the identity proved again. */
export const declinePage: VisitorPage<string, Shown> = async (c, deps, personId, shown = {}) => {
  if (!(await cardOfPerson(deps.registrations.ctx.db, personId))) return errorPage(c, 404)
  const said = declineWords[c.get('language')]
  const protectedToo = await hasPassword(deps.registrations, personId)
  return portalPage(
    c,
    { title: said.title, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      <parts.Notice tone="warning" title={said.warning}>
        <p>{said.text}</p>
      </parts.Notice>
      <p>{said.prove}</p>
      <parts.Form action="/kartu/tolak">
        {proofForm.fields(c, shown, 'nik', 'birth_date')}
        {protectedToo ? proofForm.fields(c, shown, 'password') : ''}
        <parts.Button look="danger">{said.decline}</parts.Button>
      </parts.Form>
      <p>
        <a href="/kartu">{said.toCard}</a>
      </p>
    </>,
  )
}

/** Declines, and shows the page of the card, which says so. */
export const submitDecline: VisitorPage<string> = async (c, deps, personId) => {
  const { ctx } = deps.registrations
  const answers = await proofForm.read(c)
  if (!answers.ok) return declinePage(c, deps, personId, answers)
  const { nik, birth_date, password = '' } = answers.values
  const bornOn = readCalendarDate(birth_date)
  if (!bornOn)
    return declinePage(c, deps, personId, wrong('birth_date', phoneWords[c.get('language')].birthDateWrong))
  const proved = await proveIdentity(deps.registrations, personId, { nik, bornOn, password })
  if (!proved.ok) return declinePage(c, deps, personId, wrong('nik', sentence(c, proved)))
  const cardId = await cardOfPerson(ctx.db, personId)
  if (!cardId) return declinePage(c, deps, personId, wrong('', refused(c, 'no_card')))
  const actor = { actor: `person:${personId}`, requestId: c.get('requestId') }
  const declined = await declineCard(ctx, cardId, { actor, link: deps.registrations.link('/kartu') })
  if (!declined.ok) return declinePage(c, deps, personId, wrong('', refused(c, declined.refusal)))
  return goTo(c, '/kartu')
}

function refused(c: Request, refusal: DeclineRefusal): string {
  return sentenceOf(declineRefusals, refusal, {}, c.get('language'))
}
