/**
 * How each part of a storefront's pages may be laid out. A storefront names one layout of each part in its file; the same facts,
 * labels and forms stand in all of them. Whoever draws a part has a table over its layouts: none is forgotten.
 */
export const layouts = {
  /** the head of every page */
  head: ['bar', 'two-rows', 'tab-bar', 'search-bar', 'folder-tabs', 'letterhead', 'masthead', 'switch'],
  /** the storefront's own first page */
  front: ['plain', 'lanes', 'services', 'search-first', 'curriculum', 'directory', 'faculties', 'agenda'],
  /** one course among others, and how many of them stand together */
  card: ['picture', 'poster', 'ticket', 'price-first', 'lesson', 'register', 'entry', 'date-block'],
  /** the list of courses: where its filters and its groups stand */
  list: ['plain', 'topics', 'filters-aside', 'by-category', 'side-menu', 'wide-margins', 'by-day'],
  /** the page of one course: what comes first, and where it is bought */
  coursePage: ['side-panel', 'hero', 'ticket', 'three-columns', 'syllabus', 'dossier', 'contents', 'event'],
} as const

export type Part = keyof typeof layouts
export type LayoutOf<Of extends Part> = (typeof layouts)[Of][number]

/** The layout of every part of one storefront. */
export type Composition = { readonly [Of in Part]: LayoutOf<Of> }

/** What a storefront has that names no layout of its own for a part. */
export const plainComposition: Composition = {
  head: 'bar',
  front: 'plain',
  card: 'picture',
  list: 'plain',
  coursePage: 'side-panel',
}

/** What of a composition names no part or no layout that there is, in words; a file is not compiled before it is read. */
export function unknownLayouts(composition: object): string[] {
  return Object.entries(composition).flatMap(([part, layout]) => {
    const known: readonly string[] | undefined = layouts[part as Part]
    if (!known) return [`composition: there is no part ${part}, only ${Object.keys(layouts).join(', ')}`]
    return known.includes(layout)
      ? []
      : [`composition: there is no ${part} ${layout}, only ${known.join(', ')}`]
  })
}
