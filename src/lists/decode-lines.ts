import { lineTooLong, notCsv } from './list-problem.ts'

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

/** Longer than any row of any list, in bytes or in letters. */
const longestLine = 64 * 1024
/** So much of a file tells its encoding. */
const tellingBytes = 1024

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const windows1252 = new TextDecoder('windows-1252')
const lineEnd = /\r\n|\n|\r/

/**
 * The lines of a file, some at a time, without their ends (LF, CRLF or CR). UTF-8 with or without its mark, UTF-16 of
 * either order with or without it; a line that is no UTF-8 is read as Windows-1252, so that one broken line spoils no
 * other. Throws a ListProblem for what is no text, and for a line that never ends.
 */
export async function* decodeLines(content: FileContent): AsyncGenerator<readonly DecodedLine[]> {
  const bytes = chunksOf(content)
  let head: Buffer = Buffer.alloc(0)
  while (head.length < tellingBytes) {
    const next = await bytes.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  if (isNoText(head)) throw notCsv()
  async function* whole(): AsyncGenerator<Buffer> {
    yield head
    yield* bytes
  }
  const wide = wideEncoding(head)
  const pieces = wide ? wideLines(whole(), wide) : byteLines(whole())
  let line = 1
  for await (const lines of pieces) {
    const long = lines.findIndex(({ text }) => text.length > longestLine)
    yield long < 0 ? lines : lines.slice(0, long)
    if (long >= 0) throw lineTooLong(line + long)
    line += lines.length
  }
}

async function* chunksOf(content: FileContent): AsyncGenerator<Buffer> {
  const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  for await (const part of parts)
    yield typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part)
}

/** Spreadsheets (new and old), PDFs, and pages that call themselves spreadsheets. */
function isNoText(head: Buffer): boolean {
  const begin = head.toString('latin1', 0, 512)
  return /^(PK\p{Cc}|%PDF|\u00d0\u00cf\p{Cc}\u00e0)/u.test(begin) || /^\s*<(!doctype|html|\?xml)/i.test(begin)
}

/** The order of bytes of UTF-16, by its mark, or by the zeros that every other byte of plain letters is. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2]! += 1
  const most = head.length / 2
  if (zeros[1]! > most * 0.6 && zeros[0] === 0) return 'utf-16le'
  return zeros[0]! > most * 0.6 && zeros[1] === 0 ? 'utf-16be' : undefined
}

async function* wideLines(
  chunks: AsyncIterable<Buffer>,
  encoding: string,
): AsyncGenerator<readonly DecodedLine[]> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let line = 1
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true })
    const cut = cutAt(rest.lastIndexOf('\n'), rest.lastIndexOf('\r', rest.length - 2))
    const lines = decodedText(rest.slice(0, cut))
    rest = rest.slice(cut)
    line += lines.length
    yield lines
    if (rest.length > longestLine) throw lineTooLong(line)
  }
  yield decodedText(rest + decoder.decode())
}

async function* byteLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly DecodedLine[]> {
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  let first = true
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (first && rest.length >= 3) {
      if (rest[0] === 0xef && rest[1] === 0xbb && rest[2] === 0xbf) rest = rest.subarray(3)
      first = false
    }
    const cut = cutAt(rest.lastIndexOf(0x0a), rest.length < 2 ? -1 : rest.lastIndexOf(0x0d, rest.length - 2))
    const lines = decodedBytes(rest.subarray(0, cut))
    rest = rest.subarray(cut)
    line += lines.length
    yield lines
    if (rest.length > longestLine) throw lineTooLong(line)
  }
  yield decodedBytes(rest)
}

/** Where whole lines end. A CR that is last may be half of a CRLF: the callers look for one before it. */
function cutAt(lastLf: number, lastCr: number): number {
  return Math.max(lastLf, lastCr) + 1
}

function decodedText(text: string): DecodedLine[] {
  const lines = text.split(lineEnd)
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => ({ text: line, foreign: false }))
}

function decodedBytes(bytes: Buffer): DecodedLine[] {
  try {
    return decodedText(utf8.decode(bytes))
  } catch {
    return splitBytes(bytes).map(decodedLine)
  }
}

function splitBytes(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0x0a && bytes[at] !== 0x0d) continue
    lines.push(bytes.subarray(from, at))
    if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) at++
    from = at + 1
  }
  if (from < bytes.length) lines.push(bytes.subarray(from))
  return lines
}

function decodedLine(line: Buffer): DecodedLine {
  try {
    return { text: utf8.decode(line), foreign: false }
  } catch {
    return { text: windows1252.decode(line), foreign: true }
  }
}

/** A small file as text, its lines ended by LF; however its bytes were written. Throws as {@link decodeLines} does. */
export async function decodeText(content: FileContent): Promise<string> {
  const lines: string[] = []
  for await (const some of decodeLines(content)) for (const { text } of some) lines.push(text)
  return lines.join('\n')
}
