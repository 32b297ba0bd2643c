import { importCourses } from '../catalogue/import-courses.ts'
import type { Context } from '../database/context.ts'
import type { Queryable } from '../database/sql.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { ListKind } from '../lists/list-imports.ts'
import type { ListOptions } from '../lists/read-list.ts'
import type { TakenList } from '../lists/taken-list.ts'
import { importExclusions } from '../recipients/exclusions/exclusions.ts'
import { importRecipients } from '../recipients/import-recipients.ts'
import { importApplicants } from '../registration/applicants/import-applicants.ts'
import type { Registrations } from '../registration/registrations.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { listYears } from '../years/years.ts'
import type { RowToTell, WrittenList } from './written-list.ts'

/** What lists are written with: that of registrations, for lists of applicants are such. */
export type ListHost = Registrations

/** What a list is brought into, as its kind needs it. */
export interface ListTarget {
  readonly list?: string
  readonly agency?: string
  readonly wave_id?: number
}

export interface ListOf {
  readonly kind: ListKind
  readonly target: ListTarget
  readonly content: Buffer
}

export interface WriteListOptions extends ListOptions, TakenList {
  readonly actor: Actor
  /** told of the rows that are done */
  readonly onProgress?: (done: number, total: number) => void
  /** rows in one transaction */
  readonly chunk?: number | undefined
}

type Written = Promise<Outcome<WrittenList, string>>

const nothing = { imported: 0, changed: 0, already: 0, refused: 0, doubtful: 0, joined: 0, notJoined: 0 }

/** Writes a list of any kind by the import of that kind. Refuses what that import refuses. */
export function writeList(host: ListHost, list: ListOf, options: WriteListOptions): Written {
  const total = rowsAbout(list.content)
  const { onProgress, ...others } = options
  const told = (rows: number) => onProgress?.(Math.min(rows, total), total)
  return writers[list.kind](host, list, others, told)
}

type Writer = (
  host: ListHost,
  list: ListOf,
  options: Omit<WriteListOptions, 'onProgress'>,
  told: (rows: number) => void,
) => Written

const writers: Readonly<Record<ListKind, Writer>> = {
  async recipients({ ctx }, { target, content }, { chunk, ...options }, told) {
    const outcome = await importRecipients(ctx, target.wave_id ?? 0, pieces(content), {
      ...options,
      ...(chunk !== undefined && { chunk }),
      onProgress: ({ rows }) => told(rows),
    })
    if (!outcome.ok) return refuse(outcome.refusal, { said: outcome.said })
    const { rows, imported, already, refused } = outcome.value
    return done({
      ...nothing,
      rows,
      imported,
      already,
      refused: refused.length,
      tell: refused.map(refusedRow),
    })
  },
  async applicants(host, { target, content }, { chunk, ...options }, told) {
    const outcome = await importApplicants(host, pieces(content), {
      ...options,
      agency: target.agency ?? '',
      waveId: target.wave_id,
      ...(chunk !== undefined && { chunk }),
      onProgress: ({ rows }) => told(rows),
    })
    if (!outcome.ok) return outcome
    const { rows, registered, already, joined, refused, notJoined } = outcome.value
    const left = notJoined.map((row) => ({ ...refusedRow(row), verdict: 'not_joined' as const }))
    const counts = { rows, imported: registered, already, joined }
    return done({
      ...nothing,
      ...counts,
      refused: refused.length,
      notJoined: left.length,
      tell: [...refused.map(refusedRow), ...left],
    })
  },
  async exclusions({ ctx }, { target, content }, { actor, chunk, ...options }, told) {
    const outcome = await importExclusions(ctx, target.list ?? '', pieces(content), actor, {
      ...options,
      ...(chunk !== undefined && { chunk }),
      onProgress: told,
    })
    if (!outcome.ok) return outcome
    const { rows, added, already, refused } = outcome.value
    const tell = refused.map(({ refusal, ...row }) => refusedRow({ ...row, refusals: [refusal] }))
    return done({ ...nothing, rows, imported: added, already, refused: refused.length, tell })
  },
  async courses({ ctx }, { content }, options, told) {
    const report = await importCourses(ctx, content, {
      ...options,
      maxGrant: await largestGrant(ctx.db),
      onProgress: ({ done: rows }) => told(rows),
    })
    if (report.problem) return refuse(report.problem.reason, { said: report.problem })
    const { read: rows, added: imported, changed, unchanged: already, refused, doubtful } = report
    const tell = report.remarks.map(({ line, verdict, title, reason }) => ({
      ...{ line, verdict },
      who: title,
      reasons: [reason],
    }))
    return done({ ...nothing, rows, imported, changed, already, refused, doubtful, tell })
  },
}

/** The largest grant of any year: what no card ever holds more than. */
export async function largestGrant(db: Queryable): Promise<number> {
  const grants = (await listYears(db)).map(({ rules }) => rules.grantRupiah)
  return grants.length > 0 ? Math.max(...grants) : scheme2021.grantRupiah
}

function refusedRow(row: {
  readonly line: number
  readonly nik: string
  readonly refusals: readonly string[]
}): RowToTell {
  return { line: row.line, verdict: 'refused', who: row.nik, reasons: row.refusals }
}

const pieceBytes = 256 * 1024

async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes)
}

/** About how many rows a file has: its lines but the heading. */
function rowsAbout(content: Buffer): number {
  let lines = 0
  for (let at = content.indexOf(10); at >= 0; at = content.indexOf(10, at + 1)) lines += 1
  return Math.max(1, content.at(-1) === 10 ? lines - 1 : lines)
}

/** A host whose database is another: that of a trial. */
export function hostOn(host: ListHost, ctx: Context): ListHost {
  return { ...host, ctx, onMessages: () => {} }
}
