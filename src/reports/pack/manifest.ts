import { z } from 'zod'

/** What the manifest of a pack is called, its signature, and the keys that it can be checked by. */
export const packFiles = {
  manifest: 'manifest.json',
  signature: 'manifest.json.jws',
  keys: 'did.json',
  trialBalance: 'ledger/trial-balance.json',
  position: 'ledger/position.json',
  ledgerCheck: 'ledger/check.json',
  heads: 'journal/heads.csv',
  journalVerify: 'journal/verify.json',
  sample: 'sample/payments.csv',
  items: 'sample/items.csv',
} as const

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const packedFile = z.object({
  /** below the folder: no way out of it */
  name: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*$/)
    .refine((name) => !name.split('/').includes('..')),
  bytes: z.number().int().min(0),
  sha256: digest,
})
export type PackedFile = z.infer<typeof packedFile>

export const packFormat = 'bekal-audit-pack-1'

/** `manifest.json`: what the pack is of, how its sample was drawn, and the SHA-256 of every other file. */
export const manifestSchema = z.object({
  format: z.literal(packFormat),
  issuer: z.string(),
  as_of: z.iso.datetime(),
  sample: z.object({ seed: z.string(), size: z.number().int().min(0), rule: z.string() }),
  draws: z.array(z.string()),
  files: z.array(packedFile),
})
export type Manifest = z.infer<typeof manifestSchema>
