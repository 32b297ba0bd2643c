import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { bare } from './text.ts'

/**
 * An Indonesian mobile number in E.164 (`+628...`) from what people type and spreadsheets leave of it: 08.., 62..,
 * +62.., 8.. without its zero, blanks, dots and dashes, `81234500027.0`. Undefined for anything else, landlines and
 * foreign numbers included.
 */
export function indonesianMobile(typed: string): string | undefined {
  const text = withoutDecimals(bare(typed).replace(/^['’]/, ''))
  const digits = text?.replace(/[().-]/g, '')
  if (digits === undefined || !/^\+?\d+$/.test(digits)) return undefined
  const parsed = parsePhoneNumberFromString(/^62/.test(digits) ? `+${digits}` : digits, 'ID')
  if (parsed?.country !== 'ID' || !parsed.isValid()) return undefined
  const type = parsed.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? parsed.number : undefined
}

/**
 * A spreadsheet writes a number with `.0` or `,00` after it, and has taken its first zero. With the zero there nobody
 * knows whether the last group belongs to the number: undefined.
 */
function withoutDecimals(text: string): string | undefined {
  const decimals = /^(\+?)(\d{8,})[.,]0{1,2}$/.exec(text)
  if (!decimals) return text
  return decimals[2]!.startsWith('0') ? undefined : `${decimals[1]}${decimals[2]}`
}

/** `0812...`, as people write their own number; empty for none. */
export function localPhone(e164: string | undefined): string {
  return e164?.replace(/^\+62/, '0') ?? ''
}

/** `+62 812-****-7890`: enough to recognise one's own number by. */
export function maskPhone(e164: string): string {
  return `+62 ${e164.slice(3, 6)}-****-${e164.slice(-4)}`
}
