import { atLimit, caps, spikes } from './signals/amount-of-purchases.ts'
import type { Signal } from './signals/finding.ts'
import { tooFast, traceless } from './signals/how-finished.ts'
import { oneOwner, sharedAccounts, sharedContacts } from './signals/what-is-shared.ts'
import { gifts, sameWorks } from './signals/what-was-written.ts'
import { changedPhones, instantRedeems, lastHours } from './signals/when-bought.ts'

/** Every signal that a scan looks for, by the name of its cases. */
export const signals = {
  cap: caps,
  spike: spikes,
  shared_contact: sharedContacts,
  shared_account: sharedAccounts,
  last_hours: lastHours,
  too_fast: tooFast,
  traceless,
  same_work: sameWorks,
  price_at_limit: atLimit,
  one_owner: oneOwner,
  instant_redeem: instantRedeems,
  changed_phones: changedPhones,
  gifts,
} as const satisfies Readonly<Record<string, Signal>>

export type SignalName = keyof typeof signals
/** What cases are of: the signals, and what the public reports. */
export type CaseKind = SignalName | 'report'
export const caseKinds = [...(Object.keys(signals) as SignalName[]), 'report'] as const
