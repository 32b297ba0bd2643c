import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

/** It is done, and this is the reference. The heading of its page. */
export function Confirmation(props: {
  title: string
  reference?: string
  referenceLabel?: string
  children?: Child
}) {
  const said = words[useView().language]
  return (
    <div class="confirmation">
      <Icon name="success" size={48} />
      <h1>{props.title}</h1>
      {props.reference ? (
        <p>
          {props.referenceLabel ?? said.reference}
          <br />
          <span class="reference" translate="no">
            {props.reference}
          </span>
        </p>
      ) : (
        ''
      )}
      {props.children}
    </div>
  )
}
