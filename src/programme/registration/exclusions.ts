import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { writeJournal } from '../../card/write-journal.ts'
import type { Context } from '../../database/context.ts'
import { type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { maskNik, readNik } from '../nik.ts'
import { digits } from './identity.ts'

export interface ExclusionImport {
  readonly rows: number
  /** NIKs that the list did not have before */
  readonly added: number
  /** NIKs that the list had already */
  readonly already: number
  /** lines that name no NIK; the number is masked */
  readonly refused: readonly { readonly line: number; readonly nik: string }[]
}

const insertExclusions = statement<[list: string, nikHashes: Buffer[], importedBy: string, now: Date]>(
  'programme/insert-exclusions',
  `
  insert into exclusion (list, nik_hash, imported_by, imported_at)
  select $1, nik_hash, $3, $4 from (select distinct unnest($2::bytea[]) as nik_hash) listed
  on conflict do nothing
  `,
)

const selectLists = statement<[], { list: string; niks: number; imported_at: Date }>(
  'programme/select-exclusion-lists',
  `
  select list, count(*)::int as niks, max(imported_at) as imported_at from exclusion group by list order by list
  `,
)

const chunkRows = 5000

/**
 * Adds the NIKs of a CSV file (one column `nik`, or the first column) to a named list of those who cannot be
 * registered. What the list has already stays; a file that broke off is imported again.
 */
export async function importExclusions(
  ctx: Context,
  list: string,
  source: AsyncIterable<Uint8Array | string>,
  actor: Actor,
): Promise<Outcome<ExclusionImport, 'list_malformed' | 'file_unreadable'>> {
  const name = list.replace(/\s+/g, ' ').trim()
  if (name === '' || name.length > 60) return refuse('list_malformed')
  const refused: { line: number; nik: string }[] = []
  const report = { rows: 0, added: 0, already: 0 }
  let chunk: Buffer[] = []
  const flush = async () => {
    const added = await write(ctx, name, chunk, actor)
    report.added += added
    report.already += chunk.length - added
    chunk = []
  }
  try {
    for await (const { line, nik } of readNiks(source)) {
      report.rows += 1
      if (readNik(nik)) chunk.push(ctx.secrets.hash('nik', nik))
      else refused.push({ line, nik: maskNik(nik.slice(0, 16)) })
      if (chunk.length >= chunkRows) await flush()
    }
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('CSV_')) throw error
    return refuse('file_unreadable')
  }
  await flush()
  return done({ ...report, refused })
}

/** The lists of exclusions, with how many NIKs each has. */
export async function exclusionLists(db: Queryable) {
  const found = await rows(db, selectLists, [])
  return found.map(({ list, niks, imported_at }) => ({ list, niks, importedAt: imported_at }))
}

async function write(ctx: Context, list: string, hashes: readonly Buffer[], actor: Actor): Promise<number> {
  if (hashes.length === 0) return 0
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const added = await touched(tx, insertExclusions, [list, [...hashes], actor.actor, now])
    if (added > 0)
      await writeJournal(tx, actor, now, [
        { act: 'exclusions_imported', subject: `exclusion:${list}`, facts: { added } },
      ])
    return added
  })
}

async function* readNiks(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<{ line: number; nik: string }> {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
  const parser = Readable.from(source).pipe(
    parse({ ...options, delimiter: [',', ';', '\t'], max_record_size: 65_536 }),
  )
  let place: number | undefined
  let line = 1
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[]
    info: { lines: number }
  }>) {
    const named = record.findIndex((cell) => /^(no_?)?nik$/i.test(cell.trim()))
    if (place === undefined && named >= 0) place = named
    else {
      place ??= 0
      yield { line, nik: digits((record[place] ?? '').trim().replace(/^['’]/, '')) }
    }
    line = info.lines + 1
  }
}
