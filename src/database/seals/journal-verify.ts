import { createHash, type Hash } from 'node:crypto'
import { treeWalk } from './tree-walk.ts'

/** Why a journal is not whole. */
export type JournalFlaw =
  | 'no_journal'
  | 'cut_off'
  | 'seal_missing'
  | 'chain_broken'
  | 'row_count_differs'
  | 'hash_differs'
  | 'tree_differs'
  | 'head_unknown'

export type JournalVerdict =
  | {
      readonly whole: true
      readonly seals: number
      readonly rows: number
      readonly unsealed: number
      /** the hash of the last seal, in hex; zeros without any */
      readonly head: string
    }
  | {
      readonly whole: false
      readonly flaw: JournalFlaw
      /** the first seal that differs, where it is one */
      readonly seal?: number
      /** for people: which seal, what was found there */
      readonly sentence: string
    }

export interface VerifyOptions {
  /** a hash in hex that was the last seal's once: the chain must still go through it */
  readonly head?: string | undefined
  /** more of them, as a file that is kept elsewhere has them */
  readonly heads?: readonly string[]
}

interface OpenSeal {
  readonly number: number
  readonly rows: number
  readonly sealedAt: string
  readonly hash: Hash
  found: number
}

const NEWLINE = 10
const longestLine = 256 * 1024 * 1024
const zeros = '0'.repeat(64)
const rowStart = Buffer.from('["row",')

/**
 * Recomputes every seal of an export, given as it comes (a file, or the database's own export), and stops at the first
 * thing that is not as it was sealed, or as a tree told it. Needs no database, and memory for one line and 32 bytes of each
 * row that no tree has told yet.
 */
export async function verifyJournal(
  chunks: AsyncIterable<Uint8Array | string>,
  { head, heads = [] }: VerifyOptions = {},
): Promise<JournalVerdict> {
  const walk = sealWalk([...heads, ...(head === undefined ? [] : [head])])
  let rest: Buffer[] = []
  let waiting = 0
  for await (const chunk of chunks) {
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      const piece = bytes.subarray(from, end + 1)
      const line = rest.length > 0 ? Buffer.concat([...rest, piece]) : piece
      rest = []
      waiting = 0
      from = end + 1
      const flaw = readLine(walk, line)
      if (flaw) return flaw
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
    waiting += bytes.length - from
    if (waiting > longestLine) return flawed('no_journal', 'This is no export of a journal.')
  }
  return verdictOf(walk, waiting > 0)
}

/** How far an export was read. */
interface Walk {
  readonly count: { seals: number; rows: number; unsealed: number }
  /** hashes that the chain must still go through */
  readonly notMet: Set<string>
  /** the hash of the last seal that was read to its end */
  previous: string
  open: OpenSeal | undefined
  ended: boolean
  /** the trees that rows tell of seals before them */
  readonly trees: ReturnType<typeof treeWalk>
}

function sealWalk(heads: readonly string[]): Walk {
  const notMet = new Set(heads.map((head) => head.toLowerCase()))
  notMet.delete(zeros)
  const count = { seals: 0, rows: 0, unsealed: 0 }
  return { count, notMet, previous: zeros, open: undefined, ended: false, trees: treeWalk() }
}

function readLine(walk: Walk, line: Buffer): JournalVerdict | undefined {
  const { count, open } = walk
  if (walk.ended) return flawed('no_journal', 'There is more after the end of the export.')
  if (line.subarray(0, rowStart.length).equals(rowStart)) {
    if (open) {
      open.hash.update(line)
      open.found++
      const wrong = walk.trees.row(line, open.number)
      if (wrong) return flawed('tree_differs', wrong, open.number)
    } else count.unsealed++
    return undefined
  }
  const parts = parse(line)
  const next = count.seals + 1
  // Rows that are not sealed yet come last, or somebody has taken their seal away.
  if (parts[0] !== 'end' && count.unsealed > 0)
    return flawed('seal_missing', `Rows without a seal stand before seal ${next}.`, next)
  if (parts[0] === 'seal') return beginSeal(walk, line, parts)
  if (parts[0] === 'hash') return closeSeal(walk, parts)
  if (parts[0] === 'end') return endExport(walk, parts)
  return flawed('no_journal', `After seal ${count.seals} comes a line that is none of a journal.`)
}

function beginSeal(walk: Walk, line: Buffer, parts: unknown[]): JournalVerdict | undefined {
  const [, number, rows, sealedAt, before] = parts
  const expected = walk.count.seals + 1
  if (walk.open) return unclosed(walk.open)
  if (number !== String(expected))
    return flawed('seal_missing', `Seal ${expected} is missing: after it comes ${number}.`, expected)
  if (before !== walk.previous) {
    const sentence = `Seal ${expected} was not made on seal ${expected - 1} as it is.`
    return flawed('chain_broken', sentence, expected)
  }
  const hash = createHash('sha256').update(line)
  walk.open = { number: expected, rows: Number(rows), sealedAt: String(sealedAt), hash, found: 0 }
  return undefined
}

function closeSeal(walk: Walk, [, number, hash]: unknown[]): JournalVerdict | undefined {
  const { count, open } = walk
  if (!open || number !== String(open.number))
    return flawed('no_journal', `A hash of seal ${number} stands alone.`)
  const made = `Seal ${number}, made ${open.sealedAt},`
  if (open.found !== open.rows) {
    const found = open.found > open.rows ? 'there are more' : `there are ${open.found}`
    const sentence = `${made} was made over ${open.rows} rows, and ${found}.`
    return flawed('row_count_differs', sentence, open.number)
  }
  if (open.hash.digest('hex') !== hash) {
    const sentence = `${made} does not match its ${open.rows} rows: one was changed.`
    return flawed('hash_differs', sentence, open.number)
  }
  walk.previous = hash as string
  walk.notMet.delete(walk.previous)
  count.seals++
  count.rows += open.found
  walk.open = undefined
  return undefined
}

function endExport(walk: Walk, [, seals, rows, unsealed]: unknown[]): JournalVerdict | undefined {
  const { count } = walk
  if (walk.open) return unclosed(walk.open)
  if (String([seals, rows, unsealed]) !== String([count.seals, count.rows, count.unsealed]))
    return flawed('cut_off', `The export says it has ${seals} seals and ${rows} rows; it has others.`)
  walk.ended = true
  return undefined
}

function verdictOf({ ended, count, notMet, previous }: Walk, dangling: boolean): JournalVerdict {
  const { seals } = count
  if (!ended || dangling)
    return flawed('cut_off', `The export is cut off after seal ${seals}: its last line is missing.`)
  if (notMet.size === 0) return { whole: true, ...count, head: previous }
  return flawed(
    'head_unknown',
    `The ${seals} seals match, but none has the hash you know: seals were removed or made anew.`,
  )
}

function unclosed({ number }: OpenSeal): JournalVerdict {
  return flawed('cut_off', `Seal ${number} has no end.`, number)
}

function flawed(flaw: JournalFlaw, sentence: string, seal?: number): JournalVerdict {
  return { whole: false, flaw, sentence, ...(seal !== undefined && { seal }) }
}

function parse(line: Buffer): unknown[] {
  try {
    const parts: unknown = JSON.parse(line.toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
