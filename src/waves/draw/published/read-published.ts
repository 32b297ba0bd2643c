import { type FileHandle, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'

/** A published file that cannot be read as what it should be. */
export class PublishedFileError extends Error {
  readonly file: string
  constructor(file: string, sentence: string) {
    super(`${file}: ${sentence}`)
    this.file = file
  }
}

/** The text of a published file, or undefined where it is not there. */
export async function readText(folder: string, file: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** A published JSON file, checked; undefined where it is not there. Throws {@link PublishedFileError}. */
export async function readJson<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await readText(folder, file)
  return text === undefined ? undefined : parseJson(text, file, schema)
}

/** Text as JSON of a schema. Throws {@link PublishedFileError}. */
export function parseJson<T>(text: string, file: string, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new PublishedFileError(file, 'this is no JSON')
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new PublishedFileError(file, `${issue?.path.join('.') || 'it'}: ${issue?.message}`)
}

/**
 * A file whose lines are all `width` bytes long, in pieces of at most `linesAtOnce` whole lines. The last piece may end
 * within a line, if the file does.
 */
export async function* readLines(
  folder: string,
  file: string,
  width: number,
  linesAtOnce: number,
): AsyncGenerator<Buffer> {
  const opened = await open(path.join(folder, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new PublishedFileError(file, 'the file is missing')
    throw error
  })
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(width * linesAtOnce)
      const length = await fill(piece, opened)
      if (length > 0) yield piece.subarray(0, length)
      if (length < piece.length) return
    }
  } finally {
    await opened.close()
  }
}

/** Reads on until the piece is full or the file over; returns how many bytes there were. */
async function fill(piece: Buffer, opened: FileHandle): Promise<number> {
  let length = 0
  while (length < piece.length) {
    const { bytesRead } = await opened.read(piece, length, piece.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return length
}
