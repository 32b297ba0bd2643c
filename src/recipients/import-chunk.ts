import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, rows, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { sentenceOf } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { beginImport, rememberRows } from '../lists/list-imports.ts'
import type { TakenList } from '../lists/taken-list.ts'
import { maskNik } from '../people/nik-rules.ts'
import { peopleColumns } from '../people/people-to-write.ts'
import type { YearRules } from '../years/year-rules.ts'
import { type Admission, admitRecipients, type Candidate } from './admit-recipients.ts'
import type { RecipientLine } from './read-recipient-file.ts'
import { type RecipientRefusal, recipientRefusals } from './recipient-refusals.ts'
import { readRecipientRow } from './recipient-row.ts'
import {
  countFamilies,
  insertRecipients,
  lockRecipients,
  lockWave,
  markWaveDrawn,
  selectExcluded,
  selectKnownPersons,
  upsertPersons,
} from './recipient-store.ts'

export interface RefusedRow {
  readonly line: number
  readonly name: string
  /** masked: only the last four digits are shown */
  readonly nik: string
  readonly refusals: readonly RecipientRefusal[]
  /** what is wrong, in Indonesian */
  readonly sentence: string
}

export interface Run {
  readonly ctx: Context
  readonly waveId: number
  readonly rules: YearRules
  readonly actor: Actor
  readonly lines: Map<string, number>
  readonly refused: RefusedRow[]
  readonly taken: TakenList
  readonly wave: { readonly year: number; readonly number: number }
  importId: string | undefined
  imported: number
  already: number
  rows: number
}

export async function importChunk(run: Run, lines: readonly RecipientLine[]): Promise<void> {
  const { secrets, clock, db } = run.ctx
  const now = clock.now()
  const candidates: Candidate[] = []
  for (const { line, raw, problem } of lines) {
    if (problem) {
      run.refused.push(refusedRow(line, raw.name, raw.nik, [problem]))
      continue
    }
    const read = readRecipientRow(raw, run.rules, now)
    if ('recipient' in read) {
      const { nik, kk } = read.recipient
      const nikKey = secrets.hash('nik', nik).toString('latin1')
      candidates.push({ line, row: read.recipient, nikKey, kkKey: secrets.hash('kk', kk).toString('latin1') })
    } else run.refused.push(refusedRow(line, raw.name, raw.nik, read.refusals))
  }
  if (candidates.length > 0) run.importId ??= await begin(run, now)
  const admission = await inTransaction(db, (tx) => admitChunk(tx, run, candidates, now))
  for (const { candidate, refusal } of admission.refused)
    run.refused.push(refusedRow(candidate.line, candidate.row.name, candidate.row.nik, [refusal]))
  for (const { nikKey, line } of candidates) if (!run.lines.has(nikKey)) run.lines.set(nikKey, line)
  for (const { line } of admission.admitted) run.taken.onRow?.({ line, outcome: 'imported' })
  for (const { line } of admission.already) run.taken.onRow?.({ line, outcome: 'already' })
  run.imported += admission.admitted.length
  run.already += admission.already.length
  run.rows += lines.length
}

/** Writes the import down, with its wave, where somebody has named its file. */
async function begin({ ctx, taken, waveId, wave, actor }: Run, now: Date): Promise<string | undefined> {
  const { file } = taken
  if (file === undefined) return undefined
  const facts = { wave_id: waveId, wave: wave.number, year: wave.year }
  return inTransaction(ctx.db, (tx) => beginImport(tx, { kind: 'recipients', file, facts }, actor, now))
}

async function admitChunk(
  tx: pg.PoolClient,
  run: Run,
  candidates: readonly Candidate[],
  now: Date,
): Promise<Admission> {
  if (!run.ctx.trial) await rows(tx, lockRecipients, [])
  const wave = await first(tx, lockWave, [run.waveId])
  if (!wave) throw new Error(`wave ${run.waveId} went away during the import`)
  if (wave.byDraw) throw new Error(`wave ${run.waveId} became one that is drawn during the import`)
  const niks = candidates.map(({ nikKey }) => bytes(nikKey))
  const known = await rows(tx, selectKnownPersons, [niks])
  const excluded = await rows(tx, selectExcluded, [niks])
  const families = await rows(tx, countFamilies, [
    [...new Set(candidates.map(({ kkKey }) => kkKey))].map(bytes),
  ])
  const admission = admitRecipients(candidates, run.rules, {
    waveId: run.waveId,
    waveNotified: wave.notified,
    seatsLeft: wave.quota - wave.recipients,
    known: new Map(known.map((row) => [row.nikHash.toString('latin1'), row])),
    excluded: new Set(excluded.map((row) => row.nikHash.toString('latin1'))),
    families: new Map(families.map((row) => [row.kkHash.toString('latin1'), row.recipients])),
    // A chunk that fails and is run again must not meet its own lines.
    lines: new Map(run.lines),
  })
  await writeRecipients(tx, run, admission.admitted, now)
  return admission
}

async function writeRecipients(
  tx: pg.PoolClient,
  run: Run,
  admitted: readonly Candidate[],
  now: Date,
): Promise<void> {
  if (admitted.length === 0) return
  const { secrets } = run.ctx
  const people = admitted.map((one) => {
    const sealed = { nik: secrets.seal(one.row.nik), kk: secrets.seal(one.row.kk) }
    return { ...one, sealed }
  })
  const persons = await rows(tx, upsertPersons, peopleColumns(now, people))
  const personIds = persons.map(({ personId }) => personId)
  const written = persons.map(({ personId: key, made }) => ({ key, made }))
  await rememberRows(tx, run.importId, written, now)
  await touched(tx, insertRecipients, [run.waveId, personIds, now])
  await touched(tx, markWaveDrawn, [run.waveId])
  await writeJournal(
    tx,
    run.actor,
    now,
    personIds.map((personId) => ({
      event: 'recipient_imported',
      subject: `person:${personId}`,
      facts: { wave_id: run.waveId },
    })),
  )
}

function refusedRow(line: number, name: string, nik: string, refusals: RefusedRow['refusals']): RefusedRow {
  const sentence = refusals.map((refusal) => sentenceOf(recipientRefusals, refusal, {}, 'id')).join(' ')
  return { line, name: harmless(name), nik: maskNik(nik.trim()), refusals, sentence }
}

// Columns that slipped may bring a NIK where a name should stand.
function harmless(name: string): string {
  return name
    .trim()
    .slice(0, 120)
    .replace(/\d{8,}/g, maskNik)
}

function bytes(key: string): Buffer {
  return Buffer.from(key, 'latin1')
}
