import { outcomeLetters } from './draw-rules.ts'

/** The files that a draw publishes. */
export const drawFiles = {
  rules: 'rules.json',
  closed: 'closed.json',
  list: 'list.txt',
  struck: 'struck.txt',
  ranks: 'ranks.txt',
  result: 'result.json',
} as const

/** Bytes of a line of list.txt: ref in hex, priority group, province. */
export const listWidth = 32 + 1 + 1 + 1 + 2 + 1

/** Bytes of a line of ranks.txt: rank in nine digits, ref in hex, the letter of the outcome. */
export const rankWidth = 9 + 1 + 32 + 1 + 1 + 1

/** The line of a rank. */
export function rankLineOf(rank: number, refInHex: string, outcome: keyof typeof outcomeLetters): string {
  return `${String(rank).padStart(9, '0')} ${refInHex} ${outcomeLetters[outcome]}\n`
}

/** The text of struck.txt. */
export function struckText(struck: readonly { readonly ref: string; readonly because: string }[]): string {
  return struck.map(({ ref, because }) => `${ref} ${because}\n`).join('')
}

const zero = 0x30
const nine = 0x39
const blank = 0x20
const lineFeed = 0x0a

const hexValues = new Int8Array(256).fill(-1)
for (let value = 0; value < 16; value++) hexValues[value.toString(16).charCodeAt(0)] = value

/**
 * Reads the ref of a line of list.txt into 16 bytes, and tells whether the bytes are such a line. By hand, for a regular
 * expression would cost more than the draw itself.
 */
export function readListLine(lines: Buffer, at: number, ref: Buffer): boolean {
  let wrong = 0
  for (let i = 0; i < 16; i++) {
    const high = hexValues[lines[at + 2 * i]!]!
    const low = hexValues[lines[at + 2 * i + 1]!]!
    wrong |= high | low
    ref[i] = (high << 4) | low
  }
  const group = lines[at + 33]!
  return (
    wrong >= 0 &&
    lines[at + 32] === blank &&
    group > zero &&
    group <= nine &&
    lines[at + 34] === blank &&
    isDigit(lines[at + 35]!) &&
    isDigit(lines[at + 36]!) &&
    lines[at + 37] === lineFeed
  )
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine
}
