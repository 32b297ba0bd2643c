import type { Child } from 'hono/jsx'
import type { Link } from '../site/link.ts'
import { Mark } from './page/mark.tsx'
import type { Theme } from './page/theme.ts'

export interface TileFacts {
  readonly href: Link
  readonly label: string
  readonly line?: Child
  /** the mark of the site that it leads to */
  readonly theme?: Theme
  /** other ways, below the label */
  readonly more?: { readonly href: Link; readonly label: string }
}

/** Ways to go on, as tiles side by side, four or two in a row where that is asked; the whole tile leads there. */
export function Tiles(props: { tiles: readonly TileFacts[]; fours?: boolean }) {
  return (
    <ul class={props.fours ? 'grid fours' : 'grid'}>
      {props.tiles.map(({ href, label, line, theme, more }) => (
        <li class="tile-link">
          {theme ? <Mark theme={theme} own /> : ''}
          <div>
            <a class="whole" href={href}>
              {label}
            </a>
            {line ? <p class="small muted">{line}</p> : ''}
            {more ? (
              <p class="small">
                <a class="above" href={more.href}>
                  {more.label}
                </a>
              </p>
            ) : (
              ''
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
