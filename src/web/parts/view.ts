import { createContext, useContext } from 'hono/jsx'
import type { Language } from '../../kernel/wib.ts'
import type { Link, Target } from '../site/link.ts'
import type { IconName } from './icon.tsx'
import type { Theme } from './page/theme.ts'

export interface NavItem {
  readonly label: string
  readonly href: Link
  /** the item that the page belongs to */
  readonly current?: boolean
  /** drawn above the label, where the layout of the head has signs */
  readonly sign?: IconName
  /** what is in it, where there is more than one place: the menu then stands at the side */
  readonly places?: readonly NavItem[]
}

/** Where what is typed into the head's search box is sent, by default so that it stands in no address, and what the box asks for. */
export interface SearchBox {
  readonly action: Target
  readonly label: string
  /** what may be typed */
  readonly takes: string
  /** what is looked for is no secret: it stands in the address, and can be sent on */
  readonly open?: true
}

/** What every part of a page may need to know; handed once to {@link Page}. */
export interface View {
  readonly theme: Theme
  readonly language: Language
  /** what the site is for, in a line */
  readonly line?: string | undefined
  /** path and query of this page, for the language switch */
  readonly url: string
  /** where the name in the head leads */
  readonly home: Link
  readonly nav: readonly NavItem[]
  readonly foot?: readonly NavItem[]
  /** who is logged in; without it `nav` offers the login */
  readonly account?: NavItem | undefined
  /** the search box of the head */
  readonly search?: SearchBox | undefined
  /** a token for a form, of the browser's session; where there are no sessions a form is a bug */
  readonly csrf?: (() => string) | undefined
  /** whoever was logged in before their session ended is asked to log in again */
  readonly sessionEnded?: boolean
  /** what was typed into a form of this site when its sender's session had ended: that form shows it again */
  readonly kept?: { readonly action: string; readonly fields: Readonly<Record<string, string>> } | undefined
  /** says above everything that nothing here is real */
  readonly demo?: { readonly nav: readonly NavItem[] } | undefined
}

const ViewContext = createContext<View | undefined>(undefined)

export const ViewProvider = ViewContext.Provider

const KeptContext = createContext<Readonly<Record<string, string>> | undefined>(undefined)

/** Around the fields of the one form that was kept. */
export const KeptProvider = KeptContext.Provider

/** What a field shows: what was typed when the session had ended, else what the page has for it. */
export function useAnswer({ name, value }: { name: string; value?: string | undefined }): string | undefined {
  const kept = useContext(KeptContext)
  return kept ? (kept[name] ?? '') : value
}

/** The view of the page that is being drawn. */
export function useView(): View {
  const view = useContext(ViewContext)
  if (!view) throw new Error('a part was drawn outside of a Page')
  return view
}
