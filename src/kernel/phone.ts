import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * An Indonesian mobile number in E.164 (`+628...`) from what people type: 08.., 62.., +62.., blanks and dashes.
 * Undefined for anything else, landlines and foreign numbers included.
 */
export function indonesianMobile(typed: string): string | undefined {
  const digits = typed.replace(/[\s().-]/g, '')
  const parsed = parsePhoneNumberFromString(/^62/.test(digits) ? `+${digits}` : digits, 'ID')
  if (parsed?.country !== 'ID' || !parsed.isValid()) return undefined
  const type = parsed.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' ? parsed.number : undefined
}

/** `+62 812-****-7890`: enough to recognise one's own number by. */
export function maskPhone(e164: string): string {
  return `+62 ${e164.slice(3, 6)}-****-${e164.slice(-4)}`
}
