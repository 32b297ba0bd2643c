import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Composition, plainComposition } from '../../../storefronts/layouts/composition.ts'
import { type Theme, tokens } from './theme.ts'

/** The whole stylesheet of a site, inlined in its pages, and the hash that lets it through the CSP. */
export interface Stylesheet {
  readonly css: string
  /** as a source of `style-src` */
  readonly source: string
}

const shared = ['base', 'shell', 'forms', 'parts', 'lists', 'text', 'shop', 'wide', 'large-text', 'print']
  .map((name) => readSheet(`./${name}`))
  .join('\n')

/** The sheets that several layouts have in common, by layout. */
const common: Readonly<Record<string, readonly string[]>> = {
  'front-directory': ['office'],
  'list-filters-aside': ['office'],
  'list-side-menu': ['office'],
  'coursePage-dossier': ['office'],
  'front-curriculum': ['terms'],
  'list-by-category': ['terms'],
  'front-agenda': ['day', 'leaf'],
  'list-by-day': ['day', 'leaf'],
  'coursePage-ticket': ['uneven'],
  'card-date-block': ['leaf'],
  'coursePage-event': ['leaf'],
  'front-lanes': ['band'],
  'front-search-first': ['band'],
  'coursePage-hero': ['band'],
}

/** What the layouts of a storefront's parts add; what is plain adds nothing. No site carries the sheets of another's. */
function layoutSheets(composition: Composition): string {
  const chosen = Object.entries(composition).flatMap(([part, layout]) =>
    layout === plainComposition[part as keyof Composition] ? [] : [`${part}-${layout}`],
  )
  const names = new Set([...chosen.flatMap((name) => common[name] ?? []), ...chosen])
  return [...names].map((name) => readSheet(`../layouts/${name}`)).join('\n')
}

function readSheet(name: string): string {
  return readFileSync(new URL(`${name}.css`, import.meta.url), 'utf8')
}

const made = new Map<string, Stylesheet>()

/** The stylesheet of a theme; made once. */
export function stylesheet(theme: Theme): Stylesheet {
  let sheet = made.get(theme.id)
  if (!sheet) {
    const own = theme.composition ? layoutSheets(theme.composition) : ''
    const css = smaller(`${tokens(theme)}\n${shared}\n${own}\n${theme.css ?? ''}`)
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
