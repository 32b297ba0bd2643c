import { z } from 'zod'

/** The form of a bundle: a promise to everybody who keeps one (docs/evidence.md). */
export const evidenceFormat = 'bekal-evidence/1'

const id = z.string().regex(/^[1-9]\d{0,18}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
const rupiah = z.int().min(0)

/** What was bought, of whom, and what became of it. Instants as the journal writes them; empty where nothing happened. */
const purchaseSchema = z.strictObject({
  id,
  card: id,
  storefront: z.string(),
  institution: id,
  course: z.string(),
  schedule: z.string(),
  invoice: z.string(),
  amount: rupiah,
  discount: rupiah,
  paid_at: z.string(),
  used_at: z.string(),
  used_by: z.string(),
  finished_at: z.string(),
  finished_as: z.string(),
  cancelled_at: z.string(),
})

/** One movement of its money. `party` is the institution or the storefront, by number; empty where it is neither. */
const postingSchema = z.strictObject({
  kind: z.string(),
  serial: z.int().min(0),
  debit: z.string(),
  credit: z.string(),
  party: z.string(),
  amount: rupiah,
  at: z.string(),
})

/** A row of the journal, and its way to the seal that holds the root of its tree; `seal` null: no tree tells it yet. */
const rowSchema = z.strictObject({
  row: z.string(),
  seal: id.nullable(),
  leaf: z.int().min(0),
  path: z.array(digest).max(64),
})

const evidenceSchema = z.strictObject({
  purchase: purchaseSchema,
  ledger: z.array(postingSchema),
  /** for people; no seal vouches for them */
  names: z.strictObject({ course: z.string(), storefront: z.string(), institution: z.string() }),
  journal: z.array(rowSchema),
})

/** A seal that tells one tree: the hash of its two lines is what is published. */
const sealSchema = z.strictObject({ seal: id, hash: digest, lines: z.tuple([z.string(), z.string()]) })

export const bundleSchema = z.strictObject({
  format: z.literal(evidenceFormat),
  exported_at: z.string(),
  purchases: z.array(evidenceSchema),
  seals: z.array(sealSchema),
})

export type Bundle = z.infer<typeof bundleSchema>
export type Evidence = z.infer<typeof evidenceSchema>
export type EvidenceSeal = z.infer<typeof sealSchema>

/** What the event "earned" has the SHA-256 of: purchase and movements as lines of JSON, as `purchase_says` in the schema. */
export function saysOf({ purchase, ledger }: Pick<Evidence, 'purchase' | 'ledger'>): string {
  return [
    ['purchase', ...Object.values(inOrder(purchase))],
    ...ledger.map(({ kind, serial, debit, credit, party, amount, at }) => [
      'entry',
      ...[kind, serial, debit, credit, party, amount, at],
    ]),
  ]
    .map((line) => `${JSON.stringify(line.map(String))}\n`)
    .join('')
}

/** Reads the same lines back. */
export function readSays(says: string): Pick<Evidence, 'purchase' | 'ledger'> {
  const [bought = [], ...entries] = says
    .split('\n')
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as string[]).slice(1))
  const texts = Object.fromEntries(purchaseFields.map((field, at) => [field, bought[at] ?? '']))
  const purchase = { ...texts, amount: Number(texts.amount), discount: Number(texts.discount) }
  const ledger = entries.map(([kind, serial, debit, credit, party, amount, at]) => ({
    ...{ kind, serial: Number(serial), debit, credit, party, amount: Number(amount), at },
  }))
  return { purchase, ledger } as Pick<Evidence, 'purchase' | 'ledger'>
}

const purchaseFields = Object.keys(purchaseSchema.shape) as (keyof Evidence['purchase'])[]

function inOrder(purchase: Evidence['purchase']): Record<string, string | number> {
  return Object.fromEntries(purchaseFields.map((field) => [field, purchase[field]]))
}
