import type pg from 'pg'
import { exportJournal } from '../database/seals/journal-export.ts'
import { verifyJournal } from '../database/seals/journal-verify.ts'
import { auditJournal } from '../journal/audit.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { invariants } from '../ledger/invariants.ts'
import { trialBalance } from '../ledger/trial-balance.ts'

/** What an auditor asks of the records themselves; none of them changes anything. */
export const recordChecks = ['check_ledger', 'verify_journal', 'audit_tables'] as const
export type RecordCheck = (typeof recordChecks)[number]

/** What a check says: how much was looked at, and what is not as it should be. */
export interface CheckReport {
  readonly found: number
  /** the first of what was found, in English sentences; absent where all is well */
  readonly what?: string
  readonly entries?: number
  readonly invariants?: number
  readonly rows?: number
  readonly seals?: number
  readonly unsealed?: number
  readonly traces?: number
  readonly head?: string
}

type Progress = (done: number, total: number) => void

/** How many findings a report names: the command names all. */
const named = 10

/**
 * Makes a check as its command does, with a report that can be kept: the ledger and its invariants (`ledger check`), the
 * seals of the journal (`journal verify`), or every row that matters against what was told of it (`audit`).
 */
export async function makeCheck(db: pg.Pool, check: RecordCheck, progress: Progress): Promise<CheckReport> {
  switch (check) {
    case 'check_ledger':
      return ledger(db, progress)
    case 'verify_journal':
      return journal(db, progress)
    case 'audit_tables':
      return tables(db, progress)
  }
}

async function ledger(db: pg.Pool, progress: Progress): Promise<CheckReport> {
  const { sum, entries } = await trialBalance(db)
  const violations = await checkInvariants(db, ({ done, total }) => progress(done, total))
  const unbalanced = sum === 0 ? [] : [`The accounts do not sum to zero: ${sum}.`]
  const broken = violations.map(({ sentence, examples }) => `${sentence} (${examples.join(', ')})`)
  return { ...findings([...unbalanced, ...broken]), entries: Number(entries), invariants: invariants.length }
}

async function journal(db: pg.Pool, progress: Progress): Promise<CheckReport> {
  const verdict = await verifyJournal(exportJournal(db, { onProgress: progress }))
  if (!verdict.whole) return findings([verdict.sentence])
  const { rows, seals, unsealed, head } = verdict
  return { found: 0, rows, seals, unsealed, head }
}

async function tables(db: pg.Pool, progress: Progress): Promise<CheckReport> {
  const report = await auditJournal(db, {
    limit: named,
    onProgress: ({ done, total }) => progress(done, total),
  })
  const { traces, seals, unsealed, total } = report
  const told = findings(report.findings.map(({ sentence }) => sentence))
  return { ...told, found: total, traces, seals, unsealed }
}

function findings(sentences: readonly string[]): CheckReport {
  if (sentences.length === 0) return { found: 0 }
  return { found: sentences.length, what: sentences.slice(0, named).join(' ') }
}
