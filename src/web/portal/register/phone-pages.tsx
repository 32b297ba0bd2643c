import { z } from 'zod'
import { phoneWaiting, provePhone, sendPhoneCode } from '../../../registration/prove-phone.ts'
import { field } from '../../http/form-fields.ts'
import { parseForm } from '../../http/forms.ts'
import { newWork, smsOrigin } from '../../http/work.ts'
import { EnterCode } from '../../identity/enter-code.tsx'
import * as parts from '../../parts/parts.ts'
import { words } from './step-words.ts'
import { portalPage, problemsOf, type RegisterDeps, type Request, sentence } from './visitor.tsx'

/** `/daftar/hp`: the number that a code is sent to. */
export async function phonePage(
  c: Request,
  deps: RegisterDeps,
  shown: { readonly typed?: string | undefined; readonly problem?: string | undefined } = {},
): Promise<Response> {
  await deps.portal.ensure(c)
  const said = words[c.get('language')].phone
  return portalPage(c, {
    title: said.title,
    step: 'phone',
    problems: problemsOf('phone', shown.problem),
    body: (
      <>
        <p class="lead">{said.lead}</p>
        <parts.Form action="/daftar/hp">
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
      </>
    ),
  })
}

export async function takePhone(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const language = c.get('language')
  const label = words[language].phone.phone
  const answers = await parseForm(c, z.object({ phone: field.phone() }), { phone: label })
  if (!answers.ok) return phonePage(c, deps, { typed: answers.typed.phone, problem: answers.errors.phone })
  const { phone } = answers.values
  const sent = await sendPhoneCode(
    deps.registrations,
    { accountId },
    {
      phone,
      language,
      origin: await smsOrigin(c, deps.registrations.ctx),
    },
  )
  // Who comes back to a code that is on its way may type it.
  if (sent.ok || sent.refusal === 'code_too_soon') return c.redirect('/daftar/hp/kode', 303)
  return phonePage(c, deps, { typed: answers.typed.phone, problem: sentence(c, sent) })
}

/** `/daftar/hp/kode`. */
export async function codePage(
  c: Request,
  deps: RegisterDeps,
  accountId: string,
  problem?: string,
): Promise<Response> {
  const waiting = await phoneWaiting(deps.registrations.ctx, { accountId })
  if (!waiting) return problem ? phonePage(c, deps, { problem }) : c.redirect('/daftar/hp', 303)
  await deps.portal.ensure(c)
  const said = words[c.get('language')].phone
  return portalPage(c, {
    title: said.codeTitle,
    step: 'phone',
    problems: problemsOf('otp', problem),
    body: (
      <>
        <EnterCode
          code={waiting}
          now={deps.registrations.ctx.clock.now()}
          action="/daftar/hp/kode"
          again="/daftar/hp/kode/kirim-ulang"
          button={said.verify}
          error={problem}
          work={newWork(deps.registrations.ctx)}
        />
        <p>
          <a href="/daftar/hp">{said.other}</a>
        </p>
      </>
    ),
  })
}

export async function takeCode(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const answers = await parseForm(c, z.object({ otp: field.otp() }))
  if (!answers.ok) return codePage(c, deps, accountId, answers.errors.otp)
  const proved = await provePhone(deps.registrations.ctx, accountId, answers.values.otp)
  return proved.ok ? c.redirect('/daftar/lanjut', 303) : codePage(c, deps, accountId, sentence(c, proved))
}

export async function resendCode(c: Request, deps: RegisterDeps, accountId: string): Promise<Response> {
  const waiting = await phoneWaiting(deps.registrations.ctx, { accountId })
  if (!waiting) return c.redirect('/daftar/hp', 303)
  const origin = await smsOrigin(c, deps.registrations.ctx)
  const wanted = { phone: waiting.phone, origin, language: c.get('language') }
  const sent = await sendPhoneCode(deps.registrations, { accountId }, wanted)
  return sent.ok ? c.redirect('/daftar/hp/kode', 303) : codePage(c, deps, accountId, sentence(c, sent))
}
