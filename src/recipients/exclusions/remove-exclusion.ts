import type { Context } from '../../database/context.ts'
import { statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyName } from '../../kernel/text.ts'
import { maskNik, readNik } from '../../people/nik-rules.ts'

export const removeExclusionRefusals = refusalWords({
  id: {
    nik_malformed: 'Itu bukan NIK: periksa 16 angkanya.',
    exclusion_unknown: 'NIK itu tidak ada di daftar ini: bekal exclusion list menunjukkan daftarnya.',
  },
  en: {
    nik_malformed: 'This is no NIK: check its 16 digits.',
    exclusion_unknown: 'This list does not have the NIK: bekal exclusion list shows the lists.',
  },
  also: [reasonRefusals],
})
export type RemoveExclusionRefusal = ReasonOf<typeof removeExclusionRefusals>

const deleteExclusion = statement<[list: string, nikHash: Buffer]>(
  'recipients/delete-exclusion',
  'delete from exclusion where list = $1 and nik_hash = $2',
)

/** What is taken off a list: a NIK, or a row of the list by the mark that is kept of it. */
export interface ExclusionToRemove {
  readonly list: string
  readonly nik?: string
  readonly mark?: string
  readonly because: string
}

/**
 * Takes a NIK off a list of those who cannot be registered; other lists may still have it. The journal keeps who did it and
 * why. Refuses `reason_missing`, `nik_malformed`, and `exclusion_unknown` where the list does not have it.
 */
export async function removeExclusion(
  ctx: Context,
  { list, nik: typed, mark, because }: ExclusionToRemove,
  actor: Actor,
): Promise<Outcome<{ list: string; nik: string }, RemoveExclusionRefusal>> {
  const reason = because.trim()
  if (reason === '') return refuse('reason_missing')
  const nik = longNumber(typed ?? '')
  if (mark === undefined ? !readNik(nik) : !/^[0-9a-f]{64}$/.test(mark)) return refuse('nik_malformed')
  const hash = mark === undefined ? ctx.secrets.hash('nik', nik) : Buffer.from(mark, 'hex')
  const name = tidyName(list)
  return inTransaction(ctx.db, async (tx) => {
    const removed = await touched(tx, deleteExclusion, [name, hash])
    if (removed === 0) return refuse('exclusion_unknown')
    await writeJournal(tx, actor, ctx.clock.now(), [
      { event: 'exclusion_removed', subject: `exclusion:${name}`, reason, facts: { removed } },
    ])
    return done({ list: name, nik: maskNik(nik) })
  })
}
