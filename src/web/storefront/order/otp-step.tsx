import { second } from '../../../kernel/clock.ts'
import { formatDeadline } from '../../../kernel/wib.ts'
import type { StepName } from '../../../storefronts/step-types.ts'
import { mayReturn } from '../../../storefronts/walk.ts'
import * as parts from '../../parts/parts.ts'
import { path } from '../shop.ts'
import { type StepView, saidIn } from './step-view.ts'

export function Otp(view: StepView) {
  const said = saidIn(view)
  const { lapsesAt, answers } = view.order
  const { otpExpiresAt } = answers
  const problem = view.errorOf('otp')
  return (
    <>
      <parts.OtpField hint={said.otpHint} error={problem} autofocus={problem === undefined && view.alone} />
      {otpExpiresAt ? (
        <p class="small muted">
          {said.otpUntil(formatDeadline(earlier(new Date(otpExpiresAt), lapsesAt), view.c.get('language')))}
        </p>
      ) : (
        ''
      )}
    </>
  )
}

/** A code pays no order that is over. */
function earlier(one: Date, other: Date | undefined): Date {
  return other && other < one ? other : one
}

/** Whether the newest code of an order is too old to be worth typing. */
export function codeExpired({ shop, order }: Pick<StepView, 'shop' | 'order'>): boolean {
  const { otpExpiresAt } = order.answers
  const now = shop.storefronts.ctx.clock.now().getTime()
  return otpExpiresAt ? Date.parse(otpExpiresAt) <= now : false
}

/** Until when no code is tried, after too many wrong ones; undefined when one may be asked for. */
export function stoppedUntil({ shop, order }: Pick<StepView, 'shop' | 'order'>): Date | undefined {
  const { otpStoppedUntil } = order.answers
  const until = otpStoppedUntil ? new Date(otpStoppedUntil) : undefined
  return until && until > shop.storefronts.ctx.clock.now() ? until : undefined
}

/** Another code, what to do when none comes, and another card. */
export function OtpTroubles(view: StepView) {
  const said = saidIn(view)
  const { shop, order } = view
  const again = path(shop, `/pesanan/${order.orderNo}/kirim-ulang`)
  const { otpAgainAt } = order.answers
  const now = shop.storefronts.ctx.clock.now().getTime()
  const waitSeconds = otpAgainAt && !view.waits ? Math.ceil((Date.parse(otpAgainAt) - now) / second) : 0
  return (
    <>
      {codeExpired(view) || stoppedUntil(view) ? (
        ''
      ) : (
        <parts.ResendOtp action={again} waitSeconds={Math.max(waitSeconds, 0)} />
      )}
      <details>
        <summary>{said.otpHelp}</summary>
        <ul class="list">
          {said.otpHelpItems.split('\n').map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      </details>
      {ChangeCard(view)}
    </>
  )
}

/** Back to where the card number was typed, in journeys where it is typed on a page of another name. */
export function ChangeCard(view: StepView) {
  const { shop, order } = view
  if (!view.alone || !mayReturn(shop.journey, order.step, 'enter_card')) return ''
  const first = firstOfPage(view, 'enter_card')
  return (
    <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kembali`)} plain>
      <parts.Button look="plain" name="to" value={first}>
        {saidIn(view).changeCard}
      </parts.Button>
    </parts.Form>
  )
}

/** The step that the page of another one begins with. */
function firstOfPage({ shop }: StepView, name: StepName): StepName {
  const { steps } = shop.journey
  let at = steps.findIndex(({ step }) => step === name)
  while (at > 0 && steps[at - 1]!.withNext) at -= 1
  return steps[at]?.step ?? name
}
