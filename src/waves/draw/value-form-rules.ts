import { bare } from '../../kernel/text.ts'
import type { Language } from '../../kernel/wib.ts'

/** The forms without their counts: an index with decimals, a number of so many digits, a hash. */
export const valueKinds = ['decimal', 'digits', 'hex'] as const
export type ValueKind = (typeof valueKinds)[number]

/** The most decimals, digits and hex digits that a form can ask for. */
export const mostOfKind: Readonly<Record<ValueKind, number>> = { decimal: 8, digits: 100, hex: 128 }

/** How a public value is written, as rules.json names it: `decimal-2`, `digits-6`, `hex-64`. docs/draw.md. */
export type ValueForm = `${ValueKind}-${number}`

/** The closing figure of an index, where nothing else is named. */
export const usualForm: ValueForm = 'decimal-2'

/** The form that somebody names, or undefined where there is no such form. */
export function valueForm(name: string): ValueForm | undefined {
  const [, kind, count] = /^(decimal|digits|hex)-([1-9]\d{0,2})$/.exec(name) ?? []
  return kind && Number(count) <= mostOfKind[kind as ValueKind] ? (name as ValueForm) : undefined
}

/**
 * What was typed, brought to the one text that the form allows, or undefined where it is not of the form. An index may be
 * typed with a comma and with marks between the thousands, digits with blanks and dashes, a hash in capitals and after 0x.
 */
export function canonicalValue(form: ValueForm, typed: string): string | undefined {
  const { kind, count } = partsOf(form)
  const text = bare(typed)
  const value =
    kind === 'decimal'
      ? plainDecimal(text, count)
      : kind === 'digits'
        ? text.replaceAll('-', '')
        : text.toLowerCase().replace(/^0x/, '')
  return value !== undefined && isCanonical(form, value) ? value : undefined
}

/** Whether a text is of the form, to the last sign. */
export function isCanonical(form: ValueForm, value: string): boolean {
  const { kind, count } = partsOf(form)
  const patterns: Readonly<Record<ValueKind, string>> = {
    decimal: `(0|[1-9][0-9]{0,19})\\.[0-9]{${count}}`,
    digits: `[0-9]{${count}}`,
    hex: `[0-9a-f]{${count}}`,
  }
  return new RegExp(`^${patterns[kind]}$`).test(value)
}

/** A form in words, with how it is written. */
export function formInWords(form: ValueForm, language: Language): string {
  const { kind, count } = partsOf(form)
  const example = exampleOf(form)
  const id = {
    decimal: `angka dengan ${count} desimal, titik sebagai tanda desimal, tanpa tanda ribuan, misalnya ${example}`,
    digits: `${count} angka, misalnya ${example}`,
    hex: `${count} digit heksadesimal, huruf kecil, misalnya ${example}`,
  }
  const en = {
    decimal: `a number with ${counted(count, 'decimal')}, a point before them and no mark between the thousands, such as ${example}`,
    digits: `${counted(count, 'digit')}, such as ${example}`,
    hex: `${counted(count, 'hex digit')} in lower case, such as ${example}`,
  }
  return { id, en }[language][kind]
}

/** A value of the form. */
export function exampleOf(form: ValueForm): string {
  const { kind, count } = partsOf(form)
  if (kind === 'decimal') return `7012.${'33'.padEnd(count, '0').slice(0, count)}`
  const signs = kind === 'digits' ? '0417233142' : '0a1b2c3d4e5f6789'
  return signs.repeat(Math.ceil(count / signs.length)).slice(0, count)
}

function partsOf(form: ValueForm): { kind: ValueKind; count: number } {
  const [kind, count] = form.split('-')
  return { kind: kind as ValueKind, count: Number(count) }
}

/** The last mark parts the decimals, which are all there; marks before it part the thousands and are all of another kind. */
function plainDecimal(text: string, decimals: number): string | undefined {
  const found = new RegExp(`^([0-9.,'’]+)([.,])([0-9]{${decimals}})$`).exec(text)
  if (!found) return undefined
  const [, whole = '', mark = '', rest = ''] = found
  if (/^[0-9]+$/.test(whole)) return `${whole}.${rest}`
  const [, between] = /^[0-9]{1,3}([.,'’])[0-9]{3}(?:\1[0-9]{3})*$/.exec(whole) ?? []
  return between && between !== mark ? `${whole.replaceAll(between, '')}.${rest}` : undefined
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
