import type { Child } from 'hono/jsx'
import type { Language } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import type { Link, Target } from '../../site/link.ts'
import { pageNumber } from '../../site/page-number.ts'
import { dictionary } from '../../words/dictionary.ts'
import type { ConsoleRequest, Request } from '../console-request.ts'
import { addressWith } from '../csv.ts'
import { whole } from '../page.tsx'

/** Rows of a page of a list. */
export const onPage = 50
/** Rows of a list as a file. */
export const inFile = 10_000

export const listWords = dictionary({
  id: {
    show: 'Tampilkan',
    all: 'Semua',
    filter: 'Saring',
    onlyFirst: (count: string) =>
      `Hanya ${count} yang pertama dibaca dan diurutkan. Persempit dengan filter.`,
    found: (count: string) => `${count} ditemukan.`,
  },
  en: {
    show: 'Show',
    all: 'All',
    filter: 'Filter',
    onlyFirst: (count) => `Only the first ${count} are read and sorted. Narrow them by a filter.`,
    found: (count) => `${count} found.`,
  },
})

/** Which rows are asked for: those of the page that the address names, or all of a file. */
export function rowsAsked(c: Request, file: boolean): { readonly limit: number; readonly offset: number } {
  return file ? { limit: inFile, offset: 0 } : { limit: onPage, offset: (pageNumber(c) - 1) * onPage }
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
  const address = (page: number) => addressWith(c, { halaman: String(page) })
  return (
    <>
      <p class="small muted">{listWords[language].found(whole(total, language))}</p>
      <parts.Pagination current={pageNumber(c)} count={Math.ceil(total / onPage)} href={address} />
    </>
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
