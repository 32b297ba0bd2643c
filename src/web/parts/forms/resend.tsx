import type { Target } from '../../site/link.ts'
import { useView } from '../view.ts'
import { words } from '../words.ts'
import { Button, Form } from './form.tsx'
import { Hidden } from './hidden.tsx'
import { Work } from './work.tsx'

/** Asks for a new OTP. `waitSeconds` until it may be asked for; with the script it counts down. */
export function ResendOtp(props: {
  action: Target
  waitSeconds: number
  label?: string
  work?: string
  /** what the code is for, where it is kept nowhere else */
  goesWith?: Readonly<Record<string, string>>
}) {
  const said = words[useView().language]
  return (
    <Form action={props.action} plain>
      {props.work ? <Work token={props.work} /> : ''}
      <Hidden values={props.goesWith} />
      <div data-wait={props.waitSeconds > 0 ? props.waitSeconds : undefined}>
        {props.waitSeconds > 0 ? (
          <p class="small muted" data-waiting="">
            {said.resendIn}{' '}
            <span class="number" data-left="">
              {props.waitSeconds}
            </span>{' '}
            {said.seconds}.
          </p>
        ) : (
          ''
        )}
        <Button look="plain">{props.label ?? said.otpResend}</Button>
      </div>
    </Form>
  )
}
