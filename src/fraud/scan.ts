import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { day } from '../kernel/clock.ts'
import type { Actor } from '../kernel/request.ts'
import type { FraudRules } from '../years/fraud-rules.ts'
import { caseSubject, placeHolds } from './place-holds.ts'
import type { Finding } from './signals/finding.ts'
import { type SignalName, signals } from './signals.ts'

/** What a scan has done. */
export interface Scanned {
  readonly opened: number
  /** cases that there were, of which more was seen */
  readonly grown: number
  /** payments that are stopped from now on */
  readonly held: number
  /** signals that took too long and wait for the next scan */
  readonly unfinished: readonly SignalName[]
}

/** How long one signal may look, in milliseconds. */
const longestMs = 120_000

const setTerms = statement<[milliseconds: string, nestedLoops: 'on' | 'off'], 'fraud/set-terms'>(
  'fraud/set-terms',
  // Of a sweep the planner has little to guess by: a loop over all purchases for each course would take it hours.
  `
  select
    set_config('statement_timeout', $1, true) as bound, set_config('enable_nestloop', $2, true) as loops,
    set_config('work_mem', '64MB', true) as memory
  `,
)

const recordCase = statement<
  [
    signal: string,
    subjectKind: string,
    subjectId: string,
    count: number,
    evidence: string,
    now: Date,
    lastSeenAt: Date,
    begunAt: Date,
  ],
  'fraud/record-case',
  'opened'
>(
  'fraud/record-case',
  // What was cleared while the signal looked is looked at again next time: it did not know yet what to pass over.
  `
  insert into fraud_case (signal, subject_kind, subject_id, count, evidence, opened_at, last_seen_at)
  select $1, $2, $3::bigint, $4::int, $5::jsonb, $6::timestamptz, $7::timestamptz
  where not exists (
    select from fraud_case
    where signal = $1 and subject_kind = $2 and subject_id = $3 and state = 'cleared' and decided_at >= $8::timestamptz
  )
  on conflict (signal, subject_kind, subject_id) where state <> 'cleared' do update
  set count = excluded.count, evidence = excluded.evidence, last_seen_at = excluded.last_seen_at
  where excluded.last_seen_at > fraud_case.last_seen_at or excluded.count > fraud_case.count
  returning case_id, xmax = 0 as opened
  `,
)

/**
 * Looks for every signal once. One signal about one subject is one case, that grows while it is not cleared; what is new in
 * it is stopped from being paid at once. Repeated, it changes nothing; two at a time do what one does.
 */
export async function scanForFraud(
  ctx: Context,
  rules: FraudRules,
  { stopping }: { readonly stopping?: AbortSignal } = {},
): Promise<Scanned> {
  const total = { opened: 0, grown: 0, held: 0 }
  const unfinished: SignalName[] = []
  for (const name of Object.keys(signals) as SignalName[]) {
    if (stopping?.aborted) break
    try {
      const { opened, grown, held } = await scanSignal(ctx, rules, name)
      total.opened += opened
      total.grown += grown
      total.held += held
    } catch (error) {
      if (!tookTooLong(error)) throw error
      unfinished.push(name)
    }
  }
  return { ...total, unfinished }
}

async function scanSignal(ctx: Context, rules: FraudRules, name: SignalName) {
  const { find, asked, sweeps } = signals[name]
  const now = ctx.clock.now()
  const since = new Date(now.getTime() - rules.windowDays * day)
  const actor = { actor: 'system:fraud', requestId: `fraud-${name}` }
  return inTransaction(ctx.db, async (tx) => {
    await one(tx, setTerms, [String(longestMs), sweeps ? 'off' : 'on'])
    const findings = await rows(tx, find, asked({ since, now }, rules))
    await one(tx, setTerms, [String(longestMs), 'on'])
    const total = { opened: 0, grown: 0, held: 0 }
    for (const finding of findings) {
      const recorded = await record(tx, name, finding, actor, now)
      if (!recorded) continue
      total[recorded.opened ? 'opened' : 'grown']++
      total.held += recorded.held
    }
    return total
  })
}

async function record(
  tx: pg.PoolClient,
  signal: SignalName,
  finding: Finding,
  actor: Actor,
  now: Date,
): Promise<{ opened: boolean; held: number } | undefined> {
  const { subjectKind, subjectId, count, lastAt } = finding
  const evidence = JSON.stringify(evidenceOf(finding))
  const kept = await first(tx, recordCase, [
    signal,
    subjectKind,
    subjectId,
    count,
    evidence,
    now,
    lastAt,
    now,
  ])
  if (!kept) return undefined
  const held = await placeHolds(tx, kept.caseId, finding, actor, now)
  const event = kept.opened ? 'fraud_case_opened' : 'fraud_case_grown'
  const facts = { kind: signal, subject: `${subjectKind}:${subjectId}`, rows: count, payments: held }
  await writeJournal(tx, actor, now, [{ event, subject: caseSubject(kept.caseId), facts }])
  return { opened: kept.opened, held }
}

/** The figures of a case, and so few of what was seen that they fit on its page. */
export interface Evidence {
  readonly figures: Readonly<Record<string, number | string>>
  /** pairs of a card and its purchase */
  readonly purchases: readonly (readonly [cardId: string, purchaseId: string])[]
  readonly people: readonly string[]
  readonly institutions: readonly string[]
  readonly storefronts: readonly string[]
}

const mostExamples = 8

function evidenceOf(finding: Finding): Evidence {
  const { figures, cards, purchases, people, institutions, storefronts } = finding
  return {
    figures: figures as Evidence['figures'],
    purchases: purchases.slice(0, mostExamples).map((id, at) => [cards[at]!, id] as const),
    people: people.slice(0, mostExamples),
    institutions: institutions.slice(0, mostExamples),
    storefronts: storefronts.slice(0, mostExamples),
  }
}

/** PostgreSQL broke a statement off at its time. */
function tookTooLong(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014'
}
