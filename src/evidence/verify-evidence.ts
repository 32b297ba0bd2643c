import { type Bundle, bundleSchema, type Evidence } from './bundle.ts'
import { type EvidenceFlaw, flawsOfEvidence } from './check-evidence.ts'
import { type ReadSeal, readRow, readSeal } from './read-rows.ts'

export interface VerifiedPurchase {
  readonly purchaseId: string
  readonly rows: number
  /** events whose rows no seal holds yet */
  readonly notSealed: readonly string[]
}

export interface FoundFlaw {
  readonly flaw: EvidenceFlaw | 'no_evidence' | 'seal_differs' | 'seal_unknown'
  /** where it is one of a purchase */
  readonly purchaseId?: string
  readonly sentence: string
}

export interface EvidenceVerdict {
  /** `not_sealed`: nothing is wrong, and some rows are not in a seal yet; export it again later */
  readonly verdict: 'holds' | 'not_sealed' | 'does_not_hold'
  readonly purchases: readonly VerifiedPurchase[]
  /** the seals that it stands on, to be compared with what was published */
  readonly seals: readonly { readonly seal: string; readonly hash: string }[]
  readonly flaws: readonly FoundFlaw[]
}

/**
 * Whether a bundle holds, from its text alone, without a database. `published`: hashes in hex of seals that were kept
 * elsewhere; with them every seal of the bundle must be among them, without them its seals are only named.
 */
export function verifyEvidence(text: string, published?: readonly string[]): EvidenceVerdict {
  const bundle = read(text)
  if ('sentence' in bundle) {
    const flaws = [{ flaw: 'no_evidence' as const, sentence: bundle.sentence }]
    return { verdict: 'does_not_hold', purchases: [], seals: [], flaws }
  }
  const seals = new Map<string, ReadSeal>()
  const flaws: FoundFlaw[] = []
  for (const seal of bundle.seals) {
    const tree = readSeal(seal)
    if (tree) seals.set(seal.seal, tree)
    else flaws.push({ flaw: 'seal_differs', sentence: `seal ${seal.seal} is not what its hash was made of` })
    if (published && !published.includes(seal.hash))
      flaws.push({ flaw: 'seal_unknown', sentence: `seal ${seal.seal} is none of those that were published` })
  }
  const purchases = bundle.purchases.map((evidence) => verifyOne(evidence, seals, flaws))
  if (purchases.length === 0)
    flaws.push({ flaw: 'no_evidence', sentence: 'there is no purchase in the file' })
  const waits = purchases.some(({ notSealed }) => notSealed.length > 0)
  return {
    verdict: flaws.length > 0 ? 'does_not_hold' : waits ? 'not_sealed' : 'holds',
    purchases,
    seals: bundle.seals.map(({ seal, hash }) => ({ seal, hash })),
    flaws,
  }
}

function verifyOne(
  evidence: Evidence,
  seals: ReadonlyMap<string, ReadSeal>,
  flaws: FoundFlaw[],
): VerifiedPurchase {
  const purchaseId = evidence.purchase.id
  const add = (flaw: EvidenceFlaw, sentence: string) => flaws.push({ flaw, purchaseId, sentence })
  const rows = evidence.journal.flatMap((told, at) => {
    const row = readRow(told, seals)
    if (!row) add('row_unreadable', `its ${at + 1}. row is no row of a journal`)
    else if (row.proven === false)
      add(
        'proof_differs',
        `row ${row.journalId} (${row.event}) does not lead to seal ${told.seal}: it or its way was changed`,
      )
    return row ?? []
  })
  rows.sort((one, other) => (one.journalId < other.journalId ? -1 : 1))
  for (const { flaw, sentence } of flawsOfEvidence(evidence, rows)) add(flaw, sentence)
  const notSealed = rows.filter(({ proven }) => proven === undefined).map(({ event }) => event)
  return { purchaseId, rows: rows.length, notSealed }
}

function read(text: string): Bundle | { readonly sentence: string } {
  try {
    const parsed = bundleSchema.safeParse(JSON.parse(text))
    if (parsed.success) return parsed.data
    const { path, message } = parsed.error.issues[0]!
    return { sentence: `it is no evidence: at ${path.join('.') || 'its beginning'}: ${message}` }
  } catch {
    return { sentence: 'it is no evidence: it is no JSON' }
  }
}
