import { createHash } from 'node:crypto'
import type pg from 'pg'
import { statement, touched } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import type { Found } from './compare-rules.ts'

interface OfDay {
  readonly partnerId: number
  readonly day: string
  readonly name: string
  readonly partnerFileId: string
  readonly found: readonly Found[]
}

const settleGone = statement<
  [partnerId: number, day: string, marks: Buffer[], because: string, by: string, now: Date]
>(
  'reconciliation/settle-gone',
  `
  update difference
  set decision = 'settled_by_file', decided_because = $4, decided_by = $5, decided_at = $6
  where partner_id = $1 and day = $2::date and decision is null and mark <> all($3::bytea[])
  `,
)

/** What was missing on its own day, and stands in the storefront's books on another one, is one difference and not two. */
const settleElsewhere = statement<
  [partnerId: number, subjects: string[], days: string[], because: string, by: string, now: Date]
>(
  'reconciliation/settle-elsewhere',
  `
  update difference
  set decision = 'settled_by_file', decided_because = $4, decided_by = $5, decided_at = $6
  from unnest($2::text[], $3::date[]) as elsewhere (subject, day)
  where partner_id = $1 and kind = 'missing_there' and decision is null
    and difference.subject = elsewhere.subject and difference.day = elsewhere.day
  `,
)

const insertFound = statement<
  [
    partnerId: number,
    day: string,
    fileId: string,
    by: string,
    now: Date,
    kinds: string[],
    subjects: string[],
    ours: (string | null)[],
    theirs: (string | null)[],
    marks: Buffer[],
  ]
>(
  'reconciliation/insert-found',
  `
  insert into difference (partner_id, day, partner_file_id, found_by, found_at, kind, subject, ours, theirs, mark)
  select $1, $2::date, $3, $4, $5, found.*
  from unnest($6::text[], $7::text[], $8::jsonb[], $9::jsonb[], $10::bytea[])
    as found (kind, subject, ours, theirs, mark)
  where not exists (
    -- it waits already, or somebody said that it may stay so
    select from difference known
    where known.partner_id = $1 and known.subject = found.subject
      and (known.decision is null or known.decision in ('accepted', 'false_alarm'))
      and (
        known.day = $2::date and known.mark = found.mark
        or found.kind = 'missing_there' and known.kind = 'wrong_day'
          and $2::date::text in (known.ours ->> 'paid_on', known.ours ->> 'cancelled_on')
      )
  )
  `,
)

/** Keeps what a file was found to differ in, and settles what it does not say any more. Returns how many of each. */
export async function saveFound(
  tx: pg.PoolClient,
  { partnerId, day, name, partnerFileId, found }: OfDay,
  { actor }: Actor,
  now: Date,
): Promise<{ added: number; settled: number }> {
  const marks = found.map(markOf)
  const decided = [name, actor, now] as const
  const gone = await touched(tx, settleGone, [partnerId, day, marks, ...decided])
  const elsewhere = found.flatMap(({ kind, invoice_code, ours }) => {
    const own = ours?.paid_on ?? ours?.cancelled_on
    return kind === 'wrong_day' && typeof own === 'string' && own !== day
      ? [[subjectOf(invoice_code), own]]
      : []
  })
  const [subjects, days] = [elsewhere.map(([subject]) => subject!), elsewhere.map(([, own]) => own!)]
  const moved =
    elsewhere.length === 0 ? 0 : await touched(tx, settleElsewhere, [partnerId, subjects, days, ...decided])
  const json = (side: Found['ours']) => (side ? JSON.stringify(side) : null)
  const added = await touched(tx, insertFound, [
    partnerId,
    day,
    partnerFileId,
    actor,
    now,
    found.map(({ kind }) => kind),
    found.map(({ invoice_code }) => subjectOf(invoice_code)),
    found.map(({ ours }) => json(ours)),
    found.map(({ theirs }) => json(theirs)),
    marks,
  ])
  return { added, settled: gone + moved }
}

const subjectOf = (invoiceCode: string) => `invoice:${invoiceCode}`

function markOf({ kind, invoice_code, ours, theirs }: Found): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, invoice_code, ours ?? null, theirs ?? null]))
    .digest()
}
