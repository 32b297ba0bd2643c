/** Text as it is compared: lower case, single blanks, typographic signs unified. */
export function comparable(text: string): string {
  return text.normalize('NFKC').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase()
}

// What nobody sees: direction marks, zero-width blanks, byte order marks, soft hyphens, variation selectors.
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const apostrophes = /[’‘ʼʹʻ`´′＇]/g

/** A name, or one line about somebody, as it is stored: NFC, blanks of every kind single, nothing that is not seen. */
export function tidyName(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/ +/g, ' ')
    .trim()
}

/** A name as a registry keeps it, which knows one apostrophe. */
export function plainName(text: string): string {
  return tidyName(text).replace(apostrophes, "'")
}

/** A name as it is compared: however its apostrophes, accents, case and blanks were typed. */
export function foldedName(text: string): string {
  return plainName(text)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll("'", '')
    .toLowerCase()
}

/**
 * A number or code out of what was typed or pasted: without blanks of any kind and without what is not seen, dashes and
 * wide digits as the keyboard has them.
 */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]/gu, '')
    .replace(/[\p{Pd}−]/gu, '-')
}

/** Text without direction marks, zero-width blanks and the blanks that no keyboard types; all else stays. */
export function withoutUnseen(text: string): string {
  return text.replace(invisible, '').replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, '')
}

/** The digits of a number that people group with blanks, dots or dashes; other signs stay, and make it no number. */
export function bareDigits(text: string): string {
  return bare(text).replace(/[.-]/g, '')
}

/** `Bisnis Katering` as part of an address: `bisnis-katering`, at most 80 characters. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80)
      .replace(/-$/, '') || 'x'
  )
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as it stands in HTML, in an attribute, too. */
export function escapedHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => escapes[sign]!) : text
}

/** An address that may be shown as a link: https, a host with a dot, and no password in it. */
export function isWebLink(typed: string): boolean {
  if (typed.length > 2048 || /\s/.test(typed) || !URL.canParse(typed)) return false
  const { protocol, hostname, username, password } = new URL(typed)
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === ''
}
