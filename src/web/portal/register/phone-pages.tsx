import type { Outcome } from '../../../kernel/refusal.ts'
import type { Subject } from '../../../people/consents.ts'
import { phoneWaiting, sendPhoneCode } from '../../../registration/prove-phone.ts'
import type { RegistrationRefusal } from '../../../registration/registration-refusals.ts'
import type { RegistrationStep } from '../../../registration/rules.ts'
import { type Shown, wrong } from '../../http/forms.ts'
import { newWork, smsOrigin } from '../../http/work.ts'
import { codeForm, EnterCode } from '../../identity/enter-code.tsx'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { portalPage, type RegisterDeps, type Request, sentence } from './visitor.tsx'

/** A phone that is proved by a code: of whom registers, and of whom has a card and changes it. */
export interface PhoneProof {
  readonly subject: Subject
  /** where the number and its code are asked for */
  readonly at: '/daftar/hp' | '/ganti-hp/nomor'
  readonly codeAt: '/daftar/hp/kode' | '/ganti-hp/kode'
  readonly step?: RegistrationStep
  readonly said: {
    readonly title: string
    readonly lead?: string
    readonly phone: string
    readonly phoneHint: string
    readonly send: string
    readonly codeTitle: string
    readonly verify: string
    readonly other: string
  }
  /** takes the code, and where to go on */
  prove(code: string): Promise<Outcome<Response, RegistrationRefusal>>
}

const numberForm = ({ said }: PhoneProof) =>
  form(() => ({ phone: ask.phone(said.phone, { hint: said.phoneHint, inputmode: 'tel' }) }))

/** The number that a code is sent to. */
export function numberPage(
  c: Request,
  { registrations }: RegisterDeps,
  of: PhoneProof,
  shown: Shown = {},
): Response {
  const { said, step } = of
  return portalPage(
    c,
    { title: said.title, step, ...shown },
    <>
      {said.lead ? <p class="lead">{said.lead}</p> : ''}
      <parts.Form action={of.at} button={said.send}>
        <parts.Work token={newWork(registrations.ctx)} />
        {numberForm(of).fields(c, shown)}
      </parts.Form>
    </>,
  )
}

/** Takes the number and sends the code. */
export async function submitNumber(c: Request, deps: RegisterDeps, of: PhoneProof): Promise<Response> {
  const answers = await numberForm(of).read(c)
  if (!answers.ok) return numberPage(c, deps, of, answers)
  const sent = await send(c, deps, of, answers.values.phone)
  // Who comes back to a code that is on its way may type it.
  if (sent.ok || sent.refusal === 'code_too_soon') return goTo(c, of.codeAt)
  return numberPage(c, deps, of, wrong('phone', sentence(c, sent), answers.typed))
}

async function send(c: Request, { registrations }: RegisterDeps, of: PhoneProof, phone: string) {
  const origin = await smsOrigin(c, registrations.ctx)
  return sendPhoneCode(registrations, of.subject, { phone, origin, language: c.get('language') })
}

/** The code from the SMS. */
export async function codePage(
  c: Request,
  deps: RegisterDeps,
  of: PhoneProof,
  problem?: string,
): Promise<Response> {
  const { ctx } = deps.registrations
  const { said, step, codeAt } = of
  const waiting = await phoneWaiting(ctx, of.subject)
  if (!waiting) return problem ? numberPage(c, deps, of, wrong('phone', problem)) : goTo(c, of.at)
  return portalPage(
    c,
    { title: said.codeTitle, step, ...wrong('otp', problem) },
    <>
      <EnterCode
        code={waiting}
        now={ctx.clock.now()}
        action={codeAt}
        again={`${codeAt}/kirim-ulang`}
        button={said.verify}
        error={problem}
        work={newWork(ctx)}
      />
      <p>
        <a href={of.at}>{said.other}</a>
      </p>
    </>,
  )
}

export async function submitCode(c: Request, deps: RegisterDeps, of: PhoneProof): Promise<Response> {
  const answers = await codeForm.read(c)
  if (!answers.ok) return codePage(c, deps, of, answers.errors.otp)
  const proved = await of.prove(answers.values.otp)
  return proved.ok ? proved.value : codePage(c, deps, of, sentence(c, proved))
}

export async function resendCode(c: Request, deps: RegisterDeps, of: PhoneProof): Promise<Response> {
  const waiting = await phoneWaiting(deps.registrations.ctx, of.subject)
  if (!waiting) return goTo(c, of.at)
  const sent = await send(c, deps, of, waiting.phone)
  return sent.ok ? goTo(c, of.codeAt) : codePage(c, deps, of, sentence(c, sent))
}
