import type { Choice } from '../../../../catalogue/search/search-sql.ts'
import type { Href } from '../../../site/link.ts'

interface Partners {
  /** how the storefront calls choosing one; without it, it offers no such choice */
  readonly title: string | undefined
  readonly chosen: string | undefined
  readonly institutions: readonly Choice[]
  readonly href: (institution: string) => Href
}

/** The institutions of what was found, where choosing one is a step of the storefront. */
export function Institutions({ title, chosen, institutions, href }: Partners) {
  if (!title || chosen || institutions.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <ul class="chips">
        {institutions.map(({ name, slug, count }) => (
          <li>
            <a class="chip" href={href(slug)}>
              {name} <span class="muted">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
