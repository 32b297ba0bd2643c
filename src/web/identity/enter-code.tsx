import { maskPhone } from '../../kernel/phone.ts'
import { formatInstant } from '../../kernel/wib.ts'
import * as parts from '../parts/parts.ts'
import { useView } from '../parts/view.ts'
import { ask, form } from '../site/form.tsx'
import type { Target } from '../site/link.ts'
import { dictionary } from '../words/dictionary.ts'

/** The code of an SMS, as a form takes it. */
export const codeForm = form(() => ({ otp: ask.otp() }))

export const words = dictionary({
  id: {
    until: (time: string) => `Kode berlaku sampai ${time}.`,
    expiredTitle: 'Kode sudah tidak berlaku',
    expired: 'Kode ini sudah tidak berlaku. Minta kode baru, lalu masukkan yang terbaru.',
    again: 'Kirim kode baru',
  },
  en: {
    until: (time) => `The code is valid until ${time}.`,
    expiredTitle: 'The code is no longer valid',
    expired: 'This code is no longer valid. Ask for a new one and enter the newest.',
    again: 'Send a new code',
  },
})

/** A code on its way, as the page knows it. */
export interface CodeOnItsWay {
  /** E.164; undefined where the page must not know whose phone it is */
  readonly phone?: string | undefined
  /** undefined where the page must not know whether a code was sent at all */
  readonly expiresAt?: Date | undefined
  /** until another one may be asked for */
  readonly waitSeconds: number
}

export interface EnterCodeProps {
  readonly code: CodeOnItsWay
  readonly now: Date
  /** where the code goes, and where another one is asked for */
  readonly action: Target
  readonly again: Target
  readonly button: string
  readonly label?: string | undefined
  readonly error?: string | undefined
  /** where asking for an SMS costs the browser some work: its token */
  readonly work?: string | undefined
  /** what the code is for, where it is kept nowhere else: sent with the code, and when another one is asked for */
  readonly goesWith?: Readonly<Record<string, string>>
}

/** The form for a code from an SMS, at whatever site; one that is over says so and has nothing to type. */
export function EnterCode(props: EnterCodeProps) {
  const { code, now, action, again, button, label, error, work, goesWith } = props
  const { language } = useView()
  const said = words[language]
  const { phone, expiresAt, waitSeconds } = code
  if (expiresAt && expiresAt <= now)
    return (
      <>
        <parts.Notice tone="warning" title={said.expiredTitle}>
          <p>{said.expired}</p>
        </parts.Notice>
        <parts.Form action={again}>
          {work ? <parts.Work token={work} /> : ''}
          <parts.Hidden values={goesWith} />
          <parts.Button>{said.again}</parts.Button>
        </parts.Form>
      </>
    )
  return (
    <>
      <parts.Form action={action}>
        <parts.Hidden values={goesWith} />
        <parts.OtpField
          autofocus={error === undefined}
          {...(phone && { sentTo: maskPhone(phone) })}
          {...(label && { label })}
          {...(error && { error })}
        />
        {expiresAt ? <p class="small muted">{said.until(formatInstant(expiresAt, language))}</p> : ''}
        <parts.Button>{button}</parts.Button>
      </parts.Form>
      <parts.ResendOtp
        action={again}
        waitSeconds={waitSeconds}
        label={said.again}
        {...(work && { work })}
        {...(goesWith && { goesWith })}
      />
    </>
  )
}
