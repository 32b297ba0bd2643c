import type { TwoPersonAct } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { extendWave, extendWaveAct } from '../deadlines/extend-wave.ts'
import { holdSweep, holdSweepAct, releaseSweep, releaseSweepAct } from '../deadlines/wave-holds.ts'
import { giveAccess, giveAccessAct } from '../desk/give-access.ts'
import type { Facts } from '../journal/facts.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import { cancelPurchase, cancelPurchaseAct } from '../learning/cancellation/cancel-purchase.ts'
import { cancelSchedule, cancelScheduleAct } from '../learning/cancellation/cancel-schedule.ts'
import { setContract, setContractAct } from '../money/contracts.ts'
import { approveLargeRun, approveRun, payLargeRunAct, payRunAct } from '../money/runs/approve-run.ts'
import { notifyWave } from '../recipients/notify-wave.ts'
import type { Identity } from '../registration/corrections/correct-identity.ts'
import type { Permission } from '../staff/permissions.ts'
import type { ReportKey, TaskKind } from '../staff/task-kinds.ts'
import { endSuspension, endSuspensionAct } from '../suspension/end-suspension.ts'
import { suspend, suspendAct } from '../suspension/suspend.ts'
import { cancelWave, cancelWaveAct } from '../waves/cancel-wave.ts'
import { runDraw, runDrawAct } from '../waves/draw/run-draw.ts'
import { createExtraWave, extraWaveAct } from '../waves/extra-wave.ts'
import { grantCardsAct } from '../waves/grant-cards.ts'
import { openWave, openWaveAct } from '../waves/open-wave.ts'
import { numberOf, suspendingOf, termsOf } from './approved-facts.ts'
import { messageActs } from './message-acts.ts'
import type { Performing } from './performing.ts'
import { personActs } from './person-acts.ts'
import { yearActs } from './year-acts.ts'

/** Everything is about the `id` of its subject, a wave, a year or a person; what else is wanted is in the facts. */
interface Approved {
  readonly words: Readonly<Record<Language, string>>
  /** which of the staff may ask for it, and which be its second person; without it whoever runs waves, and whoever approves */
  readonly takes?: { readonly first: Permission; readonly second: Permission }
  /** what exactly the two approve; undefined where it needs no approval any more */
  wanted(
    ctx: Context,
    id: number,
    facts: Facts,
    typed: Identity,
  ): Promise<Outcome<TwoPersonAct | undefined, string>>
  /** long work, that the console does beside its requests, with what is kept of its report */
  readonly task?: { readonly kind: TaskKind; readonly tells: readonly ReportKey[] }
  /** does exactly what was approved */
  perform?(performing: Performing, id: number, facts: Facts): Promise<Outcome<object | null, string>>
  /** ... where only marks of it are kept until then: whoever has it gives the command once more */
  performTyped?(
    performing: Pick<Performing, 'ctx' | 'actor'>,
    id: number,
    facts: Facts,
    typed: Identity,
  ): Promise<Outcome<object, string>>
}

/** Every act that an approval names, once: the console and the command line both ask here. A test walks the list. */
export const approvedActs = {
  /** from then on people may join, with this quota and the rules of its draw */
  open_wave: {
    words: { id: 'Membuka gelombang', en: 'Open a wave' },
    wanted: ({ db }, waveId) => openWaveAct(db, waveId),
    perform: ({ ctx, actor }, waveId) => openWave(ctx, waveId, actor),
  },
  run_draw: {
    words: { id: 'Menjalankan undian', en: 'Run a draw' },
    wanted: ({ db }, waveId) => runDrawAct(db, waveId),
    task: { kind: 'run_draw', tells: ['selected', 'applicants', 'reserves', 'struck', 'result_root'] },
    perform: ({ ctx, actor, progress }, waveId) =>
      runDraw(ctx, waveId, {
        actor,
        onProgress: ({ ranked, applicants }) => progress?.(ranked, applicants),
      }),
  },
  /** goes on where it broke off */
  grant_cards: {
    words: { id: 'Memberi kartu', en: 'Give cards' },
    wanted: ({ db }, waveId) => grantCardsAct(db, waveId),
    task: { kind: 'notify_wave', tells: ['notified', 'before', 'firstPurchaseBefore'] },
    perform: ({ ctx, actor, link, sandbox, progress }, waveId) =>
      notifyWave(ctx, waveId, {
        actor,
        link: link('/kartu'),
        sandbox,
        onProgress: ({ notified, total }) => progress?.(notified, total),
      }),
  },
  /** a wave of the seats of revoked recipients */
  plan_extra_wave: {
    words: { id: 'Merencanakan gelombang tambahan', en: 'Plan an extra wave' },
    wanted: ({ db }, year, { seats }) => extraWaveAct(db, { year, quota: numberOf(seats) }),
    perform: ({ ctx, actor }, year, { seats }) =>
      createExtraWave(ctx, { year, quota: numberOf(seats) }, actor),
  },
  /** before its public value can be known: who joined is free for another */
  cancel_wave: {
    words: { id: 'Membatalkan gelombang', en: 'Cancel a wave' },
    wanted: ({ db, clock }, waveId, { because }) => cancelWaveAct(db, waveId, String(because), clock.now()),
    perform: ({ ctx, actor, link }, waveId, { because }) =>
      cancelWave(ctx, waveId, { because: String(because), home: link('/kartu'), actor }),
  },
  ...personActs,
  /** nobody of a wave is revoked, until it is released */
  hold_sweep: {
    words: { id: 'Menahan pencabutan', en: 'Hold the revocations' },
    wanted: ({ db }, waveId) => holdSweepAct(db, waveId),
    perform: ({ ctx, actor }, waveId) => holdSweep(ctx, waveId, actor),
  },
  /** of a wave that was held, or that stopped by itself */
  release_sweep: {
    words: { id: 'Melanjutkan pencabutan', en: 'Let the revocations go on' },
    wanted: ({ db }, waveId) => releaseSweepAct(db, waveId),
    perform: ({ ctx, actor }, waveId) => releaseSweep(ctx, waveId, actor),
  },
  extend_deadline: {
    words: { id: 'Mengundur tenggat', en: 'Extend the deadline' },
    wanted: ({ db, clock }, waveId, { until }) => extendWaveAct(db, waveId, String(until), clock.now()),
    perform: ({ ctx, actor }, waveId, { until }) => extendWave(ctx, waveId, String(until), actor),
  },
  /** begun or not: every purchase of it is given back, by the job */
  cancel_schedule: {
    words: { id: 'Membatalkan jadwal', en: 'Cancel a schedule' },
    takes: { first: 'run_catalogue', second: 'approve' },
    wanted: ({ db }, scheduleId, { because }) => cancelScheduleAct(db, scheduleId, String(because)),
    perform: ({ ctx, actor }, scheduleId, { because }) =>
      cancelSchedule(ctx, scheduleId, String(because), actor),
  },
  /** one purchase of a card, used or not */
  cancel_purchase: {
    words: { id: 'Membatalkan pembelian', en: 'Cancel a purchase' },
    takes: { first: 'request_correction', second: 'approve' },
    wanted: ({ db }, cardId, { purchase, because }) =>
      cancelPurchaseAct(db, { cardId: String(cardId), purchaseId: String(purchase) }, String(because)),
    perform: ({ ctx, actor, link }, cardId, { purchase, because }) =>
      cancelPurchase(ctx, { cardId: String(cardId), purchaseId: String(purchase) }, String(because), {
        actor,
        link: link('/kartu'),
      }),
  },
  /** what a storefront keeps of its prices, from a day on */
  set_contract: {
    words: { id: 'Memberlakukan kontrak komisi', en: 'Put a contract in force' },
    takes: { first: 'run_money', second: 'approve_money' },
    wanted: ({ db, clock }, partnerId, facts) => setContractAct(db, partnerId, termsOf(facts), clock.now()),
    perform: ({ ctx, actor }, partnerId, facts) => setContract(ctx, partnerId, termsOf(facts), actor),
  },
  /** the lines of a payment run, by their digest */
  pay_run: {
    words: { id: 'Menyetujui pembayaran', en: 'Approve a payment run' },
    takes: { first: 'run_money', second: 'approve_money' },
    wanted: ({ db }, runId) => payRunAct(db, runId),
    perform: ({ ctx, actor }, runId) => approveRun(ctx, runId, actor),
  },
  /** ... of a run above the threshold of its year, once it was approved by one */
  pay_large_run: {
    words: { id: 'Menyetujui pembayaran besar', en: 'Approve a large payment run' },
    takes: { first: 'approve_money', second: 'approve_money' },
    wanted: ({ db }, runId) => payLargeRunAct(db, runId),
    perform: ({ ctx, actor }, runId) => approveLargeRun(ctx, runId, actor),
  },
  /** nothing of it is sold, its money is held, and what was open of it is settled by the job */
  suspend_institution: {
    words: { id: 'Menangguhkan lembaga', en: 'Suspend an institution' },
    takes: { first: 'run_money', second: 'approve' },
    wanted: ({ db }, id, facts) => suspendAct(db, { kind: 'institution', id }, suspendingOf(facts)),
    perform: ({ ctx, actor }, id, facts) =>
      suspend(ctx, { kind: 'institution', id }, suspendingOf(facts), actor),
  },
  suspend_storefront: {
    words: { id: 'Menangguhkan toko', en: 'Suspend a storefront' },
    takes: { first: 'run_money', second: 'approve' },
    wanted: ({ db }, id, facts) => suspendAct(db, { kind: 'storefront', id }, suspendingOf(facts)),
    perform: ({ ctx, actor }, id, facts) =>
      suspend(ctx, { kind: 'storefront', id }, suspendingOf(facts), actor),
  },
  ...messageActs,
  ...yearActs,
  /** by two as well, since money goes out again by it */
  end_suspension: {
    words: { id: 'Mengakhiri penangguhan', en: 'End a suspension' },
    takes: { first: 'run_money', second: 'approve' },
    wanted: ({ db }, suspensionId, { because }) => endSuspensionAct(db, suspensionId, String(because)),
    perform: ({ ctx, actor }, suspensionId, { because }) =>
      endSuspension(ctx, suspensionId, String(because), actor),
  },
  /** of somebody who lost theirs; the second of the desk proves them, too */
  give_access: {
    words: { id: 'Mengganti nomor HP di meja bantuan', en: 'Change a phone at the desk' },
    takes: { first: 'help_people', second: 'help_people' },
    wanted: (ctx, deskCaseId) => giveAccessAct(ctx, String(deskCaseId)),
    perform: ({ ctx, actor, link }, deskCaseId) => giveAccess(ctx, String(deskCaseId), { actor, link }),
  },
} as const satisfies Readonly<Record<string, Approved>>

/**
 * What takes two people and has a record of its own: a card that is restored keeps the amount, and is the history of its
 * corrections (`correction`, decision 0022); of the public value neither is shown what the other entered.
 */
export const otherActs = ['restore_card', 'enter_public_value'] as const

export type ApprovedAct = keyof typeof approvedActs
type Act<Name extends ApprovedAct> = (typeof approvedActs)[Name]
/** One that is performed by what was approved alone. */
export type PerformedAct = {
  [Name in ApprovedAct]: Act<Name> extends { perform: unknown } ? Name : never
}[ApprovedAct]
/** What came of it. */
export type ValueOf<Name extends PerformedAct> = Extract<
  Awaited<ReturnType<Act<Name>['perform']>>,
  { readonly ok: true }
>['value']

/** What is registered under a name; undefined where another version of this programme named it. */
export function approvedAct(name: string): Act<ApprovedAct> | undefined {
  return (approvedActs as Readonly<Record<string, Act<ApprovedAct>>>)[name]
}

/** Who may ask for an act of two people and withdraw it, and who may be its second person. */
export function takesOf(name: string): { readonly first: Permission; readonly second: Permission } {
  const act: Approved | undefined = approvedAct(name)
  return act?.takes ?? { first: 'run_waves', second: 'approve' }
}
