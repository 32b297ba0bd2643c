import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** How large a file is, and its SHA-256 in hex. */
export interface FileDigest {
  readonly bytes: number
  readonly sha256: string
}

/** The size and the SHA-256 of a file. */
export async function digestOf(file: string): Promise<FileDigest> {
  const digest = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    digest.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: digest.digest('hex') }
}
