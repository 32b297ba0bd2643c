import { isUtf8 } from 'node:buffer'

/** How many ways there are to write the signed body, see {@link ReceivedBody.form}. */
export const bodyForms = 5

const byteOrderMark = Buffer.from('\ufeff')

// JSON.stringify leaves these as they are, Go's encoder does not.
const goEscapes: Record<string, string> = {
  '&': '\\u0026',
  '<': '\\u003c',
  '>': '\\u003e',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}

/** The body of a call as it came: read as text and as JSON at most once, and only when somebody asks. */
export class ReceivedBody {
  readonly bytes: Buffer
  #text: string | undefined
  #json: unknown
  #wasParsed = false
  #compact: string | undefined

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** The parsed body; undefined if it is no UTF-8 or no JSON. */
  json(): unknown {
    if (this.#wasParsed) return this.#json
    this.#wasParsed = true
    if (!isUtf8(this.bytes)) return undefined
    this.#text = this.bytes.toString('utf8')
    if (this.#marked()) this.#text = this.#text.slice(1)
    try {
      this.#json = JSON.parse(this.#text)
    } catch {
      this.#json = undefined
    }
    return this.#json
  }

  /**
   * The bytes that a client may have signed, as it wrote them: 0 what it sent, 1 compact JSON, 2 compact JSON with
   * Go's escapes, 3 what it sent without the blanks between (Python signs its own escapes compact and sends them with
   * blanks), 4 what it sent without the byte order mark in front, which some clients of Windows write after signing.
   * Undefined if that way of writing gives nothing new.
   */
  form(index: number): Buffer | string | undefined {
    if (index === 0) return this.bytes
    if (index === 4) return this.#marked() ? this.bytes.subarray(byteOrderMark.length) : undefined
    const compact = this.#written()
    if (compact === undefined) return undefined
    if (index === 1) return compact === this.#text ? undefined : compact
    if (index === 3) {
      const dense = this.#text?.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (piece) => (piece[0] === '"' ? piece : ''))
      return dense === this.#text || dense === compact ? undefined : dense
    }
    const escaped = compact.replace(/[&<>\u2028\u2029]/g, (sign) => goEscapes[sign]!)
    return escaped === compact ? undefined : escaped
  }

  #marked(): boolean {
    return this.bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark)
  }

  #written(): string | undefined {
    if (this.#compact !== undefined) return this.#compact
    const json = this.json()
    if (json === undefined) return undefined
    try {
      this.#compact = JSON.stringify(json)
    } catch {
      // nested deeper than the stack: nobody signs such a thing
    }
    return this.#compact
  }
}
