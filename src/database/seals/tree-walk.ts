import { leafHash, rootOf } from '../../kernel/merkle.ts'

const treeMark = Buffer.from('"tree_sealed","tree"')

/** Keeps the leaves of an export's rows until a tree tells their root, and says what is wrong with it. */
export function treeWalk() {
  const leaves = new Map<number, Buffer[]>()
  return {
    /** One sealed row with its line feed, and its seal's number; a sentence where it tells a tree that is none. */
    row(line: Buffer, seal: number): string | undefined {
      const ofSeal = leaves.get(seal) ?? []
      leaves.set(seal, ofSeal)
      ofSeal.push(leafHash(line.subarray(0, -1)))
      return line.includes(treeMark) ? treeFlaw(line, seal, leaves) : undefined
    },
  }
}

function treeFlaw(line: Buffer, seal: number, leaves: Map<number, Buffer[]>): string | undefined {
  const tree = treeOf(line)
  if (!tree) return `Seal ${seal} has a row that should tell a tree, and tells none.`
  const told: Buffer[] = []
  for (let at = tree.first_seal; at <= tree.last_seal && at < seal; at++) {
    told.push(Buffer.concat(leaves.get(at) ?? []))
    leaves.delete(at)
  }
  const hashes = Buffer.concat(told)
  const made = `Seal ${seal} tells a tree over the rows of seals ${tree.first_seal} to ${tree.last_seal}`
  if (hashes.length !== tree.rows * 32)
    return `${made}, ${tree.rows} of them: there are ${hashes.length / 32}.`
  return rootOf(hashes).toString('hex') === tree.root ? undefined : `${made}: their root is another one.`
}

/** What a row tells of a tree; undefined when it is not written as such a row is. */
function treeOf(
  line: Buffer,
): { first_seal: number; last_seal: number; rows: number; root: string } | undefined {
  try {
    return JSON.parse(JSON.parse(line.toString('utf8'))[10])
  } catch {
    return undefined
  }
}
