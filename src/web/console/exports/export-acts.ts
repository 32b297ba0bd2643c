import { Readable } from 'node:stream'
import { idOf } from '../../../kernel/ids.ts'
import { askForExport, chunksOf, exportToTake } from '../../../staff/exports/exports.ts'
import { errorPage } from '../../http/errors.tsx'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { tasksPage } from '../tasks-page.tsx'
import { exportSources } from './export-sources.ts'
import { exportForm, offered } from './exports-panel.tsx'

/** `POST /konsol/ekspor`: begins to write a list into a file. */
export async function submitExport(request: ConsoleRequest): Promise<Response> {
  const { ctx, deps, staff, actor, language } = request
  const answers = await exportForm(offered(request), []).read(request.c)
  if (!answers.ok) return tasksPage(request, answers)
  const { sumber: source, gelombang } = answers.values
  const terms = source === 'recipients' ? { wave: gelombang ?? '' } : {}
  const exporting = { db: ctx.db, clock: ctx.clock, tasks: deps.tasks, sources: exportSources }
  const made = await askForExport(exporting, staff, { source, terms: { ...terms }, language }, actor)
  if (!made.ok) return tasksPage(request, { problem: sentence(language, made), typed: answers.typed })
  return goTo(request.c, '/konsol/pekerjaan?kabar=started')
}

/** `/konsol/ekspor/:export`: a file of one's own, a chunk at a time. */
export async function takeExport(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, staff } = request
  const id = c.req.param('export') ?? ''
  const found = idOf(id) && (await exportToTake(ctx.db, exportSources, staff, id))
  if (!found) return errorPage(c, 404)
  const body = Readable.toWeb(Readable.from(chunksOf(ctx.db, found.exportId))) as ReadableStream
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${found.source}-${found.exportId}.csv"`,
  })
}
