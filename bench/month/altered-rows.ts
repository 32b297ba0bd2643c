import type pg from 'pg'
import type { Context } from '../../src/database/context.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import type { Findings } from './month-findings.ts'

/** Works as the superuser of the database: whoever owns the machine can change anything. */
export type AsSuperuser = (work: (client: pg.Client) => Promise<unknown>) => Promise<void>

const alter = `
  update entry set amount = amount + 1
  where kind = 'first_part' and (card_id, purchase_id) in (
    select card_id, purchase_id from entry
    where kind = 'first_part' and purchase_id > $1 order by purchase_id limit $2
  )
  returning purchase_id`

/** What one altered part breaks: it is not what was due, its clearing account is off, and it is not what was ordered. */
const broken = ['earned_as_due', 'clearing_settles'] as const

/** Alters rows of the ledger behind the program's back, with triggers on and off; the check of the ledger must name each. */
export async function alterRows(
  ctx: Context,
  asSuperuser: AsSuperuser,
  findings: Findings,
  each: number,
): Promise<void> {
  const altered = new Map<string, 'row_altered_traced' | 'row_altered_untraced'>()
  await asSuperuser(async (client) => {
    for (const [kind, role, after] of [
      ['row_altered_traced', 'origin', 0],
      ['row_altered_untraced', 'replica', 1000],
    ] as const) {
      await client.query(`set session_replication_role = ${role}`)
      const { rows } = await client.query<{ purchase_id: string }>(alter, [after, each])
      for (const { purchase_id: id } of rows) {
        altered.set(`purchase:${id}`, kind)
        findings.plant(kind, `purchase:${id}`)
      }
    }
  })
  for (const { invariant, count, examples } of await checkInvariants(ctx.db)) {
    if (!(broken as readonly string[]).includes(invariant)) continue
    if (count !== altered.size) findings.other(`${invariant} does not hold ${count} times`)
    for (const subject of examples) {
      const kind = altered.get(subject)
      if (kind) findings.find(kind, subject, 'check of the ledger')
      else findings.other(`${invariant}: ${subject}`)
    }
  }
}
