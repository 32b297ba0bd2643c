import { z } from 'zod'
import { one } from '../../../database/sql.ts'
import { readCalendarDate } from '../../../kernel/calendar-date.ts'
import { minute } from '../../../kernel/clock.ts'
import { maskPhone } from '../../../kernel/phone.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { changePhone, hasPassword, phoneOfPerson, proveIdentity } from '../../../registration/change-phone.ts'
import { phoneWaiting, sendPhoneCode } from '../../../registration/prove-phone.ts'
import { field } from '../../http/form-fields.ts'
import { parseForm } from '../../http/forms.ts'
import { newWork, smsOrigin } from '../../http/work.ts'
import { EnterCode } from '../../identity/enter-code.tsx'
import * as parts from '../../parts/parts.ts'
import { portalPage, problemsOf, type RegisterDeps, type Request, sentence } from '../register/visitor.tsx'
import { words } from './phone-change-words.ts'

/** How long a proof of identity is good for the change that it was made for. */
const provedFor = 15 * minute

/** `/ganti-hp`: what will happen, and the identity proved again. */
export async function provePage(
  c: Request,
  deps: RegisterDeps,
  personId: string,
  problems: readonly parts.FieldProblem[] = [],
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  const { phone } = await one(deps.registrations.ctx.db, phoneOfPerson, [personId])
  const error = (name: string) => problems.find((problem) => problem.field === name)?.message
  return portalPage(c, {
    title: said.title,
    problems,
    body: (
      <>
        <p>{said.now(maskPhone(phone))}</p>
        <parts.Notice tone="warning" title={said.warning}>
          <p>{said.hours}</p>
          <p>{said.told}</p>
        </parts.Notice>
        <p class="lead">{said.proveLead}</p>
        <parts.Form action="/ganti-hp">
          <parts.Field
            name="nik"
            label={said.nik}
            inputmode="numeric"
            autocomplete="off"
            maxlength={40}
            error={error('nik')}
          />
          <parts.Field
            name="birth_date"
            label={said.birthDate}
            hint={said.birthDateHint}
            autocomplete="off"
            maxlength={40}
            short
            error={error('birth_date')}
          />
          {(await hasPassword(deps.registrations, personId)) ? (
            <parts.Field
              name="password"
              type="password"
              label={said.password}
              autocomplete="current-password"
              error={error('password')}
            />
          ) : (
            ''
          )}
          <parts.Button>{said.prove}</parts.Button>
        </parts.Form>
      </>
    ),
  })
}

const proofSchema = z.object({
  nik: field.digits(16),
  birth_date: field.text(40),
  password: field.passwordGiven().optional(),
})

export async function takeProof(c: Request, deps: RegisterDeps, personId: string): Promise<Response> {
  const said = words[c.get('language')]
  const { nik, birthDate, password } = said
  const answers = await parseForm(c, proofSchema, { nik, birth_date: birthDate, password })
  if (!answers.ok) return provePage(c, deps, personId, answers.problems)
  const bornOn = readCalendarDate(answers.values.birth_date)
  if (!bornOn) return provePage(c, deps, personId, problemsOf('birth_date', said.birthDateWrong))
  const proved = await proveIdentity(deps.registrations, personId, {
    nik: answers.values.nik,
    bornOn,
    password: answers.values.password ?? '',
  })
  if (!proved.ok) return provePage(c, deps, personId, problemsOf('nik', sentence(c, proved)))
  const { clock } = deps.registrations.ctx
  await deps.portal.remember(c, { provedUntil: new Date(clock.now().getTime() + provedFor).toISOString() })
  return c.redirect('/ganti-hp/nomor', 303)
}

/** Only for who has proved the identity a moment ago, in this very session. */
export function whenProved(
  c: Request,
  deps: RegisterDeps,
  work: () => Promise<Response>,
): Response | Promise<Response> {
  const until = c.get('session')?.state.provedUntil
  const proved = typeof until === 'string' && new Date(until) > deps.registrations.ctx.clock.now()
  return proved ? work() : c.redirect('/ganti-hp', 303)
}

/** `/ganti-hp/nomor`. */
export async function newPhonePage(
  c: Request,
  deps: RegisterDeps,
  shown: { readonly typed?: string | undefined; readonly problem?: string | undefined } = {},
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.newTitle,
    problems: problemsOf('phone', shown.problem),
    body: (
      <parts.Form action="/ganti-hp/nomor">
        <parts.Work token={newWork(deps.registrations.ctx)} />
        <parts.Field
          name="phone"
          type="tel"
          label={said.phone}
          hint={said.phoneHint}
          autocomplete="tel"
          inputmode="tel"
          value={shown.typed}
          error={shown.problem}
        />
        <parts.Button>{said.send}</parts.Button>
      </parts.Form>
    ),
  })
}

export async function takeNewPhone(c: Request, deps: RegisterDeps, personId: string): Promise<Response> {
  const language = c.get('language')
  const answers = await parseForm(c, z.object({ phone: field.phone() }), { phone: words[language].phone })
  if (!answers.ok) return newPhonePage(c, deps, { typed: answers.typed.phone, problem: answers.errors.phone })
  const { phone } = answers.values
  const sent = await sendPhoneCode(
    deps.registrations,
    { personId },
    {
      phone,
      language,
      origin: await smsOrigin(c, deps.registrations.ctx),
    },
  )
  if (sent.ok || sent.refusal === 'code_too_soon') return c.redirect('/ganti-hp/kode', 303)
  return newPhonePage(c, deps, { typed: answers.typed.phone, problem: sentence(c, sent) })
}

/** `/ganti-hp/kode`. */
export async function newCodePage(
  c: Request,
  deps: RegisterDeps,
  personId: string,
  problem?: string,
): Promise<Response> {
  const waiting = await phoneWaiting(deps.registrations.ctx, { personId })
  if (!waiting) return problem ? newPhonePage(c, deps, { problem }) : c.redirect('/ganti-hp/nomor', 303)
  await deps.portal.ensure(c)
  const said = words[c.get('language')]
  return portalPage(c, {
    title: said.codeTitle,
    problems: problemsOf('otp', problem),
    body: (
      <>
        <EnterCode
          code={waiting}
          now={deps.registrations.ctx.clock.now()}
          action="/ganti-hp/kode"
          again="/ganti-hp/kode/kirim-ulang"
          button={said.change}
          error={problem}
          work={newWork(deps.registrations.ctx)}
        />
        <p>
          <a href="/ganti-hp/nomor">{said.other}</a>
        </p>
      </>
    ),
  })
}

export async function resendNewCode(c: Request, deps: RegisterDeps, personId: string): Promise<Response> {
  const waiting = await phoneWaiting(deps.registrations.ctx, { personId })
  if (!waiting) return c.redirect('/ganti-hp/nomor', 303)
  const origin = await smsOrigin(c, deps.registrations.ctx)
  const wanted = { phone: waiting.phone, origin, language: c.get('language') }
  const sent = await sendPhoneCode(deps.registrations, { personId }, wanted)
  return sent.ok ? c.redirect('/ganti-hp/kode', 303) : newCodePage(c, deps, personId, sentence(c, sent))
}

export async function takeNewCode(c: Request, deps: RegisterDeps, personId: string): Promise<Response> {
  const language = c.get('language')
  const answers = await parseForm(c, z.object({ otp: field.otp() }))
  if (!answers.ok) return newCodePage(c, deps, personId, answers.errors.otp)
  const changed = await changePhone(deps.registrations, personId, {
    code: answers.values.otp,
    language,
    requestId: c.get('requestId'),
  })
  if (!changed.ok) return newCodePage(c, deps, personId, sentence(c, changed))
  // Whoever else is logged in with this card is logged out: the change may answer a theft.
  await deps.portal.revokeOthers({ personId }, c.get('session')?.tokenHash)
  await deps.portal.remember(c, {
    provedUntil: undefined,
    phoneChanged: changed.value.payingFrom?.toISOString() ?? '',
  })
  return c.redirect('/ganti-hp/selesai', 303)
}

/** `/ganti-hp/selesai`. */
export function changedPage(c: Request): Response {
  const until = c.get('session')?.state.phoneChanged
  if (typeof until !== 'string') return c.redirect('/ganti-hp', 303)
  const language = c.get('language')
  const said = words[language]
  return portalPage(c, {
    title: said.doneTitle,
    scripted: false,
    body: (
      <>
        {until ? <p class="lead">{said.doneUntil(formatInstant(new Date(until), language))}</p> : ''}
        <parts.LinkButton href="/beranda">{said.home}</parts.LinkButton>
      </>
    ),
  })
}
