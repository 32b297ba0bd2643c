import { Icon } from './icon.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

/**
 * A code to take along. One tap selects it; with the script a button copies it. `long` is for addresses: smaller, and
 * broken into lines wherever the phone's width asks for it.
 */
export function CopyCode(props: { label: string; code: string; long?: boolean }) {
  const said = words[useView().language]
  return (
    <div class={props.long ? 'code long' : 'code'}>
      <div>
        <span class="muted small">{props.label}</span>
        <output translate="no">{props.code}</output>
      </div>
      <button type="button" class="button second" data-copy={props.code} data-copied={said.copied} hidden>
        <Icon name="copy" size={20} />
        <span aria-live="polite">{said.copy}</span>
      </button>
    </div>
  )
}
