import { deciderRefusals, whoDecides } from '../approvals/who-decides.ts'
import type { Context } from '../database/context.ts'
import { first, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { caseSubject, liftCaseHolds } from './place-holds.ts'

const lockCase = statement<[caseId: string], 'fraud/lock-case'>(
  'fraud/lock-case',
  'select state, signal from fraud_case where case_id = $1 for update',
)

const setDecided = statement<
  [caseId: string, state: 'cleared' | 'confirmed', actor: string, now: Date, because: string]
>(
  'fraud/set-decided',
  `
  update fraud_case set state = $2, decided_by = $3, decided_at = $4, decided_because = $5 where case_id = $1
  `,
)

/** Why a case is not decided, in the order in which the reasons are looked at. */
export const decideCaseRefusals = refusalWords({
  id: {
    decision_missing: 'Pilih keputusannya: wajar (--cleared) atau curang (--confirmed).',
    decision_reason_length: 'Tulis alasan keputusan, 10 sampai 500 huruf: jurnal menyimpannya.',
    case_unknown: 'Kasus itu tidak ada. Pilih dari daftarnya.',
    case_cleared:
      'Kasus itu sudah dinyatakan wajar. Tidak perlu apa-apa lagi: bila ada bukti baru, kasus baru terbuka sendiri.',
    case_confirmed:
      'Kasus itu sudah dinyatakan curang dan pembayarannya tetap ditahan. Bila ternyata keliru, pilih wajar dan tulis alasannya.',
  },
  en: {
    decision_missing: 'Choose the decision: cleared (--cleared) or confirmed (--confirmed).',
    decision_reason_length: 'Write the reason for the decision, in 10 to 500 letters: the journal keeps it.',
    case_unknown: 'There is no such case. Choose one of the list.',
    case_cleared:
      'The case was cleared already. There is nothing to do: with new evidence a new case opens by itself.',
    case_confirmed:
      'The case was confirmed already, and its payments stay stopped. If that was wrong, choose cleared, and write the reason.',
  },
  also: [deciderRefusals],
})
export type DecideCaseRefusal = ReasonOf<typeof decideCaseRefusals>

export interface CaseDecision {
  readonly state: 'cleared' | 'confirmed'
  /** 10 to 500 letters, for the journal */
  readonly because: string
}

/**
 * Decides a case. Cleared, what it stopped goes on, and the same evidence opens no case again. Confirmed, it stays stopped
 * and goes on growing; it may still be cleared when it turns out to be wrong. One person decides: stopping was done
 * without any, and what goes on still takes the people of the payment run. How many payments go on.
 */
export async function decideCase(
  ctx: Context,
  caseId: string,
  { state, because: typed }: CaseDecision,
  actor: Actor,
): Promise<Outcome<{ lifted: number }, DecideCaseRefusal>> {
  const because = typed.trim()
  if ([...because].length < 10 || because.length > 500) return refuse('decision_reason_length')
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const decider = await whoDecides(tx, actor, now)
    if (!decider.ok) return decider
    const found = await first(tx, lockCase, [caseId])
    if (!found) return refuse('case_unknown')
    if (found.state === 'cleared') return refuse('case_cleared')
    if (found.state === state) return refuse('case_confirmed')
    await touched(tx, setDecided, [caseId, state, actor.actor, now, because])
    const lifted = state === 'cleared' ? await liftCaseHolds(tx, caseId, because, actor, now) : 0
    const facts = { kind: found.signal, payments: lifted }
    await writeJournal(tx, actor, now, [
      { event: `fraud_case_${state}`, subject: caseSubject(caseId), reason: because, facts },
    ])
    return done({ lifted })
  })
}
