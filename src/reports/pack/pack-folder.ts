import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { digestOf } from '../../kernel/files/digest-of.ts'
import { csvRows } from '../../lists/csv-text.ts'
import type { PackedFile } from './manifest.ts'

/** A folder that is being filled; remembers the digest of every file. */
export interface PackFolder {
  readonly folder: string
  readonly files: readonly PackedFile[]
  write(name: string, pieces: string | AsyncIterable<string> | Iterable<string>): Promise<void>
  csv(name: string, head: readonly string[], pages: AsyncIterable<readonly string[][]>): Promise<void>
  /** remembers a file that somebody else wrote into the folder */
  add(name: string): Promise<void>
}

/** Begins to fill a folder that is there and empty. */
export function packFolder(folder: string): PackFolder {
  const files: PackedFile[] = []
  return {
    folder,
    files,
    async write(name, pieces) {
      const target = path.join(folder, name)
      await mkdir(path.dirname(target), { recursive: true })
      const digest = createHash('sha256')
      let bytes = 0
      const through = new Transform({
        transform(chunk: Buffer, _, next) {
          digest.update(chunk)
          bytes += chunk.length
          next(null, chunk)
        },
      })
      const given = typeof pieces === 'string' ? [pieces] : pieces
      await pipeline(Readable.from(given), through, createWriteStream(target, { mode: 0o600, flush: true }))
      files.push({ name, bytes, sha256: digest.digest('hex') })
    },
    async csv(name, head, pages) {
      await this.write(name, csvPieces(head, pages))
    },
    async add(name) {
      files.push({ name, ...(await digestOf(path.join(folder, name))) })
    },
  }
}

async function* csvPieces(
  head: readonly string[],
  pages: AsyncIterable<readonly string[][]>,
): AsyncGenerator<string> {
  yield csvRows([head])
  for await (const page of pages) yield csvRows(page)
}
