import type { Child } from 'hono/jsx'
import { Icon } from '../icon.tsx'
import { useAnswer, useView } from '../view.ts'
import { words } from '../words.ts'

/** What every field of a form has. The name is the id too, so that the error summary can lead to it. */
export interface Asked {
  readonly name: string
  readonly label: string
  readonly hint?: Child | undefined
  readonly error?: string | undefined
  readonly value?: string | undefined
  /** only the exceptions are marked: fields are needed by default */
  readonly optional?: boolean
}

export interface FieldProps extends Asked {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'datetime-local' | 'url'
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'
  readonly lines?: number
  readonly short?: boolean
  readonly maxlength?: number
  readonly autofocus?: boolean
}

/** A field of text: label, hint, error and the input, tied together for every reader. */
export function Field(props: FieldProps) {
  const answer = useAnswer(props)
  const value = props.type === 'password' ? props.value : answer
  const common = {
    ...tied(props),
    class: props.short ? 'input short' : 'input',
    autocomplete: props.autocomplete,
    maxlength: props.maxlength,
    autofocus: props.autofocus,
  }
  return (
    <Labelled {...props}>
      {props.lines ? (
        <textarea {...common} rows={props.lines}>
          {value ?? ''}
        </textarea>
      ) : (
        <input {...common} type={props.type ?? 'text'} inputmode={props.inputmode} value={value} />
      )}
    </Labelled>
  )
}

/** The 16 digits of a card; blanks are accepted. Not offered the browser's store of bank cards. */
export function CardNumberField(props: Partial<Asked> & { autofocus?: boolean }) {
  const said = words[useView().language]
  const asked = { name: 'card_number', label: said.cardNumber, hint: said.cardNumberHint, ...props }
  const value = useAnswer(asked)
  return (
    <Labelled {...asked}>
      <input
        {...tied(asked)}
        class="input digits"
        inputmode="numeric"
        autocomplete="off"
        spellcheck={false}
        maxlength={40}
        data-card=""
        autofocus={props.autofocus}
        value={value}
      />
    </Labelled>
  )
}

/** One field for the code of an SMS; the phone offers the code by itself. `sentTo` is a masked number. */
export function OtpField(props: Partial<Asked> & { sentTo?: string; autofocus?: boolean }) {
  const said = words[useView().language]
  const hint = props.sentTo ? <SentTo phone={props.sentTo} /> : said.otpHintPlain
  const asked = { name: 'otp', label: said.otp, hint, ...props }
  return (
    <Labelled {...asked}>
      <input
        {...tied(asked)}
        class="input digits otp"
        inputmode="numeric"
        autocomplete="one-time-code"
        spellcheck={false}
        maxlength={160}
        autofocus={props.autofocus}
      />
    </Labelled>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

/** A choice from a long list. Without a value the first option says "choose", where none stands for nothing. */
export function Select(props: Asked & { options: readonly Option[]; short?: boolean }) {
  const said = words[useView().language]
  const value = useAnswer(props)
  return (
    <Labelled {...props}>
      <select {...tied(props)} class={props.short ? 'input short' : 'input'}>
        {(value === undefined || value === '') && props.options.every((option) => option.value !== '') ? (
          <option value="">{said.choose}</option>
        ) : (
          ''
        )}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** The number stands in one line, however narrow the phone. */
function SentTo(props: { phone: string }) {
  const said = words[useView().language]
  return (
    <>
      {said.otpHint} <span class="number">{props.phone}</span>
    </>
  )
}

/** What ties an input to its label, hint and error. */
export function tied(asked: Asked) {
  const described = [asked.hint ? `${asked.name}-hint` : '', asked.error ? `${asked.name}-error` : '']
  return {
    id: asked.name,
    name: asked.name,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
    'aria-invalid': asked.error ? ('true' as const) : undefined,
    'aria-required': asked.optional ? undefined : ('true' as const),
  }
}

/** Label, hint and error around an input. */
export function Labelled(props: Asked & { children?: Child }) {
  const said = words[useView().language]
  return (
    <div class="field">
      <label for={props.name}>
        {props.label}
        {props.optional ? <span class="hint"> {said.optional}</span> : ''}
      </label>
      {props.hint ? (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      ) : (
        ''
      )}
      {props.error ? <FieldError name={props.name} error={props.error} /> : ''}
      {props.children}
    </div>
  )
}

/** What is wrong with a field, above its input. */
export function FieldError(props: { name: string; error: string }) {
  const said = words[useView().language]
  return (
    <p class="wrong" id={`${props.name}-error`}>
      <Icon name="error" size={20} />
      <span>
        <span class="hidden">{said.errorPrefix} </span>
        {props.error}
      </span>
    </p>
  )
}
