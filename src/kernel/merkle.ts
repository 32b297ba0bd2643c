import { hash } from 'node:crypto'

const hashBytes = 32
const node = Buffer.alloc(1 + 2 * hashBytes, 1)

/** The tree of RFC 6962 (SHA-256; 0x00 before a leaf, 0x01 before a pair; an odd one out goes up as it is). */
export function leafHash(line: string | Uint8Array, encoding: 'latin1' | 'utf8' = 'latin1'): Buffer {
  const bytes = typeof line === 'string' ? Buffer.from(line, encoding) : line
  return hash('sha256', Buffer.concat([Buffer.of(0), bytes]), 'buffer')
}

/** The hashes of the leaves of lines that are all `width` bytes long, their line feeds included but not hashed. */
export function leavesOf(lines: Buffer, width: number): Buffer {
  const count = lines.length / width
  const leaves = Buffer.allocUnsafe(count * hashBytes)
  const leaf = Buffer.alloc(width)
  for (let i = 0; i < count; i++) {
    lines.copy(leaf, 1, i * width, (i + 1) * width - 1)
    // Hashes as latin1 text cost a third of hashes as buffers.
    leaves.write(hash('sha256', leaf, 'binary'), i * hashBytes, hashBytes, 'latin1')
  }
  return leaves
}

/** The root over hashes that lie one behind the other. Of no leaf at all: the hash of nothing. */
export function rootOf(hashes: Buffer): Buffer {
  if (hashes.length === 0) return hash('sha256', '', 'buffer')
  let level: Buffer = Buffer.from(hashes)
  while (level.length > hashBytes) level = levelAbove(level)
  return level
}

/** The hashes of every level of a tree, the leaves first: for many paths through one tree. */
export function levelsOf(hashes: Buffer): Buffer[] {
  const levels: Buffer[] = [hashes]
  for (let level = hashes; level.length > hashBytes; levels.push(level))
    level = levelAbove(Buffer.from(level))
  return levels
}

/** What stands beside the way from leaf `index` up to the root, from below. */
export function pathThrough(levels: readonly Buffer[], index: number): Buffer[] {
  return levels.slice(0, -1).flatMap((level, height) => {
    const beside = ((index >> height) ^ 1) * hashBytes
    return beside < level.length ? [Buffer.from(level.subarray(beside, beside + hashBytes))] : []
  })
}

/** The same of a tree that one path is asked of. */
export function pathOf(hashes: Buffer, index: number): Buffer[] {
  return pathThrough(levelsOf(hashes), index)
}

/** The root that a leaf's hash and its path lead to in a tree of `size` leaves; undefined if the path does not fit. */
export function rootFromPath(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | undefined {
  if (index < 0 || index >= size) return undefined
  let at = index
  let used = 0
  let reached = leaf
  for (let wide = size; wide > 1; wide = Math.ceil(wide / 2)) {
    if ((at ^ 1) < wide) {
      const beside = path[used++]
      if (beside?.length !== hashBytes) return undefined
      reached = at % 2 === 0 ? pair(reached, beside) : pair(beside, reached)
    }
    at >>= 1
  }
  return used === path.length ? reached : undefined
}

// Written into the place that it is read from: a pair is read before its parent is written before it.
function levelAbove(level: Buffer): Buffer {
  const count = level.length / hashBytes
  const parents = Math.ceil(count / 2)
  for (let i = 0; i < parents; i++) {
    const from = 2 * i * hashBytes
    if (2 * i + 1 === count) level.copy(level, i * hashBytes, from, from + hashBytes)
    else {
      level.copy(node, 1, from, from + 2 * hashBytes)
      level.write(hash('sha256', node, 'binary'), i * hashBytes, hashBytes, 'latin1')
    }
  }
  return level.subarray(0, parents * hashBytes)
}

function pair(left: Buffer, right: Buffer): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer')
}
