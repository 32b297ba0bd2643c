import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Records of one width, put into numbered buckets and read again bucket by bucket. */
export interface Scratch {
  /** a place for one more record of the bucket: the buffer, and where in it the record begins */
  place(bucket: number): { readonly buffer: Buffer; readonly at: number }
  /** all records of a bucket, in the order in which they were put there */
  read(bucket: number): Buffer
  /** the buckets that have records, in their order */
  buckets(): number[]
  close(): void
}

interface Bucket {
  slab: Buffer
  used: number
  /** where in the file its full slabs lie */
  readonly written: number[]
}

/**
 * Keeps a slab of each bucket in memory and the full ones in a file that is gone when the scratch is closed, so that
 * millions of records take some megabytes of memory. Few records never touch the disk.
 */
export function openScratch(width: number, recordsPerSlab = 256): Scratch {
  const slabBytes = width * recordsPerSlab
  const buckets = new Map<number, Bucket>()
  let file: { readonly fd: number; readonly folder: string; length: number } | undefined

  function spill(bucket: Bucket): void {
    if (!file) {
      const folder = mkdtempSync(path.join(tmpdir(), 'bekal-draw-'))
      file = { fd: openSync(path.join(folder, 'scratch'), 'w+', 0o600), folder, length: 0 }
    }
    for (let done = 0; done < slabBytes; )
      done += writeSync(file.fd, bucket.slab, done, slabBytes - done, file.length + done)
    bucket.written.push(file.length)
    file.length += slabBytes
    bucket.used = 0
  }

  return {
    place(number) {
      let bucket = buckets.get(number)
      if (!bucket) {
        bucket = { slab: Buffer.allocUnsafe(slabBytes), used: 0, written: [] }
        buckets.set(number, bucket)
      }
      if (bucket.used === slabBytes) spill(bucket)
      const at = bucket.used
      bucket.used += width
      return { buffer: bucket.slab, at }
    },
    read(number) {
      const bucket = buckets.get(number)
      if (!bucket) return Buffer.alloc(0)
      const all = Buffer.allocUnsafe(bucket.written.length * slabBytes + bucket.used)
      for (const [i, from] of bucket.written.entries()) {
        const wanted = all.subarray(i * slabBytes, (i + 1) * slabBytes)
        for (let done = 0; done < slabBytes; ) {
          const got = readSync(file!.fd, wanted, done, slabBytes - done, from + done)
          if (got === 0) throw new Error('the scratch file of the draw is shorter than what was written')
          done += got
        }
      }
      bucket.slab.copy(all, bucket.written.length * slabBytes, 0, bucket.used)
      return all
    },
    buckets: () => [...buckets.keys()].sort((one, other) => one - other),
    close() {
      if (!file) return
      closeSync(file.fd)
      rmSync(file.folder, { recursive: true, force: true })
      file = undefined
    },
  }
}
