import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import { compositionOf } from '../../../storefronts/journeys.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import type { Href } from '../../site/link.ts'
import { compositionWords } from '../composition-words.ts'
import type { Shop } from '../shop.ts'
import { words } from '../words.ts'

interface Facet {
  readonly name: string
  readonly slug: string
  readonly count: number | null
}

interface Framed {
  readonly shop: Shop
  readonly language: Language
  readonly categories: readonly Facet[]
  readonly institutions: readonly Facet[]
  /** what is chosen already is not offered again */
  readonly chosen: { readonly category?: string | undefined; readonly institution?: string | undefined }
  /** the same list, narrowed */
  readonly narrowed: (by: 'kategori' | 'lembaga', slug: string) => Href
  readonly children?: Child
}

/** What stands around a list of courses, by the storefront's layout: nothing, topics above it, or ways to narrow it at its side. */
export function ListFrame(props: Framed) {
  const { list } = compositionOf(props.shop.journey.id)
  if (list === 'topics')
    return (
      <>
        <Facets {...props} name={words[props.language].categories} by="kategori" />
        {props.children}
      </>
    )
  const aside = list === 'filters-aside' || list === 'side-menu' || list === 'wide-margins'
  if (!aside) return <>{props.children}</>
  return (
    <div class={list === 'wide-margins' ? 'margins' : 'office'}>
      <div class="flow">{props.children}</div>
      <div class="side-menu">
        <Facets {...props} name={words[props.language].categories} by="kategori" />
        {list === 'side-menu' || stepOf(props.shop.journey, 'choose_institution') ? (
          ''
        ) : (
          <Facets {...props} name={compositionWords[props.language].teachers} by="lembaga" />
        )}
      </div>
    </div>
  )
}

function Facets({
  name,
  by,
  narrowed,
  categories,
  institutions,
  chosen,
}: Framed & { name: string; by: 'kategori' | 'lembaga' }) {
  const [facets, one] = by === 'kategori' ? [categories, chosen.category] : [institutions, chosen.institution]
  if (facets.length === 0) return null
  return (
    <nav class="facets" aria-label={name}>
      <h2>{name}</h2>
      <ul>
        {facets.map(({ name: label, slug, count }) => (
          <li>
            <a href={narrowed(by, slug)} aria-current={slug === one ? 'true' : undefined}>
              {label}
            </a>{' '}
            {count === null ? '' : <span class="muted">{count}</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}
