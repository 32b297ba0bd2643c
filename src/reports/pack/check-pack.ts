import { z } from 'zod'
import { checkFiles } from './check-files.ts'
import { checkLedger } from './check-ledger.ts'
import { checkRuns, checkStatements } from './check-runs.ts'
import { checkDraws, checkSample, entriesOfSample, readSample } from './check-sample.ts'
import { packFiles } from './manifest.ts'
import { flaw, looking, type PackCheck, type PackFlaw, packedJson } from './pack-check.ts'

export interface PackVerdict {
  /** nothing is wrong */
  readonly whole: boolean
  readonly flaws: readonly PackFlaw[]
  readonly asOf: string | undefined
  readonly issuer: string | undefined
  readonly sampled: number
  /** holders of cards behind the sample whom a draw of the pack selected, and those of waves without a draw */
  readonly drawn: number
  readonly notDrawn: number
}

/**
 * Checks an auditor's pack, without a database: manifest, signature, files, the sums of the ledger, runs, statements, the draws
 * and the sample. Names everything that does not hold. `keys`: a `did.json` that was had from the issuer, not from the pack.
 */
export async function checkPack(folder: string, keys?: string): Promise<PackVerdict> {
  const check: PackCheck = { folder, flaws: [] }
  const manifest = await checkFiles(check, keys)
  const none = { sampled: 0, drawn: 0, notDrawn: 0 }
  if (!manifest) return { whole: false, flaws: check.flaws, asOf: undefined, issuer: undefined, ...none }
  const sample = await readSample(check)
  const wanted = entriesOfSample(sample)
  const { ordered } = await checkLedger(check, manifest.as_of, wanted)
  for (const name of wanted.keys()) flaw(check, packFiles.items, `entry ${name} is not in the ledger so`)
  const asked = await checkRuns(check, ordered)
  await checkStatements(check)
  checkSample(check, manifest, sample, asked)
  const holders = await checkDraws(check, manifest, sample)
  await checkFound(check)
  return {
    whole: check.flaws.length === 0,
    flaws: check.flaws,
    asOf: manifest.as_of,
    issuer: manifest.issuer,
    sampled: sample.payments.length,
    ...holders,
  }
}

const ledgerFound = z.object({
  violations: z.array(z.object({ sentence: z.string(), count: z.number() })),
})
const journalFound = z.object({ whole: z.boolean(), sentence: z.string().optional() })

/** What the programme itself found wrong when the pack was written. */
async function checkFound(check: PackCheck): Promise<void> {
  await looking(check, packFiles.ledgerCheck, async () => {
    const { violations } = ledgerFound.parse(await packedJson(check, packFiles.ledgerCheck))
    for (const { sentence, count } of violations)
      flaw(check, packFiles.ledgerCheck, `it did not hold ${count} times: ${sentence}`)
  })
  await looking(check, packFiles.journalVerify, async () => {
    const { whole, sentence } = journalFound.parse(await packedJson(check, packFiles.journalVerify))
    if (!whole) flaw(check, packFiles.journalVerify, `the journal was not whole: ${sentence}`)
  })
}
