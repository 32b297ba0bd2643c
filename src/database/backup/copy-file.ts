import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { FileDigest } from '../../kernel/files/digest-of.ts'

const PIECE = 1024 * 1024

/**
 * Copies a file as long as it was when it was opened, flushed to the disk, readable by its owner only; what is added to it
 * meanwhile is left out. Undefined where it is gone: PostgreSQL removes files while it runs.
 */
export async function copyFile(source: string, target: string): Promise<FileDigest | undefined> {
  const from = await open(source).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!from) return undefined
  try {
    const to = await open(target, 'wx', 0o600)
    try {
      const copied = await pour(from, to, (await from.stat()).size)
      await to.sync()
      return copied
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

async function pour(from: FileHandle, to: FileHandle, size: number): Promise<FileDigest> {
  const digest = createHash('sha256')
  const piece = Buffer.allocUnsafe(Math.min(PIECE, Math.max(size, 1)))
  let bytes = 0
  while (bytes < size) {
    const { bytesRead } = await from.read(piece, 0, Math.min(piece.length, size - bytes), bytes)
    // It was cut while it was read: what is missing is in the write-ahead log.
    if (bytesRead === 0) break
    const read = piece.subarray(0, bytesRead)
    digest.update(read)
    await to.writeFile(read)
    bytes += bytesRead
  }
  return { bytes, sha256: digest.digest('hex') }
}

/** Writes a new file at once, flushed to the disk, readable by its owner only. */
export async function writeText(target: string, text: string | Uint8Array): Promise<void> {
  const to = await open(target, 'wx', 0o600)
  try {
    await to.writeFile(text)
    await to.sync()
  } finally {
    await to.close()
  }
}

/** Makes names in a folder last: a rename is on the disk once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
