import type { Context } from 'hono'
import type { JSX } from 'hono/jsx'
import type { Action, Page, ShopAction, ShopPage } from './addresses.ts'

declare const checked: unique symbol

/** An address that was made by one of the functions below. */
export type Href = string & { readonly [checked]: true }

/** Where a link may lead: a page that is in the tables of the sites, or what a function made. */
export type Link = Page | `${Page}?${string}` | `${Page}#${string}` | `#${string}` | Href | `${Href}${MoreOf}`
type MoreOf = `${'?' | '&' | '#'}${string}`

/** Where a form may go. */
export type Target = Action | `${Action}?${string}` | Href

/** Where links and forms of a storefront lead, below its own address. */
export type ShopLink = ShopPage | ShopAction | `${ShopPage | ShopAction}?${string}` | `${ShopPage}#${string}`

type Anchor = JSX.IntrinsicElements['a']
type Form = JSX.IntrinsicElements['form']

// `<a href>` and `<form action>` take the same addresses: one that is in no table does not compile.
declare module 'hono/jsx/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      a: Anchor & { href?: Link | undefined }
      form: Form & { action?: Link | Target | undefined }
    }
  }
}

/** An address that is in no table: somebody else's, or what a library or a row gives. */
export function outside(url: string): Href {
  return url as Href
}

/** The address of the request itself: a refused form goes there again. */
export function here(c: Context): Href {
  return c.req.path as Href
}

/** Leads on to a page after a form was taken. */
export function goTo(c: Context, address: Link): Response {
  return c.redirect(address, 303)
}
