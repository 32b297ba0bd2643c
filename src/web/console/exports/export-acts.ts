import { Readable } from 'node:stream'
import { idOf } from '../../../kernel/ids.ts'
import { askForExport, chunksOf, exportToTake } from '../../../staff/exports/exports.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { placeSent } from '../parts/list-order.ts'
import { sentence } from '../refusal-words.ts'
import { tasksPage } from '../tasks-page.tsx'

/** `POST /konsol/ekspor`: begins to write a list into a file, as it was looked at. */
export async function submitExport(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps, staff, actor, language } = request
  const sent = await readForm(c)
  const place = placeSent(sent)
  if (!place) return errorPage(c, 404)
  const query = new URLSearchParams(sent.get('query') ?? '').toString().slice(0, 500)
  const exporting = { db: ctx.db, clock: ctx.clock, tasks: deps.tasks, sources: deps.exportSources }
  const asked = { source: 'list', terms: { place, query }, language }
  const made = await askForExport(exporting, staff, asked, actor)
  if (!made.ok) return tasksPage(request, { problem: sentence(language, made) })
  return goTo(c, '/konsol/pekerjaan?kabar=started')
}

/** `/konsol/ekspor/:export`: a file of one's own, a chunk at a time. */
export async function takeExport(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps, staff } = request
  const id = c.req.param('export') ?? ''
  const found = idOf(id) && (await exportToTake(ctx.db, deps.exportSources, staff, id))
  if (!found) return errorPage(c, 404)
  const body = Readable.toWeb(Readable.from(chunksOf(ctx.db, found.exportId))) as ReadableStream
  const name = (found.terms.place ?? '').split('/').slice(2).join('-')
  return c.body(body, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}-${found.exportId}.csv"`,
  })
}
