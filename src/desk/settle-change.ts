import { thawCard } from '../card/suspend-card.ts'
import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { cardOfPerson } from '../people/card-of-person.ts'
import { type AtDesk, whoHelps } from './desk-case.ts'

const columns = `
  contact_change_id, contact_change.person_id, was, became, changed_by, changed_at, stopped_at, put_back, froze_card,
  settled_at, settled_by, settled_because, released, desk_case.opened_by, desk_case.confirmed_by
`
const from = 'from contact_change left join desk_case using (desk_case_id)'

export type StoppedChange = Row<'desk/select-stopped-change'>

const selectStopped = statement<[changeId: string], 'desk/select-stopped-change'>(
  'desk/select-stopped-change',
  `select ${columns} ${from} where contact_change_id = $1 and stopped_at is not null`,
)

const lockStopped = statement<[changeId: string], 'desk/lock-stopped-change'>(
  'desk/lock-stopped-change',
  `
  select ${columns} ${from}
  where contact_change_id = $1 and stopped_at is not null and settled_at is null
  for no key update of contact_change
  `,
)

const settle = statement<[changeId: string, by: string, because: string, released: boolean, now: Date]>(
  'desk/settle-change',
  `
  update contact_change set settled_by = $2, settled_because = $3, released = $4, settled_at = $5
  where contact_change_id = $1 and settled_at is null
  `,
)

/** A change that was stopped; undefined where there is none. */
export function readStoppedChange(db: Queryable, changeId: string) {
  return first(db, selectStopped, [changeId])
}

/**
 * Decides a change of phone that its owner stopped: the card is released, or stays suspended. From then on the phone can be
 * changed again. Whoever took part in the change does not decide it, nor the person themselves.
 */
export async function settleChange(
  ctx: Context,
  changeId: string,
  verdict: { readonly release: boolean; readonly because: string },
  actor: Actor,
): Promise<
  Outcome<{ released: boolean }, AtDesk | 'reason_missing' | 'change_not_open' | 'third_person_needed'>
> {
  const because = verdict.because.trim().slice(0, 500)
  if (because.length < 3) return refuse('reason_missing')
  return inTransaction(ctx.db, async (tx) => {
    const change = await first(tx, lockStopped, [changeId])
    if (!change) return refuse('change_not_open')
    const now = ctx.clock.now()
    const { personId, changedBy, openedBy, confirmedBy } = change
    const staff = await whoHelps(tx, personId, actor, now)
    if (!staff.ok) return staff
    if ([changedBy, openedBy, confirmedBy].includes(actor.actor)) return refuse('third_person_needed')
    const cardId = await cardOfPerson(tx, personId)
    const released =
      verdict.release &&
      change.frozeCard === true &&
      cardId !== undefined &&
      (await thawCard(tx, cardId, because, actor, now))
    await touched(tx, settle, [changeId, actor.actor, because, released, now])
    const about = { subject: `person:${personId}`, reason: because, ...(cardId && { cardId }) }
    await writeJournal(tx, actor, now, [{ event: 'change_settled', facts: { released }, ...about }])
    return done({ released })
  })
}
