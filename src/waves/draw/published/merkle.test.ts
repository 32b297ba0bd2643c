import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { leafHash, leavesOf, pathOf, rootFromPath, rootOf } from '../../../kernel/merkle.ts'
import { drawKey } from '../seed.ts'
import { pageLines } from './pages.ts'

/** RFC 6962, 2.1, word for word: split at the largest power of two below. */
function treeHash(lines: readonly string[]): Buffer {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  if (lines.length === 0) return sha256()
  if (lines.length === 1) return sha256(Buffer.of(0), Buffer.from(lines[0]!))
  let split = 1
  while (split * 2 < lines.length) split *= 2
  return sha256(Buffer.of(1), treeHash(lines.slice(0, split)), treeHash(lines.slice(split)))
}

const linesOf = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(4, '0'))
const leaves = (lines: readonly string[]) =>
  leavesOf(Buffer.from(lines.map((line) => `${line}\n`).join('')), 5)

test('the tree is that of RFC 6962', () => {
  for (const count of [0, 1, 2, 3, 5, 7, 8, 9, 31, 100])
    assert.deepEqual(rootOf(leaves(linesOf(count))), treeHash(linesOf(count)), String(count))
})

test('pages are whole parts of the tree', () => {
  const lines = linesOf(2 * pageLines + 37)
  const pages = [0, 1, 2].map((page) => rootOf(leaves(lines.slice(page * pageLines, (page + 1) * pageLines))))
  assert.deepEqual(rootOf(Buffer.concat(pages)), treeHash(lines))
})

test('every leaf has a path to the root, and no other line, place or size has', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, any) => {
      const index = any % size
      const lines = linesOf(size)
      const path = pathOf(leaves(lines), index)
      const root = treeHash(lines).toString('hex')
      const reached = (line: string, at: number, wide: number, way = path) =>
        rootFromPath(leafHash(line), at, wide, way)?.toString('hex')
      assert.equal(reached(lines[index]!, index, size), root)
      assert.notEqual(reached('9999', index, size), root)
      if (size > 1) assert.notEqual(reached(lines[index]!, (index + 1) % size, size), root)
      assert.equal(reached(lines[index]!, size, size), undefined)
      assert.equal(reached(lines[index]!, index, size, [...path, Buffer.alloc(32)]), undefined)
    }),
  )
})

test('a key is HMAC-SHA256 of the seed', () => {
  for (let i = 0; i < 20; i++) {
    const [seed, ref] = [randomBytes(32), randomBytes(16)]
    assert.deepEqual(drawKey(seed.toString('hex'), ref), createHmac('sha256', seed).update(ref).digest())
  }
})
