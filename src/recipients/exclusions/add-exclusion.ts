import type { Context } from '../../database/context.ts'
import { rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyName } from '../../kernel/text.ts'
import { maskNik, readNik } from '../../people/nik-rules.ts'

export const addExclusionRefusals = refusalWords({
  id: {
    nik_malformed: 'Itu bukan NIK: periksa 16 angkanya.',
    list_malformed: 'Sebutkan sumbernya, seperti ASN atau TNI, paling banyak 60 huruf.',
    exclusion_known:
      'NIK itu sudah ada di daftar ini. Tidak ada yang diubah; cari NIK-nya untuk melihat sejak kapan.',
  },
  en: {
    nik_malformed: 'This is no NIK: check its 16 digits.',
    list_malformed: 'Name the source, such as ASN or TNI, in at most 60 letters.',
    exclusion_known: 'This list has the NIK already. Nothing was changed; look the NIK up to see since when.',
  },
  also: [reasonRefusals],
})
export type AddExclusionRefusal = ReasonOf<typeof addExclusionRefusals>

const insertExclusion = statement<
  [list: string, nikHash: Buffer, by: string, now: Date, because: string],
  'recipients/insert-exclusion'
>(
  'recipients/insert-exclusion',
  `
  insert into exclusion (list, nik_hash, imported_by, imported_at, because) values ($1, $2, $3, $4, $5)
  on conflict do nothing
  returning list
  `,
)

/** A NIK that is put on a list of those who cannot be registered. */
export interface ExclusionWanted {
  /** the source, as people are told it: ASN, TNI ... */
  readonly list: string
  readonly nik: string
  readonly because: string
}

/**
 * Puts one NIK on a list of those who cannot be registered, with the reason; the journal keeps who did it. Whoever holds a
 * card keeps it. Refuses `reason_missing`, `nik_malformed`, `list_malformed`, and `exclusion_known` where the list has it.
 */
export async function addExclusion(
  ctx: Context,
  { list, nik: typed, because }: ExclusionWanted,
  actor: Actor,
): Promise<Outcome<{ list: string; nik: string }, AddExclusionRefusal>> {
  const reason = because.trim()
  if (reason === '' || reason.length > 500) return refuse('reason_missing')
  const nik = longNumber(typed)
  if (!readNik(nik)) return refuse('nik_malformed')
  const name = tidyName(list)
  if (name === '' || name.length > 60) return refuse('list_malformed')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const hash = ctx.secrets.hash('nik', nik)
    const made = await rows(tx, insertExclusion, [name, hash, actor.actor, now, reason])
    if (made.length === 0) return refuse('exclusion_known')
    await writeJournal(tx, actor, now, [
      { event: 'exclusion_added', subject: `exclusion:${name}`, reason, facts: { added: 1 } },
    ])
    return done({ list: name, nik: maskNik(nik) })
  })
}
