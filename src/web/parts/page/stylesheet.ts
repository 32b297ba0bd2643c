import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Theme, tokens } from './theme.ts'

/** The whole stylesheet of a site, inlined in its pages, and the hash that lets it through the CSP. */
export interface Stylesheet {
  readonly css: string
  /** as a source of `style-src` */
  readonly source: string
}

const shared = ['base', 'shell', 'forms', 'parts', 'lists', 'text', 'shop', 'wide', 'large-text']
  .map((name) => readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8'))
  .join('\n')

const made = new Map<string, Stylesheet>()

/** The stylesheet of a theme; made once. */
export function stylesheet(theme: Theme): Stylesheet {
  let sheet = made.get(theme.id)
  if (!sheet) {
    const css = smaller(`${tokens(theme)}\n${shared}\n${theme.css ?? ''}`)
    sheet = { css, source: `'sha256-${createHash('sha256').update(css).digest('base64')}'` }
    made.set(theme.id, sheet)
  }
  return sheet
}

// Enough for our own files: comments and line ends go, and blanks around signs where a blank never matters.
function smaller(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/([a-z-]): /g, '$1:')
    .replaceAll(';}', '}')
    .trim()
}
