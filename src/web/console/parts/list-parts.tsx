import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import type { Page } from '../../site/addresses.ts'
import type { Link, Target } from '../../site/link.ts'
import { pageNumber } from '../../site/page-number.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest, Request } from '../console-request.ts'
import { addressWith, formatAsked } from '../csv.ts'
import { Nothing, whole } from '../page.tsx'

/** Rows of a page of a list. */
export const onPage = 50
/** Rows of a list as a file at once; a longer one is written as long work. */
export const inFile = 10_000
/** Rows of a file that is written as long work, of a list that has no key to read it by; others have no bound. */
export const inWork = 200_000

export const listWords = dictionary({
  id: {
    show: 'Tampilkan',
    all: 'Semua',
    filter: 'Saring',
    onlyFirst: (count: string) =>
      `Hanya ${count} yang pertama dibaca dan diurutkan. Persempit dengan filter.`,
    found: (count: string) => `${count} ditemukan.`,
    first: 'Halaman pertama',
    next: 'Halaman berikutnya',
    nothingFits: 'Tidak ada yang cocok',
    nothingFitsText: 'Ubah filternya, atau lihat semuanya.',
    showAll: 'Tampilkan semua',
  },
  en: {
    show: 'Show',
    all: 'All',
    filter: 'Filter',
    onlyFirst: (count) => `Only the first ${count} are read and sorted. Narrow them by a filter.`,
    found: (count) => `${count} found.`,
    first: 'First page',
    next: 'Next page',
    nothingFits: 'Nothing fits',
    nothingFitsText: 'Change the filters, or see all.',
    showAll: 'Show all',
  },
})

/** So many rows are read of a list that the page puts in order; one more than are shown, so that it knows of them. */
export function mostRows(c: Request): number {
  return (c.get('taking') ? inWork : inFile) + 1
}

/** Which rows are asked for: those of the page that the address names, or all of a file, and one more. */
export function rowsAsked(c: Request): { readonly limit: number; readonly offset: number } {
  if (c.get('taking') || formatAsked(c)) return { limit: mostRows(c), offset: 0 }
  return { limit: onPage, offset: (pageNumber(c) - 1) * onPage }
}

/** Where the rows of a list that is paged by its key go on: after a key, undefined at their end. */
export interface Next {
  readonly after: string | undefined
}

/**
 * A page of a list that is paged by its key, which nobody counts: `read` is asked for the rows after a key (the last part of
 * `?sesudah=`, undefined on the first page), one more than are shown, which says whether there is another page.
 */
export async function rowsByKey<One>(
  c: Request,
  read: (after: string | undefined, limit: number) => Promise<readonly One[]>,
  keyOf: (one: One) => string,
): Promise<{ readonly rows: readonly One[]; readonly next: Next }> {
  const taking = c.get('taking')
  const limit = taking?.limit ?? (formatAsked(c) ? inFile : onPage)
  const after = taking ? taking.after : formatAsked(c) ? undefined : asked(c, 'sesudah') || undefined
  const found = await read(after, limit + 1)
  const rows = found.slice(0, limit)
  return { rows, next: { after: found.length > limit ? keyOf(rows.at(-1)!) : undefined } }
}

/** A text of the address, without the blanks around it; empty where there is none. */
export function asked(c: Request, name: string): string {
  return (c.req.query(name) ?? '').trim().slice(0, 100)
}

/** What a list is narrowed by, kept in the address. */
export function Filter(props: {
  action: Link
  language: Language
  /** `?urut=`, which stays as it is */
  order?: string | undefined
  children?: Child
}) {
  const said = listWords[props.language]
  return (
    <form method="get" action={props.action} class="filters" novalidate aria-label={said.filter}>
      {props.children}
      {props.order ? <input type="hidden" name="urut" value={props.order} /> : ''}
      <button type="submit" class="button second">
        {said.show}
      </button>
    </form>
  )
}

/** What of an address narrows nothing. */
const narrowsNothing = new Set(['urut', 'halaman', 'sesudah', 'kabar', 'format', 'satu', 'lang'])

/** What stands instead of the rows of a list that has none: that nothing fits its filters, with the way to all, or that there is none yet. */
export function NoRows(props: { request: ConsoleRequest; place: Page; empty?: Child }) {
  const { request, place, empty } = props
  const said = listWords[request.language]
  const given = Object.entries(request.c.req.query())
  if (given.some(([name, value]) => value !== '' && !narrowsNothing.has(name)))
    return (
      <parts.EmptyState title={said.nothingFits}>
        <p>{said.nothingFitsText}</p>
        <parts.LinkButton href={place} look="second">
          {said.showAll}
        </parts.LinkButton>
      </parts.EmptyState>
    )
  if (typeof empty === 'string' && empty !== '') return <parts.EmptyState title={empty} />
  return empty ? <div>{empty}</div> : <Nothing language={request.language} />
}

/** A choice of a filter, with "all" first. */
export function FilterChoice(props: {
  name: string
  label: string
  language: Language
  options: readonly parts.Option[]
  value: string | undefined
}) {
  const { language, options, value = '', ...choice } = props
  return (
    <parts.Select
      {...choice}
      options={[{ value: '', label: listWords[language].all }, ...options]}
      value={value}
    />
  )
}

/** How many there are, and the way to the other pages of the list as it is narrowed. */
export function Pages({ request, total }: { request: ConsoleRequest; total: number }) {
  const { c, language } = request
  const address = (page: number) => addressWith(c, { halaman: String(page), format: undefined })
  return (
    <>
      {total > 0 ? <p class="small muted">{listWords[language].found(whole(total, language))}</p> : ''}
      <parts.Pagination current={pageNumber(c)} count={Math.ceil(total / onPage)} href={address} />
    </>
  )
}

/** The way on of a list that is paged by its key, and back to where it begins. */
export function PagesByKey(props: { request: ConsoleRequest; place: Page; next: Next }) {
  const { request, place, next } = props
  const { c, language } = request
  const said = listWords[language]
  const begun = c.req.query('sesudah') !== undefined
  const address = (sesudah: string | undefined) => addressWith(c, { sesudah, format: undefined }, place)
  if (!begun && next.after === undefined) return ''
  return (
    <nav class="pages">
      {begun ? <a href={address(undefined)}>{said.first}</a> : ''}
      {next.after === undefined ? (
        ''
      ) : (
        <a href={address(next.after)} rel="next">
          {said.next}
        </a>
      )}
    </nav>
  )
}

/** A form of one thing that can be done here, under its heading. */
export function Act(props: {
  title: string
  text?: string
  action: Target
  button: string
  children?: Child
}) {
  return (
    <section class="panel stack">
      <h2>{props.title}</h2>
      {props.text ? <p>{props.text}</p> : ''}
      <parts.Form action={props.action}>
        {props.children}
        <parts.Button look="second">{props.button}</parts.Button>
      </parts.Form>
    </section>
  )
}
