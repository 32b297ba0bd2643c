/** A line of a file as text, and whether its bytes were no UTF-8 and had to be read as Windows-1252. */
export interface DecodedLine {
  readonly text: string
  readonly foreign: boolean
}

export type FileContent =
  | string
  | Uint8Array
  | AsyncIterable<Uint8Array | string>
  | Iterable<Uint8Array | string>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows1252 = new TextDecoder('windows-1252')

/**
 * The lines of a file, without their ends (LF, CRLF or CR). UTF-8 with or without its mark, UTF-16 with its mark;
 * a line that is no UTF-8 is read as Windows-1252, so that one broken line spoils no other.
 */
export async function decodeLines(content: FileContent): Promise<DecodedLine[]> {
  const bytes = await allBytes(content)
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bigEndian(bytes)
  if (utf16) return splitText(new TextDecoder(utf16).decode(bytes))
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const body = marked ? bytes.subarray(3) : bytes
  try {
    return splitText(utf8.decode(body))
  } catch {
    return splitBytes(body)
  }
}

function bigEndian(bytes: Uint8Array): string | undefined {
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

async function allBytes(content: FileContent): Promise<Uint8Array> {
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  if (content instanceof Uint8Array) return content
  const chunks: Uint8Array[] = []
  for await (const chunk of content)
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk)
  return Buffer.concat(chunks)
}

function splitText(text: string): DecodedLine[] {
  return text.split(/\r\n|\n|\r/).map((line) => ({ text: line, foreign: false }))
}

function splitBytes(bytes: Uint8Array): DecodedLine[] {
  const lines: DecodedLine[] = []
  for (let from = 0; from <= bytes.length; ) {
    const found = bytes.indexOf(0x0a, from)
    const to = found < 0 ? bytes.length : found
    const line = bytes.subarray(from, to > from && bytes[to - 1] === 0x0d ? to - 1 : to)
    lines.push(decodeLine(line))
    from = to + 1
  }
  return lines
}

function decodeLine(line: Uint8Array): DecodedLine {
  try {
    return { text: utf8.decode(line), foreign: false }
  } catch {
    return { text: windows1252.decode(line), foreign: true }
  }
}
