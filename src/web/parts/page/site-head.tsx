import { outside } from '../../site/link.ts'
import { inLanguage } from '../../words/language.ts'
import { Icon } from '../icon.tsx'
import type { View } from '../view.ts'
import { words } from '../words.ts'
import { Links } from './links.tsx'
import { Mark } from './mark.tsx'
import { hasRail, RailOpener } from './rail.tsx'

/**
 * The head of every page: whose site it is, its menu, its search, its tools. How they stand is the style sheet of the
 * site's layout of heads; a letterhead says what the site is for, and where in it one is.
 */
export function SiteHead({ view, title }: { view: View; title: string }) {
  const layout = view.theme.composition?.head
  const letter = layout === 'letterhead'
  return (
    <>
      <header class="head">
        <div class="wide">
          <RailOpener view={view} />
          <a class="brand" href={view.home}>
            <Mark theme={view.theme} />
            {letter && view.line ? (
              <span>
                {view.theme.name}
                <span class="line">{view.line}</span>
              </span>
            ) : (
              view.theme.name
            )}
          </a>
          {view.nav.length > 0 && !hasRail(view.nav) ? (
            <nav class="menu" aria-label={words[view.language].mainNav}>
              <Links items={view.nav} signs={layout === 'tab-bar'} />
            </nav>
          ) : (
            ''
          )}
          <HeadSearch view={view} />
          <Tools view={view} />
        </div>
      </header>
      {letter ? <Trail view={view} title={title} /> : ''}
    </>
  )
}

function Tools({ view }: { view: View }) {
  const said = words[view.language]
  const other = view.language === 'id' ? 'en' : 'id'
  return (
    <div class="tools">
      {view.account ? (
        <a href={view.account.href} aria-label={view.account.label}>
          <Icon name="user" size={20} />
          <span class="who">&nbsp;{view.account.label}</span>
        </a>
      ) : (
        ''
      )}
      <a
        href={outside(inLanguage(view.url, other))}
        lang={other}
        hreflang={other}
        rel="nofollow"
        title={said.otherLanguage}
      >
        {other.toUpperCase()}
        <span class="hidden"> {said.otherLanguage}</span>
      </a>
    </div>
  )
}

/** Where one is: the first page, the place of the menu, this page. */
function Trail({ view, title }: { view: View; title: string }) {
  const said = words[view.language]
  const at = view.url.split('?')[0]
  if (at === view.home) return null
  const place = view.nav.find(({ current, href }) => current && href !== at)
  return (
    <nav class="trail" aria-label={said.trail}>
      <div class="wide">
        <a href={view.home}>{said.firstPage}</a>
        {place ? <a href={place.href}>{place.label}</a> : ''}
        <span>{title}</span>
      </div>
    </nav>
  )
}

/** Asks for anything, on every page; the access key leads into it from wherever one is. */
function HeadSearch({ view: { search, csrf, language } }: { view: View }) {
  if (!search || !(csrf || search.open)) return null
  return (
    <search>
      <form method={search.open ? 'get' : 'post'} action={search.action} class="head-search">
        {csrf && !search.open ? <input type="hidden" name="csrf" value={csrf()} /> : ''}
        <input
          type="search"
          name="q"
          aria-label={search.label}
          placeholder={search.takes}
          autocomplete="off"
          spellcheck={false}
          maxlength={200}
          accesskey="/"
        />
        <button type="submit" aria-label={words[language].search}>
          <Icon name="search" size={20} />
        </button>
      </form>
    </search>
  )
}
