import type { LayoutOf } from '../../../storefronts/layouts/composition.ts'
import type { FrontFacts } from './front-facts.ts'
import { Lanes, Plain, SearchFirst, Services } from './shop-fronts.tsx'
import { Agenda, Curriculum, Directory, Faculties } from './study-fronts.tsx'

/** A layout of a first page, and what it looks at. */
export interface Front {
  /** how many of the newest courses it looks at: of all, or of each category */
  readonly of: 'all' | 'each-category'
  readonly courses: number
  readonly draw: (facts: FrontFacts) => ReturnType<typeof Plain>
}

/** Every layout of a storefront's first page. */
export const fronts: Record<LayoutOf<'front'>, Front> = {
  plain: { of: 'all', courses: 6, draw: Plain },
  lanes: { of: 'each-category', courses: 4, draw: Lanes },
  services: { of: 'all', courses: 6, draw: Services },
  'search-first': { of: 'all', courses: 12, draw: SearchFirst },
  curriculum: { of: 'each-category', courses: 3, draw: Curriculum },
  directory: { of: 'all', courses: 8, draw: Directory },
  faculties: { of: 'all', courses: 6, draw: Faculties },
  agenda: { of: 'all', courses: 30, draw: Agenda },
}
