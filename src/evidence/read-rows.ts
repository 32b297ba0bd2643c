import { hash } from 'node:crypto'
import { leafHash, rootFromPath } from '../kernel/merkle.ts'
import type { Evidence, EvidenceSeal } from './bundle.ts'

/** A row of the journal as a bundle has it, read. */
export interface ReadRow {
  readonly journalId: bigint
  readonly cardId: string
  readonly at: string
  readonly actor: string
  readonly event: string
  readonly subject: string
  readonly facts: Readonly<Record<string, unknown>>
  /** it leads to the root that its seal holds; undefined while no seal holds it */
  readonly proven: boolean | undefined
}

/** What a seal of a bundle vouches for, once its two lines make its hash. */
export interface ReadSeal {
  readonly rows: number
  readonly root: Buffer
}

/** The lines of a seal as a tree; undefined where they do not make its hash, or hold anything but one row that tells a tree. */
export function readSeal({ seal, hash: known, lines }: EvidenceSeal): ReadSeal | undefined {
  if (hash('sha256', `${lines[0]}\n${lines[1]}\n`, 'hex') !== known) return undefined
  const [kind, number, count] = fields(lines[0]) ?? []
  const row = fields(lines[1])
  if (kind !== 'seal' || number !== seal || count !== '1' || row?.[0] !== 'row') return undefined
  if (row[3] !== '0' || row[6] !== 'tree_sealed' || row[7] !== 'tree') return undefined
  const { rows, root } = object(row[10])
  if (typeof rows !== 'number' || typeof root !== 'string' || !/^[0-9a-f]{64}$/.test(root)) return undefined
  return { rows, root: Buffer.from(root, 'hex') }
}

/** One row of a bundle with its way; undefined where its text is no row of a journal. */
export function readRow(
  { row: text, seal, leaf, path }: Evidence['journal'][number],
  seals: ReadonlyMap<string, ReadSeal>,
): ReadRow | undefined {
  const row = fields(text)
  if (row?.[0] !== 'row' || row.length !== 11 || !/^\d{1,19}$/.test(row[2] ?? '')) return undefined
  const [, , journalId = '', cardId = '', at = '', actor = '', event = '', subject = '', , , facts] = row
  return {
    ...{ journalId: BigInt(journalId), cardId, at, actor, event, subject, facts: object(facts) },
    proven: seal === null ? undefined : leads(text, seals.get(seal), leaf, path),
  }
}

function leads(text: string, seal: ReadSeal | undefined, leaf: number, path: readonly string[]): boolean {
  if (!seal) return false
  const beside = path.map((one) => Buffer.from(one, 'hex'))
  return rootFromPath(leafHash(text, 'utf8'), leaf, seal.rows, beside)?.equals(seal.root) ?? false
}

/** A line of JSON that is a list of texts. */
function fields(line: string): string[] | undefined {
  const parsed = parse(line)
  return Array.isArray(parsed) && parsed.every((one) => typeof one === 'string') ? parsed : undefined
}

function object(text: string | undefined): Record<string, unknown> {
  const parsed = parse(text ?? '')
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
