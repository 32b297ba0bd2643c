import type { Child } from 'hono/jsx'
import { CopyCode } from './copy-code.tsx'
import { Icon } from './icon.tsx'
import { useView } from './view.ts'
import { words } from './words.ts'

interface Shared {
  readonly title: string
  /** what the text to copy is called */
  readonly label: string
  /** what is passed on: a text, or an address */
  readonly text?: string
  readonly url?: string
  /** what to know before */
  readonly children?: Child
}

/**
 * Passes something on: with the script by what the phone has for it, else as a text or an address to be copied. Its second
 * button prints the page.
 */
export function Share({ title, label, text, url, children }: Shared) {
  const said = words[useView().language]
  return (
    <section class="stack screen" data-share-box>
      <CopyCode label={label} code={text ?? url ?? ''} long />
      <div class="buttons">
        <button type="button" class="button second" data-share={title} data-text={text} data-url={url} hidden>
          <Icon name="share" size={20} />
          <span>{said.share}</span>
        </button>
        <PrintButton />
      </div>
      {children ? <p class="small muted">{children}</p> : ''}
    </section>
  )
}

/** Prints the page; without the script the browser's own menu does. */
export function PrintButton() {
  const said = words[useView().language]
  return (
    <button type="button" class="button second screen" data-print hidden>
      {said.print}
    </button>
  )
}
