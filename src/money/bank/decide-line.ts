import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import {
  done,
  type Outcome,
  type ReasonOf,
  type Refusal,
  refusalWords,
  refuse,
} from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Party } from '../accounts/rules.ts'
import { lockRuns } from '../runs/compute-sql.ts'
import {
  type LineDecision,
  lockLine,
  lockPayment,
  postDecision,
  selectLine,
  selectWaitingLines,
  setDecided,
  setTried,
  type WaitingLine,
} from './decide-sql.ts'
import { tellAnswered } from './tell-answered.ts'

/** What somebody of finance decides of a line that matches nothing, and why. */
export interface DecidedLine {
  readonly decision: LineDecision
  readonly because: string
  /** the payment that it pays or gives back; without it the one that the bank named */
  readonly paymentId?: string | undefined
  /** who has paid back, or got what was not theirs; without it the party of the payment */
  readonly party?: Party | undefined
}

export const decideLineRefusals = refusalWords({
  id: {
    bank_line_unknown: 'Baris rekening koran itu tidak ada. Lihat daftar selisih.',
    bank_line_decided: 'Baris itu sudah cocok atau sudah diputuskan. Lihat daftar selisih.',
    bank_line_reason_missing: 'Tulis alasannya, paling banyak 500 huruf.',
    bank_line_wrong_way:
      'Keputusan itu tidak cocok dengan arah uangnya. Pilih untuk uang masuk dana, dikembalikan, atau pelunasan; untuk uang keluar pilih biaya, membayar, atau utang.',
    bank_line_payment_needed: 'Sebutkan pembayaran yang dimaksud; harus sedang di bank atau sudah dibayar.',
    bank_line_party_needed: 'Sebutkan lembaga, toko, atau orang yang dimaksud.',
  },
  en: {
    bank_line_unknown: 'There is no such line of a statement. See the list of differences.',
    bank_line_decided: 'That line is matched or decided already. See the list of differences.',
    bank_line_reason_missing: 'Write the reason, 500 letters at most.',
    bank_line_wrong_way:
      'That decision does not fit the way of the money. Choose funding, given back or paid back for what came in; fee, pays or owed for what left.',
    bank_line_payment_needed: 'Name the payment; it must be with the bank, or paid.',
    bank_line_party_needed: 'Name the institution, the storefront or the person.',
  },
})
export type DecideLineRefusal = ReasonOf<typeof decideLineRefusals>

const takesIn: Readonly<Record<LineDecision, boolean>> = {
  funding: true,
  gives_back: true,
  paid_back: true,
  fee: false,
  pays: false,
  party_owes: false,
}

/** Lines of statements that match nothing, the oldest first; a thousand at most. */
export function waitingLines(db: Queryable, limit = 1000): Promise<WaitingLine[]> {
  return rows(db, selectWaitingLines, [limit])
}

/** One line of a statement; undefined where there is none. */
export async function findLine(db: Queryable, lineId: string): Promise<WaitingLine | undefined> {
  return /^[1-9]\d{0,17}$/.test(lineId) ? first(db, selectLine, [lineId]) : undefined
}

/**
 * Decides what a line of a statement is that matched nothing, once, with a reason: money from the state (`funding`), a cost of
 * the bank (`fee`), the payment that was ordered, whatever its amount (`pays`), a payment that came back
 * (`gives_back`), what a party owed and paid (`paid_back`), or what a party got and must give back (`party_owes`). What
 * the bank paid too little stays payable, what it paid too much the party owes.
 */
export async function decideLine(
  ctx: Context,
  lineId: string,
  decided: DecidedLine,
  actor: Actor,
): Promise<Outcome<null, DecideLineRefusal>> {
  const because = decided.because.trim()
  if (because === '' || because.length > 500) return refuse('bank_line_reason_missing')
  if (!/^[1-9]\d{0,17}$/.test(lineId)) return refuse('bank_line_unknown')
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    const line = await first(tx, lockLine, [lineId])
    if (!line) return refuse('bank_line_unknown')
    if (line.decision || ['paid', 'returned'].includes(line.outcome)) return refuse('bank_line_decided')
    const amount = Number(line.amount)
    const { decision } = decided
    if (takesIn[decision] !== amount > 0) return refuse('bank_line_wrong_way')
    const now = ctx.clock.now()
    const paymentId = decided.paymentId ?? line.paymentId
    const step = { tx, lineId, amount: Math.abs(amount), now, paymentId, party: decided.party, because }
    const made = await steps[decision](step)
    if (made) return made
    await touched(tx, setDecided, [lineId, decision, paymentId, because, actor.actor, now])
    await writeJournal(tx, actor, now, [
      {
        event: 'statement_line_decided',
        subject: `statement_line:${lineId}`,
        reason: because,
        facts: { as: decision, amount: Math.abs(amount) },
      },
    ])
    return done(null)
  })
}

interface Step {
  readonly tx: pg.PoolClient
  readonly lineId: string
  readonly amount: number
  readonly now: Date
  readonly paymentId: string | undefined
  readonly party: Party | undefined
  readonly because: string
}
type Made = Promise<Refusal<DecideLineRefusal> | undefined>

const steps: Readonly<Record<LineDecision, (step: Step) => Made>> = {
  async funding(step) {
    await post(step, 'funding', 'suspense', 'treasury')
    return undefined
  },
  async fee(step) {
    await post(step, 'fee', 'treasury', 'suspense')
    return undefined
  },
  async pays(step) {
    const payment = await paymentOf(step)
    if (payment?.state !== 'ordered' || payment.runId === undefined) return refuse('bank_line_payment_needed')
    const { partyKind, partyId, runId } = payment
    const ordered = Number(payment.amount)
    const about = { paymentId: payment.paymentId, runId }
    await post(step, 'pays', 'in_transit', 'suspense', { ...about, amount: ordered })
    const left = ordered - step.amount
    const toParty = { ...about, partyId, amount: Math.abs(left) }
    if (left > 0) await post(step, 'gives_back', 'suspense', `payable_${partyKind}`, toParty)
    if (left < 0) await post(step, 'party_owes', `owed_${partyKind}`, 'suspense', toParty)
    await touched(step.tx, setTried, [payment.paymentId, runId, 'paid', left > 0 ? 'open' : 'paid', null])
    await tellAnswered(step.tx, 'paid', [payment.paymentId], step.now, [step.amount])
    return undefined
  },
  async gives_back(step) {
    const payment = await paymentOf(step)
    if (payment?.state !== 'paid' || payment.runId === undefined) return refuse('bank_line_payment_needed')
    const { partyKind, partyId, runId, paymentId } = payment
    await post(step, 'gives_back', 'suspense', `payable_${partyKind}`, { partyId, paymentId, runId })
    await touched(step.tx, setTried, [paymentId, runId, 'returned', 'open', step.because])
    await tellAnswered(step.tx, 'failed', [paymentId], step.now, [step.amount])
    return undefined
  },
  async paid_back(step) {
    const party = await partyOf(step)
    if (!party) return refuse('bank_line_party_needed')
    await post(step, 'paid_back', 'suspense', `owed_${party.kind}`, { partyId: party.id })
    return undefined
  },
  async party_owes(step) {
    const party = await partyOf(step)
    if (!party) return refuse('bank_line_party_needed')
    await post(step, 'party_owes', `owed_${party.kind}`, 'suspense', { partyId: party.id })
    return undefined
  },
}

async function paymentOf({ tx, paymentId }: Step) {
  return paymentId && /^[1-9]\d{0,17}$/.test(paymentId) ? first(tx, lockPayment, [paymentId]) : undefined
}

async function partyOf(step: Step): Promise<Party | undefined> {
  if (step.party) return step.party
  const payment = await paymentOf(step)
  return payment && { kind: payment.partyKind as Party['kind'], id: payment.partyId }
}

interface Posted {
  readonly amount?: number
  readonly partyId?: string
  readonly paymentId?: string
  readonly runId?: number
}

async function post(
  { tx, lineId, amount, now }: Step,
  kind: string,
  debit: string,
  credit: string,
  more: Posted = {},
): Promise<void> {
  await touched(tx, postDecision, [
    kind,
    debit,
    credit,
    more.partyId,
    more.paymentId,
    more.runId,
    lineId,
    more.amount ?? amount,
    now,
  ])
}
