import { randomBytes } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

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

/** Unguessable text of A-Z and 0-9: 5.17 bits a character, 12 of them 62 bits. */
export function randomCode(length: number): string {
  let code = ''
  while (code.length < length) {
    const byte = randomByte()
    // 252 = 7 x 36: higher bytes would favour the first letters
    if (byte < 252) code += letters[byte % 36]
  }
  return code
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
