import { randomBytes } from 'node:crypto'
import { bare } from './text.ts'

// Nobody tells O from 0 and I from 1 on every phone and in every print.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

// One system call for many codes: the pool is drawn from the system's CSPRNG and no byte is used twice.
let pool = Buffer.alloc(0)
let used = 0
function randomByte(): number {
  if (used >= pool.length) {
    pool = randomBytes(4096)
    used = 0
  }
  return pool[used++]!
}

/** Unguessable text of A-Z and 2-9 without I and O: 5 bits a character, 12 of them 60 bits. */
export function randomCode(length: number): string {
  let code = ''
  // 256 = 8 x 32: every letter is as likely as any other
  while (code.length < length) code += letters[randomByte() % 32]
  return code
}

const alike: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I' }
/** A code has so many letters that look like others only if somebody plays with them. */
const mostAlike = 8

/**
 * Every code that may be meant by what was typed: first the very letters, as typed (some codes have dashes of their
 * own) and without dashes; then `forgiven`, in which O and 0, I and 1 stand for each other, for codes of the time when
 * they had both. Whoever looks them up takes an exact one if there is one, and a forgiven one only if it is the only one.
 */
export function codeReadings(typed: string): {
  readonly exact: readonly string[]
  readonly forgiven: readonly string[]
} {
  const text = bare(typed).toUpperCase().slice(0, 100)
  const exact = [...new Set([text, text.replaceAll('-', '')])]
  const forgiven = exact.flatMap(lookAlikes).filter((code) => !exact.includes(code))
  return { exact, forgiven: [...new Set(forgiven)] }
}

/** The stored one among codes that were found by {@link codeReadings}; undefined when none is meant for sure. */
export function codeMeant(typed: string, found: readonly string[]): string | undefined {
  const { exact, forgiven } = codeReadings(typed)
  const same = exact.find((code) => found.includes(code))
  if (same !== undefined) return same
  const near = forgiven.filter((code) => found.includes(code))
  return near.length === 1 ? near[0] : undefined
}

function lookAlikes(code: string): string[] {
  if ((code.match(/[O0I1]/g) ?? []).length > mostAlike) return []
  let codes = ['']
  for (const letter of code) {
    const other = alike[letter]
    codes = codes.flatMap((begun) => (other ? [begun + letter, begun + other] : [begun + letter]))
  }
  return codes
}

/** `count` random decimal digits. */
export function randomDigits(count: number): string {
  let digits = ''
  while (digits.length < count) {
    const byte = randomByte()
    if (byte < 250) digits += byte % 10
  }
  return digits
}

/** A random positive 63-bit id, as decimal text. */
export function randomId(): string {
  let id = 0n
  for (let i = 0; i < 8; i++) id = (id << 8n) | BigInt(randomByte())
  return String(id & 0x7fffffffffffffffn || 1n)
}

/** The Luhn check digit that completes `digits`. */
export function luhnDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48
    if (i % 2 === 0) digit = digit > 4 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return String((10 - (sum % 10)) % 10)
}

/** Whether `digits` ends in its right Luhn check digit. */
export function luhnHolds(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.slice(-1)
}

/** A new card number: 15 random digits and a Luhn digit, so that a slip of the finger is caught before any lookup. */
export function newCardNumber(): string {
  const digits = `${1 + (randomByte() % 8)}${randomDigits(14)}`
  return digits + luhnDigit(digits)
}
