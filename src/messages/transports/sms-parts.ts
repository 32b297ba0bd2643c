import { gsmSegments, isGsm } from '../rendering/gsm7.ts'

/** The octets of an SMS as a centre takes them, and what it is told they are. */
export interface SmsParts {
  /** SMPP's `data_coding`: 0 for GSM-7, 8 for UCS-2 */
  readonly dataCoding: 0 | 8
  /** one for each SMS that the operator counts */
  readonly pieces: readonly Buffer[]
}

const UNITS = 70
const UNITS_OF_MANY = 67

/** Cuts a text into SMS: GSM-7 where its signs allow it, else UCS-2, which never splits a sign of two units. */
export function smsParts(text: string): SmsParts {
  if (isGsm(text)) return { dataCoding: 0, pieces: gsmSegments(text) }
  const room = text.length <= UNITS ? UNITS : UNITS_OF_MANY
  const pieces: string[] = ['']
  for (const sign of text) {
    if (pieces.at(-1)!.length + sign.length > room) pieces.push('')
    pieces[pieces.length - 1] += sign
  }
  return { dataCoding: 8, pieces: pieces.map((piece) => Buffer.from(piece, 'utf16le').swap16()) }
}
