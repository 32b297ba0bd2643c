import { open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'

export interface Disk {
  /** median of a write of 8 kB that waits for the disk */
  readonly syncMilliseconds: number
}

const tmpfs = 0x01021994
const writes = 50

/** How long this folder's disk takes to keep a little; throws where there is none behind it. */
export async function probeDisk(folder: string): Promise<Disk> {
  if (process.platform === 'linux' && (await statfs(folder)).type === tmpfs)
    throw new Error(`${folder} is memory, where fsync means nothing: name a folder on a disk with --keep`)
  const name = path.join(folder, 'disk-probe')
  const file = await open(name, 'w')
  try {
    const page = Buffer.alloc(8192, 1)
    const took: number[] = []
    for (let i = 0; i < writes; i++) {
      const from = performance.now()
      await file.write(page, 0, page.length, i * page.length)
      await file.datasync()
      took.push(performance.now() - from)
    }
    return { syncMilliseconds: took.sort((one, other) => one - other)[writes / 2]! }
  } finally {
    await file.close()
    await rm(name)
  }
}
