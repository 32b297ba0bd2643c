import { drawnOnce } from './drawn-once.ts'
import type { Theme } from './theme.ts'

const marks = drawnOnce()

/**
 * A site's own mark: a tile with a simple sign on it. Drawn in the colours of the page's site; with `own` in those of
 * the theme itself, for a list of sites.
 */
export function Mark(props: { theme: Theme; own?: boolean }) {
  return marks(`${props.theme.id} ${props.own}`, () => <Drawn {...props} />)
}

function Drawn(props: { theme: Theme; own?: boolean }) {
  const { mark, light } = props.theme
  const sign = mark.paths.join('')
  // A white tile is made for its own dark head.
  const tile = light.mark === '#ffffff' ? light.head : light.mark
  const glyph = light.mark === '#ffffff' ? '#ffffff' : light.onMark
  return (
    <svg class="mark" width="36" height="36" viewBox="0 0 32 32" aria-hidden="true">
      {props.own ? (
        <>
          <rect fill={tile} width="32" height="32" rx={mark.corner} />
          <path fill={glyph} d={sign} />
        </>
      ) : (
        <>
          <rect class="tile" width="32" height="32" rx={mark.corner} />
          <path class="glyph" d={sign} />
        </>
      )}
    </svg>
  )
}
