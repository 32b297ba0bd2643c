import type pg from 'pg'
import { exportJournal } from '../database/seals/journal-export.ts'
import { verifyJournal } from '../database/seals/journal-verify.ts'
import { one, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { auditEvents, auditTables } from './audit-tables.ts'
import { auditSealedTraces } from './audit-traces.ts'
import type { Finding } from './finding.ts'

export interface AuditOptions {
  /** hashes in hex that were the last seal's once, kept elsewhere: the chain must still go through each */
  readonly heads?: readonly string[]
  /** findings of each kind and table that are listed; 20 without it. All are counted. */
  readonly limit?: number
  /** told before each step */
  readonly onProgress?: (progress: {
    readonly done: number
    readonly total: number
    readonly next: string
  }) => void
}

export interface AuditReport {
  readonly findings: readonly Finding[]
  /** all of them, those not listed included */
  readonly total: number
  /** changes that were looked at */
  readonly traces: number
  readonly seals: number
  /** rows of the journal and traces that no seal holds yet: the last seconds */
  readonly unsealed: number
  /**
   * numbers that the journal gave out after its last row: of what was rolled back, or of rows that were cut off with
   * their seals. Only a head that was kept elsewhere tells the one from the other.
   */
  readonly missingAtEnd: number
}

const counts = statement<[], 'journal/audit-counts', 'traces' | 'unsealedTraces' | 'missingAtEnd'>(
  'journal/audit-counts',
  `
  select
    (select count(*) from trace) as traces,
    (
      select count(*) from trace
      where tx > coalesce((
        select max((facts ->> 'upto_tx')::bigint) from journal
        where card_id = 0 and subject = 'traces' and act = 'traces_sealed'
      ), -9223372036854775808)
    ) as unsealed_traces,
    greatest(
      coalesce(pg_sequence_last_value(pg_get_serial_sequence('journal', 'journal_id')::regclass), 0)
        - coalesce((select max(journal_id) from journal), 0),
      0
    ) as missing_at_end
  `,
)

/**
 * Whether the tables say what the journal told: the chain of the journal, the traces that it seals, an event for every
 * change, and every row of every traced table. One instant of the database; memory for what is listed.
 */
export async function auditJournal(db: pg.Pool, options: AuditOptions = {}): Promise<AuditReport> {
  const { heads = [], limit = 20, onProgress } = options
  onProgress?.({ done: 0, total: 1, next: 'the chain of the journal' })
  const chain = await auditChain(db, heads)
  return inTransaction(
    db,
    async (tx) => {
      const sealed = await auditSealedTraces(tx)
      const events = await auditEvents(tx, limit)
      const tables = await auditTables(tx, limit, (done, total, next) => onProgress?.({ done, total, next }))
      const told = await one(tx, counts, [])
      return {
        findings: [...chain.findings, ...sealed, ...events.findings, ...tables.findings],
        total: chain.findings.length + sealed.length + events.total + tables.total,
        traces: Number(told.traces),
        seals: chain.seals,
        unsealed: chain.unsealed + Number(told.unsealedTraces),
        missingAtEnd: Number(told.missingAtEnd),
      }
    },
    'repeatable read read only',
  )
}

async function auditChain(db: pg.Pool, heads: readonly string[]) {
  const verdict = await verifyJournal(exportJournal(db), { heads })
  if (verdict.whole) return { findings: [], seals: verdict.seals, unsealed: verdict.unsealed }
  const finding: Finding = {
    kind: 'journal_broken',
    row: verdict.seal === undefined ? 'journal' : `seal:${verdict.seal}`,
    columns: [],
    sentence: verdict.sentence,
  }
  return { findings: [finding], seals: 0, unsealed: 0 }
}
