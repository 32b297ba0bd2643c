import type { Language } from '../../kernel/wib.ts'
import type { Session } from '../http/sessions/session.ts'
import type { Theme } from '../parts/page/theme.ts'
import type { NavItem, SearchBox } from '../parts/view.ts'
import type { Link } from './link.ts'

/** One of our sites: its look, and what stands in its head and foot. */
export interface Site {
  readonly theme: Theme
  /** instead of the theme's name in the head */
  readonly name?: string
  /** what the site is for, in a line: heads that are letterheads say it */
  line?(language: Language): string
  /** where the name in the head leads */
  readonly home: Link
  /** a worker of this site keeps a copy of some page, and it can be installed */
  readonly worker?: true
  nav(language: Language, session: Session | undefined, path: string): readonly NavItem[]
  foot?(language: Language): readonly NavItem[]
  account?(language: Language, session: Session | undefined): NavItem | undefined
  /** the box in the head that finds whatever is typed; undefined: nobody is logged in who may search */
  search?(language: Language, path: string): SearchBox | undefined
  /** the demo's tools, for the banner; none in production */
  demo?(language: Language): readonly NavItem[]
}
