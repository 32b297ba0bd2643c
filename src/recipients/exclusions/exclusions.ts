import type { Context } from '../../database/context.ts'
import { type Queryable, rows, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { isSpreadsheetNumber, longNumber } from '../../kernel/long-number.ts'
import { done, type Outcome, refuse, sentenceOf } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyName } from '../../kernel/text.ts'
import { beginImport, rememberRows } from '../../lists/list-imports.ts'
import { type ListRefusal, refuseList } from '../../lists/list-problem.ts'
import type { ListShape } from '../../lists/list-shape.ts'
import { type ListOptions, openList } from '../../lists/read-list.ts'
import type { TakenList } from '../../lists/taken-list.ts'
import { maskNik, readNik } from '../../people/nik-rules.ts'
import { nikHeadings } from '../recipient-list.ts'
import { type RecipientRefusal, recipientRefusals } from '../recipient-refusals.ts'

export interface ExclusionImport {
  readonly rows: number
  /** NIKs that the list did not have before */
  readonly added: number
  /** NIKs that the list had already */
  readonly already: number
  /** lines that name no NIK */
  readonly refused: readonly RefusedExclusion[]
}

/** A line of which nothing was added. */
export interface RefusedExclusion {
  readonly line: number
  /** masked: only the last four digits are shown */
  readonly nik: string
  readonly refusal: RecipientRefusal
  /** what is wrong, in Indonesian */
  readonly sentence: string
}

/** What a list of exclusions may look like: a column of NIKs, or NIKs and nothing else. */
export const exclusionList: ListShape<'nik'> = {
  needed: { nik: nikHeadings },
  optional: {},
  longNumbers: ['nik'],
  headless: ([first = '', ...others]) =>
    readNik(longNumber(first)) && others.every((cell) => cell === '') ? ['nik'] : undefined,
}

const insertExclusions = statement<
  [list: string, nikHashes: Buffer[], importedBy: string, now: Date],
  'recipients/insert-exclusions'
>(
  'recipients/insert-exclusions',
  `
  insert into exclusion (list, nik_hash, imported_by, imported_at)
  select $1, nik_hash, $3, $4 from (select distinct unnest($2::bytea[]) as nik_hash) listed
  on conflict do nothing
  returning nik_hash
  `,
)

const selectLists = statement<[], 'recipients/select-exclusion-lists', 'niks' | 'importedAt'>(
  'recipients/select-exclusion-lists',
  `
  select list, count(*)::int as niks, max(imported_at) as imported_at from exclusion group by list order by list
  `,
)

const chunkRows = 5000

export interface ExclusionOptions extends ListOptions, TakenList {
  readonly onProgress?: (rows: number) => void
  /** rows in one transaction */
  readonly chunk?: number
}

/**
 * Adds the NIKs of a CSV file (a column that is called NIK, or NIKs and nothing else) to a named list of those who
 * cannot be registered. What the list has already stays; a file that broke off is imported again.
 */
export async function importExclusions(
  ctx: Context,
  list: string,
  source: AsyncIterable<Uint8Array | string>,
  actor: Actor,
  options: ExclusionOptions = {},
): Promise<Outcome<ExclusionImport, 'list_malformed' | ListRefusal>> {
  const name = tidyName(list)
  if (name === '' || name.length > 60) return refuse('list_malformed')
  const refused: RefusedExclusion[] = []
  const report = { rows: 0, added: 0, already: 0 }
  const run: Run = { ctx, list: name, actor, taken: options, importId: options.importId }
  let chunk: Line[] = []
  const flush = async () => {
    const added = await write(run, chunk)
    report.added += added
    report.already += chunk.length - added
    chunk = []
    options.onProgress?.(report.rows)
  }
  try {
    const { rows: lines } = await openList(source, exclusionList, options)
    for await (const { line, problem, cells } of lines) {
      report.rows += 1
      const nik = longNumber(cells.nik)
      const refusal = problem ?? nikRefusal(nik, cells.nik)
      if (!refusal) chunk.push({ line, hash: ctx.secrets.hash('nik', nik) })
      else
        refused.push({
          line,
          nik: maskNik((nik || cells.nik).slice(0, 16)),
          refusal,
          sentence: sentenceOf(recipientRefusals, refusal, {}, 'id'),
        })
      if (chunk.length >= (options.chunk ?? chunkRows)) await flush()
    }
  } catch (error) {
    return refuseList(error)
  }
  await flush()
  return done({ ...report, refused })
}

interface Line {
  readonly line: number
  readonly hash: Buffer
}

interface Run {
  readonly ctx: Context
  readonly list: string
  readonly actor: Actor
  readonly taken: TakenList
  importId: string | undefined
}

function nikRefusal(nik: string, typed: string): RecipientRefusal | undefined {
  if (isSpreadsheetNumber(typed)) return 'spreadsheet_number'
  return readNik(nik) ? undefined : 'nik_malformed'
}

/** The lists of exclusions, with how many NIKs each has. */
export function exclusionLists(db: Queryable) {
  return rows(db, selectLists, [])
}

async function write(run: Run, lines: readonly Line[]): Promise<number> {
  if (lines.length === 0) return 0
  const { ctx, list, actor, taken } = run
  const { file } = taken
  const now = ctx.clock.now()
  if (file !== undefined)
    run.importId ??= await inTransaction(ctx.db, (tx) =>
      beginImport(tx, { kind: 'exclusions', file, facts: { list } }, actor, now),
    )
  const added = await inTransaction(ctx.db, async (tx) => {
    const hashes = lines.map(({ hash }) => hash)
    const made = await rows(tx, insertExclusions, [list, hashes, actor.actor, now])
    const keys = made.map(({ nikHash }) => nikHash.toString('hex'))
    await rememberRows(
      tx,
      run.importId,
      keys.map((key) => ({ key, made: true })),
      now,
    )
    if (keys.length > 0)
      await writeJournal(tx, actor, now, [
        { event: 'exclusions_imported', subject: `exclusion:${list}`, facts: { added: keys.length } },
      ])
    return new Set(keys)
  })
  const count = added.size
  // Of a NIK that the file has twice the first line is the one that was added.
  for (const { line, hash } of lines)
    taken.onRow?.({ line, outcome: added.delete(hash.toString('hex')) ? 'imported' : 'already' })
  return count
}
