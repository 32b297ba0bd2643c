import type { Context } from '../database/context.ts'
import type { Actor } from '../kernel/request.ts'
import { ListProblem, type ListRefusal } from '../lists/list-problem.ts'
import type { ListOptions } from '../lists/read-list.ts'
import type { TakenList } from '../lists/taken-list.ts'
import { readWave } from '../waves/waves.ts'
import { yearRules } from '../years/years.ts'
import { importChunk, type RefusedRow, type Run } from './import-chunk.ts'
import { type RecipientLine, readRecipientFile } from './read-recipient-file.ts'

export interface RecipientImport {
  /** rows read, the heading not counted */
  readonly rows: number
  /** recipients that the wave did not have before */
  readonly imported: number
  /** rows whose recipient the wave has already: nothing was changed */
  readonly already: number
  /** sorted by line */
  readonly refused: readonly RefusedRow[]
}

export interface ImportProgress {
  readonly rows: number
  readonly imported: number
  readonly refused: number
}

/** Why nothing at all was imported, with a sentence for the operator. */
export interface ImportRefused {
  readonly ok: false
  readonly refusal: 'wave_unknown' | 'wave_by_draw' | ListRefusal
  readonly sentence: string
  readonly said: { readonly id: string; readonly en: string }
  /** rows before the place where the file could not be read any further; they stand */
  readonly imported: number
}

export interface ImportOptions extends TakenList, ListOptions {
  readonly actor: Actor
  readonly onProgress?: (progress: ImportProgress) => void
  /** rows in one transaction */
  readonly chunk?: number
}

/**
 * Imports a CSV list of recipients (name, nik, kk, birth_date, phone, email, education, occupation) into a wave, by
 * the eligibility rules of its year. A refused row stops nothing; it is told with its line and every reason. Each
 * chunk is one transaction, so that an import that broke off is continued by running it again.
 */
export async function importRecipients(
  ctx: Context,
  waveId: number,
  source: AsyncIterable<Uint8Array | string>,
  options: ImportOptions,
): Promise<{ readonly ok: true; readonly value: RecipientImport } | ImportRefused> {
  const wave = await readWave(ctx.db, waveId)
  if (!wave)
    return refused('wave_unknown', {
      id: `Gelombang ${waveId} tidak ada.`,
      en: `There is no wave ${waveId}.`,
    })
  if (wave.byDraw)
    return refused('wave_by_draw', {
      id: `Penerima gelombang ${wave.number} dipilih lewat undian dan tidak dapat diimpor; pilih gelombang lain.`,
      en: `The recipients of wave ${wave.number} are drawn and cannot be imported; choose another wave.`,
    })
  const rules = await yearRules(ctx.db, wave.year)
  const given = { ctx, waveId, wave, rules, actor: options.actor, taken: options, importId: options.importId }
  const run: Run = { ...given, lines: new Map(), refused: [], rows: 0, imported: 0, already: 0 }
  let chunk: RecipientLine[] = []
  const flush = async () => {
    await importChunk(run, chunk)
    chunk = []
    options.onProgress?.({ rows: run.rows, imported: run.imported, refused: run.refused.length })
  }
  try {
    for await (const line of readRecipientFile(source, options)) {
      chunk.push(line)
      if (chunk.length >= (options.chunk ?? 5000)) await flush()
    }
    if (chunk.length > 0) await flush()
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    return refused(error.reason, error, run.imported)
  }
  const { rows, imported, already } = run
  const byLine = run.refused.sort((one, other) => one.line - other.line)
  return { ok: true, value: { rows, imported, already, refused: byLine } }
}

function refused(
  refusal: ImportRefused['refusal'],
  { id, en }: ImportRefused['said'],
  imported = 0,
): ImportRefused {
  return { ok: false, refusal, sentence: id, said: { id, en }, imported }
}
