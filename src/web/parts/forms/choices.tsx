import { useAnswer } from '../view.ts'
import { type Asked, FieldError, type Option } from './field.tsx'

/** One of a few; each choice is a target of its own. The summary of errors leads to the first. */
export function Radios(props: Asked & { options: readonly Option[] }) {
  const value = useAnswer(props)
  const described = [props.hint ? `${props.name}-hint` : '', props.error ? `${props.name}-error` : '']
  return (
    <fieldset class="field" aria-describedby={described.filter(Boolean).join(' ') || undefined}>
      <legend>{props.label}</legend>
      {props.hint ? (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      ) : (
        ''
      )}
      {props.error ? <FieldError name={props.name} error={props.error} /> : ''}
      <div class="choices">
        {props.options.map((option, index) => (
          <label class="choice">
            <input
              type="radio"
              id={index === 0 ? props.name : undefined}
              name={props.name}
              value={option.value}
              checked={option.value === value}
            />
            <span>{option.label}</span>
            {option.hint ? <span class="hint">{option.hint}</span> : ''}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Yes or nothing: a consent, a filter. Sends `yes`. */
export function Checkbox(props: Omit<Asked, 'optional'>) {
  const value = useAnswer(props)
  return (
    <div class="field">
      {props.error ? <FieldError name={props.name} error={props.error} /> : ''}
      <label class="choice bare">
        <input
          type="checkbox"
          id={props.name}
          name={props.name}
          value="yes"
          checked={value === 'yes'}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error ? `${props.name}-error` : undefined}
        />
        <span>{props.label}</span>
        {props.hint ? <span class="hint">{props.hint}</span> : ''}
      </label>
    </div>
  )
}
