import { domainToASCII } from 'node:url'
import { formatRupiah } from '../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../kernel/wib.ts'

/**
 * What a template is told, by kind: `rupiah`, `count` and `days` are whole numbers; `instant` is a moment and
 * `deadline` the first moment at which it is too late, both shown in WIB; `link` is an http(s) address; `domain` is the
 * host that a code is bound to, absent when it is none; `lines` is a text of several lines, for the staff alone.
 */
export interface Field {
  readonly kind: 'text' | 'lines' | 'rupiah' | 'count' | 'days' | 'instant' | 'deadline' | 'link' | 'domain'
  /** a line of the wording that speaks of an absent one is left out; a zero amount counts as absent */
  readonly optional?: true
  /** sealed in the outbox and never kept in the history */
  readonly secret?: true
}

export type Fields = Readonly<Record<string, Field>>

interface ValueOf {
  text: string
  lines: string
  link: string
  domain: string
  rupiah: number
  count: number
  days: number
  instant: Date
  deadline: Date
}

type OptionalNames<F extends Fields> = {
  [Name in keyof F]: F[Name] extends { optional: true } ? Name : never
}[keyof F]

/** The params of a template as its callers write them. */
export type ParamsOf<F extends Fields> = {
  readonly [Name in Exclude<keyof F, OptionalNames<F>>]: ValueOf[F[Name]['kind']]
} & { readonly [Name in OptionalNames<F>]?: ValueOf[F[Name]['kind']] | undefined }

const daysLeftWords = {
  id: (days: number) => (days <= 0 ? 'hari ini hari terakhir' : `sisa ${days} hari`),
  en: (days: number) =>
    days <= 0 ? 'today is the last day' : days === 1 ? '1 day left' : `${days} days left`,
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a value must not be able to begin a line of its own
const breaking = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/**
 * A param as people read it, in one line; undefined when it is optional and absent. A param of another kind than the
 * field's, or a missing one, is a fault that names the field and never its value.
 */
export function formatField(
  name: string,
  field: Field,
  value: unknown,
  language: Language,
): string | undefined {
  if (value === undefined || value === null || value === '') {
    if (field.optional) return undefined
    throw new Error(`the param ${name} is missing`)
  }
  switch (field.kind) {
    case 'rupiah':
      if (value === 0 && field.optional) return undefined
      return formatRupiah(whole(name, value))
    case 'count':
      return String(whole(name, value))
    case 'days':
      return daysLeftWords[language](whole(name, value))
    case 'instant':
      return formatInstant(moment(name, value), language)
    case 'deadline':
      return formatDeadline(moment(name, value), language)
    case 'link':
      return link(name, value)
    case 'domain':
      return hostOf(value)
    case 'lines':
      if (typeof value !== 'string') throw new Error(`the param ${name} is no text`)
      return value
    case 'text': {
      if (typeof value !== 'string') throw new Error(`the param ${name} is no text`)
      return breaking.test(value) ? value.split(breaking).join(' ').replace(/ +/g, ' ').trim() : value
    }
  }
}

function whole(name: string, value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new Error(`the param ${name} is no whole number`)
  return value as number
}

function moment(name: string, value: unknown): Date {
  const at = value instanceof Date ? value : new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(at.getTime())) throw new Error(`the param ${name} is no moment`)
  return at
}

function link(name: string, value: unknown): string {
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') throw new Error(`the param ${name} is no link`)
  return url.href === `${value}/` ? (value as string) : url.href
}

/** The host as phones compare it; half a host or a wrong one would bind the code to somebody else's site. */
function hostOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (plainHost.test(value)) return value
  const host = domainToASCII(value.trim().replace(/:\d+$/, ''))
  return plainHost.test(host) ? host : undefined
}

const plainHost = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/
