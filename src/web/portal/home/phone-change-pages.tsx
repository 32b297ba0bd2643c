import { one } from '../../../database/sql.ts'
import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { minute } from '../../../kernel/clock.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { done } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { changePhone, hasPassword, phoneOfPerson, proveIdentity } from '../../../registration/change-phone.ts'
import { field } from '../../http/form-fields.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import type { Answer } from '../../site/site-table.ts'
import type { PhoneProof } from '../register/phone-pages.tsx'
import {
  portalPage,
  type RegisterDeps,
  type Request,
  sentence,
  type VisitorPage,
} from '../register/visitor.tsx'
import { words } from './phone-change-words.ts'

/** How long a proof of identity is good for the change that it was made for. */
const provedFor = 15 * minute

/** Who it is, asked again before what cannot be taken back. */
export const proofForm = form((language) => {
  const said = words[language]
  const plain = { autocomplete: 'off', maxlength: 40 }
  return {
    nik: ask.text(field.digits(16), said.nik, { inputmode: 'numeric', ...plain }),
    birth_date: ask.text(field.text(40), said.birthDate, { hint: said.birthDateHint, short: true, ...plain }),
    password: { ...ask.password(said.password), schema: field.passwordGiven().optional() },
  }
})

/** `/ganti-hp`: what will happen, and the identity proved again. */
export const provePage: VisitorPage<string, Shown> = async (c, deps, personId, { problems = [] } = {}) => {
  const said = words[c.get('language')]
  const { phone } = await one(deps.registrations.ctx.db, phoneOfPerson, [personId])
  const protectedToo = await hasPassword(deps.registrations, personId)
  return portalPage(
    c,
    { title: said.title, problems },
    <>
      <p>{said.now(maskPhone(phone))}</p>
      <parts.Notice tone="warning" title={said.warning}>
        <p>{said.hours}</p>
        <p>{said.told}</p>
      </parts.Notice>
      <p class="lead">{said.proveLead}</p>
      <parts.Form action="/ganti-hp" button={said.prove}>
        {proofForm.fields(c, { problems }, 'nik', 'birth_date')}
        {protectedToo ? proofForm.fields(c, { problems }, 'password') : ''}
      </parts.Form>
    </>,
  )
}

export const submitProof: VisitorPage<string> = async (c, deps, personId) => {
  const answers = await proofForm.read(c)
  if (!answers.ok) return provePage(c, deps, personId, answers)
  const { nik, birth_date, password = '' } = answers.values
  const bornOn = readCalendarDate(birth_date)
  const { birthDateWrong } = words[c.get('language')]
  if (!bornOn) return provePage(c, deps, personId, wrong('birth_date', birthDateWrong))
  const proved = await proveIdentity(deps.registrations, personId, { nik, bornOn, password })
  if (!proved.ok) return provePage(c, deps, personId, wrong('nik', sentence(c, proved)))
  const { clock } = deps.registrations.ctx
  await deps.portal.remember(c, { provedUntil: new Date(clock.now().getTime() + provedFor).toISOString() })
  return goTo(c, '/ganti-hp/nomor')
}

/** `/ganti-hp/nomor` and `/ganti-hp/kode`: the new number, and its code. */
export const ofNewPhone =
  (page: (c: Request, deps: RegisterDeps, of: PhoneProof) => Answer) =>
  (c: Request, deps: RegisterDeps, personId: string) => {
    const said = words[c.get('language')]
    return page(c, deps, {
      subject: { personId },
      at: '/ganti-hp/nomor',
      codeAt: '/ganti-hp/kode',
      said: { ...said, title: said.newTitle, lead: '', verify: said.change },
      prove: (code) => change(c, deps, personId, code),
    })
  }

async function change(c: Request, deps: RegisterDeps, personId: string, code: string) {
  const by = { code, language: c.get('language'), requestId: c.get('requestId') }
  const changed = await changePhone(deps.registrations, personId, by)
  if (!changed.ok) return changed
  // Whoever else is logged in with this card is logged out: the change may answer a theft.
  await deps.portal.revokeOthers({ personId }, c.get('session')?.tokenHash)
  await deps.portal.remember(c, {
    provedUntil: undefined,
    phoneChanged: changed.value.payingFrom?.toISOString() ?? '',
  })
  return done(goTo(c, '/ganti-hp/selesai'))
}

/** `/ganti-hp/selesai`. */
export function changedPage(c: Request): Response {
  const until = c.get('session')?.state.phoneChanged
  if (typeof until !== 'string') return goTo(c, '/ganti-hp')
  const language = c.get('language')
  const said = words[language]
  return portalPage(
    c,
    { title: said.doneTitle, scripted: false },
    <>
      {until ? <p class="lead">{said.doneUntil(formatInstant(new Date(until), language))}</p> : ''}
      <parts.LinkButton href="/kartu">{said.home}</parts.LinkButton>
    </>,
  )
}
