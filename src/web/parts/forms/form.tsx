import type { Child } from 'hono/jsx'
import type { Link, Target } from '../../site/link.ts'
import { Notice } from '../notice.tsx'
import { KeptProvider, useView } from '../view.ts'
import { words } from '../words.ts'

/**
 * A form that is posted, with the session's token; the script sends it once. `button` is what its one button says,
 * `plain` lays nothing out, `files` lets it carry a file.
 */
export function Form(props: {
  action: Target
  button?: string
  plain?: boolean
  files?: boolean
  id?: string
  children?: Child
}) {
  const { csrf, kept, language } = useView()
  const again = kept !== undefined && kept.action === props.action.split('?')[0]
  const said = words[language]
  if (csrf === undefined) throw new Error(`the form to ${props.action} has no session: its site has none`)
  return (
    <form
      method="post"
      action={props.action}
      id={props.id}
      enctype={props.files ? 'multipart/form-data' : undefined}
      class={props.plain ? undefined : 'form'}
      novalidate
    >
      <input type="hidden" name="csrf" value={csrf()} />
      {again ? (
        <KeptProvider value={kept.fields}>
          <Notice tone="info" title={said.keptTitle}>
            <p>{said.keptText}</p>
          </Notice>
          {props.children}
        </KeptProvider>
      ) : (
        props.children
      )}
      {props.button ? <Button>{props.button}</Button> : ''}
    </form>
  )
}

export type ButtonLook = 'first' | 'second' | 'danger' | 'plain'

/** Sends its form. One `first` button a page. `name` and `value` tell the buttons of one form apart. */
export function Button(props: {
  look?: ButtonLook
  name?: string
  value?: string
  form?: string
  children?: Child
}) {
  return (
    <button
      type="submit"
      class={buttonClass(props.look)}
      name={props.name}
      value={props.value}
      form={props.form}
    >
      {props.children}
    </button>
  )
}

/** Leads to another page and looks like a button; changes nothing. */
export function LinkButton(props: { href: Link; look?: ButtonLook; rel?: string; children?: Child }) {
  return (
    <a class={buttonClass(props.look)} href={props.href} rel={props.rel}>
      {props.children}
    </a>
  )
}

/** Buttons side by side, one below the other on a phone. */
export function Buttons(props: { children?: Child }) {
  return <div class="buttons">{props.children}</div>
}

function buttonClass(look: ButtonLook = 'first'): string {
  return look === 'first' ? 'button' : `button ${look}`
}
