import type { Language } from '../../../kernel/wib.ts'
import type { Href } from '../../site/link.ts'
import { path, type Shop } from '../shop.ts'
import { judgingWords } from './judging-words.ts'

/** The page on which these courses stand side by side; `from`: what was asked of the list that they were ticked in. */
export function compareAddress(shop: Shop, slugs: readonly string[], from?: string): Href {
  const query = slugs.map((slug) => `k=${encodeURIComponent(slug)}`)
  if (from) query.push(`dari=${encodeURIComponent(from.slice(0, 1000))}`)
  return path(shop, `/bandingkan?${query.join('&')}`)
}

/** From a like course to it beside the one that is looked at. */
export function CompareLink(props: {
  shop: Shop
  language: Language
  slug: string
  other: { readonly slug: string; readonly title: string }
}) {
  const { shop, language, slug, other } = props
  const said = judgingWords[language]
  return (
    <a class="above" href={compareAddress(shop, [slug, other.slug])} rel="nofollow">
      {said.compare}
      <span class="hidden"> {said.compareWith(other.title)}</span>
    </a>
  )
}
