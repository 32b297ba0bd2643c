import type { Language } from '../../../kernel/wib.ts'
import { partsWords } from './parts-words.ts'

const colours = [
  'paper',
  'surface',
  'ink',
  'muted',
  'line',
  'line-strong',
  'accent',
  'action',
  'on-action',
  'tint',
  'head',
  'on-head',
  'info',
  'info-tint',
  'success',
  'success-tint',
  'warning',
  'warning-tint',
  'error',
  'error-tint',
  'star',
] as const
const spaces = [8, 16, 24, 32, 48, 64] as const

/** Colours, sizes of type and spaces, as the look that the page wears has them. */
export function Tokens({ language }: { language: Language }) {
  const said = partsWords[language]
  return (
    <>
      <section class="stack">
        <h2>{said.colours}</h2>
        <p class="muted">{said.coloursLine}</p>
        <ul class="chips">
          {colours.map((name) => (
            <li class="chip">
              <svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
                <rect width="24" height="24" rx="6" fill={`var(--${name})`} stroke="var(--line-strong)" />
              </svg>
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </section>
      <section class="stack">
        <h2>{said.sizes}</h2>
        <p class="huge">36 px, h1 / huge</p>
        <p class="price">21 px, h2 / price</p>
        <p>17 px</p>
        <p class="small">15 px, small</p>
      </section>
      <section class="stack">
        <h2>{said.spaces}</h2>
        <p class="muted">{said.spacesLine}</p>
        {spaces.map((space) => (
          <p class="row small">
            <svg width={space} height="16" viewBox={`0 0 ${space} 16`} aria-hidden="true">
              <rect width={space} height="16" fill="var(--accent)" />
            </svg>
            {space} px
          </p>
        ))}
      </section>
    </>
  )
}
