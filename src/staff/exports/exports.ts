import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { day } from '../../kernel/clock.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import type { Language } from '../../kernel/wib.ts'
import { may } from '../permissions.ts'
import type { Staff } from '../staff.ts'
import type { TaskEnd, Tasks } from '../tasks.ts'
import type { ExportSources, ExportTerms } from './export-source.ts'
import { exportWork } from './write-export.ts'

export const exportRefusals = refusalWords({
  id: {
    export_not_yours: 'Peran Anda tidak melihat daftar ini. Minta yang boleh melihatnya.',
    export_unknown: 'Di alamat itu tidak ada daftar. Buka daftarnya dari menu, lalu ekspor dari sana.',
    export_too_long:
      'Daftar ini terlalu panjang untuk satu berkas. Buka daftarnya, pilih filter yang mempersempitnya, lalu ekspor lagi.',
    exports_full:
      'Anda sudah menyimpan 10 berkas. Tunggu sampai salah satunya dihapus, 7 hari setelah diminta.',
  },
  en: {
    export_not_yours: 'Your roles do not see this list. Ask somebody who may see it.',
    export_unknown:
      'There is no list at that address. Open the list from the menu, and export it from there.',
    export_too_long:
      'This list is too long for one file. Open the list, choose filters that narrow it, and export it again.',
    exports_full:
      'You keep 10 files already. Wait until one of them is removed, 7 days after it was asked for.',
  },
})
export type ExportRefusal = ReasonOf<typeof exportRefusals>

const mostKept = 10
/** For so long a file can be taken. */
export const keptDays = 7

/** A file that somebody has asked for. */
export interface ListExport extends Row<'staff/select-exports', Asked> {}
type Asked = { terms: ExportTerms; language: Language; endedAs: TaskEnd | undefined }

const countExports = statement<[staffId: string], 'staff/count-exports', 'count'>(
  'staff/count-exports',
  'select count(*)::int as count from list_export where staff_id = $1',
)

const insertExport = statement<
  [source: string, terms: string, language: Language, staffId: string, now: Date],
  'staff/insert-export'
>(
  'staff/insert-export',
  `
  insert into list_export (source, terms, language, staff_id, asked_at) values ($1, $2::jsonb, $3, $4, $5)
  returning export_id
  `,
)

const selectExports = statement<[staffId: string], 'staff/select-exports', Asked>(
  'staff/select-exports',
  `
  select export_id, source, terms, language, asked_at, rows, whole_at, (
    select ended_as from staff_task where subject = 'export:' || export_id order by task_id desc limit 1
  ) as ended_as
  from list_export where staff_id = $1
  order by export_id desc
  limit 20
  `,
)

const selectChunk = statement<[exportId: string, serial: number], 'staff/select-export-chunk'>(
  'staff/select-export-chunk',
  'select content from list_export_chunk where export_id = $1 and serial = $2',
)

/** Those that nobody writes: the process that did is gone. What broke is not tried for ever. */
const selectLeft = statement<[], 'staff/select-exports-left'>(
  'staff/select-exports-left',
  `
  select export_id, source, staff_id
  from list_export
  where whole_at is null and not exists (
    select from staff_task
    where subject = 'export:' || export_id and (
      ended_as in ('broken', 'refused')
      or (ended_at is null and beat_at > clock_timestamp() - interval '20 seconds')
    )
  )
  order by export_id
  limit 10
  `,
)

const deleteOld = statement<[before: Date]>(
  'staff/delete-old-exports',
  'delete from list_export where asked_at < $1',
)

interface Exporting extends Pick<Context, 'db' | 'clock'> {
  readonly tasks: Pick<Tasks, 'start'>
  readonly sources: ExportSources
}

/**
 * Begins to write a whole list into a file, as long work that can be left. Refuses `export_unknown`, `export_not_yours`,
 * `exports_full`. That it was asked for is journaled: it takes much out of the programme at once.
 */
export async function askForExport(
  { db, clock, tasks, sources }: Exporting,
  staff: Pick<Staff, 'staffId' | 'roles'>,
  asked: { readonly source: string; readonly terms: ExportTerms; readonly language: Language },
  actor: Actor,
): Promise<Outcome<{ exportId: string }, ExportRefusal>> {
  const source = Object.hasOwn(sources, asked.source) ? sources[asked.source] : undefined
  if (!source) return refuse('export_unknown')
  const permission = source.permission(asked.terms)
  if (!permission) return refuse('export_unknown')
  if (!may(staff.roles, permission)) return refuse('export_not_yours')
  const made = await inTransaction(db, async (tx) => {
    // A bound against mistakes: two at once may pass it by one.
    if ((await one(tx, countExports, [staff.staffId])).count >= mostKept) return undefined
    const now = clock.now()
    const terms = JSON.stringify(asked.terms)
    const { exportId } = await one(tx, insertExport, [
      asked.source,
      terms,
      asked.language,
      staff.staffId,
      now,
    ])
    const facts = { kind: asked.terms.place ?? asked.source }
    await writeJournal(tx, actor, now, [{ event: 'list_exported', subject: `export:${exportId}`, facts }])
    return exportId
  })
  if (made === undefined) return refuse('exports_full')
  // If the process ends here, the job goes on with it.
  await tasks.start(exportWork({ db, clock, sources }, made), actor)
  return done({ exportId: made })
}

/** The files that somebody has asked for, the newest first. */
export function listExports(db: Queryable, { staffId }: Pick<Staff, 'staffId'>): Promise<ListExport[]> {
  return rows(db, selectExports, [staffId])
}

/** A file of one's own that is whole, while one still may see the list; undefined otherwise. */
export async function exportToTake(
  db: Queryable,
  sources: ExportSources,
  staff: Pick<Staff, 'staffId' | 'roles'>,
  exportId: string,
): Promise<ListExport | undefined> {
  const found = (await listExports(db, staff)).find((one) => one.exportId === exportId && one.wholeAt)
  const permission = found && sources[found.source]?.permission(found.terms)
  return permission && may(staff.roles, permission) ? found : undefined
}

/** What the file consists of, a chunk at a time. */
export async function* chunksOf(db: Queryable, exportId: string): AsyncGenerator<Buffer> {
  for (let serial = 0; ; serial++) {
    const chunk = await first(db, selectChunk, [exportId, serial])
    if (!chunk) return
    yield chunk.content
  }
}

/** Removes files that were kept long enough; returns how many. For the timetable. */
export function forgetExports({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, deleteOld, [new Date(clock.now().getTime() - keptDays * day)])
}

/** Goes on with files whose process is gone. */
export async function keepExports({ db, clock, tasks, sources }: Exporting): Promise<void> {
  for (const { exportId, staffId, source } of await rows(db, selectLeft, []))
    if (sources[source])
      await tasks.start(exportWork({ db, clock, sources }, exportId), {
        actor: `staff:${staffId}`,
        requestId: 'job',
      })
}
