import { z } from 'zod'
import type { Context } from '../../../database/context.ts'
import { first, one, type Queryable } from '../../../database/sql.ts'
import { leafHash, leavesOf, pathOf, rootFromPath } from '../../../kernel/merkle.ts'
import { drawFormat } from '../draw-rules.ts'
import { type DrawRow, readDrawRow, selectPageHashes, selectPageOf } from '../draw-store.ts'
import { listWidth, rankWidth } from '../lines.ts'
import { drawKey } from '../seed.ts'
import { pageLines, type Tree } from './pages.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/** That a line stands in a published list: the way from the line to the root. */
export const proofSchema = z.strictObject({
  format: z.literal(`${drawFormat}-proof`),
  programme_year: z.number().int(),
  wave: z.number().int(),
  list: z.enum(['list.txt', 'ranks.txt']),
  /** from 1 on */
  line_number: z.number().int().min(1),
  lines: z.number().int().min(1),
  line: z.string(),
  path: z.array(hex),
  root: hex,
})

export type DrawProof = z.infer<typeof proofSchema>

interface Place {
  readonly page: number
  readonly lines: string
  /** from 0 on, in the page */
  readonly at: number
  readonly line: string
}

/** What is known of somebody who joined, as it stands in the published lists. */
export interface Applicant {
  readonly ref: Buffer
  readonly priorityGroup: number
}

/** The rank of an applicant in a draw that was run, with the letter of the outcome; undefined before, and for strangers. */
export async function rankOf(
  db: Queryable,
  draw: Pick<DrawRow, 'waveId' | 'seed'>,
  applicant: Applicant,
): Promise<{ rank: number; outcome: string } | undefined> {
  const place =
    draw.seed === undefined ? undefined : await placeIn(db, draw.waveId, 'ranks', applicant, draw.seed)
  return place && { rank: Number(place.line.slice(0, 9)), outcome: place.line.slice(43, 44) }
}

/**
 * The proofs of one applicant: that the ref stands in the closed list, once the wave is listed, and which rank and outcome
 * it has, once the result is announced. Whoever has the roots can check them without the lists.
 */
export async function applicantProofs(
  ctx: Pick<Context, 'db'>,
  waveId: number,
  applicant: Applicant,
): Promise<DrawProof[]> {
  const draw = await readDrawRow(ctx.db, waveId)
  if (!draw || draw.listRoot === undefined) return []
  const proofs = [await proofOf(ctx.db, draw, 'list', draw.listRoot, applicant)]
  if (draw.resultRoot !== undefined && (draw.status === 'announced' || draw.status === 'notified'))
    proofs.push(await proofOf(ctx.db, draw, 'ranks', draw.resultRoot, applicant))
  return proofs.filter((proof) => proof !== undefined)
}

/** Whether a proof holds by itself: that its line leads to its root. Whether the root is the published one is another question. */
export function proofHolds(proof: DrawProof): boolean {
  const path = proof.path.map((step) => Buffer.from(step, 'hex'))
  const root = rootFromPath(leafHash(proof.line), proof.line_number - 1, proof.lines, path)
  return root?.toString('hex') === proof.root
}

async function proofOf(
  db: Queryable,
  draw: DrawRow,
  tree: Tree,
  root: string,
  applicant: Applicant,
): Promise<DrawProof | undefined> {
  const place = await placeIn(db, draw.waveId, tree, applicant, draw.seed ?? '')
  if (!place) return undefined
  const { hashes } = await one(db, selectPageHashes, [draw.waveId, tree])
  const leaves = leavesOf(Buffer.from(place.lines, 'latin1'), widthOf(tree))
  const path = [...pathOf(leaves, place.at), ...pathOf(hashes!, place.page)]
  return {
    format: `${drawFormat}-proof`,
    programme_year: draw.year,
    wave: draw.number,
    list: `${tree}.txt`,
    line_number: place.page * pageLines + place.at + 1,
    lines: draw.applicants!,
    line: place.line,
    path: path.map((step) => step.toString('hex')),
    root,
  }
}

async function placeIn(
  db: Queryable,
  waveId: number,
  tree: Tree,
  { ref, priorityGroup }: Applicant,
  seed: string,
): Promise<Place | undefined> {
  const key = tree === 'list' ? ref : Buffer.concat([Buffer.of(priorityGroup), drawKey(seed, ref)])
  const page = await first(db, selectPageOf, [waveId, tree, key])
  const found = page?.lines.indexOf(ref.toString('hex')) ?? -1
  if (!page || found < 0) return undefined
  const width = widthOf(tree)
  const at = Math.floor(found / width)
  return { ...page, at, line: page.lines.slice(at * width, (at + 1) * width - 1) }
}

function widthOf(tree: Tree): number {
  return tree === 'list' ? listWidth : rankWidth
}
