import type { Context } from '../../../database/context.ts'
import { first, rows, statement } from '../../../database/sql.ts'
import { readDrawRow } from '../draw-store.ts'
import { applicantProofs, type DrawProof } from './proof.ts'

/** A draw whose rules are public. */
export interface PublicDraw {
  readonly waveId: number
  readonly year: number
  readonly number: number
  readonly status: string
  readonly quota: number
  /** how many were in the closed list, once there is one */
  readonly applicants: number | undefined
}

const groupOfRef = statement<[waveId: number, ref: Buffer], 'waves/group-of-ref'>(
  'waves/group-of-ref',
  'select priority_group from wave_application where wave_id = $1 and ref = $2 and left_at is null',
)

const selectPublicDraws = statement<[], 'waves/select-public-draws'>(
  'waves/select-public-draws',
  `
  select wave_id, year, number, status, quota, applicants
  from draw join wave using (wave_id)
  order by year desc, number desc
  `,
)

/** Every draw whose rules are written down, the newest first. */
export function publicDraws({ db }: Pick<Context, 'db'>): Promise<PublicDraw[]> {
  return rows(db, selectPublicDraws, [])
}

/**
 * The proofs of whoever has this ref (32 hex digits), as far as they are public: none before the list is closed. Tells no
 * more than the published files, in which anybody can look for the same.
 */
export async function proofsOfRef(
  ctx: Pick<Context, 'db'>,
  waveId: number,
  refInHex: string,
): Promise<DrawProof[]> {
  if (!/^[0-9a-f]{32}$/.test(refInHex)) return []
  // Before the list is closed, whether somebody joined is nobody's business.
  if (!(await readDrawRow(ctx.db, waveId))?.listRoot) return []
  const ref = Buffer.from(refInHex, 'hex')
  const found = await first(ctx.db, groupOfRef, [waveId, ref])
  return found ? applicantProofs(ctx, waveId, { ref, priorityGroup: found.priorityGroup }) : []
}
