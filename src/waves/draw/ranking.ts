import { listWidth, readListLine } from './lines.ts'
import { openScratch } from './scratch.ts'
import { keyWriter } from './seed.ts'

/** Applicants of one bucket in the order of their ranks. */
export interface RankedBucket {
  readonly count: number
  /** of the i-th: the ref in hex */
  ref(i: number): string
  province(i: number): string
  /** priority group and key: what the ranks are ordered by */
  orderKey(i: number): Buffer
  /** the line of list.txt it came from, from 1 on */
  line(i: number): number
}

/** Takes the closed list in, line by line, and gives it out in the order of the ranks. */
export interface Ranking {
  /** adds whole lines of list.txt; tells the first line, from 1 on over all, that is none or not above the one before */
  add(lines: Buffer): { readonly malformed: number } | undefined
  /** applicants by province */
  readonly provinces: ReadonlyMap<string, number>
  readonly applicants: number
  ranked(): Generator<RankedBucket>
  close(): void
}

// group, key, ref, province, line
const keyAt = 1
const refAt = keyAt + 32
const provinceAt = refAt + 16
const lineAt = provinceAt + 2
const recordBytes = lineAt + 4
const indexBits = 2 ** 20
const provinceNames = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'))

/**
 * Ranks by priority group, then by HMAC-SHA256(seed, ref). Records go into buckets by group and first byte of the key and
 * each bucket is sorted by itself, so that memory does not grow with the list.
 */
export function openRanking(seed: string): Ranking {
  const scratch = openScratch(recordBytes)
  const writeKey = keyWriter(seed)
  const provinces = new Map<string, number>()
  const key = Buffer.alloc(32)
  const ref = Buffer.alloc(16)
  const before = Buffer.alloc(32)
  let applicants = 0

  return {
    add(lines) {
      for (let at = 0; at < lines.length; at += listWidth) {
        // A line that is cut off has no line feed where it should.
        if (!readListLine(lines, at, ref) || (applicants > 0 && before.compare(ref) >= 0))
          return { malformed: applicants + 1 }
        applicants++
        ref.copy(before)
        writeKey(ref, key, 0)
        const group = lines[at + 33]! - 0x30
        const { buffer, at: to } = scratch.place(group * 256 + key[0]!)
        buffer[to] = group
        key.copy(buffer, to + keyAt)
        ref.copy(buffer, to + refAt)
        lines.copy(buffer, to + provinceAt, at + 35, at + 37)
        buffer.writeUInt32BE(applicants, to + lineAt)
        const province = provinceName(lines, at + 35)
        provinces.set(province, (provinces.get(province) ?? 0) + 1)
      }
      return undefined
    },
    provinces,
    get applicants() {
      return applicants
    },
    *ranked() {
      for (const bucket of scratch.buckets()) yield sortedBucket(scratch.read(bucket))
    },
    close: () => scratch.close(),
  }
}

/** Sorted by the four bytes of the key after the first one, as plain numbers; the few that are equal there in full. */
function sortedBucket(records: Buffer): RankedBucket {
  const count = records.length / recordBytes
  if (count > indexBits) throw new Error(`${count} applicants in one of the buckets: too many to be sorted`)
  const order = new Float64Array(count)
  for (let i = 0; i < count; i++) order[i] = records.readUInt32BE(i * recordBytes + keyAt + 1) * indexBits + i
  order.sort()
  const places = Uint32Array.from(order, (number) => number % indexBits)
  const above = (one: number, other: number) => {
    const [a, b] = [one * recordBytes, other * recordBytes]
    return records.compare(records, b, b + provinceAt, a, a + provinceAt) > 0
  }
  for (let i = 1; i < count; i++)
    for (let at = i; at > 0 && above(places[at - 1]!, places[at]!); at--) {
      const moved = places[at]!
      places[at] = places[at - 1]!
      places[at - 1] = moved
    }
  const from = (i: number) => places[i]! * recordBytes
  return {
    count,
    ref: (i) => records.toString('hex', from(i) + refAt, from(i) + provinceAt),
    province: (i) => provinceName(records, from(i) + provinceAt),
    orderKey: (i) => records.subarray(from(i), from(i) + refAt),
    line: (i) => records.readUInt32BE(from(i) + lineAt),
  }
}

function provinceName(bytes: Buffer, at: number): string {
  return provinceNames[(bytes[at]! - 0x30) * 10 + bytes[at + 1]! - 0x30]!
}
