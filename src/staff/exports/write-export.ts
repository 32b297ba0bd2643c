import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { csvText } from '../../lists/csv-text.ts'
import type { TaskWork } from '../tasks.ts'
import type { ExportSources, ExportTerms } from './export-source.ts'

const rowsAtOnce = 5000

type Wanted = { terms: ExportTerms; language: Language }

/** Two processes that write the same file do so one after the other; each begins where the other has ended. */
const lockExport = statement<[exportId: string], 'staff/lock-export', 'chunks' | Wanted>(
  'staff/lock-export',
  `
  select source, terms, language, rows, last_key, whole_at, (
    select count(*)::int from list_export_chunk where list_export_chunk.export_id = list_export.export_id
  ) as chunks
  from list_export where export_id = $1 for no key update
  `,
)

const insertChunk = statement<[exportId: string, serial: number, content: Buffer]>(
  'staff/insert-export-chunk',
  'insert into list_export_chunk (export_id, serial, content) values ($1, $2, $3)',
)

const markWritten = statement<
  [exportId: string, rows: number, last: string | undefined, wholeAt: Date | undefined]
>(
  'staff/mark-export',
  'update list_export set rows = rows + $2, last_key = coalesce($3, last_key), whole_at = $4 where export_id = $1',
)

interface Writing extends Pick<Context, 'db' | 'clock'> {
  readonly sources: ExportSources
}

/** The work that writes a file: chunk by chunk, each in one transaction with how far it is, so that it goes on after any end. */
export function exportWork(writing: Writing, exportId: string): TaskWork {
  return {
    kind: 'export_list',
    subject: `export:${exportId}`,
    async run(progress) {
      for (;;) {
        const written = await inTransaction(writing.db, (tx) => writeChunk(tx, writing, exportId))
        if (!written) return refuse('export_unknown')
        progress(written.rows, written.whole ? written.rows : 0)
        if (written.whole) return done({ rows: written.rows })
      }
    },
  }
}

async function writeChunk(
  tx: pg.PoolClient,
  { clock, sources }: Writing,
  exportId: string,
): Promise<{ readonly rows: number; readonly whole: boolean } | undefined> {
  const wanted = await first(tx, lockExport, [exportId])
  const source = wanted && sources[wanted.source]
  if (!source) return undefined
  if (wanted.wholeAt) return { rows: wanted.rows, whole: true }
  const { terms, language, lastKey: after } = wanted
  const { rows, last } = await source.read(tx, { terms, after, limit: rowsAtOnce, language })
  const text = csvText([source.head(language), ...rows], language === 'id')
  // The heading, which tells of instants that they are in WIB, stands once; it has no line of its own inside.
  const content = wanted.chunks === 0 ? text : text.slice(text.indexOf('\n') + 1)
  const whole = rows.length < rowsAtOnce
  if (content !== '') await touched(tx, insertChunk, [exportId, wanted.chunks, Buffer.from(content)])
  await touched(tx, markWritten, [exportId, rows.length, last, whole ? clock.now() : undefined])
  return { rows: wanted.rows + rows.length, whole }
}
