import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type NavItem, type View, ViewProvider } from '../view.ts'
import { words } from '../words.ts'
import { enhanceScript } from './assets.ts'
import { drawnOnce } from './drawn-once.ts'
import type { DrawnPage } from './drawn-page.ts'
import { Links } from './links.tsx'
import { hasRail, Rail } from './rail.tsx'
import { SessionEnded } from './session-ended.tsx'
import { SiteHead } from './site-head.tsx'
import { stylesheet } from './stylesheet.ts'
import type { Theme } from './theme.ts'

export interface PageProps {
  readonly view: View
  /** what the page is about; the site's name is added */
  readonly title: string
  readonly description?: string
  /** the page shows a form with errors: the title says so first */
  readonly failed?: boolean
  /** keeps search engines away; the default is to keep them away from all but the catalogue */
  readonly indexed?: boolean
  /** one column of readable width (default), or all of it */
  readonly width?: 'measure' | 'full'
  /** needs no script: forms, codes and countdowns do */
  readonly scripted?: boolean
  /** structured facts for search engines (schema.org) */
  readonly linkedData?: object
  /** what this page alone has in its head */
  readonly head?: Child
  readonly children?: Child
}

/** The document around everything: head, navigation, the place for the content, foot. */
export function Page(props: PageProps) {
  const { view } = props
  const said = words[view.language]
  return (
    <html lang={view.language} data-site={view.theme.id}>
      <DocumentHead {...props} />
      <body class={hasRail(view.nav) ? 'railed' : undefined}>
        <a class="skip" href="#isi">
          {said.skip}
        </a>
        {view.demo ? <DemoBanner view={view} /> : ''}
        <SiteHead view={view} title={props.title} />
        <Rail view={view} />
        <main id="isi" tabindex={-1}>
          <div class="wide">
            <div class={props.width === 'full' ? 'flow' : 'flow measure'}>
              <ViewProvider value={view}>
                <SessionEnded />
                {props.children}
              </ViewProvider>
            </div>
          </div>
        </main>
        <SiteFoot view={view} />
      </body>
    </html>
  )
}

/** Where all that the heads of a site have in common is put in. */
const commonGoesHere = '<style></style>'
/** What that is, by site; and with what stands before it, by that: site and language. Each is made once. */
const commonHeads = new Map<string, string>()
const beginnings = new Map<string, string>()

/** Draws a page; the common part of its head, two thirds of it, never goes through the drawing. */
export function drawnPage(page: { toString(): string | Promise<string> }): DrawnPage {
  const drawn = page.toString()
  if (typeof drawn !== 'string') throw new Error('pages are drawn synchronously: await before drawing')
  const at = drawn.indexOf(commonGoesHere)
  if (at < 0) return { beginning: '', rest: `<!DOCTYPE html>${drawn}` }
  const opening = drawn.slice(0, at)
  return {
    beginning: beginnings.get(opening) ?? begin(opening),
    rest: drawn.slice(at + commonGoesHere.length),
  }
}

function begin(opening: string): string {
  const site = / data-site="([^"]+)"/.exec(opening)?.[1] ?? ''
  const beginning = `<!DOCTYPE html>${opening}${commonHeads.get(site)}`
  beginnings.set(opening, beginning)
  return beginning
}

/** A page as the text of a document, to be sent as HTML. */
export function documentOf(page: Parameters<typeof drawnPage>[0]): string {
  const { beginning, rest } = drawnPage(page)
  return beginning + rest
}

function DocumentHead(props: PageProps) {
  const { view } = props
  const prefix = props.failed ? `${words[view.language].pageErrorPrefix}: ` : ''
  if (!commonHeads.has(view.theme.id)) commonHeads.set(view.theme.id, commonHead(view.theme))
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {/* what all pages of the site have in common comes first: drawn once and packed once, it is put in here */}
      <style />
      <title>{`${prefix}${props.title} - ${view.theme.name}`}</title>
      {props.description ? <meta name="description" content={props.description} /> : ''}
      {props.indexed ? '' : <meta name="robots" content="noindex" />}
      {props.scripted === false ? '' : <script src={enhanceScript.path} defer />}
      {props.head ?? ''}
      {props.linkedData ? <script type="application/ld+json">{raw(safeJson(props.linkedData))}</script> : ''}
    </head>
  )
}

function commonHead(theme: Theme): string {
  const drawn = (
    <head>
      <style>{raw(stylesheet(theme).css)}</style>
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content={theme.light.head} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={theme.dark.head} media="(prefers-color-scheme: dark)" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href={icon(theme)} />
    </head>
  ).toString()
  return drawn.slice('<head>'.length, -'</head>'.length)
}

// `<` must not end the element, and the two separators are no line ends in HTML but were in old scripts.
function safeJson(facts: object): string {
  return JSON.stringify(facts)
    .replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
    .replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)
}

/** The mark as the icon of the tab, without a request of its own. */
function icon(theme: Theme): string {
  const { corner, paths } = theme.mark
  const { mark, onMark } =
    theme.light.mark === '#ffffff' ? { mark: theme.light.head, onMark: '#ffffff' } : theme.light
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='${corner}' ` +
    `fill='${mark}'/><path fill='${onMark}' d='${paths.join('')}'/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

const banners = drawnOnce()
const feet = drawnOnce()
/** What ways are drawn from. */
const keyOf = (ways: readonly NavItem[] = []) => ways.map(({ href, label }) => `${href} ${label}`).join('\n')

function DemoBanner({ view }: { view: View }) {
  const said = words[view.language]
  return banners(`${view.language} ${keyOf(view.demo?.nav)}`, () => (
    <aside class="demo" aria-label={said.demoNav}>
      <div class="wide">
        <span>{said.demo}</span>
        {view.demo?.nav.map((item) => (
          <a href={item.href}>{item.label}</a>
        ))}
      </div>
    </aside>
  ))
}

function SiteFoot({ view }: { view: View }) {
  const said = words[view.language]
  return feet(`${view.language} ${view.theme.name} ${keyOf(view.foot)}`, () => (
    <footer class="foot">
      <div class="wide">
        {view.foot ? (
          <nav aria-label={said.footNav}>
            <Links items={view.foot} />
          </nav>
        ) : (
          <span>{view.theme.name}</span>
        )}
      </div>
    </footer>
  ))
}
