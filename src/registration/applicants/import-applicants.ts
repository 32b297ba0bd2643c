import pg from 'pg'
import { rows as rowsOf } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { beginImport } from '../../lists/list-imports.ts'
import { ListProblem, type ListRefusal, refuseList } from '../../lists/list-problem.ts'
import type { ListOptions } from '../../lists/read-list.ts'
import type { TakenList } from '../../lists/taken-list.ts'
import { askRegistry } from '../../people/ask-registry.ts'
import { identityKeys } from '../../people/claim-identity.ts'
import { type RecipientLine, readRecipientFile } from '../../recipients/read-recipient-file.ts'
import { readRecipientRow } from '../../recipients/recipient-row.ts'
import { readJoinableWave } from '../../waves/join-people.ts'
import { waveRefusals } from '../../waves/wave-refusals.ts'
import type { YearRules } from '../../years/year-rules.ts'
import { type Registrations, rulesToday } from '../registrations.ts'
import type { Applicant, AssistedFacts } from './admit-applicants.ts'
import { isSameAssisted } from './admit-applicants.ts'
import { type NotJoined, notJoined, type RefusedApplicant, refusedApplicant } from './applicant-refusals.ts'
import { selectAssisted } from './applicant-sql.ts'
import { KnownMeanwhile, type Registering, registerApplicants } from './register-applicants.ts'

export interface ApplicantImport {
  readonly rows: number
  readonly registered: number
  /** registered before by this agency with the same facts: nothing was changed */
  readonly already: number
  /** who joined the wave in this run; 0 without one */
  readonly joined: number
  /** who had joined it before */
  readonly joinedBefore: number
  /** sorted by line */
  readonly refused: readonly RefusedApplicant[]
  /** registered, but not in the wave; sorted by line */
  readonly notJoined: readonly NotJoined[]
}

export interface ApplicantOptions extends TakenList, ListOptions {
  readonly agency: string
  readonly actor: Actor
  /** the open wave that they join */
  readonly waveId?: number | undefined
  readonly onProgress?: (progress: {
    readonly rows: number
    readonly registered: number
    readonly joined: number
    readonly refused: number
  }) => void
  /** rows in one transaction */
  readonly chunk?: number
}

export const applicantImportRefusals = refusalWords({
  id: {
    agency_malformed: 'Sebutkan lembaganya di --agency, paling banyak 120 huruf.',
    wave_not_open: 'Gelombang itu tidak dibuka: pilih gelombang yang dibuka. Tidak ada yang diimpor.',
  },
  en: {
    agency_malformed: 'Name the agency in --agency, with at most 120 letters.',
    wave_not_open: 'The wave is not open: choose an open one. Nobody was imported.',
  },
  also: [only(waveRefusals, 'wave_unknown')],
})
export type ApplicantImportRefusal = ReasonOf<typeof applicantImportRefusals> | ListRefusal

interface Run extends Registering {
  importId: string | undefined
  readonly rules: YearRules
  readonly options: ApplicantOptions
  readonly report: { rows: number; registered: number; already: number; joined: number; joinedBefore: number }
  readonly refused: RefusedApplicant[]
  readonly notJoined: NotJoined[]
}

/** Three locks for each row: more of them would crowd out those of others. */
const rowsAtOnce = 500

/**
 * Registers the people of an agency's list (the columns of a list of recipients), who have filled in the form and given
 * their consents on paper, and lets them join an open wave. Every row goes through the same checks as a registration at
 * the portal; each chunk is one transaction, and one that fails is done again row by row. A refused row stops nothing,
 * and a file that broke off or was mended is imported again.
 */
export async function importApplicants(
  registrations: Registrations,
  source: AsyncIterable<Uint8Array | string>,
  options: ApplicantOptions,
): Promise<Outcome<ApplicantImport, ApplicantImportRefusal>> {
  const agency = options.agency.replace(/\s+/g, ' ').trim()
  if (agency === '' || agency.length > 120) return refuse('agency_malformed')
  const wave =
    options.waveId === undefined ? undefined : await readJoinableWave(registrations.ctx, options.waveId)
  if (wave && !wave.ok) return wave
  const rules = await rulesToday(registrations.ctx)
  const run: Run = {
    registrations,
    agency,
    actor: options.actor,
    maxPerFamilyCard: rules.maxPerFamilyCard,
    wave: wave?.value,
    importId: options.importId,
    rules,
    options,
    report: { rows: 0, registered: 0, already: 0, joined: 0, joinedBefore: 0 },
    refused: [],
    notJoined: [],
  }
  try {
    await importLines(run, readRecipientFile(source, options))
  } catch (error) {
    return refuseList(error)
  } finally {
    if (run.report.registered > 0) registrations.onMessages()
  }
  const byLine = (one: { line: number }, other: { line: number }) => one.line - other.line
  return done({ ...run.report, refused: run.refused.sort(byLine), notJoined: run.notJoined.sort(byLine) })
}

/** Reads and asks about the next chunk while PostgreSQL writes the one before. */
async function importLines(run: Run, lines: AsyncIterable<RecipientLine>): Promise<void> {
  const size = run.options.chunk ?? rowsAtOnce
  let writing: Promise<void> = Promise.resolve()
  let chunk: RecipientLine[] = []
  const flush = async () => {
    const taken = chunk
    chunk = []
    const applicants = await prepare(run, taken)
    await writing
    writing = store(run, applicants, taken.length)
    // Looked at when the next chunk is ready, or at the end.
    writing.catch(() => {})
  }
  try {
    for await (const line of lines) {
      chunk.push(line)
      if (chunk.length >= size) await flush()
    }
    if (chunk.length > 0) await flush()
  } catch (error) {
    // The rows before the place where the file broke off stand.
    if (error instanceof ListProblem && chunk.length > 0) await flush()
    throw error
  } finally {
    await writing
  }
}

async function prepare(run: Run, lines: readonly RecipientLine[]): Promise<Applicant[]> {
  const { ctx, registry } = run.registrations
  const now = ctx.clock.now()
  const read: Omit<Applicant, 'answer'>[] = []
  for (const { line, raw, problem } of lines) {
    if (problem) {
      run.refused.push(refusedApplicant(line, raw.name, raw.nik, [problem]))
      continue
    }
    const one = readRecipientRow(raw, run.rules, now)
    if ('refusals' in one) {
      run.refused.push(refusedApplicant(line, raw.name, raw.nik, one.refusals))
      continue
    }
    const { nikHash, kkHash } = identityKeys(ctx, one.recipient)
    const keys = { nikKey: nikHash.toString('latin1'), kkKey: kkHash.toString('latin1') }
    const { nik, kk } = one.recipient
    const sealed = { nik: ctx.secrets.seal(nik), kk: ctx.secrets.seal(kk) }
    read.push({ line, row: one.recipient, sealed, ...keys })
  }
  if (read.length === 0) return []
  const niks = read.map(({ nikKey }) => Buffer.from(nikKey, 'latin1'))
  const before = new Map<string, AssistedFacts>()
  for (const row of await rowsOf(ctx.db, selectAssisted, [niks, run.agency]))
    before.set(row.nikHash.toString('latin1'), { ...row, bornOn: row.bornOn })
  const unknown = read.filter(({ nikKey, row }) => !isSameAssisted(before.get(nikKey), row))
  const answers = await askRegistry(
    registry,
    unknown.map(({ row }) => row),
  )
  const answerOf = new Map(unknown.map(({ line }, i) => [line, answers[i]!]))
  return read.map((one) => ({ ...one, answer: answerOf.get(one.line) }))
}

async function store(run: Run, applicants: readonly Applicant[], lines: number): Promise<void> {
  if (applicants.length > 0) {
    run.importId ??= await begin(run)
    await register(run, applicants)
  }
  const { report, refused, options } = run
  report.rows += lines
  const { rows, registered, joined } = report
  options.onProgress?.({ rows, registered, joined, refused: refused.length })
}

/** Writes the import down where somebody has named its file. */
async function begin({ registrations, agency, wave, actor, options }: Run): Promise<string | undefined> {
  const { ctx } = registrations
  const { file } = options
  if (file === undefined) return undefined
  const facts = { agency, ...(wave && { wave_id: wave.waveId }) }
  const of = { kind: 'applicants' as const, file, facts }
  return inTransaction(ctx.db, (tx) => beginImport(tx, of, actor, ctx.clock.now()))
}

/** What one row of a chunk breaks, it breaks for itself alone. */
async function register(run: Run, applicants: readonly Applicant[]): Promise<void> {
  try {
    await registerTogether(run, applicants)
  } catch (error) {
    const [alone] = applicants
    if (applicants.length > 1) {
      for (const applicant of applicants) await register(run, [applicant])
    } else if (alone && error instanceof KnownMeanwhile) refuseRow(run, alone, 'person_known')
    else if (alone && isOfTheRow(error)) refuseRow(run, alone, 'row_not_stored')
    else throw error
  }
}

async function registerTogether(run: Run, applicants: readonly Applicant[]): Promise<void> {
  const { admitted, already, refused, join } = await registerApplicants(run, applicants)
  const { report, options } = run
  for (const { line } of admitted) options.onRow?.({ line, outcome: 'imported' })
  for (const { line } of already) options.onRow?.({ line, outcome: 'already' })
  report.registered += admitted.length
  report.already += already.length
  report.joined += join.joined.length
  report.joinedBefore += join.before.length
  for (const { applicant, refusal } of refused) refuseRow(run, applicant, refusal)
  if (join.refused.length === 0) return
  const byLine = new Map(applicants.map(({ line, row }) => [line, row]))
  for (const { line, refusal } of join.refused) {
    const { name, nik } = byLine.get(line)!
    run.notJoined.push(notJoined(line, name, nik, refusal))
  }
}

function refuseRow(
  { refused }: Run,
  { line, row }: Applicant,
  refusal: RefusedApplicant['refusals'][number],
): void {
  refused.push(refusedApplicant(line, row.name, row.nik, [refusal]))
}

/** Data that PostgreSQL does not take, and constraints that they break; anything else is a fault of the whole. */
function isOfTheRow(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')
}
