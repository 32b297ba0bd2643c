import type { Context } from '../../database/context.ts'
import { first, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { done, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { csvText } from '../../lists/csv-text.ts'
import type { TaskReport, TaskWork } from '../tasks.ts'
import type { ExportPart, ExportSources, ExportTerms } from './export-source.ts'

const rowsAtOnce = 5000

type Wanted = { terms: ExportTerms; language: Language }

const selectExport = statement<[exportId: string], 'staff/select-export', 'chunks' | Wanted>(
  'staff/select-export',
  `
  select source, terms, language, staff_id, rows, last_key, whole_at, (
    select count(*)::int from list_export_chunk where list_export_chunk.export_id = list_export.export_id
  ) as chunks
  from list_export where export_id = $1
  `,
)

/** Of two processes that write the same file one writes each chunk: the other finds that it is there. */
const insertChunk = statement<[exportId: string, serial: number, content: Buffer]>(
  'staff/insert-export-chunk',
  `
  insert into list_export_chunk (export_id, serial, content) values ($1, $2, $3)
  on conflict do nothing
  `,
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

/** The work that writes a file: chunk by chunk, each committed with how far it is, so that it goes on after any end. */
export function exportWork(writing: Writing, exportId: string): TaskWork {
  return {
    kind: 'export_list',
    subject: `export:${exportId}`,
    async run(progress) {
      for (;;) {
        const ended = await writeNext(writing, exportId, progress)
        if (ended) return ended
      }
    },
  }
}

async function writeNext(
  writing: Writing,
  exportId: string,
  progress: (done: number, total: number) => void,
): Promise<TaskReport | undefined> {
  const wanted = await first(writing.db, selectExport, [exportId])
  const source = wanted && writing.sources[wanted.source]
  if (!source) return refuse('export_unknown')
  const { rows, chunks, wholeAt, terms, language, staffId, lastKey: after } = wanted
  progress(rows, wholeAt ? rows : 0)
  if (wholeAt) return done({ rows })
  const asked = { terms, after, limit: rowsAtOnce, language, staffId }
  const read = await source.read(writing.db, asked)
  if (!read.ok) return read
  await keepChunk(writing, { exportId, chunks, language, part: read.value })
  return undefined
}

interface Chunk {
  readonly exportId: string
  /** so many stand before it */
  readonly chunks: number
  readonly language: Language
  readonly part: ExportPart
}

async function keepChunk({ db, clock }: Writing, { exportId, chunks, language, part }: Chunk): Promise<void> {
  const { head, rows, next } = part
  const text = csvText([head, ...rows], language === 'id')
  // The heading, which tells of instants that they are in WIB, stands once; it has no line of its own inside.
  const content = chunks === 0 ? text : text.slice(text.indexOf('\n') + 1)
  await inTransaction(db, async (tx) => {
    if ((await touched(tx, insertChunk, [exportId, chunks, Buffer.from(content)])) === 0) return
    await touched(tx, markWritten, [
      exportId,
      rows.length,
      next,
      next === undefined ? clock.now() : undefined,
    ])
  })
}
