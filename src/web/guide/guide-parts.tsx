import { raw } from 'hono/html'
import type { Language } from '../../kernel/wib.ts'
import * as parts from '../parts/parts.ts'
import { outside } from '../site/link.ts'
import { type GuideName, guideNames } from './guide-names.ts'
import { type GuidePage, guidePage } from './guide-pages-of.ts'
import { guideWords } from './guide-words.ts'
import type { Found } from './search-guides.ts'

/** Words that are looked for, at most so many signs of them. */
export const mostTyped = 200
/** More headings than these are folded away. */
const mostContents = 12

/** The one search over guides and documents. */
export function SearchForm(props: { language: Language; value?: string }) {
  const said = guideWords[props.language]
  return (
    <search>
      <form method="get" action="/panduan/cari" class="search">
        <parts.Field
          name="q"
          label={said.search}
          type="search"
          value={props.value ?? ''}
          maxlength={mostTyped}
        />
        <parts.Button look="second">{said.searchButton}</parts.Button>
      </form>
    </search>
  )
}

/** Every guide as a tile. */
export function Guides({ language }: { language: Language }) {
  const tile = (name: GuideName) => {
    const { title, lead } = guidePage(name, language)
    return { href: `/panduan/${name}` as const, label: title, line: lead }
  }
  return <parts.Tiles tiles={guideNames.map(tile)} />
}

/** What is written, and beside it where one finds what. */
export function Text({ page, language }: { page: GuidePage; language: Language }) {
  const headings = page.sections.filter(({ level }) => level === 2)
  const article = (
    <article class="flow text" lang={page.language}>
      {raw(page.html)}
    </article>
  )
  if (headings.length < 3) return <div class="measure">{article}</div>
  const list = (
    <ul class="list" lang={page.language}>
      {headings.map(({ id, heading }) => (
        <li>
          <a href={`#${id}`}>{heading}</a>
        </li>
      ))}
    </ul>
  )
  const said = guideWords[language]
  return (
    <div class="aside">
      <nav class="contents" aria-label={said.contents}>
        {headings.length <= mostContents ? (
          list
        ) : (
          <details>
            <summary>{said.contents}</summary>
            {list}
          </details>
        )}
      </nav>
      {article}
    </div>
  )
}

/** What was found, the best first. */
export function FoundPlaces({ found, language }: { found: readonly Found[]; language: Language }) {
  const said = guideWords[language]
  return (
    <parts.Listing
      rows={found.map(({ page, section, address, excerpt }) => ({
        title: section.level === 1 ? page.title : `${section.heading} · ${page.title}`,
        href: outside(address),
        line: (
          <span lang={page.language}>
            {excerpt.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}
          </span>
        ),
        ...(page.language !== language && {
          state: <parts.StatusTag tone="quiet">{said.english}</parts.StatusTag>,
        }),
      }))}
    />
  )
}
